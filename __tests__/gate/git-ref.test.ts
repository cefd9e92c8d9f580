import { expect, test } from '@jest/globals'
import { branchRef, isMergeQueueRef, readRef } from '../../src/gate/git-ref.ts'

test.each([
  ['refs/heads/main', 'branch', 'main'],
  ['refs/heads/release/1.0', 'branch', 'release/1.0'],
  ['refs/heads/heads/main', 'branch', 'heads/main'],
  ['refs/heads/tags/v1', 'branch', 'tags/v1'],
  ['refs/heads/d\u00e9velop', 'branch', 'd\u00e9velop'],
  ['refs/heads/c++', 'branch', 'c++'],
  ['refs/heads/a@b', 'branch', 'a@b'],
  ['refs/heads/dependabot/npm_and_yarn/x-1.2.3', 'branch', 'dependabot/npm_and_yarn/x-1.2.3'],
  ['refs/tags/v1.2.3', 'tag', 'v1.2.3'],
  ['refs/tags/heads/main', 'tag', 'heads/main']
])('%s is the %s %s', (full, type, name) => {
  expect(readRef(full)).toEqual({ kind: 'ref', ref: { type, name, full } })
})

test.each(['refs/pull/2/merge', 'refs/remotes/origin/main', 'refs/notes/commits'])('%s is neither', full => {
  expect(readRef(full)).toEqual({ kind: 'other' })
})

test.each([
  ['refs/heads/a..b', "contains '..' or '@{', which git does not allow in a ref"],
  ['refs/heads/a b', 'contains a character that git does not allow in a ref'],
  ['refs/heads/a\n', 'contains a control character'],
  ['refs/heads/a.', 'ends with a dot'],
  ['refs/heads/a.lock', "has a part that starts with a dot or ends with '.lock'"],
  ['refs/heads/', 'has an empty part'],
  ['refs/heads', 'names nothing'],
  ['refs/heads/\ud800', 'is not well-formed Unicode'],
  ['refs/heads/refs/heads/main', "has a name that itself starts with 'refs/'"],
  ['refs/tags/6113728F27ae82c7b1a177c8d03f9e96e0adf246', 'has a name that looks like a commit id'],
  [`refs/heads/${'x'.repeat(1024)}`, 'is longer than 1024 characters']
])('%j %s', (full, problem) => {
  expect(readRef(full)).toEqual({ kind: 'invalid', problem })
})

test("a merge queue's branches are known by their folder, and no tag is one", () => {
  const queued = (full: string) => {
    const read = readRef(full)
    return read.kind === 'ref' && isMergeQueueRef(read.ref)
  }
  expect(queued('refs/heads/gh-readonly-queue/main/pr-1-abc')).toBe(true)
  expect(queued('refs/heads/gh-readonly-queue')).toBe(false)
  expect(queued('refs/heads/x/gh-readonly-queue/main')).toBe(false)
  expect(queued('refs/tags/gh-readonly-queue/main')).toBe(false)
  expect(branchRef('main')).toBe('refs/heads/main')
})
