import { describe, expect, test } from '@jest/globals'
import { refuseReservedTag } from '../../src/trigger/config-check.ts'
import { readConfiguration } from '../../src/trigger/configuration.ts'
import { failure } from '../pieces/thrown.ts'
import { memoryFiles } from '../stand-in/captured-runner.ts'

const links: Readonly<Record<string, string>> = { '/repo/link.yaml': '/etc/passwd' }

function read(config: string | undefined, contents: Readonly<Record<string, string>> = {}) {
  const realPath = async (path: string) => (path === '/repo' || contents[path] !== undefined ? path : links[path])
  return readConfiguration(config, { ...memoryFiles(contents), realPath }, '/repo')
}

const refusal = (config: string, contents = {}) => failure(() => read(config, contents))

describe('a configuration', () => {
  test.each([
    [undefined, {}],
    ['steps: {train: {parameters: {rows: 100}}}', { steps: { train: { parameters: { rows: 100 } } } }],
    ['{enable_cache: false}', { enable_cache: false }],
    ['enable_cache: false\n', { enable_cache: false }],
    ['# nothing\n', {}],
    ['a: &x {b: 1.5}\nc: *x', { a: { b: 1.5 }, c: { b: 1.5 } }],
    ['a: 9007199254740991', { a: 9007199254740991 }],
    ['a: "12345678901234567890"', { a: '12345678901234567890' }]
  ])('may be written as %j', async (config, value) => {
    expect(await read(config)).toEqual(value)
  })

  test('may be a file in the workspace', async () => {
    expect(await read('configs/run.yaml', { '/repo/configs/run.yaml': 'enable_cache: false' })).toEqual({
      enable_cache: false
    })
  })

  test.each(['- a', '- a: 1', '[]', '[a, b]'])('is not a list such as %s, which is not a path either', async text => {
    expect((await refusal(text)).message).toContain('not a mapping')
  })

  test.each(['- a', '7', '"text"', 'true'])('is no %s', async text => {
    expect((await refusal('run.yaml', { '/repo/run.yaml': text })).message).toContain('not a mapping')
  })
})

describe('what could go wrong with one', () => {
  test.each([
    ['YAML that is none', 'a: [1\nb: 2', 'Not valid YAML in line'],
    ['a key that comes twice', 'a: 1\na: 2', 'line 2'],
    [
      'a number with more digits than JSON carries',
      'a: {b: [12345678901234567890]}',
      'a number (12345678901234567890), which cannot be passed'
    ],
    ['a negative one', 'a: -12345678901234567890', '(-12345678901234567890), which cannot be passed'],
    ['an alias without its anchor', 'a: *nowhere', 'without an anchor'],
    [
      'aliases that unfold into gigabytes',
      `${Array.from(
        { length: 9 },
        (_, i) =>
          `k${i}: &a${i} [${
            i === 0
              ? '1'
              : Array(9)
                  .fill(`*a${i - 1}`)
                  .join(', ')
          }]`
      ).join('\n')}`,
      'too many aliases'
    ],
    ['an alias of itself', 'a: &x\n  b: *x', 'is used inside the value that it refers to'],
    ['a tag that would make code', 'a: !!python/object:os.system x', 'YAML tag'],
    ['more than a mebibyte', `a: ${'x'.repeat(1024 * 1024)}`, 'longer than']
  ])('%s is an error that names config', async (_, config, message) => {
    const error = await refusal(config)
    expect(error.where).toMatch(/^config/)
    expect(error.message).toContain(message)
    expect(error.remedy).toBeTruthy()
  })

  test.each(['../outside.yaml', '/etc/passwd', 'link.yaml'])('the path %s is outside the workspace', async path => {
    const error = await refusal(path, { '/outside.yaml': 'a: 1', '/etc/passwd': 'a: 1' })
    expect(error.message).toContain('outside the workspace')
    expect(error.where).toBe('config')
    expect(error.message.startsWith(`'${path}' is `)).toBe(true)
  })

  test('a file that is not there names the checkout', async () => {
    const error = await refusal('missing.yaml')
    expect(error.message).toBe('There is no such file in the workspace')
    expect(error.remedy).toContain('actions/checkout')
  })

  test.each([
    ['a: [', ''],
    ['a: .inf', ''],
    ['- a', ''],
    ['missing.yaml', ': missing.yaml'],
    ['../x', '']
  ])("%s of an environment's own names the environment", async (text, below) => {
    const from = 'environments: staging.config'
    const error = await failure(() => readConfiguration(text, memoryFiles({}), '/repo', from))
    expect(error.where).toBe(`${from}${below}`)
  })

  test('YAML that is none has a remedy with an example', async () => {
    expect((await refusal('a: b: c')).remedy).toContain("'steps: {train: {parameters: {rows: 100}}}'")
  })

  test('a file that is too large is refused', async () => {
    const files = { ...memoryFiles({}), readText: () => Promise.reject(new Error('larger')) }
    expect((await failure(() => readConfiguration('big.yaml', files, '/repo'))).message).toContain(
      'larger than 128 KiB'
    )
  })
})

describe('a tag', () => {
  test.each(['a', 'team/x', 'x'.repeat(255), 'gated', 'my-gate:x'])('may be %s', tag => {
    expect(() => refuseReservedTag(tag, 'tags')).not.toThrow()
  })

  test.each(['', 'x'.repeat(256), 'gate:', 'gate:lineage=x', 'Gate:x', 7, null, undefined])(
    'may not be %j',
    async tag => {
      expect((await failure(() => refuseReservedTag(tag, 'tags'))).where).toMatch(/^tags/)
    }
  )
})
