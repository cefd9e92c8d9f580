import { describe, expect, test } from '@jest/globals'
import { judgeSnapshotCode, judgeWorkerCode } from '../../src/trigger/code.ts'

const sha = '6dcb09b5b57875f334f61aebed695e2e4193db5e'

describe('the code of a snapshot', () => {
  test.each([sha, sha.toUpperCase()])("is proven where it is of the push's commit", codeCommit => {
    const { note, proven } = judgeSnapshotCode(codeCommit, sha)
    expect(proven).toBe(true)
    expect(note).toBe("The snapshot holds this push's code, 6dcb09b5b578.")
  })

  test('is told where it is of another commit', () => {
    const { note, proven } = judgeSnapshotCode('0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c', sha)
    expect(proven).toBe(false)
    expect(note).toBe("The snapshot holds the code of commit 0d1a26e67d8f, not this push's 6dcb09b5b578.")
  })

  test.each([undefined, ''])('is not claimed to be anything where the commit is %j', codeCommit => {
    expect(judgeSnapshotCode(codeCommit, sha).proven).toBe(false)
  })

  test('has a commit that nothing obeys', () => {
    expect(judgeSnapshotCode('\n::add-path::x##[y]', sha).note).not.toMatch(/\n|##\[/)
  })
})

describe('the code of a worker', () => {
  test.each([
    [sha, true, "The code in this worker is this push's, 6dcb09b5b578."],
    [
      '0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c',
      false,
      "The code in this worker is commit 0d1a26e67d8f, not this push's 6dcb09b5b578."
    ],
    [undefined, false, 'It is not known which commit the code in this worker is from: there is no clean git checkout.']
  ])('of commit %s', (commit, proven, note) => {
    expect(judgeWorkerCode(commit, sha)).toEqual({ note, proven })
  })
})
