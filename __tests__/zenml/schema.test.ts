import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { isUuid, itemsOf, objectAt, optionalBoolean, pagesOf, serverTime, stringAt } from '../../src/zenml/schema.ts'
import { failure } from '../pieces/thrown.ts'

const json = { a: { b: 'text', n: null, t: true, list: [1], object: { c: 1 } } }

test('a text that has to be there names its place if it is missing, and never a value', async () => {
  expect(stringAt(json, 'a', 'b')).toBe('text')
  const error = await failure(() => stringAt({ a: { b: 4711 } }, 'a', 'b'))
  expect(error.message).toBe("The server's answer has no text at 'a.b'")
  expect(error.remedy).toContain('supported version')
})

test('what is optional is undefined if it is missing or something else', () => {
  expect(optionalBoolean(json, 'a', 't')).toBe(true)
  expect(optionalBoolean(json, 'a', 'b')).toBeUndefined()
  expect(objectAt(json, 'a', 'object')).toEqual({ c: 1 })
  expect(objectAt(json, 'a', 'list')).toEqual({})
})

test('a page has items, and anything else is not a page', async () => {
  expect(itemsOf({ items: [1] })).toEqual([1])
  for (const page of [null, [], {}, { items: {} }])
    expect((await failure(() => itemsOf(page))).message).toContain("isn't a list")
})

test.each([
  [3, 3],
  [0, 1],
  [-1, 1],
  [1.5, 1],
  ['7', 1],
  [null, 1]
])('total_pages %j means %d pages', (total_pages, pages) => {
  expect(pagesOf({ total_pages })).toBe(pages)
})

test.each(['69579ec1-b45a-420c-876a-6f7bbecc8218', '69579EC1-B45A-420C-876A-6F7BBECC8218'])('%s is a UUID', text => {
  expect(isUuid(text)).toBe(true)
})

test.each([
  '',
  '69579ec1b45a420c876a6f7bbecc8218',
  '69579ec1-b45a-420c-876a-6f7bbecc8218x',
  'x69579ec1-b45a-420c-876a-6f7bbecc8218',
  '69579ec1-b45a-420c-876a-6f7bbecc821g',
  '69579ec1-b45a-420c-876a-6f7bbecc8218\n'
])('%j is not a UUID', text => {
  expect(isUuid(text)).toBe(false)
})

test("the server's time is in UTC on a runner in another zone too", () => {
  const module = pathToFileURL(join(import.meta.dirname, '../../src/zenml/schema.ts')).href
  const code = `import { serverTime } from '${module}'; console.log(serverTime('2026-07-23T12:00:00.000000'))`
  const env = { ...process.env, TZ: 'America/New_York', NODE_OPTIONS: '' }
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code], { env, encoding: 'utf8' })
  expect(Number(printed)).toBe(Date.UTC(2026, 6, 23, 12))
})

describe("the server's time", () => {
  const noon = Date.UTC(2026, 10, 23, 12)
  test.each([
    ['2026-11-23T12:00:00.000000', noon],
    ['2026-11-23T12:00:00', noon],
    ['2026-11-23T12:00:00.500123', noon + 500],
    ['2026-11-23T12:00:00Z', noon],
    ['2026-11-23T14:00:00+02:00', noon]
  ])('%s is in UTC, wherever the runner is', (text, ms) => {
    expect(serverTime(text)).toBe(ms)
  })

  test.each([undefined, '', 'never', '2026-13-01T00:00:00'])('%j is none', text => {
    expect(serverTime(text)).toBeUndefined()
  })
})
