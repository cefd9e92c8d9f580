import { describe, expect, test } from '@jest/globals'
import { CommandOutput } from '../../src/command/command-output.ts'
import { installationFailure } from '../../src/installation/failure.ts'

function heard(text: string, withheld: readonly string[] = ['WANDB_API_KEY', 'DB_URL', 'TOKEN']): CommandOutput {
  const output = new CommandOutput(withheld)
  for (const line of text.split('\n')) output.hear(line)
  return output
}

test('the last ten lines that say something, each cut', () => {
  const { last } = heard(
    `${Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n')}\n\n   \n    ^^^^^^~~\n${'x'.repeat(400)}`
  )
  expect(last).toHaveLength(10)
  expect(last[0]).toBe('line 21')
  expect(last.at(-1)).toHaveLength(300)
})

describe('variables that are asked for', () => {
  test.each([
    ["KeyError: 'WANDB_API_KEY'", ['WANDB_API_KEY']],
    ['    url = os.environ["DB_URL"]', ['DB_URL']],
    ['run.sh: line 3: WANDB_API_KEY: unbound variable', ['WANDB_API_KEY']],
    ['sh: 1: DB_URL: parameter not set', ['DB_URL']],
    ['sh: DB_URL: parameter null or not set', ['DB_URL']],
    ['decouple.UndefinedValueError: DB_URL not found. Declare it as envvar or define a default value.', ['DB_URL']],
    ['environs.EnvError: Environment variable "DB_URL" not set', ['DB_URL']],
    ['The api_key must be set by the WANDB_API_KEY environment variable', ['WANDB_API_KEY']],
    ["\u001b[1mKeyError\u001b[0m: \u001b[32m'DB_URL'\u001b[0m", ['DB_URL']],
    [
      '1 validation error for Settings\nwandb_api_key\n  Field required [type=missing, input_value={}]',
      ['WANDB_API_KEY']
    ],
    [
      '1 validation error for Settings\n  wandb_api_key \n    Field required [type=missing, input_value={}]',
      ['WANDB_API_KEY']
    ],
    ['connected to DB_URL', []],
    ["KeyError: 'OTHER'", []],
    ["KeyError: 'TOKENS'", []]
  ])('%j', (text, names) => {
    expect(heard(text).asked).toEqual(names)
  })
})

describe('integrations that are missing', () => {
  test.each([
    [
      'ImportError: No module named kubernetes\n\nThe `kubernetes` integration that you are trying to use is not installed in your current environment. Please make sure',
      ['kubernetes']
    ],
    ['│ The `gcp` integration that you are trying to use is not\n│ installed in your current environment.', ['gcp']],
    ['integration is installed with `zenml integration install numpy`, and if', ['numpy']],
    ['Something went wrong while trying to import from the `aws` integration.', ['aws']],
    [
      'Traceback (most recent call last):\n  File "/v/lib/zenml/integrations/gcp/image_builders/x.py", line 1, in <module>\n    from google.cloud import storage\nModuleNotFoundError: No module named \'google\'',
      ['gcp']
    ],
    [
      'Traceback (most recent call last):\n  File "/v/lib/zenml/integrations/gcp/x.py", line 1\nValueError: no\nTraceback (most recent call last):\n  File "run.py", line 1\nModuleNotFoundError: No module named \'own\'',
      []
    ],
    ["ModuleNotFoundError: No module named 'sklearn'", []]
  ])('%j', (text, names) => {
    expect(heard(text).integrations).toEqual(names)
  })
})

test('of a step’s own words only the reasons count', () => {
  const output = new CommandOutput(['TOKEN'])
  output.hear("KeyError: 'TOKEN'", 'step')
  expect([output.asked, output.last]).toEqual([['TOKEN'], []])
})

describe('an installation that failed', () => {
  const failed = (text: string, env = {}, more = {}) =>
    installationFailure({
      lines: text.split('\n'),
      zenmlVersion: '0.98.0',
      env,
      given: {},
      variables: [],
      platform: 'linux',
      ...more
    })

  test.each([
    [
      'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      { SSH_AUTH_SOCK: '/s' },
      /set install-env: SSH_AUTH_SOCK\./
    ],
    [
      "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
      { GIT_ASKPASS: '/a' },
      /set install-env: GIT_ASKPASS\./
    ],
    [
      'LookupError: setuptools-scm was unable to detect version for /w.',
      { SETUPTOOLS_SCM_PRETEND_VERSION: '1' },
      /set install-env: SETUPTOOLS_SCM_PRETEND_VERSION\./
    ],
    ['  File "setup.py"\nKeyError: \'BUILD_NUMBER\'', { BUILD_NUMBER: '7' }, /set install-env: BUILD_NUMBER\./]
  ])('%j', (text, env, remedy) => {
    expect(failed(text, env).remedy).toMatch(remedy)
    expect(failed(text).remedy).not.toContain('install-env')
  })

  test('a variable of the requirements that is withheld, one that is empty, and one that is there', () => {
    const env = { A_TOKEN: 'a', B_TOKEN: '' }
    const { remedy } = failed('no', env, { variables: ['A_TOKEN', 'B_TOKEN', 'C'], given: { C: 'c' } })
    expect(remedy).toContain('set install-env: A_TOKEN.')
    expect(remedy).toContain(`The requirements use \${B_TOKEN}, which this job doesn't set`)
    expect(remedy).not.toContain('{C}')
  })

  test('zenml’s own pin is only spoken of if zenml is', () => {
    expect(failed('no matching distribution for six').remedy).toBe('The whole output is in the log above.')
    expect(failed('Cannot install zenml==0.98.0').remedy).toMatch(/^zenml==0\.98\.0 is installed together/)
  })
})
