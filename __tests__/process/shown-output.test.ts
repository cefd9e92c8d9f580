import { expect, test } from '@jest/globals'
import { showOutput } from '../../src/process/shown-output.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'

function shown(...lines: readonly string[]) {
  const runner = new CapturedRunner()
  const { log } = runner.connect(() => true)
  for (const line of lines) showOutput(log, line)
  return { text: runner.text(), masks: runner.masks, order: runner.written.map(({ order }) => order) }
}

test.each([
  ['::add-mask::s3cret', 's3cret'],
  ['  ::add-mask::s3cret', 's3cret'],
  ['::ADD-MASK a=b::s3cret', 's3cret'],
  ['::add-mask::a::b', 'a::b'],
  ['::add-mask::one%0Atwo%0D%25', 'one\ntwo\r%'],
  ['::add-mask::%250A', '%0A'],
  ['::add-mask::a%0Db%0Dc%0Ad%0Ae%25f%25', 'a\rb\rc\nd\ne%f%'],
  ['::add-mask::x', 'x']
])('%s makes the runner hide the value, and does not show it', (line, secret) => {
  const { text, masks } = shown(line)
  expect(masks.map(mask => mask.secret)).toEqual([secret])
  expect(text).toBe('│  : :add-mask::***')
})

test('the value is hidden before anything else is printed', () => {
  const { masks, order } = shown('::add-mask::s3cret')
  expect(masks[0]?.order).toBeLessThan(order[0] ?? 0)
})

test('a value that the runner would not take hides nothing', () => {
  expect(shown('::add-mask::', '::add-mask::  ').masks).toEqual([])
})

test.each(['text ::add-mask::x', '::add-masks::x', '::warning::add-mask::x', ':add-mask::x', '::add-mask:x'])(
  '%s is not such a command',
  line => {
    const { text, masks } = shown(line)
    expect(masks).toEqual([])
    expect(text).not.toContain('***')
    expect(text).toContain('x')
  }
)

test('nothing else in a line is obeyed', () => {
  expect(shown('::add-path::/evil', 'a ##[add-path]b').text).toBe('│  : :add-path::/evil\n│ a ## [add-path]b')
})
