import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { bundledNames, licenceText, notices, productionPackages } from '../../scripts/licence-texts.ts'

const root = join(import.meta.dirname, '..', '..')

test('a bundle names the packages in it, those with a scope too', () => {
  const bundle = '// ./node_modules/yaml/dist/a.js\n// ./node_modules/@actions/core/lib/b.js\n"../node_modules/yaml/c"'
  expect(bundledNames(bundle)).toEqual(['@actions/core', 'yaml'])
})

test('production has what the action imports, and none of its tools', () => {
  const names = productionPackages()
  const source = globSync('src/**/*.ts', { cwd: root }).map(path => readFileSync(join(root, path), 'utf8'))
  const imported = source.flatMap(text =>
    [...text.matchAll(/from '(?!node:|\.)((?:@[\w-]+\/)?[\w.-]+)/g)].map(([, name]) => name)
  )
  expect(imported.length).toBeGreaterThan(5)
  expect(names).toEqual(expect.arrayContaining([...new Set(imported)]))
  expect(names).not.toContain('jest')
})

test("a package's text is its own file, under whichever name", () => {
  expect(licenceText('undici')).toMatch(/^MIT License\n\nCopyright \(c\) Matteo Collina/)
  expect(licenceText('@actions/core')).toContain('Copyright 2019 GitHub')
  expect(licenceText('@jest/globals')).toBe(
    readFileSync(join(root, 'node_modules/@jest/globals/LICENSE'), 'utf8').trim()
  )
  // The one that @actions/github has for itself, and not what stands in for it elsewhere, which has no text.
  expect(licenceText('@actions/http-client')).toContain('GitHub, Inc.')
  expect(licenceText('nothing-of-this-name')).toBe('')
})

test('a notice has name, licence and text', () => {
  const [yaml, core] = [licenceText('yaml'), licenceText('@actions/core')]
  expect(notices(['@actions/core', 'yaml'])).toBe(`@actions/core\nMIT\n${core}\n\nyaml\nISC\n${yaml}\n`)
})
