import { expect, test } from '@jest/globals'
import { parseNotices } from '../../scripts/licence-texts.ts'

const names = ['@actions/core', 'tunnel']

test('reads the notices, with blank lines and names inside a text', () => {
  expect(parseNotices('@actions/core\nMIT\nof tunnel\ntunnel\n\nend\n\n', names)).toEqual([
    { name: '@actions/core', licence: 'MIT', text: 'of tunnel\ntunnel\n\nend' }
  ])
  expect(parseNotices('', names)).toEqual([])
})

test('a package that was published without a licence text has none', () => {
  expect(parseNotices('@actions/core\nMIT\n\ntunnel\nISC\nmore text\n', names)).toEqual([
    { name: '@actions/core', licence: 'MIT', text: '' },
    { name: 'tunnel', licence: 'ISC', text: 'more text' }
  ])
})
