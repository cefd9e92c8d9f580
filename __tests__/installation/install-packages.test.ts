import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { installPackages } from '../../src/installation/install-packages.ts'
import type { InstallationRequest } from '../../src/installation/preparation.ts'
import { InputError } from '../../src/text/errors.ts'
import { type Behaviour, FakeInstallers } from '../pieces/fake-installers.ts'
import { failure } from '../pieces/thrown.ts'

const made: FakeInstallers[] = []
afterEach(() => {
  for (const fake of made.splice(0)) fake.remove()
})

function withPrograms(behaviour: Behaviour = {}, ...programs: readonly string[]): FakeInstallers {
  const fake = new FakeInstallers(behaviour, programs.length === 0 ? undefined : programs)
  made.push(fake)
  return fake
}

const nothing = { files: [], projects: [], lines: [] }
const uvVenv = 'tools/uv venv --seed --no-project --python tools/python3 own/venv'
const uvInstall = 'tools/uv pip install --python own/venv/bin/python zenml==0.98.0'
const pipBringsUv =
  'tools/python3 -I -u -m pip install --disable-pip-version-check --no-input --only-binary :all: --no-deps --target own/uv uv'
const pipVenv = 'tools/python3 -I -u -m venv own/venv'
const pipInstall = 'own/venv/bin/python -I -u -m pip install --disable-pip-version-check --no-input'
/** A setting of pip's for which uv has nothing. */
const pipOnly = { config: `echo "global.prefer-binary='1'"` }

describe('the installer', () => {
  test('is the uv of the job: an environment of its own, and ZenML in it', async () => {
    const fake = withPrograms()
    expect(await installPackages(fake.request())).toEqual({
      venv: join(fake.top, 'own/venv'),
      bin: join(fake.top, 'own/venv/bin'),
      python: join(fake.top, 'own/venv/bin/python'),
      zenmlVersion: '0.98.0'
    })
    expect(fake.calls).toEqual([uvVenv, uvInstall])
    expect(fake.said).toEqual([
      "Installed with uv 0.13.1, from pypi.org, and from what uv's own configuration names: the environment has 4 packages, zenml 0.98.0."
    ])
  })

  test('is a uv that pip brings if the job has none, and that reads no configuration of its own', async () => {
    const fake = withPrograms({}, 'python3')
    await installPackages(fake.request())
    expect(fake.calls).toEqual([
      pipBringsUv,
      uvVenv.replace('tools/uv', 'own/uv/bin/uv'),
      uvInstall.replace('tools/uv', 'own/uv/bin/uv')
    ])
    expect(fake.said).toEqual([
      'Installed with uv 0.13.1, which pip installed, from pypi.org: the environment has 4 packages, zenml 0.98.0.'
    ])
  })

  test.each([
    ['pip can’t bring it', { bring: 'echo no; echo "  "; false' }, ['python3'], 'pip could not install it (no)'],
    ['pip says nothing of why', { bring: 'false' }, ['python3'], 'pip could not install it (it said nothing)'],
    ['pip can’t read its files', { config: 'exit 1' }, ['python3', 'uv'], "pip's own configuration can't be read"],
    ['uv lacks a setting', pipOnly, ['python3', 'uv'], "uv has nothing for pip's setting prefer-binary"]
  ])('is pip if %s, and the log says why', async (_, behaviour, programs, why) => {
    const fake = withPrograms(behaviour, ...programs)
    await installPackages(fake.request())
    expect(fake.calls.filter(call => call !== pipBringsUv)).toEqual([pipVenv, `${pipInstall} zenml==0.98.0`])
    expect(fake.said).toEqual([
      `pip is used instead of uv: ${why}.`,
      'Installed with pip 26.0, from pypi.org: the environment has 4 packages, zenml 0.98.0.'
    ])
    expect(fake.warned).toEqual([])
  })

  test('that is pip has a warning if the job names an index to uv alone', async () => {
    const fake = withPrograms(pipOnly)
    await installPackages(fake.request({ env: { UV_INDEX: 'https://a.example', UV_FIND_LINKS: '/wheels' } }))
    expect(fake.said).toHaveLength(1)
    expect(fake.warned).toEqual([
      "pip is used instead of uv, so UV_INDEX, UV_FIND_LINKS has no effect: uv has nothing for pip's setting prefer-binary."
    ])
  })

  test('is set up as pip’s variables say if there is no pip that could read its files, which is said', async () => {
    const noPip = { config: "echo '/usr/bin/python3: No module named pip'; exit 1" }
    const fake = withPrograms(noPip)
    await installPackages(fake.request({ env: { PIP_INDEX_URL: 'https://a.example/simple' } }))
    expect(fake.calls).toEqual([uvVenv, uvInstall])
    expect(fake.environment).toMatchObject({ UV_DEFAULT_INDEX: 'https://a.example/simple' })
    expect(fake.said[0]).toBe(
      "This Python has no pip: pip's variables count, but its configuration files are not read."
    )
    expect(fake.said[1]).toContain(', from a.example,')
  })

  test('asks no index, and the log says so', async () => {
    const fake = withPrograms({ config: `echo "global.no-index='1'"` })
    await installPackages(fake.request())
    expect(fake.said.join()).toContain('from no index')
  })

  test('takes folders of packages relative to the working directory, and leaves out those that are not there', async () => {
    const fake = withPrograms({ config: `echo "global.find-links='here.txt gone'"` })
    fake.file('here.txt', '')
    await installPackages(fake.request())
    expect(fake.environment).toMatchObject({ UV_FIND_LINKS: 'here.txt' })
  })
})

describe('a uv that fails', () => {
  const failing = { install: 'case "$0" in *uv) echo resolution; exit 1 ;; esac' }
  const pipAfterwards = [pipVenv, `${pipInstall} zenml==0.98.0`]

  test('lets pip try from the beginning if pip has brought it', async () => {
    const fake = withPrograms(failing, 'python3')
    await installPackages(fake.request())
    expect(fake.calls.slice(-2)).toEqual(pipAfterwards)
    expect(fake.said).toEqual([
      'uv could not install the packages, so pip tries.',
      'Installed with pip 26.0, from pypi.org: the environment has 4 packages, zenml 0.98.0.'
    ])
  })

  test('leaves nothing of its environment to that of pip', async () => {
    const leaving = { install: `case "$0" in *uv) : >"\${0%/uv/bin/uv}/venv/left"; exit 1 ;; esac` }
    const fake = withPrograms(leaving, 'python3')
    await installPackages(fake.request())
    expect(() => statSync(join(fake.top, 'own/venv/left'))).toThrow('ENOENT')
  })

  test('is the end if it is the job’s own', async () => {
    const fake = withPrograms(failing)
    const error = await failure(() => installPackages(fake.request()))
    expect(error.message).toBe('The packages could not be installed: resolution')
    expect(fake.calls).toEqual([uvVenv, uvInstall])
  })

  test('is the end if only uv reads what is to be installed', async () => {
    const fake = withPrograms(failing, 'python3')
    const projects = [fake.file('pyproject.toml', '')]
    await expect(installPackages(fake.request({ requirements: { ...nothing, projects } }))).rejects.toThrow(
      'could not be installed'
    )
    expect(fake.said).toEqual([])
  })

  test('is the end if it is not the packages that it failed of', async () => {
    const fake = withPrograms({ makeVenv: 'echo no; exit 1' }, 'python3')
    await expect(installPackages(fake.request())).rejects.toThrow('The virtual environment could not be made: no')
    expect(fake.calls.some(call => call.startsWith(pipVenv))).toBe(false)
  })
})

describe('the virtual environment', () => {
  const unseeded = { makeVenv: 'case "$*" in *--seed*) echo no pip; exit 1 ;; esac' }

  test('has no pip if its index has none, which is said', async () => {
    const fake = withPrograms(unseeded)
    await installPackages(fake.request())
    expect(fake.calls).toEqual([uvVenv, uvVenv.replace(' --seed', ''), uvInstall])
    expect(fake.said[0]).toBe('The virtual environment has no pip of its own, since its index has none.')
  })

  test('of a first attempt is gone before the second', async () => {
    const half = `case "$*" in *--seed*) /bin/mkdir -p "$last/half"; exit 1 ;; *) test ! -e "$last/half" ;; esac`
    const fake = withPrograms({ makeVenv: half })
    await installPackages(fake.request())
    expect(fake.calls).toContain(uvInstall)
  })

  test('that can’t be made is an error with the last attempt’s words and what helps', async () => {
    const fake = withPrograms({ makeVenv: 'case "$*" in *--seed*) echo first ;; *) echo second ;; esac; exit 1' })
    expect(await failure(() => installPackages(fake.request()))).toMatchObject({
      message: 'The virtual environment could not be made: second',
      where: 'python',
      remedy: expect.stringContaining('python3-venv')
    })
    expect(fake.calls).toHaveLength(2)
  })

  test('without a zenml is an error that says how to get one', async () => {
    const fake = withPrograms({ venv: { six: '1.17.0' } })
    const asked = fake.request({ zenmlVersion: null, requirements: { ...nothing, lines: ['six'] } })
    expect(await failure(() => installPackages(asked))).toMatchObject({
      message: 'The virtual environment for the command has no zenml',
      where: 'requirements',
      remedy: 'Leave zenml-version at `server`, or name zenml in the requirements.'
    })
    expect(fake.said.join()).toContain('the environment has 1 packages, zenml is not among them.')
  })
})

describe('requirements', () => {
  test('go in with ZenML in one go: projects, files, and the lines in a file that only this user may read', async () => {
    const fake = withPrograms()
    const [projects, files] = [[fake.file('pyproject.toml', '')], [fake.file('r.txt', 'six\n')]]
    await installPackages(fake.request({ requirements: { projects, files, lines: ['pandas==2.*', 'numpy'] } }))
    expect(fake.calls.slice(1)).toEqual([`${uvInstall} -r work/pyproject.toml -r work/r.txt -r own/requirements.txt`])
    expect(fake.own('requirements.txt')).toEqual(['pandas==2.*', 'numpy'])
    expect(statSync(join(fake.top, 'own/requirements.txt')).mode & 0o777).toBe(0o600)
    expect(statSync(join(fake.top, 'own')).mode & 0o777).toBe(0o700)
  })

  test('alone decide on the ZenML if that is wanted', async () => {
    const fake = withPrograms({ venv: { zenml: '0.90.0' } })
    const asked = fake.request({ zenmlVersion: null, requirements: { ...nothing, lines: ['zenml<0.95'] } })
    expect(await installPackages(asked)).toMatchObject({ zenmlVersion: '0.90.0' })
    expect(fake.calls.at(-1)).toBe('tools/uv pip install --python own/venv/bin/python -r own/requirements.txt')
  })

  test('of a project are not for pip to read, and the error says what to write', async () => {
    const fake = withPrograms(pipOnly)
    const projects = [fake.file('pyproject.toml', '')]
    const error = await failure(() => installPackages(fake.request({ requirements: { ...nothing, projects } })))
    expect(error).toMatchObject({
      message: `pip can't read the dependencies in '${projects[0]}', and uv could not be used`,
      where: 'requirements',
      remedy: expect.stringMatching(/^The log says why\. Write `\.` to install the project itself/)
    })
    expect(fake.calls).toEqual([])
  })

  test('that could not be installed: the installer’s words, and the variables of the job that they lack', async () => {
    const fake = withPrograms({ install: "echo 'pbr: no version'; exit 1" })
    const files = [fake.file('r.txt', `a @ https://\${A_TOKEN}@a.example/a.whl\n`)]
    const asked = fake.request({ requirements: { ...nothing, files }, env: { PBR_VERSION: '1' } })
    expect(await failure(() => installPackages(asked))).toMatchObject({
      message: 'The packages could not be installed: pbr: no version',
      remedy: expect.stringMatching(/PBR_VERSION.*\$\{A_TOKEN\}/)
    })
  })
})

describe('requirements with hashes', () => {
  const hashed = 'six==1.17.0 --hash=sha256:aa\n'
  const pins = ['six==1.17.0', 'zenml==0.98.0']

  test('are installed by pip by themselves, and the rest without a change to what they brought', async () => {
    const fake = withPrograms(pipOnly)
    const files = [fake.file('locked.txt', hashed), fake.file('open.txt', 'numpy\n')]
    await installPackages(fake.request({ requirements: { ...nothing, files, lines: ['pandas'] } }))
    expect(fake.calls.slice(1)).toEqual([
      `${pipInstall} -r work/locked.txt`,
      `${pipInstall} zenml==0.98.0 -r work/open.txt -r own/requirements.txt -c own/constraints.txt`
    ])
    expect(fake.own('constraints.txt')).toEqual(pins)
  })

  test('are all that pip installs if they bring the ZenML that is asked for', async () => {
    const fake = withPrograms(pipOnly)
    const files = [fake.file('locked.txt', hashed)]
    await installPackages(fake.request({ requirements: { ...nothing, files } }))
    expect(fake.calls.slice(1)).toEqual([`${pipInstall} -r work/locked.txt`])
  })

  test('go in with the rest by uv, which wants no other hashes, and by pip if no ZenML is added', async () => {
    const byUv = withPrograms()
    const files = [byUv.file('locked.txt', hashed)]
    await installPackages(byUv.request({ requirements: { ...nothing, files } }))
    expect(byUv.calls.slice(1)).toEqual([`${uvInstall} -r work/locked.txt`])

    const byPip = withPrograms(pipOnly)
    const lockedFiles = [byPip.file('locked.txt', hashed), byPip.file('open.txt', 'numpy\n')]
    await installPackages(byPip.request({ zenmlVersion: null, requirements: { ...nothing, files: lockedFiles } }))
    expect(byPip.calls.slice(1)).toEqual([`${pipInstall} -r work/locked.txt -r work/open.txt`])
  })

  describe.each([
    ['pip', { config: `echo "global.require-hashes='1'"` }, {}],
    ['a file', {}, { 'locked.txt': `--require-hashes\n${hashed}` }]
  ])('that %s requires of everything', (_, behaviour, texts) => {
    const asked = (fake: FakeInstallers): InstallationRequest => {
      const all = { 'locked.txt': hashed, 'more.txt': 'numpy\n', ...texts }
      const files = Object.entries(all).map(([name, text]) => fake.file(name, text))
      return fake.request({ requirements: { ...nothing, files } })
    }

    test('are enough if they bring the ZenML that is asked for', async () => {
      const fake = withPrograms(behaviour)
      await installPackages(asked(fake))
      expect(fake.calls.slice(1)).toHaveLength(1)
      expect(fake.calls[1]).toMatch(/ -r work\/locked\.txt -r work\/more\.txt$/)
      expect(fake.calls[1]).not.toContain('zenml==')
    })

    test('are an error if ZenML would have to be added, which has none', async () => {
      const fake = withPrograms({ ...behaviour, venv: { six: '1.17.0' } })
      expect(await failure(() => installPackages(asked(fake)))).toMatchObject({
        message: 'Every package needs a hash here (require-hashes), and zenml==0.98.0 has none',
        where: 'requirements',
        remedy: expect.stringMatching(/^Name zenml==0\.98\.0 with its hashes .* zenml-version: none/)
      })
      expect(fake.calls.slice(1)).toHaveLength(1)
    })
  })

  test('are an error before anything is installed if they are required and nothing has one', async () => {
    const fake = withPrograms({ config: `echo "global.require-hashes='1'"`, venv: { pip: '26.0' } })
    await expect(installPackages(fake.request())).rejects.toThrow('Every package needs a hash here')
    expect(fake.calls).toEqual([uvVenv])
  })
})

describe('integrations', () => {
  const needs = (value: unknown) => ({ integrations: `echo 'zenml-integrations ${JSON.stringify(value)}'` })
  const s3 = needs({ names: ['s3'], needed: { s3: ['s3fs>2022', 'boto3'] } })
  const ask = 'own/venv/bin/python asks for s3'

  test('bring what the installed ZenML names for them, together with all the rest', async () => {
    const fake = withPrograms(s3)
    await installPackages(fake.request({ integrations: ['s3'], requirements: { ...nothing, lines: ['six'] } }))
    const all = `${uvInstall} -r own/requirements.txt`
    expect(fake.calls.slice(1)).toEqual([all, ask, `${all} -r own/integrations.txt`])
    expect(fake.own('integrations.txt')).toEqual(['s3fs>2022', 'boto3'])
  })

  test('don’t move a ZenML that the requirements brought', async () => {
    const fake = withPrograms({ ...s3, venv: { zenml: '0.90.0' } })
    const requirements = { ...nothing, lines: ['zenml<0.95'] }
    await installPackages(fake.request({ integrations: ['s3'], requirements, zenmlVersion: null }))
    expect(fake.calls.at(-1)).toBe(
      'tools/uv pip install --python own/venv/bin/python -r own/requirements.txt -r own/integrations.txt -c own/zenml.txt'
    )
    expect(fake.own('zenml.txt')).toEqual(['zenml==0.90.0'])
  })

  test('alone go into the interpreter that is there, which stays as it is otherwise', async () => {
    const fake = withPrograms({ ...s3, machine: { zenml: '0.98.0' } })
    const installed = await installPackages(fake.request({ integrations: ['s3'], zenmlVersion: null }))
    expect(fake.calls).toEqual([
      'tools/python3 asks for s3',
      'tools/uv pip install --python tools/python3 -r own/integrations.txt -c own/zenml.txt'
    ])
    const python = join(fake.top, 'tools/python3')
    expect(installed).toEqual({ venv: null, bin: null, python, zenmlVersion: '0.98.0' })
    expect(fake.said.join()).toContain('the environment has 1 packages, zenml 0.98.0.')
  })

  test('that require nothing install nothing', async () => {
    const fake = withPrograms(needs({ names: ['s3'], needed: { s3: [] } }))
    await installPackages(fake.request({ integrations: ['s3'] }))
    expect(fake.calls.slice(1)).toEqual([uvInstall, ask])
  })

  test('are asked for quietly, in a configuration of ZenML’s that is the step’s own', async () => {
    const fake = withPrograms(needs({ names: ['s3'], needed: { s3: [] } }))
    await installPackages(fake.request({ integrations: ['s3'] }))
    const folder = join(fake.top, 'own/zenml-integrations')
    expect(fake.environment).toMatchObject({
      ZENML_CONFIG_PATH: folder,
      ZENML_ANALYTICS_OPT_IN: 'false',
      ZENML_LOGGING_VERBOSITY: 'ERROR'
    })
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test.each([
    ['fails', `${needs({ names: ['s3'], needed: { s3: [] } }).integrations}; echo oops; exit 1`],
    ['says nothing that can be read', 'echo oops']
  ])('of which ZenML %s are an error with its last words', async (_, integrations) => {
    const fake = withPrograms({ integrations })
    expect(await failure(() => installPackages(fake.request({ integrations: ['s3'] })))).toMatchObject({
      message: expect.stringMatching(/^ZenML could not say what its integrations require: .*oops$/),
      where: 'integrations',
      remedy: 'Write the packages into the requirements instead.'
    })
  })
})

describe('the interpreter', () => {
  const asItIs = { zenmlVersion: null }

  test('is used as it is if there is nothing to install, and python3 comes before python', async () => {
    const fake = withPrograms({ machine: { zenml: '0.97.0' } }, 'python', 'python3')
    const python = join(fake.top, 'tools/python3')
    expect(await installPackages(fake.request(asItIs))).toEqual({
      venv: null,
      bin: null,
      python,
      zenmlVersion: '0.97.0'
    })
    expect([fake.calls, fake.said]).toEqual([[], []])
  })

  test.each([
    ['a name on PATH', 'python3.12', 'tools/python3.12'],
    ['a path relative to the working directory', './python3.11', 'work/python3.11'],
    ['a path with another separator', 'sub\\python', 'work/sub\\python']
  ])('that is asked for comes first on PATH: %s', async (_, python, path) => {
    const fake = withPrograms({}, 'python3')
    const whole = fake.add(path)
    expect(await installPackages(fake.request({ ...asItIs, python }))).toEqual({
      venv: null,
      bin: join(whole, '..'),
      python: whole,
      zenmlVersion: null
    })
    expect(await installPackages(fake.request({ ...asItIs, python: whole }))).toMatchObject({ python: whole })
  })

  test('is python if there is no python3', async () => {
    const fake = withPrograms({}, 'python')
    expect(await installPackages(fake.request(asItIs))).toMatchObject({ python: join(fake.top, 'tools/python') })
  })

  test.each<[string, Behaviour, readonly string[], string | undefined, RegExp, RegExp]>([
    ['none on PATH', {}, ['uv'], undefined, /^There is neither a python3 nor a python on PATH$/, /setup-python/],
    ['none of that name', {}, ['python3'], 'python9.9', /^There is no 'python9\.9' on PATH$/, /setup-python/],
    ['none there', {}, ['python3'], './none', /^The program '\.\/none' was not found/, /relative to working-directory/],
    ['no program', {}, ['python3'], './plain', /^The program '\.\/plain' was not found, or may not/, /setup-python/],
    ['no Python', { machine: null }, ['python3'], undefined, /does not answer as a Python/, /setup-python/]
  ])('that can’t be used is an error of the input: %s', async (_, behaviour, programs, python, message, remedy) => {
    const fake = withPrograms(behaviour, ...programs)
    fake.add('work/plain', 0o644)
    const error = await failure(() => installPackages(fake.request({ ...asItIs, python })))
    expect(error).toBeInstanceOf(InputError)
    expect(error).toMatchObject({
      where: 'python',
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy)
    })
  })

  test('may say other things before its answer, which are not taken for it', async () => {
    const noise = [
      'loading zenml 9.9',
      'zenml 9.9 is here',
      'not installed {"a": "1"}',
      'installed {"a": "1"} and more'
    ]
    const fake = withPrograms({ greeting: noise.map(line => `echo '${line}'`).join('; ') })
    expect(await installPackages(fake.request())).toMatchObject({ zenmlVersion: '0.98.0' })
    expect(fake.said.join()).toContain('the environment has 4 packages, zenml 0.98.0.')
  })

  test('that answers and then fails is not one', async () => {
    const fake = withPrograms({ machine: { zenml: "1.0'; exit 1; echo '" } })
    await expect(installPackages(fake.request(asItIs))).rejects.toThrow('does not answer as a Python')
  })
})

test('no secret of an index, wherever it is set, and none that install-env names is ever shown', async () => {
  const fake = withPrograms({ config: `echo "global.index-url='https://me:of-settings@a.example/simple'"` })
  const files = [fake.file('r.txt', `a @ https://me:\${SOME}-filled@a.example/a.whl\nb @ https://me:in-file@a/b.whl\n`)]
  const env = {
    UV_EXTRA_INDEX_URL: 'https://me:of-variable@b.example/simple',
    SOME: 'part',
    GIT_TOKEN: 'of-install-env',
    OTHER_TOKEN: 'not-given'
  }
  await installPackages(fake.request({ requirements: { ...nothing, files }, installEnv: ['SOME', 'GIT_TOKEN'], env }))
  expect(new Set(fake.masked)).toEqual(
    new Set(['of-settings', 'of-variable', 'part-filled', 'in-file', 'of-install-env'])
  )
})
