import { describe, expect, test } from '@jest/globals'
import type { Facts } from '../../src/report/facts.ts'
import { headingPart } from '../../src/report/heading.ts'
import { asRead } from '../pieces/markdown.ts'

const run = { id: 'r', name: 'training-1', status: 'completed', url: 'https://zenml.test/runs/r', tookMs: 724_000 }
const commit = { sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e', url: 'https://github.com/acme/models/commit/6dcb09b' }
const facts: Facts = {
  conclusion: 'success',
  pipeline: 'training',
  stack: { id: 's', name: 'k8s' },
  environment: 'staging',
  runs: [run],
  commit
}

/** The heading as a reader sees it. */
const heading = (change: Facts) => asRead(headingPart(change))

test('the first line says what ran where, how it ended and after how long, with links to the run and the commit', () => {
  expect(headingPart(facts)).toMatch(/^### [^\n]+$/)
  expect(heading(facts)).toBe('### ✅ training on k8s (staging) succeeded in 12m 4s · run · commit 6dcb09b5b578')
  expect(headingPart(facts)).toContain('<a href="https&#58;//zenml.test/runs/r">run</a>')
  expect(headingPart(facts)).toContain(
    '<a href="https&#58;//github.com/acme/models/commit/6dcb09b"><code>6dcb09b5b578</code></a>'
  )
})

test.each([
  ['failure', '❌', 'failed after 12m 4s'],
  ['stopped', '🛑', 'was stopped after 12m 4s'],
  ['cancelled', '🛑', 'was cut short: the job was cancelled'],
  ['timed-out', '⏰', 'did not end in time'],
  ['triggered', '🚀', 'was started']
] as const)('of %s it says %s', (conclusion, sign, words) => {
  const ended = { ...run, status: conclusion === 'failure' ? 'failed' : 'stopped' }
  expect(heading({ ...facts, conclusion, runs: [ended] })).toContain(`${sign} training on k8s (staging) ${words} ·`)
})

test.each([
  ['failure', 'was not run'],
  ['timed-out', 'was not run in time'],
  ['cancelled', 'was not run: the job was cancelled']
] as const)('of %s before there was a run it says that there was none', (conclusion, words) => {
  expect(heading({ conclusion })).toMatch(new RegExp(` The ZenML pipeline ${words}$`))
  expect(heading({ ...facts, conclusion, runs: [] })).toContain(` training on k8s (staging) ${words} ·`)
})

test('a run that may have been started is never said not to have been', () => {
  for (const conclusion of ['failure', 'timed-out'] as const) {
    expect(heading({ conclusion, runs: [], isInDoubt: true })).toBe(
      '### ❌ The ZenML pipeline may have been started: nobody knows'
    )
  }
  expect(heading({ ...facts, conclusion: 'failure', runs: [{ ...run, status: 'failed' }], isInDoubt: true })).toContain(
    'failed after'
  )
})

describe('a step that is red although its runs succeeded', () => {
  test.each(['failure', 'success'] as const)('has a red sign, and says so, as %s', conclusion => {
    expect(heading({ ...facts, conclusion, error: 'The command ended with exit code 3.' })).toContain(
      '❌ training on k8s (staging) succeeded in 12m 4s, but this step failed ·'
    )
  })

  test.each([
    ['not promoted', 'but the model version was not promoted'],
    ['unknown', 'but it is not known whether the model version was promoted']
  ] as const)('for a promotion says so: %s', (end, words) => {
    const promotion = { end, note: 'n' }
    expect(heading({ ...facts, conclusion: 'failure', error: 'e', promotion })).toContain(
      `❌ training on k8s (staging) succeeded in 12m 4s, ${words} ·`
    )
  })

  test('is not mixed up with one whose run failed, so that nothing was promoted', () => {
    const promotion = { end: 'not promoted', note: 'n' } as const
    const runs = [{ ...run, status: 'failed' }]
    expect(heading({ ...facts, conclusion: 'failure', error: 'e', runs, promotion })).toContain(') failed after')
  })
})

test('of several runs it says how many there are, and no time', () => {
  expect(heading({ ...facts, runs: [run, { ...run, id: 'q' }] })).toBe(
    '### ✅ training (2 runs) on k8s (staging) succeeded · commit 6dcb09b5b578'
  )
})

describe('a step that runs nothing says in one line what it is', () => {
  test.each<readonly [string, Facts, string]>([
    [
      'a skip',
      { reason: 'no environment has the branch docs' },
      '⏭️ Nothing to run: no environment has the branch docs'
    ],
    ['a skip without a reason', {}, '⏭️ Nothing to run'],
    [
      'a dry run',
      { environment: 'staging', dryRun: true, plan: 'training-staging on stack k8s as training-1' },
      '🧪 Dry run: nothing was started. It would run: training-staging on stack k8s as training-1'
    ],
    ['a dry run of nothing', { environment: 'staging', dryRun: true }, '🧪 Dry run: nothing was started'],
    [
      'a connection',
      { environment: 'staging', stack: { name: 'k8s' } },
      '🔌 Connected to ZenML on k8s (staging): nothing was run'
    ],
    [
      'a connection for later steps, by token',
      { environment: 'staging', stack: { name: 'k8s' }, exported: 'token' },
      '🔌 Connected to ZenML on k8s (staging): later steps are connected with a short-lived token'
    ],
    [
      'a connection for later steps, by key',
      { environment: 'staging', stack: { name: 'k8s' }, exported: 'api-key' },
      '🔌 Connected to ZenML on k8s (staging): later steps are connected with the API key'
    ]
  ])('%s', (_, change, line) => {
    expect(heading({ conclusion: 'skipped', ...change })).toBe(`### ${line}`)
  })
})

test('an address that is none of the web becomes no link', () => {
  const runs = [{ ...run, url: 'javascript:alert(1)' }]
  expect(headingPart({ ...facts, runs })).not.toContain('href="javascript')
})

test('nothing that is known gets no green sign', () => {
  expect(headingPart({})).not.toContain('✅')
})
