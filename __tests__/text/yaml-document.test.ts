import { describe, expect, test } from '@jest/globals'
import { parseStrictYaml } from '../../src/text/yaml-document.ts'
import { failure } from '../pieces/thrown.ts'

const rules = { where: 'config', maxLength: 10_000, anchors: false, schema: 'core' as const, remedy: 'Correct it.' }
const refusal = (text: string, change: Partial<typeof rules> = {}) =>
  failure(() => parseStrictYaml(text, { ...rules, ...change }))

test('the core schema of YAML 1.2 holds: no norway, no octal by accident, all digits of a number', () => {
  const text = 'a: no\nb: on\nc: true\nd: 12345678901234567890\ne: 1.10\nf: 0o17\ng: 2026-11-23'
  expect(parseStrictYaml(text, rules).document.toJS()).toEqual({
    a: 'no',
    b: 'on',
    c: true,
    d: 12345678901234567890n,
    e: 1.1,
    f: 15n,
    g: '2026-11-23'
  })
})

test('an error names the line', async () => {
  const error = await refusal('a: 1\nb: [1, 2\nc: 3')
  expect(error.where).toBe('config')
  expect(error.message).toMatch(/in line [23]/)
  expect(error.remedy).toBe('Correct it.')
})

test.each([
  ['a key that comes twice', 'a: 1\na: 2', 'line 2', 'Write each key once.'],
  ['a second document', 'a: 1\n---\nb: 2', 'line', 'Correct it.'],
  ['a pattern that begins with !', 'a: !main', 'line 1', 'quotes'],
  ['a pattern that begins with *', 'a: *main', 'line 1', 'quotes'],
  ['a pattern that is * alone', 'a: *', 'Not valid YAML in line 1', 'quotes'],
  ['a pattern with two !', 'a: !x!y', 'Not valid YAML in line 1', 'quotes'],
  ['a tag of the language', 'a: !!python/object:os.system x', 'line 1', 'quotes'],
  ['a tag of a mapping', 'a: !!map {b: 1}', 'line 1', 'quotes'],
  ['a tag of a list', '!x\n- a', 'YAML tag', 'quotes'],
  ['an anchor of a mapping', 'a: &x {b: 1}', 'line 1', 'quotes'],
  ['an anchor of a list', 'a: &x [b]', 'line 1', 'quotes'],
  ['a key that comes twice deep inside', 'a:\n  - b: 1\n    b: 2', 'line 3', 'Write each key once.'],
  ['an empty key beside one without a value', '~: 1\n"": 2', 'line 2', 'Write each key once.'],
  ['a list for a key', 'a: 1\n? [b]\n: 2', 'Expected text as a key in line 2, but found a list', 'as text'],
  ['a mapping for a key', '{a: 1}: 2', 'Expected text as a key in line 1, but found a mapping', 'as text'],
  ['a standard tag', 'a: !!str 1', 'line 1', 'quotes'],
  ['an anchor', 'a: &x 1', 'line 1', 'quotes'],
  ['an alias', 'a: &x 1\nb: *x', 'line 1', 'quotes']
])('%s is refused', async (_, text, message, remedy) => {
  const error = await refusal(text)
  expect(error.message).toContain(message)
  expect(error.remedy).toContain(remedy)
})

test.each(['%YAML 1.1\n---\na: no', '%TAG ! tag:x,2000:\n---\na: 1'])('the directive of %j is refused', async text => {
  expect((await refusal(text)).message).toContain('directives')
})

test('anchors work if they are allowed, tags do not', async () => {
  const open = { ...rules, anchors: true }
  expect(parseStrictYaml('a: &x {b: 1}\nc: *x', open).document.toJS()).toEqual({ a: { b: 1n }, c: { b: 1n } })
  expect((await refusal('&k a: 1\n*k : 2', { anchors: true })).message).toContain(
    'Expected text as a key in line 2, but found an alias'
  )
  expect((await refusal('a: !x 1', { anchors: true })).message).toContain('YAML')
  expect((await refusal('a: *nowhere', { anchors: true })).message).toContain('without an anchor before it')
  expect((await refusal('a: *x\nb: &x 1', { anchors: true })).message).toContain('In line 1')
})

describe('what could exhaust the parser is refused before it is composed', () => {
  test.each([
    ['brackets', '['],
    ['braces', '{a: '],
    ['sequences', '- ']
  ])('%s, deeper than 40 levels', async (_, open) => {
    expect((await refusal(open.repeat(41))).message).toContain('nested more than 40 levels deep')
    expect((await refusal(open.repeat(60_000), { maxLength: 1_000_000 })).message).toContain('nested')
  })

  test('40 levels are taken', () => {
    expect(() => parseStrictYaml('['.repeat(40) + ']'.repeat(40), rules)).not.toThrow()
  })

  test('a text that is longer than the limit', async () => {
    expect((await refusal('a'.repeat(10_001))).message).toBe('The input is longer than 10000 characters')
    expect(() => parseStrictYaml('a'.repeat(10_000), rules)).not.toThrow()
  })
})

test('foreign text in an error is on one line and not obeyed', async () => {
  const error = await refusal('a: !x\u001b[31m##[add-path]y')
  expect(error.message).not.toMatch(/##\[|\u001b|\n/)
})

test.each([
  ['a: !main', 'a YAML tag (!main)'],
  ['a: &x 1', 'a YAML anchor (&x)'],
  ['a: *x', 'a YAML alias (*x)']
])('%j is called by its name in YAML', async (text, name) => {
  expect((await refusal(text)).message).toContain(name)
})
