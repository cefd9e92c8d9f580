import { describe, expect, test } from '@jest/globals'
import { lastSeen, runEnding } from '../../src/job/run-ending.ts'
import type { FailedStep, Run, StepFailure } from '../../src/zenml/entities.ts'
import { aRun, aStep } from '../pieces/entities.ts'
import { FakeServer, ids } from '../pieces/fake-server.ts'

const url = `https://dashboard.test/projects/default/runs/${ids.run}`

function ending(run: Partial<Run>, failures: readonly FailedStep[] = [], isOneOfMany?: boolean) {
  const server = new FakeServer(() => ({}))
  const job = { connection: server.connection(), world: { log: server.log } }
  const { conclusion, error } = runEnding(job, { run: aRun(run), steps: [], stepCount: 0, failures }, isOneOfMany)
  return { conclusion, error, info: server.runner.text('info') }
}

const failed = (failure: StepFailure | undefined, status = 'failed'): readonly FailedStep[] => [
  {
    step: aStep('check', status),
    failure
  }
]
const head = 'Traceback (most recent call last):\n  File "check.py", line 7, in check\n'

describe('the cause of a failure', () => {
  test.each<[string, StepFailure | undefined, string]>([
    [
      'the type of the exception stands in the traceback',
      { message: 'the data has drifted', traceback: `${head}ValueError: the data has drifted\n` },
      'step check failed: ValueError: the data has drifted'
    ],
    [
      'a message of two lines',
      { message: 'no data:\nnone', traceback: `${head}a.b.NoData: no data:\nnone\n` },
      'step check failed: a.b.NoData: no data: none'
    ],
    [
      'an exception that another one led to',
      { message: 'outer', traceback: `${head}KeyError: inner\n\nDuring handling …\n\n${head}RuntimeError: outer\n` },
      'step check failed: RuntimeError: outer'
    ],
    [
      'a traceback of something else',
      { message: 'gone', traceback: `${head}ValueError: x` },
      'step check failed: gone'
    ],
    ['no traceback', { message: 'gone.', traceback: undefined }, 'step check failed: gone'],
    [
      'the message is all that the traceback says',
      { message: 'ValueError: x', traceback: `${head}ValueError: x` },
      'step check failed: ValueError: x'
    ],
    ['no exception', undefined, 'step check failed']
  ])('%s', (_, failure, cause) => {
    const { conclusion, error } = ending({ status: 'failed' }, failed(failure))
    expect([conclusion, error]).toEqual(['failure', `The run on stack staging ended as failed: ${cause}. ${url}`])
  })

  test('is the step that failed with an exception, whatever was seen before it', () => {
    const [stopped, unread] = [failed(undefined, 'stopped'), failed(undefined)]
    const known = failed({ message: 'no data', traceback: `${head}ValueError: no data` })
    const causeOf = (...all: readonly FailedStep[]) => ending({ status: 'failed' }, all).error
    expect(causeOf(...stopped, ...unread, ...known)).toContain('step check failed: ValueError: no data. http')
    expect(causeOf(...stopped, ...unread)).toContain('step check failed. http')
    expect(causeOf(...stopped)).toContain('step check stopped. http')
  })

  test('without a failed step it is the exception of the run itself, or the reason of its status', () => {
    const failure = { message: 'no data', traceback: `${head}ValueError: no data` }
    expect(ending({ status: 'failed', failure }).error).toContain('ended as failed: ValueError: no data. http')
    expect(ending({ status: 'stopped', statusReason: 'Manual stop.' }).error).toContain('as stopped: Manual stop. http')
    expect(ending({ status: 'failed' }).error).toContain('ended as failed. http')
  })

  test('what the server says of it is foreign text', () => {
    const failure = { message: 'a\n::error::b', traceback: undefined }
    expect(ending({ status: 'failed' }, failed(failure)).error).not.toContain('\n')
  })
})

describe('a run at the timeout', () => {
  const question = {
    id: 'ask-1',
    name: 'approve',
    question: 'Release it?',
    schema: {},
    status: 'pending',
    runId: ids.run
  }
  const run = aRun({ status: 'running' })
  const followed = { run, steps: [], stepCount: 0, failures: [], tails: [], end: 'deadline' } as const
  const trouble = { unseenMs: 40_000, problem: 'The server does not answer.' }

  test.each([
    ['', { ...followed }, 'The run is still running after the timeout of 2m.'],
    [
      'and waits for a person',
      { ...followed, question },
      "The run is still running after the timeout of 2m. It waits for a person to answer 'approve': Release it?"
    ],
    [
      'and was not seen',
      { ...followed, trouble },
      'Timed out after 2m; the run was last seen as running 40 s ago. Since then: The server does not answer.'
    ],
    [
      'and waited for a person when it was seen last',
      { ...followed, question, trouble },
      "Timed out after 2m; the run was last seen as running 40 s ago. It waited for a person to answer 'approve': Release it? Since then: The server does not answer."
    ]
  ])('has not ended %s', (_, seen, said) => {
    expect(lastSeen(seen, 120_000)).toBe(said)
  })
})

test('a success has a line in the log', () => {
  const told = ending({ status: 'completed' }, [], true)
  expect(told).toEqual({
    conclusion: 'success',
    error: undefined,
    info: `The run succeeded on stack staging (training-1): ${url}`
  })
})

describe('at the timeout it is said how the run was', () => {
  const seen = (more: object) =>
    lastSeen(
      { end: 'deadline', run: aRun(), steps: [], stepCount: 0, failures: [], tails: [], ...more } as Parameters<
        typeof lastSeen
      >[0],
      600_000
    )

  test('if it could be seen until then', () => {
    expect(seen({})).toBe('The run is still running after the timeout of 10m.')
  })

  test('with the question that it asks a person', () => {
    const question = { name: 'approve', question: 'Deploy it.', schema: {} }
    expect(seen({ question })).toBe(
      "The run is still running after the timeout of 10m. It waits for a person to answer 'approve': Deploy it."
    )
  })

  test('if it could not, when it was seen last, and what was in the way', () => {
    const trouble = { unseenMs: 90_000, problem: 'The server answers nothing.' }
    expect(seen({ trouble })).toMatch(
      /^Timed out after 10m; the run was last seen as running 1m ?30 ?s ago\. Since then: The server answers nothing\.$/
    )
  })
})
