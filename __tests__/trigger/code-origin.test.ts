import { describe, expect, test } from '@jest/globals'
import { judgeSnapshotCode, judgeWorkerCode } from '../../src/trigger/code-origin.ts'

const sha = '6dcb09b5b57875f334f61aebed695e2e4193db5e'
const other = '0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c'
const push = { event: 'push', sha, pullRequest: undefined }

describe('the code of a snapshot', () => {
  test.each([sha, sha.toUpperCase()])("is proven if it is of the push's commit", codeCommit => {
    expect(judgeSnapshotCode(codeCommit, push)).toEqual({
      note: "The snapshot holds the code of this push's commit 6dcb09b5b578.",
      proven: sha
    })
  })

  test('is reported if it is of another commit', () => {
    expect(judgeSnapshotCode(other, push)).toEqual({
      note: "The snapshot holds the code of commit 0d1a26e67d8f, not this push's commit 6dcb09b5b578.",
      proven: undefined
    })
  })

  test.each([undefined, ''])('is not claimed to be anything where the commit is %j', codeCommit => {
    const { note, proven } = judgeSnapshotCode(codeCommit, push)
    expect(proven).toBeUndefined()
    expect(note).toMatch(/does not say which commit .* not necessarily this push's commit 6dcb09b5b578\.$/)
  })

  test('has a commit that nothing obeys', () => {
    expect(judgeSnapshotCode('\n::add-path::x##[y]', push).note).not.toMatch(/\n|##\[/)
  })

  test('of an event that is not a push is not called a push', () => {
    expect(judgeSnapshotCode(other, { ...push, event: 'schedule' }).note).toMatch(/not this workflow run's commit 6dcb/)
  })
})

describe('the code of a job', () => {
  test.each([
    [sha, sha, "This job has the code of this push's commit 6dcb09b5b578."],
    [other, undefined, "This job has the code of commit 0d1a26e67d8f, not this push's commit 6dcb09b5b578."],
    [undefined, undefined, 'It is not known which commit the code in this job is from: there is no clean git checkout.']
  ])('of commit %s', (commit, proven, note) => {
    expect(judgeWorkerCode(commit, push)).toEqual({ note, proven })
  })
})

describe('the code of a pull request', () => {
  const head = '4f8c0b1f4f8c0b1f4f8c0b1f4f8c0b1f4f8c0b1f'
  const event = { event: 'pull_request', sha, pullRequest: { number: 7, head } }

  test.each([
    [head, head, "This job has the code of this pull request's head commit 4f8c0b1f4f8c."],
    [sha, sha, "This job has the code of this pull request's merge commit 6dcb09b5b578."],
    [
      other,
      undefined,
      "This job has the code of commit 0d1a26e67d8f, not this pull request's head commit 4f8c0b1f4f8c or merge commit 6dcb09b5b578."
    ]
  ])('is its head or its merge commit: %s', (commit, proven, note) => {
    expect(judgeWorkerCode(commit, event)).toEqual({ note, proven })
  })
})
