import { expect, test } from '@jest/globals'
import { keptText, parseNotices, withKeptTexts } from '../../scripts/licence-texts.ts'

const names = ['@actions/core', '@cfworker/json-schema', 'tunnel']
const file = '@actions/core\nMIT\nSome text\n\n@cfworker/json-schema\nMIT\n\ntunnel\nISC\nmore text\n'

test('reads the notices, with blank lines and names inside a text', () => {
  expect(parseNotices('@actions/core\nMIT\nof tunnel\ntunnel\n\nend\n\n', names)).toEqual([
    { name: '@actions/core', licence: 'MIT', text: 'of tunnel\ntunnel\n\nend' }
  ])
  expect(parseNotices('', names)).toEqual([])
})

test('adds the kept text where there is none, and changes nothing the second time', () => {
  const kept = keptText('@cfworker/json-schema')
  expect(kept).toContain('Copyright (c) 2020 Jeremy Danyow')
  const complete = withKeptTexts(file, names)
  expect(parseNotices(complete, names)).toEqual([
    { name: '@actions/core', licence: 'MIT', text: 'Some text' },
    { name: '@cfworker/json-schema', licence: 'MIT', text: kept?.trim() },
    { name: 'tunnel', licence: 'ISC', text: 'more text' }
  ])
  expect(withKeptTexts(complete, names)).toBe(complete)
})

test('no text is kept of a package that has its own', () => {
  expect(keptText('undici')).toBeUndefined()
})
