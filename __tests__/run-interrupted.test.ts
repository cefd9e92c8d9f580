import { describe, expect, test } from '@jest/globals'
import { answer, endingAs, forever, type Instead, MemoryJob } from './pieces/memory-job.ts'

/** A start that the server carries out, and whose answer gets lost. */
const lost: Instead = ({ question }, pass) => {
  if (question !== 'start') return undefined
  pass()
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
}

describe('the timeout', () => {
  test('stops the run, and is red', async () => {
    const job = new MemoryJob({ script: forever })
    expect(await job.main({ timeout: '10m' })).toBe(false)
    expect(job.asked('stop')).toHaveLength(1)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'timed-out', status: 'stopped', triggered: 'true' })
    expect(job.runner.text('error')).toMatch(
      /still running after the timeout of 10m\. The run was told to stop and has ended\. http/
    )
    expect(job.time.elapsed).toBeLessThan(660_000)
  })

  test('leaves the run if that is wanted, and so does post', async () => {
    const job = new MemoryJob({ script: forever })
    await job.main({ timeout: '10m', 'leave-running': 'true' })
    await job.post({ timeout: '10m', 'leave-running': 'true' })
    expect(job.asked('stop')).toEqual([])
    expect(job.runner.outputs['conclusion']).toBe('timed-out')
    expect(job.runner.text('error')).toContain('The run goes on')
  })

  test('also bounds the wait for a slot in the queue', async () => {
    const job = new MemoryJob()
    job.standIn.queueFullUntil = Number.POSITIVE_INFINITY
    expect(await job.main({ timeout: '10m' })).toBe(false)
    expect(job.standIn.runs).toEqual([])
    expect(job.runner.text('error')).toContain('429')
    expect(job.time.elapsed).toBeLessThan(660_000)
  })

  test('comes after a slot got free', async () => {
    const job = new MemoryJob()
    job.standIn.queueFullUntil = job.time.now + 300_000
    expect(await job.main({ timeout: '10m' })).toBe(true)
    expect(job.standIn.runs).toHaveLength(1)
  })
})

describe('a cancel', () => {
  test('while the run goes on sends the stop at once, and ends with outputs and summary', async () => {
    const job = new MemoryJob({ script: forever })
    job.cancelAt(60_000)
    expect(await job.main()).toBe(false)
    expect(job.asked('stop')).toHaveLength(1)
    expect(job.asked('stop')[0]?.atMs).toBeLessThan(61_000)
    expect(job.time.elapsed).toBeLessThan(65_000)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'cancelled', triggered: 'true' })
    expect(job.runner.outputs['status']).toBe('stopping')
    expect(job.runner.summary).toContain('cancelled')
    // Post asks for no second stop; it sees to it that the first one comes about.
    await job.post()
    expect(job.asked('stop')).toHaveLength(1)
    expect(job.runner.text('info')).toMatch(/The run \S+ has ended \(stopped\)\.$/)
    expect(job.runner.text('warning')).toBe('')
  })

  test('leaves the run if that is wanted', async () => {
    const job = new MemoryJob({ script: forever })
    job.cancelAt(60_000)
    await job.main({ 'leave-running': 'true' })
    expect(job.asked('stop')).toEqual([])
    expect(job.runner.outputs['conclusion']).toBe('cancelled')
  })

  test('of a run that cannot be stopped yet leaves the rest to post', async () => {
    const young = {
      ...endingAs('completed'),
      statuses: [
        { atMs: 0, status: 'initializing' },
        { atMs: 40_000, status: 'running' }
      ]
    }
    const job = new MemoryJob({ script: young })
    job.cancelAt(5_000)
    await job.main()
    expect(job.time.elapsed).toBeLessThan(10_000)
    expect(job.runner.text('error')).toContain('the post step tries again')
    await job.post()
    expect(job.standIn.runs[0]?.stopAskedMs).toBeGreaterThanOrEqual(job.time.epoch + 40_000)
  })

  test('before the start leaves no run, and nothing to do for post', async () => {
    const job = new MemoryJob({
      instead: ({ question }) => {
        if (question === 'snapshots') job.cancel.abort(new Error('cancelled'))
        return undefined
      }
    })
    expect(await job.main()).toBe(false)
    expect(job.standIn.runs).toEqual([])
    expect(job.runner.outputs).toMatchObject({ conclusion: 'cancelled', triggered: 'false' })
    expect(job.runner.states).toEqual({ trigger: '{"settled":true}' })
  })

  test.each(['info', 'login', 'account', 'project', 'stack', 'snapshots', 'snapshot'] as const)(
    'is heard at once while the server says nothing to the question for %s',
    async question => {
      const job = new MemoryJob({ instead: sent => (sent.question === question ? 'never' : undefined) })
      job.cancelAt(2_000)
      expect(await job.main({ config: 'enable_cache: false' })).toBe(false)
      expect(job.time.elapsed).toBeLessThan(3_000)
      expect(job.runner.outputs).toMatchObject({ conclusion: 'cancelled', triggered: 'false' })
      expect(job.runner.text('error')).toBe('The job was cancelled (SIGINT).')
      expect(job.runner.states).toEqual({ trigger: '{"settled":true}' })
    }
  )

  test('while the start is under way stops the run that came of it', async () => {
    const job = new MemoryJob({
      script: forever,
      instead: (sent, pass) => {
        if (sent.question !== 'start') return undefined
        job.cancel.abort(new Error('cancelled'))
        return lost(sent, pass)
      }
    })
    expect(await job.main()).toBe(false)
    expect(job.standIn.runs).toHaveLength(1)
    expect(job.runner.outputs).toMatchObject({ triggered: 'true', 'run-id': job.standIn.runs[0]?.id })
    // By main itself, which is there already; post is for what it can't see in time.
    expect(job.standIn.runs[0]?.stopAskedMs).toBeDefined()
    await job.post()
    expect(job.asked('stop')).toHaveLength(1)
    expect(job.runner.text('info')).toMatch(/has ended \(stopped\)\.$/)
  })
})

test('a run that can no longer be followed is stopped before the step ends in red', async () => {
  const forbidden = answer(403, { detail: ['IllegalOperationError', 'no'] })
  const job = new MemoryJob({
    script: forever,
    instead: ({ atMs, question }) => (question === 'status' && atMs > 20_000 ? forbidden : undefined)
  })
  expect(await job.main()).toBe(false)
  expect(job.runner.text('error')).toContain('403')
  expect(job.standIn.runs[0]?.stopAskedMs).toBeDefined()
})

describe('a run that the server makes elsewhere than asked', () => {
  const elsewhere: Instead = ({ question }, pass) => {
    if (question !== 'start') return undefined
    const passed = pass()
    const json = JSON.parse(passed.body) as { resources: object }
    const resources = { ...json.resources, stack: { id: 'p', name: 'production' } }
    return { ...passed, body: JSON.stringify({ ...json, resources }) }
  }

  test.each(['false', 'true'])('is reported and stopped at once, with leave-running %s', async leaveRunning => {
    const job = new MemoryJob({ script: forever, instead: elsewhere })
    expect(await job.main({ 'leave-running': leaveRunning })).toBe(false)
    expect(job.runner.text('error')).toContain('it runs on stack production')
    expect(job.runner.outputs).toMatchObject({ conclusion: 'failure', 'run-id': job.standIn.runs[0]?.id })
    expect(job.standIn.runs[0]?.stopAskedMs).toBeDefined()
  })
})

describe('a start without an answer', () => {
  test('makes no second run: the first one is found by its name and followed', async () => {
    const job = new MemoryJob({ instead: lost })
    expect(await job.main()).toBe(true)
    expect(job.standIn.runs).toHaveLength(1)
    expect(job.asked('start')).toHaveLength(1)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'success', 'run-id': job.standIn.runs[0]?.id })
  })

  test("is not a success if somebody else's run has the name", async () => {
    const job = new MemoryJob({
      instead: ({ question, body }) => {
        if (question === 'start') job.standIn.addForeignRun(JSON.parse(body).run_configuration.run_name)
        return undefined
      }
    })
    expect(await job.main()).toBe(false)
    expect(job.runner.text('error')).toContain('another account started it')
    expect(job.asked('stop')).toEqual([])
  })
})

test('without the wait the step is green as soon as the run is there, and post leaves it alone', async () => {
  const job = new MemoryJob({ script: forever })
  expect(await job.main({ wait: 'false' })).toBe(true)
  expect(job.runner.outputs).toMatchObject({
    conclusion: 'triggered',
    triggered: 'true',
    'run-id': job.standIn.runs[0]?.id
  })
  expect(job.asked('status')).toEqual([])
  expect(job.runner.text('info')).toContain('does not wait for the run, since wait is false')
  await job.post({ wait: 'false' })
  expect(job.asked('stop')).toEqual([])
})

test('a dry run does everything up to the start, says what would run where, and changes nothing', async () => {
  const job = new MemoryJob()
  expect(await job.main({ 'dry-run': 'true' })).toBe(true)
  const asks = ['GET', 'OPTIONS']
  expect(job.sent.filter(({ method, question }) => !asks.includes(method) && question !== 'login')).toEqual([])
  expect(job.runner.outputs).toMatchObject({
    conclusion: 'skipped',
    triggered: 'false',
    'snapshot-id': job.standIn.furniture.snapshots['staging']
  })
  expect(job.runner.text('info')).toMatch(
    /Dry run: would start training-staging on stack staging as training-staging-6dcb09b5b578-/
  )
  expect(job.runner.summary).toMatch(/^### 🧪 Dry run: .* It would run: .*training-staging-6dcb09b5b578-/)
  expect(job.runner.states).toEqual({ trigger: '{"settled":true}' })
})

test('a log of debugging holds no secret either', async () => {
  const job = new MemoryJob({
    instead: ({ question }) => (question === 'account' ? answer(503, { detail: 'busy' }) : undefined)
  })
  await job.main()
  for (const secret of job.standIn.credentials.secrets) expect(job.runner.text()).not.toContain(secret)
  expect(job.runner.text('debug')).toContain('GET /api/v1/current-user: 503')
})
