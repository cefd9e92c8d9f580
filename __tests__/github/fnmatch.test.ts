import { expect, test } from '@jest/globals'
import { fnmatch } from '../../src/github/fnmatch.ts'

// As Ruby's documentation of File.fnmatch has it, with FNM_PATHNAME.
test.each<readonly [pattern: string, name: string, fits: boolean]>([
  ['main', 'main', true],
  ['main', 'Main', false],
  ['main', 'mainline', false],
  ['*', 'main', true],
  ['*', 'release/1', false],
  ['release/*', 'release/1', true],
  ['release/*', 'release/1/2', false],
  ['release/*/*', 'release/1/2', true],
  ['release/**', 'release/1', true],
  ['release/**', 'release/1/2', false],
  ['**/*', 'main', true],
  ['**/*', 'release/1/2', true],
  ['release/**/*', 'release/1', true],
  ['release/**/*', 'release/1/2/3', true],
  ['release/**/*', 'release', false],
  ['v?', 'v1', true],
  ['v?', 'v', false],
  ['v?1', 'v/1', false],
  ['v[0-9]', 'v1', true],
  ['v[0-9]', 'va', false],
  ['v[!0-9]', 'va', true],
  ['v[^0-9]', 'v1', false],
  ['v[^0-9]1', 'v/1', false],
  ['v[&&a]', 'v&', true],
  ['a.b+c', 'a.b+c', true],
  ['a.b', 'axb', false],
  ['{a,b}', 'a', false],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['v[1', 'v[1', true],
  ['refs/pull/*/merge', 'refs/pull/7/merge', true]
])('%s and %s', (pattern, name, fits) => {
  expect(fnmatch(pattern, name)).toBe(fits)
})

test('a pattern that makes no sense fits nothing', () => {
  expect(fnmatch('v[z-a]', 'v1')).toBe(false)
})
