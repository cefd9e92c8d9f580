import { expect, test } from '@jest/globals'
import { BuildHints } from '../../src/command/build-hints.ts'

function hintsOf(...lines: readonly string[]): readonly string[] {
  const hints = new BuildHints()
  for (const line of lines) hints.hear(line)
  return hints.found
}

test.each([
  ['Unable to build Docker images without an image builder in the stack `staging`.', 'register one'],
  ['RuntimeError: Unable to connect to the Docker daemon. There are three common causes', 'where no Docker answers'],
  ['docker.errors.DockerException: Error while fetching server API version', 'where no Docker answers'],
  ['denied: requested access to the resource is denied', 'docker/login-action'],
  ['no basic auth credentials', 'docker/login-action'],
  ['unauthorized: authentication required', 'docker/login-action']
])('%s: %s', (line, word) => {
  expect(hintsOf(line)).toEqual([expect.stringContaining(word)])
})

test('a sentence that a console has broken is heard, once', () => {
  expect(hintsOf('RuntimeError: Unable to connect to the', 'Docker daemon. There are', 'Docker daemon')).toHaveLength(1)
})

test('what is no failure of a build gives no hint', () => {
  expect(
    hintsOf('Building Docker image(s) for pipeline `training`.', 'Unauthorized users', 'permission denied')
  ).toEqual([])
})
