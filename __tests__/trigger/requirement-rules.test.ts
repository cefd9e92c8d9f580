import { describe, expect, test } from '@jest/globals'
import {
  counts,
  isBy,
  isSameCode,
  notGreenWords,
  type Requirement,
  undone,
  verdictOf
} from '../../src/trigger/requirement-rules.ts'
import type { Run } from '../../src/zenml/entities.ts'
import { aRun } from '../pieces/entities.ts'

const commit = 'a'.repeat(40)
const tree = 'b'.repeat(40)
const account = '0f0f0f0f-0000-4000-8000-000000000001'
const requirement: Requirement = {
  environment: 'staging',
  stack: { id: 'stack-1', name: 'staging' },
  account: 'ci-staging',
  repository: 'acme/models',
  pipeline: 'training',
  code: { commit, tree },
  isChecked: false
}
const extra = { repository: 'acme/models', environment: 'staging', codeCommit: commit, codeTree: tree }
const green = aRun({
  status: 'completed',
  accountId: account,
  serviceAccount: 'ci-staging',
  stack: requirement.stack,
  pipelineName: 'training',
  extra
})

test('a run counts if it is of the pipeline, the repository, the environment, its stack and its account', () => {
  expect(counts(green, requirement)).toBe(true)
  expect(counts(green, { ...requirement, account })).toBe(true)
  expect(counts(green, { ...requirement, account: account.toUpperCase() })).toBe(true)
})

test.each<readonly [string, Partial<Run>]>([
  ['another pipeline', { pipelineName: 'serving' }],
  ['no pipeline', { pipelineName: undefined }],
  ['another stack, whatever it says', { stack: { id: 'stack-2', name: 'staging' } }],
  ['no stack', { stack: undefined }],
  ['another account', { serviceAccount: 'ci-production' }],
  ['a person of the same name', { serviceAccount: undefined }],
  ['a repository in other letters', { extra: { ...extra, repository: 'Acme/models' } }],
  ['another environment', { extra: { ...extra, environment: 'dev' } }],
  ['nobody that this action knows', { extra: undefined }]
])('a run of %s does not count', (_, change) => {
  expect(counts({ ...green, ...change }, requirement)).toBe(false)
})

test('an account that is given by its id is no name', () => {
  expect(isBy({ accountId: undefined, serviceAccount: 'ci' }, account)).toBe(false)
  expect(isBy({ accountId: account, serviceAccount: 'other' }, account)).toBe(true)
  expect(isBy({ accountId: account, serviceAccount: undefined }, account)).toBe(false)
})

describe('code is the same', () => {
  const other = 'c'.repeat(40)

  test.each([
    ['by its commit', { codeCommit: commit, codeTree: undefined }, { commit, tree: undefined }, true],
    ['by its commit in capitals', { codeCommit: commit.toUpperCase() }, { commit, tree }, true],
    ['by its tree, as a merge has it', { codeCommit: other, codeTree: tree }, { commit, tree }, true],
    ['not by another commit with another tree', { codeCommit: other, codeTree: other }, { commit, tree }, false],
    ['not by trees that nobody knows', { codeCommit: other, codeTree: undefined }, { commit, tree: undefined }, false],
    ['not by a commit that is a tree', { codeCommit: tree, codeTree: undefined }, { commit, tree }, false]
  ])('%s', (_, change, code, expected) => {
    expect(isSameCode({ extra: { ...extra, ...change } }, code)).toBe(expected)
  })

  test('not by saying nothing', () => {
    expect(isSameCode({ extra: undefined }, { commit, tree: undefined })).toBe(false)
  })
})

test.each([
  ['completed', 'completed'],
  ['failed', 'failed'],
  ['stopped', 'failed'],
  ['cached', 'failed'],
  ['skipped', 'failed'],
  ['running', 'active'],
  ['paused', 'active'],
  ['stopping', 'active'],
  ['a word of tomorrow', 'active']
])('a run that is %s is %s', (status, expected) => {
  expect(verdictOf({ status, verdicts: {} }, requirement)).toBe(expected)
})

test.each<readonly [Run['verdicts'], isChecked: boolean, string | undefined]>([
  [{}, false, undefined],
  [{ staging: 'passed' }, false, undefined],
  [{ staging: 'failed' }, false, 'failed the checks of its results'],
  [{ production: 'failed' }, false, undefined],
  [{ staging: 'passed' }, true, undefined],
  [{}, true, "doesn't say that its results passed the checks"],
  [{ production: 'passed' }, true, "doesn't say that its results passed the checks"]
])(
  'a completed run of which %j is said, with checks in the rules: %s, is not green: %s',
  (verdicts, isChecked, words) => {
    const run = { status: 'completed', verdicts }
    expect(notGreenWords(run, { ...requirement, isChecked })).toBe(words)
    expect(verdictOf(run, { ...requirement, isChecked })).toBe(words === undefined ? 'completed' : 'failed')
  }
)

describe('a completed run', () => {
  const load = { name: 'load', status: 'completed', accountId: account }
  const train = { name: 'train', status: 'cached', accountId: account }

  test('has all its steps completed or cached', () => {
    expect(undone([load, train], ['load', 'train'], account)).toBeUndefined()
    expect(undone([load, train], [], account)).toBeUndefined()
    const retried = { ...load, status: 'retried', accountId: undefined }
    expect(undone([retried, load, train], ['load', 'train'], account)).toBeUndefined()
  })

  test.each([
    [[load, { ...train, status: 'running' }], ['load', 'train'], 'its step train is running'],
    [[load, { ...train, status: 'failed' }], ['load', 'train'], 'its step train is failed'],
    [[load, { ...train, status: 'skipped' }], [], 'its step train is skipped'],
    [[load], ['load', 'train'], 'its step train has not run'],
    [[load, { ...train, status: 'retried' }], ['load', 'train'], 'its step train has not run'],
    [[], [], 'it has no steps'],
    [[load], undefined, 'the snapshot that says which steps it has is gone'],
    [
      [load, { ...train, accountId: 'b2c3d4e5-0000-4000-8000-000000000001' }],
      [],
      'another account reported its step train'
    ],
    [[load, { ...train, accountId: undefined }], [], 'another account reported its step train']
  ])('has left something undone: %j of %j', (steps, expected, why) => {
    expect(undone(steps, expected, account)).toBe(why)
  })
})

test('as long as the pipeline is not known, runs of each count', () => {
  expect(counts({ ...green, pipelineName: 'serving' }, { ...requirement, pipeline: undefined })).toBe(true)
  expect(counts({ ...green, serviceAccount: 'other' }, { ...requirement, pipeline: undefined })).toBe(false)
})
