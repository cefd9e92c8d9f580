import { describe, expect, test } from '@jest/globals'
import { type Mutant, mutantsOf, mutated } from '../../scripts/mutants/mutate.ts'

/** The source as each of its mutants has it. */
function brokenOnes(source: string): readonly string[] {
  return mutantsOf('src/a.ts', source).map(mutant => mutated(source, mutant))
}

function keys(source: string): readonly string[] {
  return mutantsOf('src/a.ts', source).map(({ key }: Mutant) => key)
}

describe('one place is changed at a time', () => {
  const cases: readonly (readonly [string, ...(readonly string[])])[] = [
    ['const x = a === b', 'const x = a !== b'],
    ['const x = a < b', 'const x = a <= b'],
    ['const x = a && b', 'const x = a || b'],
    ['const x = a ?? b', 'const x = (a)', 'const x = (b)'],
    ['const x = !a', 'const x = (a)'],
    ['const x = true', 'const x = false'],
    ['const x = 1_000', 'const x = 1001'],
    ["const x = 'a'", "const x = ''"],
    ["const x = ''", "const x = 'something'"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: The source of a template.
    ['const x = `a ${b}`', 'const x = ``'],
    ['const x = [a, b]', 'const x = []'],
    ['const x = /^a$/gu', 'const x = /^a$/u', 'const x = /^a$/g', 'const x = /a$/gu', 'const x = /^a/gu'],
    ['const x = list.some(f)', 'const x = list.every(f)'],
    ['const x = list.filter(f)', 'const x = list'],
    ['const x = a ? b : c', 'const x = !(a) ? b : c'],
    ['const f = () => a', 'const f = () => undefined'],
    ['function f() { return a }', 'function f() { return undefined }'],
    ['function f() { if (a) g() }', 'function f() { if (!(a)) g() }', 'function f() { if (a) ; }'],
    ['async function f() { await g() }', 'async function f() { ; }']
  ]
  test.each(cases)('%s', (source, ...expected) => {
    expect(brokenOnes(source)).toEqual(expected)
  })
})

test('a comparison that decides is turned once, not twice', () => {
  expect(brokenOnes('if (a === b) c')).toEqual(['if (a !== b) c', 'if (a === b) ;'])
})

test('what Node never runs is left as it is: types, imports, names, and lines for the debug log', () => {
  const source = [
    "import { a } from './a.ts'",
    "export { b } from './b.ts'",
    "type Kind = 'one' | 2",
    "interface Thing { readonly kind: 'one' }",
    "const load = async () => { log.debug('a line'); this.#log.debug(other) }",
    "const named: 'a' | 'b' = { 'x-y': a } as 'a'",
    "/** A docstring of 1 sentence with a 'text'. */"
  ].join('\n')
  expect(brokenOnes(source)).toEqual([])
})

test('a key names declaration and change, and stays when lines are put before', () => {
  const source = "class Door { open() { return this.at('front') } }"
  const expected = ["src/a.ts › Door.open › this.at('front') → undefined", "src/a.ts › Door.open › 'front' → ''"]
  expect(keys(source)).toEqual(expected)
  expect(keys(`const before = a\n\n${source}`)).toEqual(expected)
})

test('the same changes of one declaration have keys of their own', () => {
  expect(keys('const x = [...a(1), ...b(1)]')).toEqual([
    'src/a.ts › x › [...a(1), ...b(1)] → []',
    'src/a.ts › x › 1 → 2',
    'src/a.ts › x › 1 → 2 #2'
  ])
})
