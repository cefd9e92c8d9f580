import { globSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { missingImport } from '../../scripts/missing-import.ts'

test('a module that ncc did not find is told by the name it was imported by', () => {
  const bundle = '/***/ 2244:\n/***/ ((module) => {\n\nmodule.exports = eval("require")("./nothing.js");\n\n/***/ }),\n'

  expect(missingImport(bundle)).toBe('./nothing.js')
})

test('nothing is missing from the committed bundles', () => {
  const bundles = globSync('dist/**/*.js')

  expect(bundles.length).toBeGreaterThan(3)
  expect(bundles.filter(name => missingImport(readFileSync(name, 'utf8')) !== undefined)).toEqual([])
})
