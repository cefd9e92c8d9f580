import { expect, test } from '@jest/globals'
import { fileFault, fileRemedy } from '../../src/text/file-fault.ts'

test.each([
  ['ENOSPC', 'the disk is full (ENOSPC)'],
  ['EROFS', 'the file system is read-only (EROFS)'],
  ['EWEIRD', 'EWEIRD'],
  ['', 'the reason is unknown']
])('%s is %j', (code, words) => {
  expect(fileFault(code)).toBe(words)
})

test.each([
  'EACCES',
  'EDQUOT',
  'EEXIST',
  'EFBIG',
  'EIO',
  'EISDIR',
  'ELOOP',
  'EMFILE',
  'ENFILE',
  'ENOENT',
  'ENOTDIR',
  'EPERM'
])('%s has words of its own, with the code behind them', code => {
  expect(fileFault(code)).toMatch(new RegExp(`^[a-z][a-z ]{9,} \\(${code}\\)$`))
})

test('a full disk and too few files are the machine’s, whatever the file', () => {
  for (const code of ['ENOSPC', 'EDQUOT', 'EFBIG']) {
    expect(fileRemedy(Object.assign(new Error(), { code }))).toContain('Make room')
  }
  for (const code of ['EMFILE', 'ENFILE']) {
    expect(fileRemedy(Object.assign(new Error(), { code }))).toContain('open files')
  }
  expect(fileRemedy(Object.assign(new Error(), { code: 'ENOENT' }))).toBeUndefined()
})
