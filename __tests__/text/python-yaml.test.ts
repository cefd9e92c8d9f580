import { describe, expect, test } from '@jest/globals'
import { readPythonYaml } from '../../src/text/python-yaml.ts'
import { failure } from '../pieces/thrown.ts'

const read = (text: string) => readPythonYaml(text, { where: 'config', maxLength: 200_000, remedy: 'Correct it.' })
const refusal = (text: string) => failure(() => read(text))

test('words and numbers of YAML 1.1 are read as PyYAML reads them', () => {
  const text =
    'extra: {notify: no, zip: 01234, big: 1_000, at: 1:30, hex: 0xff, e: 1e3, sha: 12345e67, octal: 0o17, v: 1.10}'
  expect(read(text)).toEqual({
    extra: { notify: false, zip: 668, big: 1000, at: 90, hex: 255, e: '1e3', sha: '12345e67', octal: '0o17', v: 1.1 }
  })
})

test('a boolean is one in small letters, in capitals, and with a capital, and in no other form', () => {
  const [yes, no] = [
    ['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'],
    ['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']
  ]
  expect(read(`[${yes}]`)).toEqual(yes.map(() => true))
  expect(read(`[${no}]`)).toEqual(no.map(() => false))
  expect(read('[yEs, tRUE, oN, nO, falsE, OFf, y, n]')).toEqual(['yEs', 'tRUE', 'oN', 'nO', 'falsE', 'OFf', 'y', 'n'])
})

test.each([
  ['-1', -1],
  ['+1', 1],
  ['0', 0],
  ['-0b101', -5],
  ['0b1_1', 3],
  ['-017', -15],
  ['0_17', 15],
  ['-0xfF', -255],
  ['0x0b', 11],
  ['9007199254740991', 9007199254740991],
  ['-1:30', -90],
  ['1:00:01', 3601],
  ['-1.5', -1.5],
  ['+1_0.2_5', 10.25],
  ['1.', 1],
  ['1__', 1],
  ['.5', 0.5],
  ['1.5e+3', 1500],
  ['1.5e-3', 0.0015],
  ['-2.5E-1', -0.25],
  ['1:30.5', 90.5],
  ['-1:00:00.5', -3600.5]
])('the number %s is %d', (text, value) => {
  expect(read(`[${text}, a]`)).toEqual([value, 'a'])
})

test.each(['08', '-.5', '1e3', '1.5e3', '0b2', '0xg', '1:60', '01:30', '_1', '+', '.', '1.2.3', '1.x', '.infinity'])(
  '%s is text, although it looks like a number',
  text => {
    expect(read(`[${text}]`)).toEqual([text])
  }
)

test.each([
  'xyes',
  'yesterday',
  'untrue',
  'falsely',
  'noon',
  'off1',
  'a~',
  'nullify',
  'xnull',
  '2026-01-01x',
  'x2026-01-01'
])('%s is text, although a part of it is of another kind', text => {
  expect(read(`[${text}, a=, =b, a<<, <<b]`)).toEqual([text, 'a=', '=b', 'a<<', '<<b'])
})

test('whatever is quoted or a block is text, and so is every key', () => {
  const text = '"no": "no"\n\'01\': \'01\'\n"~": |\n  no\n"<<": >-\n  1_000\n'
  expect(read(text)).toEqual({ no: 'no', '01': '01', '~': 'no\n', '<<': '1_000' })
})

test.each([
  ['a date', 'a: 2026-01-01', 'In line 1 there is a date (2026-01-01), which cannot be passed'],
  ['a time', 'a:\n  - 2026-1-1 1:00:00', 'In line 2 there is a date (2026-1-1 1:00:00), which cannot be passed'],
  ['infinity', 'a: -.inf', 'In line 1 there is a number (-.inf), which cannot'],
  ['a number beyond all that a double holds', `a: 1${'0'.repeat(400)}.5`, 'In line 1 there is a number (1000'],
  ['a large number below zero', 'a: -9007199254740993', 'a number (-9007199254740993), which cannot'],
  ['what is not a number', 'a: .NaN', 'a number (.NaN), which cannot'],
  ['a number that JSON readers round', 'a: 9007199254740993', 'a number (9007199254740993), which cannot'],
  ['a number that PyYAML fails at', 'a: 0x_', 'a number (0x_), which cannot'],
  ['an equals sign', 'a: =', "a sign of YAML's own (=), which cannot"],
  ['a boolean as a key', 'a: 1\non: 2', "In line 2 the key 'on' is a boolean to ZenML's YAML"],
  ['a number as a key', '1_0: 2', "the key '1_0' is a number to ZenML's YAML"],
  ['a key without text', ': 2', "the key '' is nothing (null) to ZenML's YAML"],
  ['a date as a key', '2026-01-01: 2', "the key '2026-01-01' is a date to ZenML's YAML"]
])('%s is refused by name', async (_, text, message) => {
  const error = await refusal(text)
  expect(error.where).toBe('config')
  expect(error.message).toContain(message)
  expect(error.remedy).toBe('Write it in quotes.')
})

describe('merge keys', () => {
  test('give what a mapping has not itself, wherever they stand', () => {
    const text = 'base: &b {rows: 1, seed: 2}\nx: {rows: 5, <<: *b}\ny: {<<: *b, rows: 5}\nz: {<<: {a: 1}}'
    const own = { rows: 5, seed: 2 }
    expect(read(text)).toEqual({ base: { rows: 1, seed: 2 }, x: own, y: own, z: { a: 1 } })
  })

  test('take lists, of which the first wins, and merge what was merged', () => {
    const text = 'a: &a {k: 1, l: 1}\nb: &b {<<: *a, k: 2, m: 2}\nc: {<<: [*a, *b, {n: 3, k: 3}]}\n'
    expect(read(text)).toMatchObject({ b: { k: 2, l: 1, m: 2 }, c: { k: 1, l: 1, m: 2, n: 3 } })
  })

  test('take names that every object has', () => {
    const value = read('a: &a {__proto__: {x: 1}, constructor: 2}\nb: {<<: *a}') as Record<string, object>
    expect(Object.keys(value['b'] ?? {})).toEqual(['__proto__', 'constructor'])
  })

  test.each(['<<: 1', '<<:', '<<: [a]', '<<: [[{a: 1}]]'])('%j is refused', async text => {
    const error = await refusal(`a: {${text}}`)
    expect(error.message).toBe('In line 1 the key << has something other than mappings')
    expect(error.remedy).toContain('<<: *name')
  })

  test('come once in a mapping', async () => {
    expect((await refusal('a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a')).message).toContain('line 4: Map keys must be unique')
  })
})

describe('aliases', () => {
  test('stand for the value that their anchor had before them', () => {
    expect(read('a: &x [no, {b: &y 1}]\nc: *x\nd: &y 2\ne: *y')).toEqual({
      a: [false, { b: 1 }],
      c: [false, { b: 1 }],
      d: 2,
      e: 2
    })
  })

  test('of themselves are refused', async () => {
    const error = await refusal('a: &x\n  b: *x')
    expect(error.message).toBe('In line 2 *x is used inside the value that it refers to')
    expect(error.remedy).toBe('Write it out.')
  })

  const nested = (depth: number) =>
    Array.from({ length: depth }, (_, nth) => `k${nth}: &a${nth} ${nth === 0 ? '1' : `[*a${nth - 1}]`}`).join('\n')
  const doubled = (depth: number) =>
    Array.from(
      { length: depth },
      (_, nth) => `k${nth}: &a${nth} ${nth === 0 ? '{x: 1}' : `{y: *a${nth - 1}, z: {<<: *a${nth - 1}}}`}`
    ).join('\n')

  test('may be nested as deep as what is written out', async () => {
    // With 40 levels below the mapping of all.
    expect(() => read(nested(40))).not.toThrow()
    const error = await refusal(nested(41))
    expect([error.message, error.remedy]).toEqual(['The YAML uses too many aliases', 'Write values out.'])
  })

  test('may stand for nothing', () => {
    expect(read('a: &x\nb: [*x, *x]')).toEqual({ a: null, b: [null, null] })
  })

  test('that unfold into more than 100,000 values are refused', async () => {
    const several = (count: number, value: string) => `[${Array.from({ length: count }, () => value)}]`
    const thousand = `a: &x ${several(999, '1')}`
    expect(() => read(`${thousand}\nb: ${several(100, '*x')}`)).not.toThrow()
    expect((await refusal(`${thousand}\nb: ${several(101, '*x')}`)).message).toBe('The YAML uses too many aliases')
    expect(() => read(doubled(10))).not.toThrow()
    expect((await refusal(doubled(20))).message).toBe('The YAML uses too many aliases')
  })
})

test.each(['', '\n', '# a comment', '~', '---'])('nothing is read of %j', text => {
  expect(read(text)).toBeNull()
})

test.each([
  [
    'a line separator, at which ZenML ends a comment',
    '# a\u2028enable_cache: true',
    'In line 1 there is the character U+2028'
  ],
  ['a next line', 'a: 1\nb: x\u0085y', 'In line 2 there is the character U+0085'],
  ['a control character', '\na: \u0007', 'In line 2 there is the character U+0007'],
  ['half of a pair', 'a: \ud83d', 'the character U+D83D']
])('%s is refused by name', async (_, text, message) => {
  const error = await refusal(text)
  expect(error.message).toContain(message)
  expect(error.remedy).toMatch(/^Remove it, or write it as "\\u[0-9A-F]{4}" in double quotes\.$/)
})

test('the same characters may be written as escapes, and emoji as they are', () => {
  expect(read('a: "\\u2028\\x07🚀"')).toEqual({ a: '\u2028\u0007🚀' })
})
