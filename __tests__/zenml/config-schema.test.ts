import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/text/errors.ts'
import type { JsonObject } from '../../src/text/json.ts'
import { ConfigSchema, type Finding } from '../../src/zenml/config-schema.ts'
import { failure } from '../pieces/thrown.ts'

function saidOf(finding: Finding): readonly unknown[] {
  if (finding.kind === 'unknown key') return [finding.key, finding.known]
  if (finding.kind === 'type') return [finding.expected]
  return [finding.kind === 'choice' ? finding.allowed : finding.message]
}

/** What is wrong with a value at `value`: place, kind, and what is said of it. */
function wrong(schema: unknown, value: unknown, rest: JsonObject = {}): readonly unknown[] {
  const root = { properties: { value: schema }, ...rest }
  const findings = new ConfigSchema(root, 'config').findingsOf({ value })
  return findings.map(one => [one.path.slice(1).join('.'), one.kind, ...saidOf(one)])
}

const closed = (...names: readonly string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map(name => [name, {}])),
  required: names
})

describe('keys that no part of the schema names are found', () => {
  test.each<[string, unknown, JsonObject, readonly unknown[]]>([
    ['in a mapping with known keys', closed('a', 'b'), { a: 1, c: 1 }, [['', 'unknown key', 'c', ['a', 'b']]]],
    ['in one without any', closed(), { a: 1 }, [['', 'unknown key', 'a', []]]],
    [
      'in one that is closed and has no keys',
      { additionalProperties: false },
      { a: 1 },
      [['', 'unknown key', 'a', []]]
    ],
    ['in one that the schema itself leaves open', { ...closed('a'), additionalProperties: true }, { c: 1 }, []],
    [
      'in one that is open, where it is near a known one',
      { ...closed('pod_settings'), additionalProperties: true },
      { pod_setings: 1, other: 2 },
      [['', 'unknown key', 'pod_setings', ['pod_settings']]]
    ],
    [
      'in one that is open, if one letter in four differs at most',
      { ...closed('node_pool', 'pool'), additionalProperties: true },
      { node_pul: 1, node_pils: 1, poal: 1, pol: 1 },
      [
        ['', 'unknown key', 'node_pul', ['node_pool', 'pool']],
        ['', 'unknown key', 'poal', ['node_pool', 'pool']]
      ]
    ],
    [
      'in one with a schema for all others',
      { ...closed('a'), additionalProperties: { type: 'null' } },
      { c: 1 },
      [['c', 'type', ['null']]]
    ],
    ['in one of any kind', { type: 'object' }, { c: 1 }, []],
    ['in lists', { items: closed('a') }, { 0: 1 }, []],
    [
      'beside allOf, which adds its keys',
      { allOf: [closed('a'), closed('b')], properties: { c: {} } },
      { a: 1, b: 1, c: 1, d: 1 },
      [['', 'unknown key', 'd', ['c', 'a', 'b']]]
    ],
    [
      'beside anyOf, of which one alternative adds its keys',
      { properties: { a: {} }, anyOf: [closed('b'), closed('c')] },
      { a: 1, c: 1 },
      []
    ],
    [
      'in no alternative',
      { properties: { a: {} }, anyOf: [closed('b'), closed('c')] },
      { b: 1, c: 1 },
      [['', 'unknown key', 'c', ['a', 'b']]]
    ],
    [
      'named as fields that every object has',
      closed('a'),
      Object.fromEntries([
        ['__proto__', 1],
        ['constructor', 1]
      ]),
      [
        ['', 'unknown key', '__proto__', ['a']],
        ['', 'unknown key', 'constructor', ['a']]
      ]
    ]
  ])('%s', (_, schema, value, found) => {
    expect(wrong(schema, value)).toEqual(found)
  })
})

describe('of several alternatives', () => {
  const cat = { properties: { kind: { const: 'cat' }, lives: { type: 'integer' } } }
  const dog = { properties: { kind: { const: 'dog' }, tricks: { type: 'array', items: { type: 'string' } } } }

  test.each<[string, unknown, unknown, readonly unknown[]]>([
    ['one that fits is enough', { anyOf: [{ type: 'null' }, closed('a')] }, null, []],
    [
      'all types are named where none fits',
      { anyOf: [{ type: 'string' }, { type: 'boolean' }, { type: 'null' }] },
      1,
      [['', 'type', ['string', 'boolean', 'null']]]
    ],
    [
      "the one of the value's kind counts",
      { anyOf: [{ type: 'string' }, closed('name')] },
      { nme: 'a' },
      [['', 'unknown key', 'nme', ['name']]]
    ],
    [
      'all words are named',
      { anyOf: [{ enum: ['a', 'b'] }, { const: 'c' }, { type: 'null' }] },
      'd',
      [['', 'choice', ['a', 'b', 'c']]]
    ],
    [
      'the one with the fewest faults counts',
      { oneOf: [dog, cat] },
      { kind: 'cat', livs: 9 },
      [['', 'unknown key', 'livs', ['kind', 'lives']]]
    ],
    [
      'a fault deep inside is found',
      { oneOf: [cat, dog] },
      { kind: 'dog', tricks: ['sit', 7] },
      [['tricks.1', 'type', ['string']]]
    ],
    [
      'alternatives in alternatives',
      { anyOf: [{ anyOf: [closed('a'), { type: 'null' }] }, { type: 'string' }] },
      { b: 1 },
      [['', 'unknown key', 'b', ['a']]]
    ],
    [
      'anyOf and oneOf side by side',
      { anyOf: [closed('a'), { type: 'null' }], oneOf: [closed('b')] },
      { a: 1, b: 1, c: 1 },
      [['', 'unknown key', 'c', ['a', 'b']]]
    ]
  ])('%s', (_, schema, value, found) => {
    expect(wrong(schema, value)).toEqual(found)
  })
})

test.each<[string, unknown, unknown, readonly unknown[]]>([
  ['a type of several', { type: ['string', 'null'] }, 1, [['', 'type', ['string', 'null']]]],
  ['a whole number written as a fraction', { type: 'integer' }, 2.0, []],
  ['nothing at all', false, 1, [['', 'type', []]]],
  ['anything', true, { a: 1 }, []],
  [
    'a tuple',
    { prefixItems: [{ type: 'string' }, { type: 'integer' }] },
    ['a', 'b', 'c'],
    [['1', 'type', ['integer']]]
  ],
  ['limits', { minimum: 1, maxLength: 2, exclusiveMaximum: 3 }, 5, [['', 'limit', 'The number is not less than 3']]],
  ['characters, not halves of them', { maxLength: 2 }, '🚀🚀', []],
  ['too many of them', { maxLength: 1 }, '🚀🚀', [['', 'limit', 'The string has more than 1 characters']]],
  ['items', { minItems: 1, maxItems: 2 }, [1, 2, 3], [['', 'limit', 'The list has more than 2 items']]],
  ["patterns and formats, which are the server's", { type: 'string', pattern: '^(a+)+$', format: 'uuid' }, 'b', []],
  ['keywords of nobody', { type: 'string', sensitive: true, 'x-order': 1, title: 'T', default: null }, 'b', []],
  [
    'properties that are named like keywords',
    { properties: { not: { type: 'string' }, if: {}, anyOf: { type: 'null' } } },
    { not: 'a', if: 1, anyOf: null },
    []
  ]
])('%s', (_, schema, value, found) => {
  expect(wrong(schema, value)).toEqual(found)
})

test('references lead to names of any form, also to themselves by way of a value', () => {
  const rest = {
    $defs: { 'a/b~c': { anyOf: [{ type: 'null' }, { properties: { next: { $ref: '#/$defs/a~1b~0c' } } }] } }
  }
  const value = { next: { next: { next: null, nxt: 1 } } }
  expect(wrong({ $ref: '#/$defs/a~1b~0c' }, value, rest)).toEqual([['next.next', 'unknown key', 'nxt', ['next']]])
})

describe('a schema that cannot be followed lets nothing pass', () => {
  test.each<[string, unknown, JsonObject]>([
    ['names no keys', { value: 1 }, { properties: undefined, type: 'object' }],
    ['refers to itself', 1, { $ref: '#' }],
    [
      'refers to itself',
      { a: 1 },
      { $defs: { X: { anyOf: [{ $ref: '#/$defs/X' }, {}] } }, properties: { value: { $ref: '#/$defs/X' } } }
    ],
    ['something else where a schema belongs', 1, { properties: { value: { $ref: '#/nowhere' } } }],
    ['something else where a schema belongs', 1, { properties: { value: { $ref: 'https://example.org/schema' } } }],
    ['something else where a schema belongs', 1, { properties: { value: 'text' } }],
    ['an unknown type', 1, { properties: { value: { type: 'decimal' } } }],
    ["uses 'if'", { a: 1 }, { properties: { value: { if: closed('a'), else: closed('b') } } }],
    ["uses 'dependentSchemas'", { a: 1 }, { properties: { value: { dependentSchemas: { a: closed('b') } } } }],
    ["uses '$dynamicRef'", { a: 1 }, { properties: { value: { $dynamicRef: '#x' } } }],
    ["uses 'unevaluatedProperties'", { a: 1 }, { properties: { value: { unevaluatedProperties: false } } }]
  ])('%s', async (why, value, rest) => {
    const error = await failure(() => wrong({}, value, rest))
    expect(error).toBeInstanceOf(InputError)
    expect(error.where).toBe('config')
    expect(error.message).toContain(
      `The server's schema for this configuration cannot be used: it ${why.startsWith('something') ? 'has ' : why === 'an unknown type' ? 'names ' : ''}${why}`
    )
    expect(error.remedy).toContain('new snapshot')
  })

  test('unless nothing of the configuration stands there', () => {
    expect(wrong({ properties: { odd: { if: {} }, plain: {} } }, { plain: 1 })).toEqual([])
  })
})

test('the keys at a place are those of all alternatives', () => {
  const schema = new ConfigSchema(
    {
      properties: { steps: { anyOf: [{ type: 'null' }, { properties: { train: { $ref: '#/$defs/T' } } }] } },
      $defs: { T: closed('a', 'b') }
    },
    'config'
  )
  expect([schema.keysAt(['steps']), schema.keysAt(['steps', 'train']), schema.keysAt(['steps', 'lod', 'a'])]).toEqual([
    ['train'],
    ['a', 'b'],
    []
  ])
})
