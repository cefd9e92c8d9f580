import { describe, expect, test } from '@jest/globals'
import { contentOf, isText } from '../../src/report/report-content.ts'

const asItIs = (text: string): string => text
const hiding = (text: string): string => text.replaceAll('s3cr3t"key', '***')

test('CSV, JSON and Markdown are texts; plots and what is unknown are not', () => {
  expect(['csv', 'json', 'markdown'].filter(isText)).toHaveLength(3)
  expect(['html', 'image', 'constructor', ''].filter(isText)).toEqual([])
})

describe('CSV', () => {
  const rowsOf = (rows: number, columns: number) =>
    Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, at) => `${row}.${at}`).join(',')).join(
      '\n'
    )

  test('is a table', () => {
    expect(contentOf('csv', 'class,errors\nchurned,"12"\n', asItIs)).toEqual({
      rows: [
        ['class', 'errors'],
        ['churned', '12']
      ],
      isCut: false
    })
  })

  test('has 50 rows below its head and 12 columns at most, and says if there are more', () => {
    expect(contentOf('csv', rowsOf(51, 12), asItIs)).toMatchObject({ isCut: false })
    for (const [rows, columns] of [
      [52, 12],
      [51, 13]
    ] as const) {
      const { isCut, rows: shown = [] } = contentOf('csv', rowsOf(rows, columns), asItIs)
      expect([shown.length, shown[0]?.length, isCut]).toEqual([51, 12, true])
    }
  })

  test('has cells of one line, and of 120 characters at most', () => {
    const { rows } = contentOf('csv', `a,"two\r\nlines\u0000"\n${'x'.repeat(500)},y`, asItIs)
    expect(rows).toEqual([
      ['a', 'two lines'],
      [`${'x'.repeat(119)}…`, 'y']
    ])
  })

  test('may have a byte-order mark, blank lines, line ends of every kind and rows of any length', () => {
    expect(contentOf('csv', '\ufeff"a",b\r\n\r\nc\n"d ""e""",f,g\rh "i",', asItIs).rows).toEqual([
      ['a', 'b'],
      ['c'],
      ['d "e"', 'f', 'g'],
      ['h "i"', '']
    ])
  })

  test('with a quote that is never closed is a text', () => {
    expect(contentOf('csv', 'a,b\n"c,d\n', asItIs)).toEqual({ text: 'a,b\n"c,d\n', isCut: false })
  })

  test('is read up to 256 KiB, without the row that ends there', () => {
    const { isCut, rows = [] } = contentOf(
      'csv',
      `a,b\n${'x'.repeat(200_000)},s3cr3t"key\n${'y,'.repeat(50_000)}`,
      hiding
    )
    expect([isCut, rows.length, rows[1]?.[1]]).toEqual([true, 2, '***'])
  })

  test('of one column is a text, since nothing says that it is a table', () => {
    expect(contentOf('csv', 'only\nwords\n', asItIs)).toEqual({ text: 'only\nwords\n', isCut: false })
  })
})

describe('JSON', () => {
  test('is indented, and its numbers keep their digits', () => {
    expect(contentOf('json', '{"a":9007199254740993,"b":[0.1]}', asItIs).text).toBe(
      '{\n  "a": 9007199254740993,\n  "b": [\n    0.1\n  ]\n}'
    )
  })

  test.each(['{', 'no JSON', '"never closed', '\\', ''])('that is none is shown as it is: %j', text => {
    expect(contentOf('json', text, asItIs)).toEqual({ text, isCut: false })
  })

  test('that is nested a thousand levels deep is cut where it is no longer shown', () => {
    const deep = `${'['.repeat(998)}${'1,'.repeat(250_000)}1${']'.repeat(998)}`
    const { isCut, text = '' } = contentOf('json', deep, asItIs)
    expect([isCut, text.split('\n').length]).toEqual([true, 200])
    expect(contentOf('json', '['.repeat(200_000), asItIs).isCut).toBe(true)
  })
})

describe('a text', () => {
  test.each([
    ['200 lines', 'x\n'.repeat(199), false],
    ['201 lines', 'x\n'.repeat(200), true],
    ['a line of 500 characters', 'x'.repeat(500), false],
    ['a line of 501 characters', 'x'.repeat(501), true],
    ['a line of 2 MB', 'x'.repeat(2_000_000), true]
  ])('of %s says whether all of it is shown', (_, text, isCut) => {
    const content = contentOf('markdown', text, asItIs)
    expect(content.isCut).toBe(isCut)
    expect(content.text?.length).toBeLessThanOrEqual(100_000)
  })
})

describe('a secret is taken out', () => {
  test('where JSON has it escaped', () => {
    const { text } = contentOf('json', '{"\\u00733cr3t\\"key": ["s3cr3t\\u0022key"]}', hiding)
    expect(text).toBe('{\n  "***": [\n    "***"\n  ]\n}')
  })

  test('where CSV has it in quotes', () => {
    expect(contentOf('csv', 'a,"s3cr3t""key"', hiding).rows).toEqual([['a', '***']])
  })

  test('where CSV that is not a table has it in quotes', () => {
    expect(contentOf('csv', 'a\n"s3cr3t""key"', hiding).text).toBe('a\n"***"')
    expect(contentOf('csv', 'a\n"b ""c"""', hiding).text).toBe('a\n"b ""c"""')
  })

  test('before a cut could tear it apart', () => {
    const { text = '' } = contentOf('markdown', `${'x'.repeat(99_995)}s3cr3t"key`, hiding)
    expect(text.slice(-5)).toBe('xx***')
    const { rows } = contentOf('csv', `${'x'.repeat(115)}s3cr3t"key,b`, hiding)
    expect(rows?.[0]?.[0]?.slice(-4)).toBe('x***')
  })
})
