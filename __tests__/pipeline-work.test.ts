import { describe, expect, test } from '@jest/globals'
import { judgeCode } from '../src/pipeline-work.ts'
import { aSnapshot } from './pieces/entities.ts'

const sha = '6dcb09b5b57875f334f61aebed695e2e4193db5e'

describe('the code of a snapshot', () => {
  test.each([sha, sha.toUpperCase()])("is proven where it is of the push's commit", codeCommit => {
    const { note, proven } = judgeCode(aSnapshot({ codeCommit }), sha)
    expect(proven).toBe(true)
    expect(note).toBe("The snapshot holds this push's code, 6dcb09b5b578.")
  })

  test('is told where it is of another commit', () => {
    const { note, proven } = judgeCode(aSnapshot({ codeCommit: '0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c' }), sha)
    expect(proven).toBe(false)
    expect(note).toBe("The snapshot holds the code of commit 0d1a26e67d8f, not this push's 6dcb09b5b578.")
  })

  test.each([undefined, ''])('is not claimed to be anything where the commit is %j', codeCommit => {
    expect(judgeCode(aSnapshot({ codeCommit }), sha).proven).toBe(false)
  })

  test('has a commit that nothing obeys', () => {
    expect(judgeCode(aSnapshot({ codeCommit: '\n::add-path::x##[y]' }), sha).note).not.toMatch(/\n|##\[/)
  })
})
