import { describe, expect, test } from '@jest/globals'
import { follow, pollIntervalMs } from '../../src/follow/follow.ts'
import { aRun, runJson, stepJson } from '../pieces/entities.ts'
import { broken, FakeServer, page, type Reply, refused } from '../pieces/fake-server.ts'

const question = {
  id: 'q',
  name: 'approve',
  body: { status: 'pending' },
  metadata: { question: 'Release model-1?', data_schema: { type: 'boolean' } }
}

interface Script {
  /** The run's status or another reply, by virtual time, ms. */
  readonly run: (ms: number) => string | Reply
  readonly steps?: (ms: number) => Reply
  readonly step?: Reply | ((id: string) => Reply)
  readonly questions?: Reply
  readonly details?: Reply
}

/** Follows a run for an hour at most, at a server that plays a script. */
function play({ run, steps, step, questions, details }: Script, until = 3_600_000) {
  const server: FakeServer = new FakeServer(({ path }) => {
    const ms = server.clock.elapsed()
    if (path.includes('/run_wait_conditions')) return questions ?? page([])
    const stepId = /\/steps\/([^?]+)/.exec(path)?.[1]
    if (stepId !== undefined) {
      const own = { json: stepJson(stepId.replace('step-', ''), 'failed') }
      return typeof step === 'function' ? step(stepId) : (step ?? own)
    }
    if (path.includes('/steps')) return steps?.(ms) ?? page([])
    const reply = path.includes('hydrate=true') ? (details ?? run(ms)) : run(ms)
    if (typeof reply !== 'string') return reply
    return { json: path.endsWith('/status') ? reply : runJson(reply) }
  })
  const cancel = new AbortController()
  const followed = () => follow(server.connection(), aRun({ status: 'initializing' }), { signal: cancel.signal, until })
  return { server, cancel, followed, info: () => server.runner.text('info') }
}

describe('the end', () => {
  test.each(['completed', 'cached', 'skipped', 'failed', 'stopped', 'cancelled', 'retried'])(
    'is the status %s',
    async status => {
      const { server, followed } = play({ run: ms => (ms < 20_000 ? 'running' : status) })
      expect(await followed()).toMatchObject({ end: 'finished', run: { status } })
      expect(server.clock.elapsed()).toBeLessThan(23_000)
    }
  )

  test('is read with metadata and all steps', async () => {
    const details = { json: runJson('completed', { metadata: { run_metadata: { accuracy: 0.9 } } }) }
    const steps = (ms: number) =>
      page([stepJson('load', 'completed'), ...(ms >= 5_000 ? [stepJson('train', 'completed')] : [])])
    const { followed } = play({ run: ms => (ms < 5_000 ? 'running' : 'completed'), steps, details })
    const result = await followed()
    expect(result.run.metadata).toEqual({ accuracy: 0.9 })
    expect(result.steps.map(({ name }) => name)).toEqual(['load', 'train'])
  })

  test('stands, even if its details cannot be read', async () => {
    const { followed, info } = play({ run: () => 'completed', details: refused(403, 'E', 'no') })
    expect(await followed()).toMatchObject({ end: 'finished', run: { status: 'completed' } })
    expect(info()).toContain('Cannot read the details')
  })

  test('stands, even if the details say something else', async () => {
    const { followed } = play({ run: () => 'failed', details: { json: runJson('completed') } })
    expect((await followed()).run.status).toBe('failed')
  })
})

describe('the log', () => {
  test('tells each change of run and steps once', async () => {
    const { followed, info } = play({
      run: ms => (ms < 4_000 ? 'initializing' : ms < 8_000 ? 'running' : 'completed'),
      steps: ms =>
        page(ms < 5_000 ? [] : [stepJson('train', ms < 8_000 ? 'running' : 'completed', '2026-11-23T12:00:08')])
    })
    await followed()
    expect(info().split('\n')).toEqual([
      'Run: initializing',
      'Run: running',
      'Step train: running',
      'Step train: completed in 8 s',
      'Run: completed'
    ])
  })

  test("shows a failed step's exception as lines that nothing obeys", async () => {
    const traceback = 'Traceback\n::add-path::/tmp\r::set-env::x\n##[group]\u001b[31mValueError: drift'
    const step = {
      json: stepJson('train', 'failed', 'x', { exception_info: { message: 'drift\n::error::x', traceback } })
    }
    const { server, followed } = play({ run: () => 'failed', steps: () => page([stepJson('train', 'failed')]), step })
    const { failures } = await followed()
    expect(failures).toMatchObject([{ step: { name: 'train' }, failure: { traceback } }])
    const lines = server.runner.written.map(({ text }) => text)
    expect(lines).toContain('│ ValueError: drift'.replace('ValueError', '## [group]ValueError'))
    for (const line of lines) expect(line).not.toMatch(/^\s*::|##\[|[\r\u001b]/m)
  })

  test('annotates a failed step with its exception, on the line that is found for it', async () => {
    const traceback = '  File "/app/train.py", line 3, in train\n    fit()\nValueError: drift'
    const { server } = play({
      run: () => 'failed',
      steps: () => page([stepJson('train', 'failed')]),
      step: { json: stepJson('train', 'failed', 'x', { exception_info: { message: 'drift', traceback } }) }
    })
    const options = { signal: new AbortController().signal, until: 600_000 }
    await follow(server.connection(), aRun(), {
      ...options,
      findPlace: async () => ({ file: 'src/train.py', line: 3 })
    })
    expect(server.runner.places).toEqual([{ title: 'ValueError in step train', file: 'src/train.py', line: 3 }])
    expect(server.runner.text('error')).toBe(`ValueError: drift\n${traceback}`)

    await follow(server.connection(), aRun(), options)
    expect(server.runner.places.at(-1)).toEqual({ title: 'ValueError in step train' })
  })

  test('annotates five failed steps at most, so that there is room for the result', async () => {
    const steps = Array.from({ length: 9 }, (_, nth) => stepJson(`train-${nth}`, 'failed'))
    const step = { exception_info: { message: 'drift', traceback: 'ValueError: drift' } }
    const { followed, server } = play({
      run: () => 'failed',
      steps: () => page(steps),
      step: id => ({ json: stepJson(id.replace('step-', ''), 'failed', 'x', step) })
    })
    expect((await followed()).failures).toHaveLength(9)
    expect(server.runner.places).toHaveLength(5)
  })

  test('annotates the question of a pause once', async () => {
    const { followed, server } = play({
      run: ms => (ms < 60_000 ? 'paused' : 'completed'),
      questions: page([question])
    })
    await followed()
    expect(server.runner.text('notice')).toMatch(
      /^The run waits for a person to answer 'approve': Release model-1\? Answer: {"type":"boolean"} \(https:.*\/runs\/.*\)$/
    )
  })

  test('does not name a question that has been answered', async () => {
    const answered = { ...question, body: { status: 'resolved' } }
    const { followed, server } = play({
      run: ms => (ms < 5_000 ? 'paused' : 'completed'),
      questions: page([answered])
    })
    await followed()
    expect(server.runner.text()).not.toContain('Release')
  })

  test('says what it waits for every minute, from the start', async () => {
    const { followed, info } = play({
      run: ms => (ms < 1_000_000 ? 'running' : 'completed'),
      steps: () => page([stepJson('load', 'running'), stepJson('train', 'running'), stepJson('test', 'completed')])
    })
    await followed()
    const waiting = info()
      .split('\n')
      .filter(line => line.startsWith('Still waiting'))
    expect(waiting).toHaveLength(16)
    expect(waiting[0]).toContain('the run is running; steps in progress: load, train. The timeout comes in 59m')
  })

  test('says once that steps cannot be read, and the run is followed anyway', async () => {
    const { followed, info } = play({
      run: ms => (ms < 60_000 ? 'running' : 'completed'),
      steps: () => refused(403, 'E', 'no')
    })
    expect((await followed()).end).toBe('finished')
    expect(info().match(/Cannot read the steps/g)).toHaveLength(1)
  })

  test('goes without the questions of a server that has none', async () => {
    const { followed } = play({ run: ms => (ms < 5_000 ? 'paused' : 'completed'), questions: refused(500, 'E', 'no') })
    expect((await followed()).end).toBe('finished')
  })
})

test('a failed step that the list does not have yet is asked for by its status', async () => {
  const exception_info = { message: 'drift', traceback: null }
  const server = new FakeServer(({ path }) => {
    if (path.endsWith('/status')) return { json: 'failed' }
    if (path.startsWith('/api/v1/runs/')) return { json: runJson('failed') }
    const isAboutFailed = /[?&]status=failed/.test(path)
    return page(
      isAboutFailed ? [stepJson('train', 'failed', 'x', { exception_info })] : [stepJson('load', 'completed')]
    )
  })
  const options = { signal: new AbortController().signal, until: 600_000 }
  const { failures } = await follow(server.connection(), aRun(), options)
  expect(failures.map(({ step, failure }) => [step.name, failure?.message])).toEqual([['train', 'drift']])
})

test('at most ten failures are read', async () => {
  const steps = page(Array.from({ length: 30 }, (_, index) => stepJson(`s${index}`, 'failed')))
  const { server, followed } = play({ run: () => 'failed', steps: () => steps })
  expect((await followed()).failures).toHaveLength(10)
  expect(server.asked.filter(asked => asked.includes('/steps/'))).toHaveLength(10)
})

describe('steps of another run in answer to the question for the own ones', () => {
  test('are not reported as why this one failed', async () => {
    const foreign = { exception_info: { message: 'of another run' }, pipeline_run_id: 'another' }
    const { followed, info } = play({
      run: ms => (ms < 5_000 ? 'running' : 'failed'),
      steps: ms => page(ms < 3_000 ? [stepJson('theirs', 'failed')] : [stepJson('own', 'completed')]),
      step: id => ({ json: stepJson(id.replace('step-', ''), 'failed', 'x', foreign) })
    })
    expect((await followed()).failures).toEqual([])
    expect(info()).not.toContain('of another run')
  })

  test('are forgotten, if they were stopped and so nobody asked why, when the run has ended', async () => {
    const { followed } = play({
      run: ms => (ms < 5_000 ? 'running' : 'failed'),
      steps: ms => page(ms < 3_000 ? [stepJson('theirs', 'stopped')] : [stepJson('own', 'completed')])
    })
    const { failures, steps } = await followed()
    expect([failures, steps.map(({ name }) => name)]).toEqual([[], ['own']])
  })
})

test.each([
  [0, 500],
  [9_999, 500],
  [10_000, 1_000],
  [120_000, 2_500],
  [900_000, 5_000],
  [86_400_000, 5_000]
])('after %d ms of waiting the next question comes in %d ms', (age, interval) => {
  expect(pollIntervalMs(age)).toBe(interval)
})

test('in the first two minutes a poll follows another within three seconds, with time for its answer', () => {
  const ages = Array.from({ length: 1_200 }, (_, tenth) => tenth * 100)
  expect(Math.max(...ages.map(pollIntervalMs))).toBeLessThanOrEqual(2_000)
})

describe('what is said of the status alone', () => {
  /** Follows a run that completes after 30 s by its own word, for five minutes at most. */
  const hinted = async (hint: (ms: number) => Reply) => {
    const server: FakeServer = new FakeServer(({ path }) => {
      const ms = server.clock.elapsed()
      if (path.endsWith('/status')) return hint(ms)
      if (!path.startsWith('/api/v1/runs/')) return page([])
      return { json: runJson(ms < 30_000 ? 'running' : 'completed') }
    })
    const { signal } = new AbortController()
    const followed = await follow(server.connection(), aRun(), { signal, until: 300_000 })
    return { followed, server, ms: server.clock.elapsed() }
  }

  test('is not the end of the run while the run itself goes on', async () => {
    const { followed, ms } = await hinted(() => ({ json: 'completed' }))
    expect([followed.end, followed.run.status]).toEqual(['finished', 'completed'])
    expect(ms).toBeGreaterThanOrEqual(30_000)
  })

  test('is not an end of another kind than the run has by its own word', async () => {
    const { followed } = await hinted(ms => ({ json: ms < 30_000 ? 'running' : 'failed' }))
    expect(followed.run.status).toBe('completed')
  })

  test('hides no end for more than a minute, if it is about another run that goes on', async () => {
    const { followed, ms } = await hinted(() => ({ json: 'running' }))
    expect(followed.end).toBe('finished')
    expect(ms).toBeLessThan(63_000)
  })

  test.each([
    ['refused for good', refused(403, 'E', 'no')],
    ['not a text', { json: { ok: true } }],
    ['a path that is not there', { page: '<html>' }]
  ] as const)('is not needed: %s', async (_, reply) => {
    const { followed, ms } = await hinted(() => reply)
    expect(followed.end).toBe('finished')
    expect(ms).toBeLessThan(40_000)
  })
})

test('in a quiet minute each second has one question, for the status or for changes of steps', async () => {
  const { server, followed } = play(
    { run: () => 'running', steps: () => page([stepJson('train', 'running', '2026-11-23T12:00:01.5')]) },
    50_000
  )
  await followed()
  const asked = server.asked.slice(-21, -2)
  expect(asked.filter(path => path.endsWith('/status')).length).toBeGreaterThanOrEqual(9)
  expect(asked.filter(path => path.includes('/steps?') && path.includes('updated=gte')).length).toBeGreaterThan(8)
  // A look at the beginning, one at the deadline, and a question each half second, then each second.
  expect(server.asked.length).toBe(2 + 20 + 39 + 2)
})

test('the end is read by two questions at a time, and each of them once', async () => {
  const { server, followed } = play({
    run: ms => (ms < 5_000 ? 'running' : 'completed'),
    steps: ms =>
      page([stepJson('train', ms < 5_000 ? 'running' : 'completed', `2026-11-23T12:00:0${ms < 5_000 ? 1 : 5}.5`)])
  })
  await followed()
  const paths = server.asked.map(path => path.replace(/^GET .api.v1/, ''))
  const end = paths.slice(paths.findLastIndex(path => path.endsWith('/status')) + 1)
  expect(end.map(path => path.replace(/[?].*hydrate=true/, ' details').replace(/[?].*/, ''))).toEqual([
    '/steps',
    `/runs/${aRun().id} details`
  ])
})

test('connections that break in between change nothing', async () => {
  let looks = 0
  const run = (ms: number) => (looks++ % 3 > 0 ? broken(true) : ms < 60_000 ? 'running' : 'completed')
  expect(await play({ run }).followed()).toMatchObject({ end: 'finished', run: { status: 'completed' } })
})
