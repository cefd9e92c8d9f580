// What the built action makes of answers that are not about what it asked, come late or never, or tell of other runs
// than its own: one server, its gateway, real HTTP and real time, each test with the case in the field that it comes
// from. The breadth of each case (every question, every moment, chance) is tried in virtual time in __tests__/faults/.
import { expect, test } from '@jest/globals'
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

/** The step reported the end of the one run that it started, and left the other job's runs alone. */
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

test.concurrent('A control plane in trouble answers one look, after half a minute of following, with 404 "Not Found": the run is followed on', () => {
  let sinceMs: number | undefined
  const faultFor = ({ question }: Omit<Passed, 'fault'>, server: RealTime): Fault | undefined => {
    if (question !== 'status') return undefined
    sinceMs ??= Date.now()
    if (Date.now() - sinceMs < 31_000) return undefined
    if (server.faulty.length === 0) return { kind: 'stray', status: 404, processed: false }
    server.end('completed')
    return undefined
  }
  return onServer({ script: quick(), faultFor }, async server => {
    const result = await server.main()
    expect(server.faulty).toHaveLength(1)
    expectOwnRun(result, server, 'completed')
  })
})

test.concurrent('A control plane in trouble refuses single looks with 422, 402, 403 and 405, two in a row with 401, and answers a login with a word about maintenance: the run is followed on', () => {
  const stray = (status: 401 | 402 | 403 | 405 | 422): Fault => ({ kind: 'stray', status, processed: false })
  // Each is answered well again before the next one.
  const looks = [undefined, 422, undefined, 402, undefined, 403, undefined, 405, undefined, 401, 401] as const
  const faultFor = ({ nth, question }: Omit<Passed, 'fault'>, server: RealTime): Fault | undefined => {
    if (question === 'login') return nth === 1 ? anotherOne : undefined
    if (question !== 'status') return undefined
    if (nth === looks.length) server.end('completed')
    const status = looks[nth]
    return status === undefined ? undefined : stray(status)
  }
  return onServer({ script: quick(), faultFor }, async server => {
    const result = await server.main()
    expect(server.faulty).toHaveLength(7)
    expectOwnRun(result, server, 'completed')
  })
})

test.concurrent('A gateway whose server is down gives nothing but its page until the deadline: the error says what kept the step from knowing', () => {
  const page: Fault = { kind: 'page', status: 502, processed: false }
  return onServer({ script: quick(), faultFor: faulty('status', page, 1, 999) }, async server => {
    const result = await server.main({ inputs: { timeout: '8s' } })
    expect(result.outputs['conclusion']).toBe('timed-out')
    expect(annotations(result, 'error')).toEqual([
      expect.stringMatching(
        /^Timed out after 8 s; the run was last seen as \w+ \d.* ago\. Since then: .*could not read the run: .*502/i
      )
    ])
    expect(result.log).not.toContain('still running after')
    expect(server.statuses.own).toEqual(['stopped'])
  })
})

// Looked at once a second: the second look comes before the end.
const slower = (end: string) => quick(end, { afterMs: 2_000 })

test.concurrent.each([
  ['status', 1, 'completed'],
  ['status', 1, 'failed'],
  ['details', 0, 'failed']
] as const)(
  "A cache without the path in its key gives another completed run's body once (%s, look %i): the run is followed on until it has %s",
  (question, nth, end) =>
    onServer({ script: slower(end), faultFor: faulty(question, anotherOne, nth) }, async server => {
      const result = await server.main()
      expect(server.faulty).toHaveLength(1)
      expectOwnRun(result, server, end)
    })
)

const byId = ({ furniture }: RealTime['standIn']) => ({
  environments: `staging: {branches: develop, stack: ${furniture.stacks['staging']}}`,
  // So that the details of the snapshot are asked for too.
  config: 'enable_cache: false'
})
const lookedUp = ['account', 'project', 'stack', 'snapshots', 'snapshot'] as const

test.concurrent("A cache without the path in its key gives production's body for staging, or another account, project or snapshot, once: staging's own answer is waited for", () =>
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

test.concurrent("A cache without the path in its key gives production's body for staging, or another account, project or snapshot, for good: nothing is started there", () =>
  onEach(lookedUp, async question =>
    onServer({ faultFor: faulty(question, anotherOne, 0, 99) }, async server => {
      const result = await server.main({ inputs: byId(server.standIn) })
      expectNothingStarted(result, server)
    })
  ))

/** Does something for each of some values at once. */
async function onEach<T>(values: readonly T[], work: (value: T) => Promise<void>): Promise<void> {
  await Promise.all(values.map(work))
}

test.concurrent.each([
  ['was made', true],
  ['was not made', false]
])(
  "A keep-alive connection out of step answers the start with another job's active run: the own run, which %s, is looked up by its name",
  (_, processed) =>
    onServer({ faultFor: faulty('start', { ...anotherOne, processed }) }, async server => {
      const result = await server.main()
      expect(server.faulty).toHaveLength(1)
      expectOwnRun(result, server, 'completed')
      expect(server.proxy.passed.filter(({ question }) => question === 'stop')).toEqual([])
    })
)

test.concurrent('A gateway with a queue passes the start on when main has been cancelled and has ended: post finds the run and stops it', async () => {
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
      expect(main.log).toContain('The server may still start the run ')
      expect(annotations(main, 'warning')).toEqual([])
      expect(server.standIn.runs).toEqual([])

      setTimeout(() => late.resolve(), 3_000).unref()
      const post = await server.post(main)
      expect(server.statuses.own).toEqual(['stopped'])
      expect(post.log).toContain(`The run ${server.standIn.runs[0]?.name} has ended (stopped).`)
      expect([annotations(post, 'warning'), post.code]).toEqual([[], 0])
    }
  )
})

test.concurrent("A gateway with a queue passes a command's start on when the command has given it up and main has ended: post finds the run and stops it", () =>
  onServer({ script: quick() }, async server => {
    const notes = [{ client: 1 }, { start: '1-1', kind: 'run', name: 'training-late' }]
    const text = notes.map(note => JSON.stringify(note)).join('\n')
    const use = server.command(`cat >> "$ZENML_GATED_TRIGGER_NOTES" <<'END'\n${text}\nEND\n`)
    const main = await server.main(use)
    expect(annotations(main, 'error')).toEqual([
      expect.stringContaining('The command asked the server to start the run training-late, got no answer')
    ])

    setTimeout(() => server.start('training-late'), 3_000).unref()
    const post = await server.post(main, use)
    expect(server.statuses.own).toEqual(['stopped'])
    expect([annotations(post, 'warning'), post.code]).toEqual([[], 0])
  }))

test.concurrent('A gateway answers stops by itself with 200: those are none, and post goes on until the run is stopped', () => {
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

const again = (attempt: number) => ({ env: { GITHUB_RUN_ATTEMPT: String(attempt) } })

test.concurrent('A cancelled run that waits for a person stays stopping for good: a re-run waits for it only so long', () => {
  const scriptOf = (nth: number): RunScript => (nth === 0 ? quick(undefined, { stop: 'stuck' }) : quick('completed'))
  return onServer({ script: scriptOf }, async server => {
    await server.main({ ...again(1), ...onceRunning(process => process.kill('SIGINT'), 1_000) })
    expect(server.statuses.own).toEqual(['stopping'])

    // Half of what is left of the time: the other half is the new run's.
    const result = await server.main({ ...again(2), inputs: { timeout: '16s' } })
    expect(server.statuses.own).toEqual(['stopping', 'completed'])
    expect(annotations(result, 'warning')).toEqual([
      expect.stringMatching(/^The earlier attempt's run has been stopping for [1-8](?:\.\d)? s and more; a new one is /)
    ])
    expect([annotations(result, 'error'), result.code]).toEqual([[], 0])
    expect(result.outputs['run-id']).toBe(server.standIn.runs[1]?.id)
  })
})

test.concurrent("A workflow writes github.run_attempt into tags and run-name: a re-run attaches to the first attempt's active run", () =>
  onServer({ script: quick() }, async server => {
    const inputs = (attempt: number) => ({ tags: `nightly, attempt-${attempt}`, 'run-name': `nightly-${attempt}` })
    const first = await server.main({
      ...again(1),
      inputs: inputs(1),
      ...onceRunning(process => process.kill('SIGKILL'), 500)
    })
    expect([first.signal, server.statuses.own]).toEqual(['SIGKILL', ['running']])

    const second = await server.main({
      ...again(2),
      inputs: inputs(2),
      ...onceRunning(() => server.end('completed'))
    })
    expectOwnRun(second, server, 'completed')
    expect(second.log).toMatch(/^Re-run: attaching, since the earlier attempt's run nightly-1-\S+ is still active\.$/m)
  }))

test.concurrent('A pipeline has 3,000 steps, of which number 2,500 fails: log and summary have it, and say how many are left out', () => {
  const script = quick('failed', { stepCount: 3_000, decidingStep: 2_499 })
  return onServer({ script }, async server => {
    const result = await server.main()
    expectOwnRun(result, server, 'failed')
    expect(annotations(result, 'error')).toEqual([
      expect.stringContaining('step train-2499 failed: the data has drifted')
    ])
    expect(result.log).toMatch(/^::group::Why step train-2499 failed: the data has drifted$/m)
    expect(result.log).toContain('The run has 3000 steps; 2000 of them are listed, and those that failed.')
    const lines = result.summary.split('\n').filter(line => /train-2499|more/.test(line))
    expect(lines).toEqual([
      expect.stringContaining('step train-2499 failed'),
      expect.stringContaining('| ❌ <code>train-2499</code> | <code>failed</code> |'),
      '| … 2800 more | | |',
      '<details open><summary><b>Step <code>train-2499</code>: <code>failed</code></b></summary>'
    ])
  })
})

const minute = 60_000

test.concurrent.each([
  ['whose clock is 20 minutes ahead', (now: number) => new Date(now + 20 * minute).toUTCString()],
  ['whose clock is 20 minutes behind', (now: number) => new Date(now - 20 * minute).toUTCString()],
  ['that takes the Date header out', () => null]
])('A gateway %s loses the answer to the start: the own run is known by its name, and followed', (_, dateOf) =>
  onServer({ dateOf, faultFor: faulty('start', { kind: 'reset', when: 'after' }) }, async server => {
    const result = await server.main()
    expect(server.faulty).toHaveLength(1)
    expectOwnRun(result, server, 'completed')
  })
)
