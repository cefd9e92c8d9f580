// The reader of `config` held against PyYAML itself, the version that ZenML brings: what both take has to be the same.
import { execFileSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import { InputError } from '../../src/text/errors.ts'
import { readPythonYaml } from '../../src/text/python-yaml.ts'
import fc from '../pieces/fast-check.ts'
import { shared } from '../server/shared-testbed.ts'

/** Reads texts as ZenML does; what JSON has no value for is named by its Python type. */
const script = `
import json, sys, yaml

def plain(value):
    if isinstance(value, dict):
        return {key if isinstance(key, str) else "not text": plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), -float("inf"))):
        return {"python": "float"}
    return value if value is None or isinstance(value, (bool, int, float, str)) else {"python": type(value).__name__}

def read(text):
    try:
        return {"value": plain(yaml.safe_load(text))}
    except Exception as error:
        return {"error": type(error).__name__}

print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`

interface Answer {
  readonly value?: unknown
  readonly error?: string
}

function byPython(texts: readonly string[]): readonly Answer[] {
  const input = JSON.stringify(texts)
  const output = execFileSync(shared.python, ['-c', script], { input, maxBuffer: 100_000_000, encoding: 'utf8' })
  return JSON.parse(output) as readonly Answer[]
}

function byAction(text: string): Answer {
  try {
    return { value: readPythonYaml(text, { where: 'config', maxLength: 100_000, remedy: 'Correct it.' }) }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return { error: error.message }
  }
}

/** Each text with both answers; the numbers of those that both take, and of those that only PyYAML takes. */
function compare(texts: readonly string[]) {
  const pairs = byPython(texts).map((python, nth) => ({
    text: texts[nth] ?? '',
    python,
    own: byAction(texts[nth] ?? '')
  }))
  const taken = pairs.filter(({ own }) => own.error === undefined)
  return { pairs, both: taken.filter(({ python }) => python.error === undefined) }
}

const words = [
  ...[
    'no',
    'yes',
    'Yes',
    'YES',
    'yEs',
    'on',
    'off',
    'Off',
    'n',
    'y',
    'true',
    'True',
    'tRue',
    'False',
    'null',
    'Null',
    '~',
    '',
    'nULL',
    'None'
  ],
  ...[
    '01234',
    '0123',
    '08',
    '09',
    '0o17',
    '017',
    '0_7',
    '00',
    '0',
    '-0',
    '+0',
    '0_',
    '0b101',
    '-0b1',
    '0x1F',
    '0X1F',
    '0xfF_f',
    '1_000',
    '1__0',
    '_1',
    '1_',
    '+1',
    '-1',
    '0b2',
    '0o',
    '1,000'
  ],
  ...[
    '1:30',
    '1:60',
    '1:5',
    '01:30',
    '190:20:30',
    '-1:30',
    '1:30.5',
    '1:30.',
    '22:80',
    '12:30:45',
    '5432:5432',
    '8080:80',
    '1:2:3:4:5:6:7:8'
  ],
  ...[
    '1.0',
    '1.',
    '.5',
    '-.5',
    '+.5',
    '._5',
    '.5_',
    '1e3',
    '1E3',
    '1e+3',
    '1.0e3',
    '1.0e+3',
    '1.e+5',
    '1.5E-10',
    '.5e+3',
    '3e-5',
    '3.0e-5',
    '1e',
    'e1',
    '0.0',
    '-0.0',
    '00.5',
    '01.5',
    '1_0.5_0',
    '0.1.0',
    '1.10',
    '1.2.3',
    '1.0e+400'
  ],
  ...[
    'inf',
    'nan',
    '.iNf',
    '.',
    '..',
    '+',
    '+-1',
    '1-1',
    '2026-1-1',
    '2026-01-01 10:00',
    '9007199254740991',
    '١٢',
    '"no"',
    "'0123'",
    '"1e3"',
    '1 # c',
    '|\n  no\n  yes',
    '>\n  1',
    'no\n  yes',
    '1\n  2'
  ]
]

test('a table of words and numbers is read alike, every one', () => {
  const texts = words.map(word => `a: ${word}\n`)
  const { both } = compare(texts)
  expect(both.map(({ own, text }) => [text, own])).toEqual(both.map(({ python, text }) => [text, python]))
  expect(texts.filter(text => !both.some(one => one.text === text))).toEqual(['a: 1.0e+400\n'])
})

test('what JSON has no value for, and what PyYAML refuses, is refused', () => {
  const texts = [
    '.inf',
    '-.INF',
    '.nan',
    '2026-01-01',
    '2026-1-1T1:00:00Z',
    '2026-01-01 10:00:00.5 +01:00',
    '=',
    '<<',
    '0b_',
    '0x_',
    '!!set {a}',
    '!!binary aGk='
  ]
  const { pairs } = compare([
    ...texts.map(word => `a: ${word}\n`),
    'on: 1\n',
    '1: 2\n',
    '~: 1\n',
    '2026-01-01: 1\n',
    '<<: 1\n'
  ])
  expect(pairs.filter(({ own }) => own.error === undefined)).toEqual([])
})

const numbers = { numRuns: 4_000, seed: 7 }

test('random scalars are read alike', () => {
  const characters = fc.constantFrom(...'0123456789____....::::--++eExXoObnfNaiyYsS~ TZ')
  const scalars = fc.array(characters, { maxLength: 9 }).map(all => `a: ${all.join('')}\n`)
  const { both } = compare(fc.sample(scalars, numbers))
  expect(both.length).toBeGreaterThan(3_000)
  expect(both.map(({ own }) => own)).toEqual(both.map(({ python }) => python))
})

test('random documents with merge keys, anchors, quotes and blocks are read alike', () => {
  const pieces = fc.constantFrom(
    ...[
      'a',
      'b',
      'no',
      '1',
      '01',
      '1e3',
      '~',
      '&x ',
      '*x',
      '<<: *x',
      ': ',
      '\n',
      '\n  ',
      '\n    ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      ', '
    ],
    ...[
      '? ',
      '"',
      "'",
      ' #c',
      ' ',
      '|\n',
      '>-\n',
      '!',
      '%',
      '\u2028',
      '\u0085',
      'é',
      '\\n',
      '=',
      '...',
      '---',
      '\r\n',
      ':'
    ],
    ...[
      'x: {b: 1}\n',
      'c: [*x, {d: 2}]\n',
      'm: &x {k: 1, no: 2}\n',
      'm: &x {k: 1}\n',
      'n: {<<: *x, k: 2}\n',
      'n:\n  <<: [*x, *x]\n  k: 3\n'
    ]
  )
  const documents = fc.array(pieces, { maxLength: 10 }).map(all => `${all.join('')}\n`)
  const { both } = compare(
    fc.sample(
      documents.map(text => `k: ${text}`),
      numbers
    )
  )
  expect(both.length).toBeGreaterThan(500)
  expect(both.map(({ own, text }) => [text, own])).toEqual(both.map(({ python, text }) => [text, python]))
})
