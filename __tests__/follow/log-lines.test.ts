import { describe, expect, test } from '@jest/globals'
import { MessageLines, NewEntries, withSoundPiece } from '../../src/follow/log-lines.ts'
import type { LogEntry } from '../../src/zenml/step-logs.ts'
import { cpuMsSince } from '../pieces/cpu-time.ts'

/** A UUID that stands for a short name. */
function uuidOf(name: string): string {
  return name === '' ? '' : `e00fe79b-2819-4bd1-8950-${Buffer.from(name).toString('hex').padStart(12, '0').slice(-12)}`
}

function entry(id: string, message = id, change: Partial<LogEntry> = {}): LogEntry {
  return { id: uuidOf(id), message, timestamp: '2026-11-29T12:00:00Z', chunk: 0, chunks: 1, ...change }
}

/** The messages that each of some readings brings. */
function news(readings: readonly (readonly LogEntry[])[]): readonly (readonly string[])[] {
  const entries = new NewEntries()
  return readings.map(reading => {
    entries.begin()
    return reading.filter(each => entries.has(each)).map(({ message }) => message)
  })
}

describe('an entry is new once', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(id => entry(id)) as [LogEntry, LogEntry, LogEntry, LogEntry]

  test.each([
    ['in a log that grows', [[a], [a, b], [a, b], [a, b, c]], [['a'], ['b'], [], ['c']]],
    [
      'in one whose files are being merged',
      [
        [a, b],
        [a, b, c, a, b, c],
        [b, c, a, b, c],
        [a, b, c, d]
      ],
      [['a', 'b'], ['c'], [], ['d']]
    ],
    [
      'in one that no longer gives its beginning',
      [
        [a, b],
        [b, c],
        [c, d]
      ],
      [['a', 'b'], ['c'], ['d']]
    ],
    ['in one that gave nothing for a moment', [[a, b], [], [a, b, c]], [['a', 'b'], [], ['c']]]
  ])('%s', (_, readings, expected) => {
    expect(news(readings)).toEqual(expected)
  })

  test('if the server makes up new ids at each reading', () => {
    const reading = (nth: number, ...messages: readonly string[]) =>
      messages.map((message, place) => entry(`${nth}-${place}`, message))
    const readings = [
      reading(1, 'a', 'b'),
      reading(2, 'a', 'b', 'b'),
      reading(3, 'a', 'b', 'b'),
      reading(4, 'a', 'b', 'b', 'c')
    ]
    expect(news(readings)).toEqual([['a', 'b'], ['b'], [], ['c']])
  })

  test('if some have no id', () => {
    const readings = [
      [entry('a'), entry('', 'b')],
      [entry('a'), entry('', 'b'), entry('', 'b'), entry('c')]
    ]
    expect(news(readings)).toEqual([
      ['a', 'b'],
      ['b', 'c']
    ])
  })

  test('if there are no ids at all', () => {
    expect(news([[entry('', 'a')], [entry('', 'a'), entry('', 'a')]])).toEqual([['a'], ['a']])
  })

  test('if it is one of the pieces of a message, which have the same id', () => {
    const pieces = [0, 1, 2].map(chunk => entry('long', `${chunk}`, { chunk, chunks: 3 }))
    expect(news([pieces.slice(0, 2), pieces])).toEqual([['0', '1'], ['2']])
  })
})

describe('which piece of a message an entry is', () => {
  test.each([
    [1e300, 2],
    [Infinity, Infinity],
    [Number.NaN, 2],
    [0.5, 2],
    [-1, 2],
    [2, 2],
    [0, 1e300],
    [0, 0]
  ])('stands for nothing if it is %p of %p', (chunk, chunks) => {
    const odd = withSoundPiece(entry('odd', 'odd', { chunk, chunks }))
    expect(odd).toEqual(entry('odd'))
    expect(
      news([
        [entry('a'), odd],
        [entry('a'), odd, entry('b')]
      ])
    ).toEqual([['a', 'odd'], ['b']])
  })

  test('keeps as many pieces apart as a log can hold', () => {
    const pieces = Array.from({ length: 50_000 }, (_, chunk) => entry('long', `${chunk}`, { chunk, chunks: 50_000 }))
    expect(pieces.every(piece => withSoundPiece(piece) === piece)).toBe(true)
    const began = process.cpuUsage()
    expect(news([pieces, pieces]).map(({ length }) => length)).toEqual([50_000, 0])
    // Pieces that share a slot would take a minute.
    expect(cpuMsSince(began)).toBeLessThan(4_000)
  })
})

describe('the lines of messages', () => {
  const linesOf = (entries: readonly LogEntry[], clean = (text: string) => text): readonly string[] => {
    const lines = new MessageLines()
    return [...entries.flatMap(each => lines.take(each, clean)), ...lines.rest(clean)]
  }

  test.each([
    ['one', ['one']],
    ['', ['']],
    ['two\nlines', ['two', 'lines']],
    ['two\r\nlines', ['two', 'lines']],
    ['  indented', ['  indented']],
    ['\r 10%\r 20%', [' 20%']],
    [' 10%\r 20%\r', [' 20%']],
    ['a\r\r\n\rb\r\r', ['a', 'b']]
  ])('are those that a terminal would show in the end: %j', (message, expected) => {
    expect(linesOf([entry('a', message)])).toEqual(expected)
  })

  test.each([
    ['before a letter', `${'\r'.repeat(200_000)}x`, 'x'],
    ['after a letter', `x${'\r'.repeat(200_000)}`, 'x'],
    ['between letters', `x${'\r'.repeat(200_000)}y`, 'y']
  ])('cost next to nothing with many returns %s', (_, message, shown) => {
    const began = process.cpuUsage()
    expect(linesOf([entry('a', message)])).toEqual([shown])
    expect(cpuMsSince(began)).toBeLessThan(2_000)
  })

  test('are put together from pieces', () => {
    const pieces = ['one\ntw', 'o\nthr', 'ee'].map((message, chunk) => entry('long', message, { chunk, chunks: 3 }))
    expect(linesOf([entry('before'), ...pieces, entry('after')])).toEqual(['before', 'one', 'two', 'three', 'after'])
  })

  test('are those of the pieces that came, if the last one never does', () => {
    const pieces = ['be', 'gun'].map((message, chunk) => entry('long', message, { chunk, chunks: 3 }))
    expect(linesOf([...pieces, entry('next')])).toEqual(['begun', 'next'])
    expect(linesOf(pieces)).toEqual(['begun'])
  })

  test('hold no secret that stood on both sides of a cut, or of a line end', () => {
    const clean = (text: string) => text.replaceAll('s3cr\net', '***')
    const pieces = ['a s3cr', '\net b'].map((message, chunk) => entry('long', message, { chunk, chunks: 2 }))
    expect(linesOf(pieces, clean)).toEqual(['a *** b'])
  })
})
