import { expect, test } from '@jest/globals'

import { parseCsv } from '../../src/text/csv.ts'
import fc from '../pieces/fast-check.ts'

test.each<readonly [string, string, readonly (readonly string[])[]]>([
  ['no text', '', []],
  ['one line', 'a,b', [['a', 'b']]],
  [
    'line ends of every kind',
    'a,b\r\nc,d\ne,f\rg,h\n',
    [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h']
    ]
  ],
  [
    'empty cells',
    ',a,\n,,',
    [
      ['', 'a', ''],
      ['', '', '']
    ]
  ],
  [
    'blank lines',
    '\na,b\n\n\nc,d\n\n',
    [
      ['a', 'b'],
      ['c', 'd']
    ]
  ],
  [
    'quotes with a comma, a line end and quotes inside',
    '"a, b","c\r\nd","say ""no"""\n',
    [['a, b', 'c\r\nd', 'say "no"']]
  ],
  ['an empty cell in quotes', '"",x', [['', 'x']]],
  ['a quote that is never closed', 'a,"b\nc,d', [['a', 'b\nc,d']]],
  ['a quote within a cell', 'a "b",c', [['a "b"', 'c']]],
  ['text behind a quote', '"a"b,c', [['ab', 'c']]],
  ['rows of different lengths', 'a\nb,c,d', [['a'], ['b', 'c', 'd']]],
  ['a byte-order mark', '\ufeff"a",b', [['a', 'b']]]
])('CSV with %s', (_, text, rows) => {
  expect(parseCsv(text)).toEqual(rows)
})

test('whatever cells are quoted come back as they were', () => {
  const cells = fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ') }), { minLength: 2 })
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1 }), rows => {
      const quoted = rows.map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(','))
      expect(parseCsv(quoted.join('\r\n'))).toEqual(rows)
    })
  )
})

test('a text of a megabyte takes one look at each character', () => {
  for (const one of ['"', ',', '\n', '\r', 'x', '""', '",'])
    expect(parseCsv(one.repeat(500_000)).length).toBeLessThanOrEqual(500_000)
})
