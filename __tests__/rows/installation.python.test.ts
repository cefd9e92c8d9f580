// Where the built action gets packages from: package indexes of the tests' own on loopback, real interpreters and real
// installers. ZenML itself is a tiny wheel here; __tests__/server/command.test.ts installs the real one from the real index.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { findProgram } from '../../src/process/find-program.ts'
import type { ActionResult } from '../../testbed/runner.ts'
import { hashOf, makeWheel, PackageIndex, type Wheel } from '../pieces/package-index.ts'
import { writeProject } from '../pieces/python-project.ts'
import { annotations, onServer, type RealTime } from './real-time.ts'

const password = 'pass-w0rd-of-the-index'
const zenml = makeWheel('zenml', '0.98.0', { requires: ['base>=1'] })
const base = makeWheel('base', '1.0')
let top = ''
let uvFolder = ''
let uvWheel: Wheel
/** The job's index, which stands for the public one, and a private one. */
let common: PackageIndex
let hidden: PackageIndex

/** The machine's PATH without a uv that it may have. */
const path = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter(folder => findProgram('uv', { PATH: folder }, process.platform) === undefined)

beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'installation-rows-'))
  const pip = (...args: readonly string[]) => execFileSync('python3', ['-m', 'pip', '-q', ...args], { cwd: top })
  pip('download', '--no-deps', '--only-binary', ':all:', '-d', 'wheels', 'uv')
  const [file = ''] = execFileSync('ls', [join(top, 'wheels')], { encoding: 'utf8' }).split('\n')
  uvWheel = { name: 'uv', file, bytes: readFileSync(join(top, 'wheels', file)) }
  pip('install', '--no-index', '--no-deps', '--target', 'uv', join('wheels', file))
  uvFolder = join(top, 'tools')
  mkdirSync(uvFolder)
  symlinkSync(join(top, 'uv', 'bin', 'uv'), join(uvFolder, 'uv'))
}, 240_000)
afterAll(() => rmSync(top, { recursive: true, force: true }))

async function openIndexes(more: readonly Wheel[] = []): Promise<void> {
  common = await new PackageIndex([zenml, base, makeWheel('both', '2.0'), makeWheel('extra', '1.0'), ...more]).up()
  const wheels = [makeWheel('secret-models', '1.0'), makeWheel('both', '1.0')]
  hidden = await new PackageIndex(wheels, `reader:${password}`).up()
}

interface Setting {
  readonly requirements?: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string>>
  readonly hasUv: boolean
  /** Whether the common index has uv, for pip to bring. */
  readonly offersUv?: boolean
  /** Further wheels of the common index. */
  readonly wheels?: readonly Wheel[]
  readonly before?: (folder: string) => void
  /** Whether the programs in the checkout's folder `ssh` go before the machine's. */
  readonly sshFolder?: boolean
}

/** Installs for a command that is not run (dry run), and closes the indexes. */
async function installed(setting: Setting) {
  const { requirements = '', inputs, env, files = {}, hasUv, offersUv = false, before, wheels = [] } = setting
  let result: ActionResult | undefined
  let folder = ''
  await openIndexes([...wheels, ...(offersUv ? [uvWheel] : [])])
  const settings = (text: string) =>
    text
      .replaceAll('COMMON', common.url)
      .replaceAll('HIDDEN', hidden.url)
      .replaceAll('HOST', `http://reader:\${MODELS_TOKEN}@${hidden.host}`)
  const filled = (texts: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, settings(text)]))
  try {
    await onServer({}, async (server: RealTime) => {
      const command = server.command('true')
      folder = command.folder
      for (const [name, text] of Object.entries(filled(files))) {
        mkdirSync(join(folder, name, '..'), { recursive: true })
        writeFileSync(join(folder, name), text)
      }
      before?.(folder)
      const python = { python: '', 'zenml-version': 'server', 'dry-run': 'true' }
      result = await server.main({
        inputs: { ...command.inputs, ...python, requirements: settings(requirements), ...inputs },
        env: {
          ...command.env,
          HOME: join(folder, 'home'),
          PATH: [...(setting.sshFolder ? [join(folder, 'ssh')] : []), ...(hasUv ? [uvFolder] : []), ...path].join(
            delimiter
          ),
          ...filled(env),
          ...(env?.['OTHER'] === undefined ? {} : { OTHER: server.apiKey })
        }
      })
    })
  } finally {
    common.down()
    hidden.down()
  }
  if (result === undefined) throw new Error('there is no result')
  const written = [result.log.replace(/^::add-mask::.*$/gm, ''), result.summary, JSON.stringify(result.outputs)]
  expect(written.join('\n')).not.toContain(password)
  return { ...result, folder, error: annotations(result, 'error').join('\n') }
}

const end = String.raw`: the environment has \d+ packages, zenml 0\.98\.0\.$`
const uv = {
  name: 'uv on PATH',
  has: { hasUv: true },
  said: new RegExp(`^Installed with uv [\\d.]+, from (.*), and from what uv's own configuration names${end}`, 'm')
}
const brought = {
  name: 'a uv that pip brings',
  has: { hasUv: false, offersUv: true },
  said: new RegExp(`^Installed with uv [\\d.]+, which pip installed, from (.*)${end}`, 'm')
}
const pip = {
  name: 'pip, since the index has no uv',
  has: { hasUv: false },
  said: new RegExp(`^Installed with pip [\\d.]+, from (.*)${end}`, 'm')
}
const wasFetched = (index: PackageIndex, name: string) =>
  index.requests.some(request => request.startsWith(`/files/${name}-`) && request.endsWith('.whl'))

describe('where packages come from', () => {
  test.each([uv, brought, pip])(
    'PIP_EXTRA_INDEX_URL, with $name: a package that only that index has is found, and of two versions the newest of all indexes counts',
    async ({ has, said }) => {
      const env = { PIP_INDEX_URL: 'COMMON', PIP_EXTRA_INDEX_URL: 'HIDDEN' }
      const result = await installed({ ...has, env, requirements: 'secret-models\nboth' })
      expect([result.error, result.code]).toEqual(['', 0])
      expect(said.exec(result.log)?.[1]).toBe(`${common.host}, ${hidden.host}`)
      expect(wasFetched(hidden, 'secret_models')).toBe(true)
      expect(wasFetched(common, 'both')).toBe(true)
      expect(wasFetched(hidden, 'both')).toBe(false)
    }
  )

  test.each([uv, brought])('PIP_INDEX_URL, with $name, is the only index that is asked', async ({ has, said }) => {
    const result = await installed({ ...has, env: { PIP_INDEX_URL: 'COMMON' }, requirements: 'both' })
    expect([result.error, result.code]).toEqual(['', 0])
    expect(said.exec(result.log)?.[1]).toBe(common.host)
    expect([wasFetched(common, 'zenml'), wasFetched(common, 'both')]).toEqual([true, true])
  })

  test.each([uv, brought])(
    'an index in the user’s pip.conf, with $name, as a cloud’s login command writes it',
    async ({ has, said }) => {
      const files = { 'home/.config/pip/pip.conf': '[global]\nindex-url = COMMON\nextra-index-url =\n    HIDDEN\n' }
      const result = await installed({ ...has, files, requirements: 'secret-models' })
      expect([result.error, result.code]).toEqual(['', 0])
      expect(said.exec(result.log)?.[1]).toBe(`${common.host}, ${hidden.host}`)
    }
  )

  test('PIP_CONFIG_FILE with a relative path is read as pip reads it: only the index in it is asked', async () => {
    const files = { 'ci/pip.conf': '[global]\nindex-url = COMMON\n' }
    const env = { PIP_CONFIG_FILE: 'ci/pip.conf' }
    const result = await installed({ ...uv.has, files, env, requirements: 'both' })
    expect([result.error, result.code]).toEqual(['', 0])
    expect(uv.said.exec(result.log)?.[1]).toBe(common.host)
  })

  test('a requirements file that names an index takes the place of the one that is set, with uv too', async () => {
    const files = { 'requirements.txt': '--index-url COMMON\n--extra-index-url HIDDEN\nsecret-models\nboth\n' }
    const env = { PIP_INDEX_URL: 'http://127.0.0.1:9/nobody', PIP_RETRIES: '0' }
    const result = await installed({ ...uv.has, env, files, requirements: 'requirements.txt' })
    expect([result.error, result.code]).toEqual(['', 0])
    expect(uv.said.exec(result.log)?.[1]).toBe(`${common.host}, ${hidden.host}`)
    expect([wasFetched(hidden, 'both'), wasFetched(common, 'both')]).toEqual([false, true])
  })

  test('a setting of pip’s for which uv has nothing: pip installs, the log says why, and a warning what has no effect then', async () => {
    const env = { PIP_INDEX_URL: 'COMMON', PIP_PREFER_BINARY: '1', UV_INDEX: 'HIDDEN' }
    const result = await installed({ ...uv.has, env })
    expect([result.error, result.code]).toEqual(['', 0])
    expect(annotations(result, 'warning')).toEqual([
      "pip is used instead of uv, so UV_INDEX has no effect: uv has nothing for pip's setting prefer-binary."
    ])
    expect(pip.said.exec(result.log)?.[1]).toBe(common.host)
  })

  test('a uv.toml of the checkout counts for the job’s own uv, and not for one that is only a faster pip', async () => {
    const files = { 'uv.toml': '[[index]]\nurl = "HIDDEN"\n' }
    const setting = { files, env: { PIP_INDEX_URL: 'COMMON' }, requirements: 'both' }
    expect((await installed({ ...uv.has, ...setting })).error).toBe('')
    expect(hidden.requests).not.toEqual([])
    expect((await installed({ ...brought.has, ...setting })).error).toBe('')
    expect(hidden.requests).toEqual([])
  })
})

describe('requirements with hashes', () => {
  const locked = { 'locked.txt': `base==1.0 \\\n    --hash=${hashOf(base)}\n`, 'open.txt': 'both\n' }
  const env = { PIP_INDEX_URL: 'COMMON' }

  test.each([uv, pip])(
    'with $name, beside the zenml that the action adds and a requirement without one',
    async ({ has, said }) => {
      const result = await installed({ ...has, env, files: locked, requirements: 'locked.txt\nopen.txt' })
      expect([result.error, result.code]).toEqual(['', 0])
      expect(result.log).toMatch(said)
    }
  )

  test('of which one is wrong: refused', async () => {
    const files = { 'locked.txt': `base==1.0 --hash=sha256:${'0'.repeat(64)}\n` }
    const result = await installed({ ...uv.has, env, files, requirements: 'locked.txt' })
    expect(result.code).toBe(1)
    expect(result.error).toMatch(/^requirements: The packages could not be installed: .*hash/i)
  })

  test('that pin another version of what zenml needs: reported, and not replaced', async () => {
    const older = makeWheel('base', '0.5')
    const files = { 'locked.txt': `base==0.5 --hash=${hashOf(older)}\n` }
    const result = await installed({ ...pip.has, env, files, requirements: 'locked.txt', wheels: [older] })
    expect(result.code).toBe(1)
    expect(result.error).toMatch(/base.*0\.5.* set zenml-version: none to let the requirements decide/)
  })
})

describe('what a requirement needs of the job', () => {
  const setting = {
    env: { PIP_INDEX_URL: 'COMMON', MODELS_TOKEN: password },
    files: { 'requirements.txt': `secret-models @ HOST/files/secret_models-1.0-py3-none-any.whl\n` },
    requirements: 'requirements.txt'
  }

  test('a token in an address: withheld, so that the error names install-env', async () => {
    const withheld = await installed({ ...uv.has, ...setting })
    expect(withheld.code).toBe(1)
    expect(withheld.error).toContain(
      "MODELS_TOKEN is set in this job, but the installation doesn't get it: set install-env: MODELS_TOKEN."
    )
  })

  test.each([uv, pip])(
    'a token in an address, with $name: install-env passes it, and nothing shows it',
    async ({ has }) => {
      const given = await installed({ ...has, ...setting, inputs: { 'install-env': 'MODELS_TOKEN' } })
      expect([given.error, given.code]).toEqual(['', 0])
    }
  )

  test('a token that the job doesn’t set: a warning, and the error of the installation says so too', async () => {
    const env = { PIP_INDEX_URL: 'COMMON' }
    const result = await installed({ ...uv.has, ...setting, env, inputs: { 'install-env': 'MODELS_TOKEN' } })
    expect(annotations(result, 'warning')).toEqual([
      expect.stringMatching(/^install-env: MODELS_TOKEN is not set in this step, or empty\. /)
    ])
    expect(result.error).toContain(`The requirements use \${MODELS_TOKEN}, which this job doesn't set`)
  })

  test('the API key is never passed, under whatever name', async () => {
    for (const [name, key] of [
      ['ZENML_STORE_API_KEY', 'x'],
      ['GITHUB_TOKEN', 'x'],
      ['OTHER', 'KEY']
    ] as const) {
      const result = await installed({ ...uv.has, env: { [name]: key }, inputs: { 'install-env': name } })
      expect(result.error).toMatch(
        key === 'x'
          ? /^install-env: \S+ is never passed on to an installation\./
          : /^install-env: OTHER holds the API key, which no installation gets\./
      )
      expect(common.requests).toEqual([])
    }
  })

  test('an ssh agent for a dependency’s repository', async () => {
    const ssh = {
      requirements: 'own-models @ git+ssh://git@127.0.0.1/repository',
      env: { PIP_INDEX_URL: 'COMMON', SSH_AUTH_SOCK: '/run/agent' },
      before: makeRepository,
      sshFolder: true
    }
    const withheld = await installed({ ...uv.has, ...ssh })
    expect(withheld.error).toContain(
      "SSH_AUTH_SOCK is set in this job, but the installation doesn't get it: set install-env: SSH_AUTH_SOCK."
    )
    const given = await installed({ ...uv.has, ...ssh, inputs: { 'install-env': 'SSH_AUTH_SOCK' } })
    expect([given.error, given.code]).toEqual(['', 0])
  })
})

/** A repository with a project, and a program \`ssh\` that reaches it where it has an agent. */
function makeRepository(folder: string): void {
  const repository = join(folder, 'repository')
  writeProject(repository, 'own_models')
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: repository })
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'A project')
  mkdirSync(join(folder, 'ssh'))
  const script = `#!/bin/sh
if [ -z "$SSH_AUTH_SOCK" ]; then echo 'git@127.0.0.1: Permission denied (publickey).' >&2; exit 255; fi
exec git upload-pack '${repository}'
`
  writeFileSync(join(folder, 'ssh', 'ssh'), script, { mode: 0o755 })
}

describe('projects', () => {
  const before = (folder: string) => {
    writeProject(join(folder, 'models'), 'own_models', ['extra'], ['both'])
    writeFileSync(join(folder, 'models', 'uv.lock'), '')
  }
  const env = { PIP_INDEX_URL: 'COMMON' }
  const inputs = { 'working-directory': 'models' }

  test.each([
    { tool: uv, name: uv.name, requirements: 'pyproject.toml', names: ['extra'] },
    { tool: uv, name: uv.name, requirements: '.[dev]', names: ['extra', 'both'] },
    { tool: uv, name: uv.name, requirements: '-e .[dev]', names: ['extra', 'both'] },
    { tool: uv, name: uv.name, requirements: './../models', names: ['extra'] },
    { tool: pip, name: pip.name, requirements: '-e .[dev]', names: ['extra', 'both'] }
  ])('$requirements, with $name', async ({ tool, requirements, names }) => {
    const result = await installed({ ...tool.has, env, inputs, before, requirements })
    expect([result.error, result.code]).toEqual(['', 0])
    expect(result.log).toMatch(tool.said)
    expect(['extra', 'both'].filter(name => wasFetched(common, name)).sort()).toEqual([...names].sort())
  })

  test('the dependencies in pyproject.toml, if only pip can be used: the error says what to write', async () => {
    const result = await installed({ ...pip.has, env, inputs, before, requirements: 'pyproject.toml' })
    expect(result.error).toMatch(
      /^requirements: pip can't read the dependencies in .*pyproject\.toml', and uv could not be used\. .*Write `\.`/
    )
  })

  test('a lock file: the error says how to export it, and nothing is installed', async () => {
    const result = await installed({ ...uv.has, env, inputs, before, requirements: 'uv.lock' })
    expect(result.error).toMatch(
      /^requirements line 1: 'uv\.lock' is not a requirements file, but another tool's\. .*uv export --frozen/
    )
    expect(common.requests).toEqual([])
  })
})
