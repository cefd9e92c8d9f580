import { describe, expect, test } from '@jest/globals'
import { answer, MemoryJob, type MemoryJobOptions } from './pieces/memory-job.ts'
import type { RunScript, ScriptedEntry } from './stand-in/run-script.ts'

/** A run whose steps go on side by side from the third second to its end, ms since its creation. */
function running(endMs: number, status: string, more: Partial<RunScript>): RunScript {
  const statuses = [
    { atMs: 0, status: 'initializing' },
    { atMs: 3_000, status: 'running' },
    { atMs: endMs, status }
  ]
  const stepTimes = (_: number, createdMs: number) => ({ startMs: createdMs + 3_000, endMs: createdMs + endMs })
  return { statuses, stop: 'graceful', stopTakesMs: 0, ...(status === 'completed' ? { stepTimes } : {}), ...more }
}

/** A line every some ms from the fifth second on, as `nth`, until the last one. */
function counting(everyMs: number, last: number, nameOf = (index: number, nth: number) => `${index}: line ${nth}`) {
  return (index: number, elapsedMs: number): readonly ScriptedEntry[] | undefined => {
    const count = Math.min(last, Math.floor((elapsedMs - 5_000) / everyMs) + 1)
    return count <= 0 ? undefined : Array.from({ length: count }, (_, nth) => ({ message: nameOf(index, nth) }))
  }
}

const uuid = 'e00fe79b-2819-4bd1-8950-e4245cddcbda'

const linesOf = (job: MemoryJob): readonly string[] =>
  job.runner.written.filter(({ text }) => text.startsWith('│ ')).map(({ text }) => text.slice(2))

async function play(script: RunScript, inputs: Readonly<Record<string, string>> = {}, more: MemoryJobOptions = {}) {
  const job = new MemoryJob({ script, ...more })
  const isGreen = await job.main(inputs)
  return { job, isGreen, lines: linesOf(job) }
}

describe('live logs', () => {
  test('have every line of each step once, in its order', async () => {
    const { isGreen, lines } = await play(running(120_000, 'completed', { stepCount: 2, logAt: counting(700, 150) }))
    expect(isGreen).toBe(true)
    for (const index of [0, 1]) {
      const own = lines.filter(line => line.startsWith(`${index}:`))
      expect(own).toEqual(Array.from({ length: 150 }, (_, nth) => `${index}: line ${nth}`))
    }
  })

  test('come while the step goes on, not later than ten seconds', async () => {
    const job = new MemoryJob({ script: running(120_000, 'completed', { logAt: counting(1_000, 100) }) })
    const seen: number[] = []
    for (const ms of [30_000, 60_000, 90_000]) job.time.at(ms, () => seen.push(linesOf(job).length))
    await job.main()
    const due = [30, 60, 90].map(second => second - 5 - 10)
    expect(seen.map((count, index) => count >= (due[index] ?? 0))).toEqual([true, true, true])
  })

  test('stand in groups that hold nothing else', async () => {
    const { job } = await play(running(60_000, 'completed', { stepCount: 2, logAt: counting(2_000, 20) }))
    let group = ''
    for (const { kind, text } of job.runner.written) {
      if (kind === 'group') group = text
      else if (text.startsWith('│ ')) expect(group).toBe(`Log of step train-${text.at(2)}`)
      else if (kind === 'info') group = ''
    }
  })

  test('have the lines that are written when the step has ended', async () => {
    const logAt = (_: number, elapsedMs: number) => [
      { message: 'early' },
      ...(elapsedMs >= 31_500 ? [{ message: 'late' }] : [])
    ]
    expect((await play(running(30_000, 'completed', { logAt }))).lines).toEqual(['early', 'late'])
  })

  test('cost twelve requests a minute at most, and few if nothing comes', async () => {
    const busy = await play(running(600_000, 'completed', { stepCount: 5, logAt: counting(500, 2_000) }))
    const asked = busy.job.asked('log').map(({ atMs }) => atMs)
    const within = asked.map(from => asked.filter(ms => ms >= from && ms < from + 60_000).length)
    expect(Math.max(...within.slice(0, -20))).toBeLessThanOrEqual(12)
    expect(asked.length).toBeGreaterThan(90)

    const quiet = await play(running(600_000, 'completed', { logAt: counting(1_000, 10) }))
    expect(quiet.job.asked('log').length).toBeLessThan(20)
  })

  test('of many steps are read of a dozen when the run has ended, and the log says so', async () => {
    const { job } = await play(running(10_000, 'completed', { stepCount: 40, logAt: counting(1_000, 1) }))
    expect(job.runner.text('info')).toMatch(/The ends of the logs of 2\d more steps are in the dashboard: https?:/)
    expect(job.asked('log').length).toBeLessThan(40)
  })

  test('obey nothing, keep their colours and lose every other escape', async () => {
    const messages = [
      '::error::x',
      '\u001b[31mred\u001b[0m plain',
      '\u001b[2J\u001b]0;title\u0007gone',
      '##[group]x',
      'a\n::b::'
    ]
    const logAt = () => messages.map(message => ({ message }))
    const { job, lines } = await play(running(30_000, 'completed', { logAt }))
    expect(lines).toEqual(['::error::x', '\u001b[31mred\u001b[0m plain\u001b[0m', 'gone', '## [group]x', 'a', '::b::'])
    // The runner takes a command at the start of a line alone, or after `##[`.
    for (const line of job.runner.text('info').split('\n')) expect(line).not.toMatch(/^\s*::|##\[/)
  })

  test('have no secret, also not one that is cut into pieces', async () => {
    const secret = 'proxy-p4ssword'
    const logAt = () => [
      { message: `key ${secret.slice(0, 5)}`, id: uuid, chunk_index: 0, total_chunks: 2 },
      { message: `${secret.slice(5)} end`, id: uuid, chunk_index: 1, total_chunks: 2 }
    ]
    const job = new MemoryJob({ script: running(30_000, 'completed', { logAt }) })
    await job.main({}, { HTTPS_PROXY: `http://user:${secret}@127.0.0.1:3128` })
    expect(linesOf(job)).toEqual(['key *** end'])
  })

  test('have the beginning of a message whose end never comes', async () => {
    const logAt = () => [{ message: 'begun', id: uuid, chunk_index: 0, total_chunks: 2 }]
    expect((await play(running(30_000, 'completed', { logAt }))).lines).toEqual(['begun'])
  })

  test('end where the server ends them', async () => {
    const all = Array.from({ length: 50_000 }, (_, nth) => ({ message: `line ${nth}` }))
    const { job, lines } = await play(running(60_000, 'completed', { logAt: () => all }))
    expect(lines.length).toBe(50_000)
    expect(job.asked('log')).toHaveLength(1)
    expect(job.runner.text('info')).toContain(
      "The server gives the first 50000 entries of a log: how that of step train ends can't be read."
    )
  })
})

describe('the last lines come whatever the clocks say:', () => {
  const logAt = (_: number, elapsedMs: number) => [
    { message: 'early' },
    ...(elapsedMs >= 31_500 ? [{ message: 'late' }] : [])
  ]

  test.each([
    ['live', -60_000],
    ['live', 60_000],
    ['failed', -60_000],
    ['failed', 60_000]
  ])('logs: %s, a worker whose clock is %d ms off', async (logs, offMs) => {
    const instead: MemoryJobOptions['instead'] = ({ question }, pass) => {
      const given = pass()
      if (question !== 'steps') return given
      const moved = (time: string) => new Date(Date.parse(`${time}Z`) + offMs).toISOString().slice(0, -1)
      return { ...given, body: given.body.replace(/("end_time":")([^"]+)/g, (_, key, time) => key + moved(time)) }
    }
    const { lines } = await play(running(30_000, 'failed', { logAt }), { logs }, { instead })
    expect(lines.filter(line => ['early', 'late'].includes(line))).toEqual(['early', 'late'])
  })

  test('a log that is written a moment after its run', async () => {
    const lateLog = (_: number, elapsedMs: number) => (elapsedMs >= 30_900 ? [{ message: 'late' }] : undefined)
    expect((await play(running(30_000, 'completed', { logAt: lateLog }))).lines).toEqual(['late'])
  })

  test('and if the last reading fails, those that came before do', async () => {
    let isOver = false
    const instead: MemoryJobOptions['instead'] = ({ question }) => (question === 'log' && isOver ? 'never' : undefined)
    const job = new MemoryJob({
      script: running(30_000, 'failed', { logAt: counting(1_000, 5, (_, nth) => `x${nth}`) }),
      instead
    })
    job.time.at(29_500, () => {
      isOver = true
    })
    await job.main({ logs: 'live' })
    expect(linesOf(job).filter(line => /^x\d/.test(line))).toEqual(['x0', 'x1', 'x2', 'x3', 'x4'])
  })
})

describe('a log that cannot be read', () => {
  test.each([
    [400, { detail: ['ValueError', 'no'] }],
    [403, { detail: ['IllegalOperationError', 'no'] }],
    [404, { detail: 'Not Found' }],
    [405, { detail: 'Method Not Allowed' }],
    [501, { detail: ['NotImplementedError', 'no'] }],
    [200, 'a text, as of an older server'],
    [200, { ok: true }],
    [503, { detail: 'unavailable' }]
  ])('with %d is said once, and the step is green', async (status, body) => {
    const script = running(60_000, 'completed', { stepCount: 3, logAt: counting(1_000, 100) })
    const { isGreen, job } = await play(
      script,
      {},
      {
        instead: ({ question }) => (question === 'log' ? answer(status, body) : undefined)
      }
    )
    expect(isGreen).toBe(true)
    expect(job.runner.text('info').match(/Cannot read the log of step/g)).toHaveLength(1)
    expect(job.runner.text('warning', 'error')).toBe('')
  })

  test.each([
    [
      'Files in a local artifact store cannot be accessed from the server.',
      "The server cannot read a local artifact store. Use a stack with a remote one to see its logs here; logs: 'none' asks for none."
    ],
    ['Insufficient permissions', 'Insufficient permissions. Give the service account a role that allows this.']
  ])('says what to do if the server says: %s', async (said, words) => {
    const refused = answer(403, { detail: ['IllegalOperationError', said] })
    const script = running(60_000, 'completed', { logAt: counting(1_000, 100) })
    const { job } = await play(script, {}, { instead: ({ question }) => (question === 'log' ? refused : undefined) })
    const line = job.runner
      .text('info')
      .split('\n')
      .find(each => each.startsWith('Cannot read the log'))
    expect(line).toMatch(/^Cannot read the log of step \S+, nor perhaps others: /)
    expect(line?.endsWith(words)).toBe(true)
  })

  test('for a moment is read later', async () => {
    let troubles = 2
    const { job, lines } = await play(
      running(60_000, 'completed', { logAt: counting(1_000, 20) }),
      {},
      {
        instead: ({ question }) => (question === 'log' && troubles-- > 0 ? answer(502, 'x') : undefined)
      }
    )
    expect(lines).toHaveLength(20)
    expect(job.runner.text('info')).not.toContain('Cannot read the log')
  })
})

describe('a log whose end could not be read is not said to end', () => {
  const unknown = 'How this log ends is not known.'

  test('if the server has cut it', async () => {
    const all = Array.from({ length: 50_000 }, (_, nth) => ({ message: `line ${nth}` }))
    const { job } = await play(running(30_000, 'failed', { logAt: () => all }), { logs: 'failed' })
    expect(job.runner.text('group')).toContain(
      'Log of step train, the last 200 of 50000 lines that were read; how it ends is not known'
    )
    expect(job.runner.summary).toContain(unknown)
  })

  test('if the last reading fails', async () => {
    let isOver = false
    const instead: MemoryJobOptions['instead'] = ({ question }) =>
      question === 'log' && isOver ? answer(503, { detail: 'unavailable' }) : undefined
    const job = new MemoryJob({ script: running(30_000, 'failed', { logAt: counting(1_000, 5) }), instead })
    job.time.at(29_500, () => {
      isOver = true
    })
    await job.main()
    expect(job.runner.summary).toContain(unknown)
  })

  test('and one that was read to its end is', async () => {
    const { job } = await play(running(30_000, 'failed', { logAt: counting(1_000, 5) }), { logs: 'failed' })
    expect(job.runner.text('group')).toMatch(/Log of step train$/m)
    expect(job.runner.summary).not.toContain(unknown)
  })
})

describe('the input logs', () => {
  const failing = running(60_000, 'failed', { stepCount: 2, logAt: counting(100, 400) })

  test("'failed' shows the last 200 lines of steps that failed, once", async () => {
    const { job, lines } = await play(failing, { logs: 'failed' })
    const own = lines.filter(line => /^\d: line/.test(line))
    expect(own).toEqual(Array.from({ length: 200 }, (_, nth) => `1: line ${nth + 200}`))
    expect(job.runner.text('group')).toContain('Log of step train-1, its last 200 of 400 lines')
  })

  test("'none' asks for none", async () => {
    const { job } = await play(failing, { logs: 'none' })
    expect(job.asked('log')).toEqual([])
  })

  test('has no other value', async () => {
    const { isGreen, job } = await play(failing, { logs: 'all' })
    expect([isGreen, job.runner.text('error')]).toEqual([
      false,
      "logs: 'all' is not one of live, failed, none. Use 'live' for the default."
    ])
  })
})

test('a cancelled job does not wait for a log', async () => {
  const job = new MemoryJob({
    script: running(600_000, 'completed', { logAt: counting(1_000, 100) }),
    instead: ({ question }) => (question === 'log' ? 'never' : undefined)
  })
  job.cancelAt(20_000)
  expect(await job.main()).toBe(false)
  expect(job.runner.outputs['conclusion']).toBe('cancelled')
  expect(job.time.elapsed).toBeLessThan(60_000)
})
