// What the built action makes of answers that are not about what it asked, come late or never, or tell of other runs
// than its own: one server, its gateway, real HTTP and real time, each test with the case in the field that it comes
// from. The breadth of each case (every question, every moment, chance) is tried in virtual time in __tests__/faults/.
import { describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../testbed/runner.ts'
import type { Fault, Question } from '../stand-in/fault.ts'
import type { Passed } from '../stand-in/fault-proxy.ts'
import type { RunScript } from '../stand-in/run-script.ts'
import { annotations, onceRunning, onServer, quick, type RealTime } from './real-time.ts'

const anotherOne: Fault = { kind: 'other', of: 'same kind', processed: true }

/** A fault of one question, at some of its turns, counted from 0. */
function faulty(question: Question, fault: Fault, from = 0, times = 1) {
  return (passed: Omit<Passed, 'fault'>) =>
    passed.question === question && passed.nth >= from && passed.nth < from + times ? fault : undefined
}

/** The step told the end of the one run that it started, and left the other job's runs alone. */
function expectOwnRun(result: ActionResult, { standIn, statuses }: RealTime, end: 'completed' | 'failed'): void {
  expect(annotations(result, 'error')).toHaveLength(end === 'completed' ? 0 : 1)
  expect(result.code).toBe(end === 'completed' ? 0 : 1)
  expect(standIn.runs).toHaveLength(1)
  expect(result.outputs).toMatchObject({
    'run-id': standIn.runs[0]?.id,
    'run-name': standIn.runs[0]?.name,
    status: end,
    conclusion: end === 'completed' ? 'success' : 'failure'
  })
  expect(statuses).toEqual({ own: [end], neighbours: ['completed', 'running'] })
  expect(standIn.runs[0]?.stopAskedMs).toBeUndefined()
}

/** The step is red, has started nothing, and says that an answer was about something else. */
function expectNothingStarted(result: ActionResult, { standIn }: RealTime): void {
  expect(annotations(result, 'error')).toEqual([expect.stringContaining("the server's answer is about something else")])
  expect(result.code).toBe(1)
  expect(result.outputs).toMatchObject({ triggered: 'false', conclusion: 'failure' })
  expect(standIn.runs).toEqual([])
}

// First in this file, as it lasts longest.
describe('a control plane in trouble', () => {
  test.concurrent('answers 404 "Not Found" when the run has been looked at for more than half a minute: the run is followed on', () => {
    let sinceMs: number | undefined
    let faults = 0
    const faultFor = ({ question }: Omit<Passed, 'fault'>): Fault | undefined => {
      if (question !== 'status') return undefined
      sinceMs ??= Date.now()
      return Date.now() - sinceMs > 31_000 && faults++ === 0
        ? { kind: 'stray', status: 404, processed: false }
        : undefined
    }
    return onServer({ script: quick('completed', { afterMs: 34_000 }), faultFor }, async server => {
      const result = await server.main()
      expect(server.faulty).toHaveLength(1)
      expectOwnRun(result, server, 'completed')
    })
  })

  test.concurrent('refuses one look each with 422, 402, 403 and 405, answers two with 401 and a login with a word about maintenance: the run is followed on', () => {
    // Each is answered well again before the next one.
    const strays = new Map<number, Fault>(
      ([422, 402, 403, 405] as const).map((status, index) => [
        index * 2 + 1,
        { kind: 'stray', status, processed: false }
      ])
    )
    for (const nth of [9, 10]) strays.set(nth, { kind: 'stray', status: 401, processed: false })
    const faultFor = ({ nth, question }: Omit<Passed, 'fault'>): Fault | undefined => {
      if (question === 'status') return strays.get(nth)
      return question === 'login' && nth === 1 ? anotherOne : undefined
    }
    return onServer({ script: quick('completed', { afterMs: 9_000 }), faultFor }, async server => {
      const result = await server.main()
      expect(server.faulty).toHaveLength(7)
      expectOwnRun(result, server, 'completed')
    })
  })

  test.concurrent('gives no readable answer until the deadline: the error says what kept the step from knowing', () => {
    const page: Fault = { kind: 'page', status: 502, processed: false }
    return onServer({ script: quick(), faultFor: faulty('status', page, 1, 999) }, async server => {
      const result = await server.main({ inputs: { timeout: '6s' } })
      expect(result.outputs['conclusion']).toBe('timed-out')
      expect(annotations(result, 'error')).toEqual([
        expect.stringMatching(
          /^The timeout of 6 s came; the run was last seen as \w+ \d.* ago\. Since then: .*could not read the run: .*502/i
        )
      ])
      expect(result.log).not.toContain('still running after')
      expect(server.statuses.own).toEqual(['stopped'])
    })
  })
})

describe('a cache without the path in its key', () => {
  // Looked at once a second: the second look comes before the end.
  const slower = (end: string) => quick(end, { afterMs: 2_000 })

  test.concurrent.each([
    ['status', 1, 'completed'],
    ['status', 1, 'failed'],
    ['details', 0, 'failed']
  ] as const)(
    "gives another completed run's body for one look (%s, look %i), and the own run's end counts: %s",
    (question, nth, end) =>
      onServer({ script: slower(end), faultFor: faulty(question, anotherOne, nth) }, async server => {
        const result = await server.main()
        expect(server.faulty).toHaveLength(1)
        expectOwnRun(result, server, end)
      })
  )

  const byId = ({ furniture }: RealTime['standIn']) => ({
    environments: `staging: {branches: develop, stack: ${furniture.stacks['staging']}}`
  })
  const lookedUp = ['account', 'project', 'stack', 'snapshots', 'snapshot'] as const

  test.concurrent("gives production's body, or that of another project, snapshot or account, once: staging's own answer is waited for", () =>
    onEach(lookedUp, async question =>
      onServer({ faultFor: faulty(question, anotherOne) }, async server => {
        const result = await server.main({ inputs: byId(server.standIn) })
        expect(server.faulty).toHaveLength(1)
        expectOwnRun(result, server, 'completed')
        const { snapshots, stacks } = server.standIn.furniture
        expect(server.standIn.runs[0]?.sourceSnapshotId).toBe(snapshots['staging'])
        expect(result.outputs['stack-id']).toBe(stacks['staging'])
      })
    ))

  test.concurrent("gives production's body, or that of another project, snapshot or account, for good: nothing is started there", () =>
    onEach(lookedUp, async question =>
      onServer({ faultFor: faulty(question, anotherOne, 0, 99) }, async server => {
        const result = await server.main({ inputs: byId(server.standIn) })
        expectNothingStarted(result, server)
      })
    ))
})

/** Does something for each of some values at once. */
async function onEach<T>(values: readonly T[], work: (value: T) => Promise<void>): Promise<void> {
  await Promise.all(values.map(work))
}

describe('keep-alive connections out of step', () => {
  test.concurrent.each([
    ['was made', true],
    ['was not made', false]
  ])("answer a start with another job's active run: the own run, which %s, is looked up by its name", (_, processed) =>
    onServer({ faultFor: faulty('start', { ...anotherOne, processed }) }, async server => {
      const result = await server.main()
      expect(server.faulty).toHaveLength(1)
      expectOwnRun(result, server, 'completed')
      expect(server.proxy.passed.filter(({ question }) => question === 'stop')).toEqual([])
    })
  )
})

describe('a gateway that works requests off late', () => {
  test.concurrent('passes a start on when main has been cancelled and ended: post finds the run and stops it', async () => {
    const late = Promise.withResolvers<void>()
    const cancelled = Promise.withResolvers<() => void>()
    await onServer(
      {
        script: quick(),
        instead: async (asked, pass) => {
          if (!/\/pipeline_snapshots\/[^/]+\/runs$/.test(asked.path)) return pass()
          const cancel = await cancelled.promise
          cancel()
          await late.promise
          return pass()
        }
      },
      async server => {
        const main = await server.main({ onLine: (_, process) => cancelled.resolve(() => process.kill('SIGINT')) })
        expect(main.outputs).toMatchObject({ conclusion: 'cancelled', triggered: 'false' })
        expect(annotations(main, 'warning')).toEqual([expect.stringContaining('The server may still start the run ')])
        expect(server.standIn.runs).toEqual([])

        setTimeout(() => late.resolve(), 3_000)
        const post = await server.post(main)
        expect(server.statuses.own).toEqual(['stopped'])
        expect(post.log).toContain(`The run ${server.standIn.runs[0]?.name} has ended (stopped).`)
        expect([annotations(post, 'warning'), post.code]).toEqual([[], 0])
      }
    )
  })

  test.concurrent('answers a stop by itself with 200: that is none, and post goes on until the run is stopped', () => {
    let lies = Number.POSITIVE_INFINITY
    const faultFor = ({ question }: Omit<Passed, 'fault'>): Fault | undefined =>
      question === 'stop' && lies-- > 0 ? { ...anotherOne, processed: false } : undefined
    return onServer({ script: quick(), faultFor }, async server => {
      const main = await server.main(onceRunning(process => process.kill('SIGINT'), 1_000))
      expect(main.outputs['conclusion']).toBe('cancelled')
      expect(annotations(main, 'error')).toEqual([expect.stringContaining('could not be stopped yet; the post step')])
      expect(server.statuses.own).toEqual(['running'])

      lies = 1
      const post = await server.post(main)
      expect(server.faulty.length).toBeGreaterThan(1)
      expect(server.statuses.own).toEqual(['stopped'])
      expect([annotations(post, 'warning'), post.code]).toEqual([[], 0])
    })
  })
})

describe('a re-run', () => {
  const again = (attempt: number) => ({ env: { GITHUB_RUN_ATTEMPT: String(attempt) } })

  test.concurrent('beside a run that stays stopping, as one that waits for a person does, waits for it only so long', () => {
    const scriptOf = (nth: number): RunScript => (nth === 0 ? quick(undefined, { stop: 'stuck' }) : quick('completed'))
    return onServer({ script: scriptOf }, async server => {
      await server.main({ ...again(1), ...onceRunning(process => process.kill('SIGINT'), 1_000) })
      expect(server.statuses.own).toEqual(['stopping'])

      const result = await server.main({ ...again(2), inputs: { timeout: '16s' } })
      expect(server.statuses.own).toEqual(['stopping', 'completed'])
      expect(annotations(result, 'warning')).toEqual([
        expect.stringMatching(/^The earlier attempt's run has been stopping for \d.* a new one is started beside it\./)
      ])
      expect([annotations(result, 'error'), result.code]).toEqual([[], 0])
      expect(result.outputs['run-id']).toBe(server.standIn.runs[1]?.id)
    })
  })

  test.concurrent('with the number of the attempt in tags and in run-name attaches to the active run of the first one', () => {
    const statuses = [...quick().statuses]
    return onServer({ script: { ...quick(), statuses } }, async server => {
      const inputs = (attempt: number) => ({ tags: `nightly, attempt-${attempt}`, 'run-name': `nightly-${attempt}` })
      const first = await server.main({
        ...again(1),
        inputs: inputs(1),
        ...onceRunning(process => process.kill('SIGKILL'), 500)
      })
      expect([first.signal, server.statuses.own]).toEqual(['SIGKILL', ['running']])

      const [run] = server.standIn.runs
      const second = await server.main({
        ...again(2),
        inputs: inputs(2),
        ...onceRunning(() => statuses.push({ atMs: Date.now() - (run?.createdMs ?? 0), status: 'completed' }))
      })
      expectOwnRun(second, server, 'completed')
      expect(second.log).toMatch(
        /^Re-run: attaching, since the earlier attempt's run nightly-1-\S+ is still active\.$/m
      )
    })
  })
})

describe('a pipeline with 3,000 steps', () => {
  test.concurrent('of which number 2,500 fails: the log and the summary have it, and say how many are left out', () => {
    const script = quick('failed', { stepCount: 3_000, decidingStep: 2_499 })
    return onServer({ script }, async server => {
      const result = await server.main()
      expectOwnRun(result, server, 'failed')
      expect(annotations(result, 'error')).toEqual([
        expect.stringContaining('step train-2499 failed: the data has drifted')
      ])
      expect(result.log).toMatch(/^::group::Why step train-2499 failed: the data has drifted$/m)
      expect(result.log).toContain('The run has 3000 steps; the first 2000 are listed, and those that failed.')
      const lines = result.summary.split('\n').filter(line => /train-2499|more/.test(line))
      expect(lines).toEqual([
        expect.stringContaining('step train-2499 failed'),
        '**Step <code>train-2499</code>: <code>failed</code>**',
        expect.stringContaining('| ❌ <code>train-2499</code> | <code>failed</code> |'),
        '| … 2800 more | | |'
      ])
    })
  })
})

describe('a gateway whose clock is not the server’s', () => {
  const minute = 60_000

  test.concurrent.each([
    ['20 minutes ahead', (now: number) => new Date(now + 20 * minute).toUTCString()],
    ['20 minutes behind', (now: number) => new Date(now - 20 * minute).toUTCString()],
    ['not told, as nothing has a Date header,', () => null]
  ])('is %s, and it loses the answer to a start: the own run is known by its name, and followed', (_, dateOf) =>
    onServer({ dateOf, faultFor: faulty('start', { kind: 'reset', when: 'after' }) }, async server => {
      const result = await server.main()
      expect(server.faulty).toHaveLength(1)
      expectOwnRun(result, server, 'completed')
    })
  )
})
