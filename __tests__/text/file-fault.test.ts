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

test('a full disk and too few files are the machine’s, whatever the file', () => {
  expect(fileRemedy(Object.assign(new Error(), { code: 'ENOSPC' }))).toContain('Make room')
  expect(fileRemedy(Object.assign(new Error(), { code: 'EMFILE' }))).toContain('open files')
  expect(fileRemedy(Object.assign(new Error(), { code: 'ENOENT' }))).toBeUndefined()
})
