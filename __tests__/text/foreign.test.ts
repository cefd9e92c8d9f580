import { describe, expect, test } from '@jest/globals'
import {
  bare,
  colouredLine,
  cut,
  foreignLine,
  foreignLines,
  oneLine,
  unseenIn,
  withoutEscapes,
  withoutTrailingSlashes
} from '../../src/text/foreign.ts'
import { cpuMsSince } from '../pieces/cpu-time.ts'

/** What GitHub's runner takes for a command (`ActionCommand.cs`): `::x` at a line's start, `##[x]` anywhere. */
const obeyed = /^\s*::|##\[/m
/** Everything that a terminal obeys or that hides or reorders what a reader sees. */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/

const hostile = [
  '::add-path::/tmp/evil',
  '::set-env name=LD_PRELOAD::/tmp/evil.so',
  '::stop-commands::token',
  '   ::add-mask::x',
  '\u00a0\u3000::warning::x',
  '\t::error::x',
  '##[add-path]/tmp/evil',
  'text ##[set-env name=A;]b',
  '####[[group]',
  'harmless\r::add-path::/tmp/evil',
  'harmless\n::add-path::/tmp/evil',
  'harmless\u2028::add-path::/tmp/evil',
  'harmless\u0085::add-path::/tmp/evil',
  '\u001b[31m::add-path::x',
  ':\u200b:add-path::x',
  '\u200f::add-path::x',
  '\ufeff::add-path::x',
  '#\u0000#[add-path]x',
  '##\u001b[0m[add-path]x',
  ':\u001b]0;title\u0007:add-path::x',
  ':\u001b]0;title\u001b\\:add-path::x'
]

describe.each(hostile)('foreign text %j', text => {
  test('is nothing that the runner obeys, on one line', () => {
    expect(oneLine(text)).not.toMatch(obeyed)
    expect(oneLine(text)).not.toMatch(unseen)
    expect(oneLine(text)).not.toMatch(/[\r\n]/)
  })

  test('is nothing that the runner obeys, as a line without a prefix', () => {
    for (const line of text.split('\n')) expect(foreignLine(line)).not.toMatch(obeyed)
  })

  test('is led by a prefix on each line that it has', () => {
    const lines = foreignLines(text)
    for (const line of lines) expect(line).toMatch(/^│ [^\r\n\u2028]*$/)
    expect(lines.join('\n')).not.toMatch(obeyed)
  })
})

test('colours, cursor movements and titles disappear without leaving their letters', () => {
  expect(oneLine('\u001b[1;31mred\u001b[0m \u001b[2Kgone \u001b]8;;https://x.test\u0007link\u001b]8;;\u0007')).toBe(
    'red gone link'
  )
  expect(foreignLine('\u001bMup')).toBe('up')
})

test('a text is bare without escapes and what is not seen, and keeps its line ends and tabs', () => {
  expect(bare('a\u001b[31mb\u200b\u0000\tc\r\nd\ue000\u{e0041}\u2028')).toBe('ab\tc\r\nd\ue000')
})

test('a text without escapes keeps everything else', () => {
  expect(withoutEscapes('\u001b[1ma\u001b[0m\u200b\tb\u001b]0;title\u0007\n')).toBe('a\u200b\tb\n')
})

describe('a line with its colours', () => {
  const [red, bold, end] = ['\u001b[31m', '\u001b[1;38;5;196m', '\u001b[0m']

  test.each([
    ['plain', 'plain'],
    [`${red}red${end} plain`, `${red}red${end} plain${end}`],
    [`${bold}open`, `${bold}open${end}`],
    [`\u001b[2J\u001b]0;title\u0007${red}a\u001b[3Ab`, `${red}ab${end}`],
    [`a\u001b[8mhidden\u001b[0;8;1mtoo`, 'ahiddentoo'],
    ['\u001b[38;5;8mgrey', `\u001b[38;5;8mgrey${end}`],
    ['\u001b[1;48;2;8;8;8;4mdark', `\u001b[1;48;2;8;8;8;4mdark${end}`],
    ['\u001b[38:5:8mgrey', `\u001b[38:5:8mgrey${end}`],
    ['a\u001b[38;5;1;8mhidden', 'ahidden'],
    ['a\u001b[48;2;1;2;3;08mhidden', 'ahidden'],
    ['a\u001b[38;9;8mhidden', 'ahidden'],
    ['a\u001b[8:1mhidden', 'ahidden'],
    [`${red}a\u001b[8mb${end}c`, `${red}ab${end}c${end}`],
    [`${red}\tindented`, `${red}    indented${end}`]
  ])('%j keeps these alone', (line, shown) => {
    expect(colouredLine(line)).toBe(shown)
  })

  test.each(hostile)('%j is not obeyed between colours', text => {
    for (const line of [`${red}${text}${end}`, `${text}${red}`, `##${red}[group]`]) {
      const shown = colouredLine(line.replace(/[\r\n]/g, ' '))
      expect(shown).not.toMatch(obeyed)
      expect(shown.replaceAll(/\u001b\[[\d;]*m/g, '')).not.toMatch(unseen)
    }
  })

  test('that is too long has none', () => {
    expect(colouredLine(`${red}${'x'.repeat(2_000)}`)).toBe(`${'x'.repeat(999)}…`)
  })
})

test('bidi controls and invisible characters disappear, letters of every script stay', () => {
  expect(oneLine('a\u202eb\u2066c\u00add\u200be')).toBe('abcde')
  expect(oneLine('שלום Grüße 日本 😀')).toBe('שלום Grüße 日本 😀')
})

test('line ends and tabs become a space on one line, and spaces around go', () => {
  expect(oneLine('  first\r\n\tsecond  ')).toBe('first second')
})

test('a line keeps its indentation, with tabs as spaces', () => {
  expect(foreignLine('\t  return 1  ')).toBe('      return 1')
})

test('harmless colons and hashes stay as they are', () => {
  expect(oneLine('ValueError: a::b ## c')).toBe('ValueError: a::b ## c')
  expect(foreignLine('x = "::"')).toBe('x = "::"')
})

test('what is too long ends in an ellipsis within the limit, never in half a character', () => {
  expect(oneLine('abcdef', 6)).toBe('abcdef')
  expect(oneLine('abcdefg', 6)).toBe('abcde…')
  expect(oneLine('abcd😀fgh', 6)).toBe('abcd…')
  expect(foreignLine('x'.repeat(2000))).toHaveLength(1000)
})

test('lines beyond the limit are counted', () => {
  const lines = foreignLines(Array.from({ length: 250 }, (_, index) => `line ${index}`).join('\n'), '> ', 200)
  expect(lines).toHaveLength(201)
  expect(lines[199]).toBe('> line 199')
  expect(lines[200]).toBe('> … 50 more lines')
})

test('long lines that are cut away are counted too', () => {
  const lines = foreignLines(Array(300).fill('x'.repeat(3_000)).join('\n'))
  expect(lines.at(-1)).toBe('│ … and more')
  expect(foreignLines(Array(200).fill('x').join('\n')).at(-1)).toBe('│ x')
  expect(foreignLines(Array(201).fill('x').join('\n')).at(-1)).toBe('│ … 1 more lines')
})

test('all ends of lines part lines', () => {
  expect(foreignLines('a\r\nb\rc\nd\u2028e\u2029f', '')).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})

test.each([
  ['one character', 'x'],
  ['escapes without end', '\u001b[31m'],
  ['commands', '##['],
  ['line ends', '\n'],
  ['titles that never end', '\u001b]'],
  ['spaces', ' '],
  ['colons', '::']
])('10 MB of %s cost next to nothing', (_, unit) => {
  const text = unit.repeat((10 * 1024 * 1024) / unit.length)
  const began = process.cpuUsage()
  foreignLines(text)
  // Looking at the whole line, if only once each time, takes far longer.
  for (let round = 0; round < 100; round++) {
    oneLine(text)
    foreignLine(text)
  }
  expect(cpuMsSince(began)).toBeLessThan(2_000)
})

test('what is made harmless stays within the limit too', () => {
  expect(oneLine('##['.repeat(500), 100)).toHaveLength(100)
  expect(foreignLine('::x'.repeat(500), 100)).toHaveLength(100)
  expect(oneLine('##['.repeat(500), 100)).not.toMatch(obeyed)
})

test('slashes at the end are cut off, however many there are before something else', () => {
  expect(withoutTrailingSlashes('https://x//')).toBe('https://x')
  expect(withoutTrailingSlashes('///')).toBe('')
  const many = `${'/'.repeat(1_000_000)}x`
  expect(withoutTrailingSlashes(many)).toBe(many)
})

test.each([
  ['tag characters', '\u{e0041}\u{e007f}'],
  ['Hangul fillers', '\u3164\u115f\u1160\uffa0'],
  ['variation selectors', '\ufe0f\u{e0100}'],
  ['half of a pair', '\ud800'],
  ['line separators', '\u2028\u2029']
])('nothing that a reader does not see stays: %s', (_, hidden) => {
  expect(oneLine(`a${hidden}b`)).toBe('ab')
})

test.each([
  ['prod\u200Buction', 'U+200B'],
  ['a\u202Eb', 'U+202E'],
  ['a\nb', 'U+000A'],
  ['a\u2028b', 'U+2028'],
  ['a\uFE0Fb', 'U+FE0F'],
  ['a\u3164b', 'U+3164'],
  ['a\uD83Db', 'U+D83D'],
  ['a\u{E0041}b', 'U+E0041'],
  ['a\u0007\u200B', 'U+0007']
])('of %j the first character that is not seen is %s', (name, point) => {
  expect(unseenIn(name)).toBe(point)
})

test.each(['production', 'prod-1.2_x', 'שלום', 'Grüße 日本', '🚀', 'a b', ''])('%j is seen whole', name => {
  expect(unseenIn(name)).toBeUndefined()
})

test.each([
  ['ab🚀', 4, 'ab🚀'],
  ['ab🚀', 3, 'ab'],
  ['ab🚀', 2, 'ab'],
  ['🚀🚀', 3, '🚀'],
  ['abc', 5, 'abc'],
  ['ab\ud83d', 3, 'ab\ud83d']
])('the beginning of %j, at most %i long, is %j', (text, limit, beginning) => {
  expect(cut(text, limit)).toBe(beginning)
})
