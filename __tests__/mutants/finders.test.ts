import { expect, test } from '@jest/globals'
import { findersOf, importsOf } from '../../scripts/mutants/finders.ts'

test('imports of the repository are resolved from the importing file, dynamic ones too; packages are left out', () => {
  const source = "import { a } from '../text/a.ts'\nimport ts from 'typescript'\nawait import('./b.ts')\n"
  expect(importsOf('src/gate/c.ts', source)).toEqual(['src/text/a.ts', 'src/gate/b.ts'])
})

test("the file's own test comes first, then its folder's and the importers, then the others, the nearest first", () => {
  const imports = new Map([
    ['src/run.ts', ['src/gate/decide.ts']],
    ['src/gate/decide.ts', ['src/gate/pattern.ts']],
    ['__tests__/gate/decide.test.ts', ['src/gate/decide.ts']],
    ['__tests__/gate/pattern-hostile.test.ts', ['src/gate/pattern.ts']],
    ['__tests__/gate/pattern.test.ts', ['src/gate/pattern.ts']],
    ['__tests__/docs/examples.test.ts', ['src/gate/pattern.ts']],
    ['__tests__/far.test.ts', ['__tests__/pieces/thing.ts']],
    ['__tests__/pieces/thing.ts', ['src/run.ts']],
    ['__tests__/run.test.ts', ['src/run.ts']],
    ['__tests__/gate/other.test.ts', []]
  ])
  const tests = [...imports.keys()].filter(file => file.endsWith('.test.ts'))

  expect(findersOf('src/gate/pattern.ts', tests, imports)).toEqual({
    near: [
      '__tests__/gate/pattern.test.ts',
      '__tests__/gate/pattern-hostile.test.ts',
      '__tests__/docs/examples.test.ts',
      '__tests__/gate/decide.test.ts'
    ],
    far: ['__tests__/run.test.ts', '__tests__/far.test.ts'],
    rest: ['__tests__/gate/other.test.ts']
  })
})
