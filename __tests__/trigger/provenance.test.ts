import { expect, test } from '@jest/globals'
import { provenanceOf, provenanceTags } from '../../src/trigger/provenance.ts'

const invocation = {
  repository: 'acme/models',
  ref: 'refs/heads/develop',
  event: 'push',
  sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
  pullRequest: undefined,
  actor: 'octocat',
  workflowRunId: '7',
  attempt: '2',
  workflowRun: 'https://github.com/acme/models/actions/runs/7/attempts/2',
  commit: { sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e', url: 'https://github.com/acme/models/commit/6dcb09b' },
  jobInstance: '',
  job: 'j',
  step: 's',
  stepFile: ''
}

const about = { runName: 'training-1', environment: 'staging' }

test('the provenance says the run, repository, event, commit, actor, workflow run and environment, and the code if it is proven', () => {
  const code = { commit: invocation.sha, tree: '4b825dc642cb6eb9a060e54bf8d69288fbee4904' }
  expect(provenanceOf(invocation, { ...about, code })).toEqual({
    run_name: 'training-1',
    repository: 'acme/models',
    ref: 'refs/heads/develop',
    event: 'push',
    commit: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
    actor: 'octocat',
    workflow_run: 'https://github.com/acme/models/actions/runs/7/attempts/2',
    attempt: 2,
    environment: 'staging',
    code_commit: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
    code_tree: '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
  })
})

test('code that is not proven is called unknown, and so is the tree of a commit that git does not have', () => {
  expect(provenanceOf(invocation, { ...about, code: undefined })).toMatchObject({
    code_commit: 'unknown',
    code_tree: 'unknown'
  })
  const code = { commit: 'c', tree: undefined }
  expect(provenanceOf(invocation, { ...about, code })).toMatchObject({ code_commit: 'c', code_tree: 'unknown' })
})

test('a pull request is named with its head, beside the merge commit', () => {
  const ofPullRequest = { ...invocation, event: 'pull_request', pullRequest: { number: 7, head: 'h' } }
  expect(provenanceOf(ofPullRequest, { ...about, code: undefined })).toMatchObject({
    event: 'pull_request',
    commit: invocation.sha,
    pull_request: { number: 7, head_commit: 'h' }
  })
})

test('the tags are two, and the same for every run of an environment', () => {
  const tags = ['gate:repository=acme/models', 'gate:environment=staging']
  expect(provenanceTags(invocation, 'staging')).toEqual(tags)
  expect(provenanceTags({ ...invocation, sha: 'x', ref: 'y', workflowRunId: '8', attempt: '3' }, 'staging')).toEqual(
    tags
  )
})

test('a tag is cut if ZenML could not store it, and never into half a character', () => {
  const [, tag] = provenanceTags(invocation, `${'x'.repeat(233)}${'\u{1f680}'.repeat(9)}`)
  expect(tag).toBe(`gate:environment=${'x'.repeat(233)}\u{1f680}\u{1f680}`)
})
