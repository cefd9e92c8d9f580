import { describe, expect, test } from '@jest/globals'
import { installationFailure } from '../../src/installation/failure.ts'
import { concludeCommand } from '../../src/job/command-ending.ts'
import { runEnding } from '../../src/job/run-ending.ts'
import { commentOf, maxCommentLength } from '../../src/report/comment.ts'
import type { Facts } from '../../src/report/facts.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { explain } from '../../src/text/errors.ts'
import type { FailedStep } from '../../src/zenml/entities.ts'
import { aRun, aStep } from '../pieces/entities.ts'
import { FakeServer } from '../pieces/fake-server.ts'
import { decoded } from '../pieces/markdown.ts'

const secret = 'postgresql://svc:hunter2@db/x'
const secretTable = { rows: [['dsn', secret]], isCut: false }
const run = { id: 'r', name: 'training-1', status: 'failed', url: 'https://zenml.test/runs/r' }

/** The error of a run that failed as given. */
function runError(failures: readonly FailedStep[], more: Parameters<typeof aRun>[0] = {}): string {
  const server = new FakeServer(() => ({}))
  const job = { connection: server.connection(), world: { log: server.log } }
  return runEnding(job, { run: aRun({ status: 'failed', ...more }), steps: [], stepCount: 0, failures }).error ?? ''
}

function failedStep(message: string, type?: string): readonly FailedStep[] {
  const traceback = type === undefined ? undefined : `Traceback …\n${type}: ${message}\n`
  return [{ step: aStep('load', 'failed'), failure: { message, traceback } }]
}

const none = { last: [], asked: [], integrations: [], hints: [] }
const byCommand = (code: number, failures: readonly string[], last: readonly string[]): string =>
  concludeCommand({ code, signal: null }, [], failures, [], { ...none, last }).error ?? ''

const installation = { zenmlVersion: null, env: {}, given: {}, variables: [], platform: 'linux' } as const

describe('of an error a comment has what the action says itself, and nothing that a process or an exception said', () => {
  test.each<readonly [string, string, string]>([
    [
      'an exception',
      runError(failedStep(`${secret} refused. ${run.url} ${secret}`, 'db.OperationalError')),
      'The run on stack staging ended as failed: step load failed: db.OperationalError.'
    ],
    [
      'an exception without a type',
      runError(failedStep(`${secret} refused`)),
      'The run on stack staging ended as failed: step load failed.'
    ],
    ["the run's exception", runError([], { failure: { message: secret, traceback: undefined } }), 'ended as failed.'],
    ["the run's reason", runError([], { statusReason: secret }), 'ended as failed.'],
    ['a command', byCommand(3, [], ['first', secret]), 'The command ended with exit code 3.'],
    [
      'a command and its run',
      byCommand(1, [runError(failedStep(secret, 'ValueError'))], [secret]),
      'The command ended with exit code 1. The run on stack staging ended as failed: step load failed: ValueError.'
    ],
    [
      'an installation',
      explain(installationFailure({ ...installation, lines: [`ERROR: ${secret}`] })),
      'requirements: The packages could not be installed.'
    ]
  ])('%s', (_, error, kept) => {
    expect(error).toContain('hunter2')
    const shown = decoded(commentOf({ conclusion: 'failure', runs: [run], error }))
    expect(shown).not.toContain('hunter2')
    expect(shown.endsWith(kept)).toBe(true)
  })

  test('an error that quotes nothing stays whole', () => {
    const error = 'environments: staging: No stack has this name. Did you mean: k8s?'
    expect(decoded(commentOf({ conclusion: 'failure', error }))).toContain(error)
    expect(decoded(commentOf({ conclusion: 'failure', error: runError([]) }))).toContain(runError([]))
  })
})

test('a comment has no traceback, no log, no report and no table of facts', () => {
  const facts: Facts = {
    conclusion: 'failure',
    runs: [run],
    account: 'ci-gate',
    project: 'default',
    steps: [aStep('load', 'failed')],
    failures: failedStep(secret, 'ValueError'),
    tails: [{ step: 'load', lines: [secret] }],
    reports: [
      {
        runId: 'r',
        artifact: { id: 'a', name: 'card' },
        stepId: undefined,
        index: 0,
        type: 'csv',
        content: secretTable
      },
      { runId: 'r', artifact: { id: 'a', name: 'hunter2' }, stepId: undefined, index: 1, type: 'html' }
    ],
    metadata: { uri: secret }
  }
  expect(summaryOf(facts)).toContain('hunter2')
  const shown = commentOf(facts)
  expect(shown).toContain('| ❌ <code>load</code> |')
  expect(shown).not.toMatch(/hunter2|<pre>|ci-gate/)
})

test.each(['@'.repeat(4_000), `${'@'.repeat(4_000)}\n`.repeat(40)])('the error is never what has no room', error => {
  const steps = Array.from({ length: 200 }, (_, index) => aStep(`${'#'.repeat(100)}${index}`, 'failed'))
  const shown = commentOf({ conclusion: 'failure', error, steps })
  expect(shown.length).toBeLessThanOrEqual(maxCommentLength)
  expect(decoded(shown).replace(/<\/?span>/g, '')).toMatch(/^### ❌ .*\n\n@{30}/)
  expect(shown).toContain('Not everything is here; the job summary has more.')
})
