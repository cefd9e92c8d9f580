import { expect, test } from '@jest/globals'
import { installationEnvironment } from '../../src/installation/installation-environment.ts'

test('install-env adds to the environment, but never what belongs to the runner or to ZenML', () => {
  const runner = {
    PATH: '/bin',
    GIT_TOKEN: 't',
    ZENML_STORE_API_KEY: 'k',
    GITHUB_TOKEN: 'g',
    GITHUB_OTHER: 'o',
    AWS_KEY: 'a'
  }
  expect(installationEnvironment(runner, 'linux', ['GIT_TOKEN', 'ZENML_STORE_*', 'GITHUB_*'])).toEqual({
    PATH: '/bin',
    GIT_TOKEN: 't',
    GITHUB_OTHER: 'o'
  })
})
