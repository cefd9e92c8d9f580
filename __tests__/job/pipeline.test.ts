import { describe, expect, test } from '@jest/globals'
import { answer, endingAs, forever, type Instead, MemoryJob } from '../pieces/memory-job.ts'

describe('a cancel while the run is stopped at the deadline', () => {
  test('ends the asking at once, says how the run was, and leaves the rest to post', async () => {
    const job = new MemoryJob({ script: { ...forever, stopTakesMs: 300_000 } })
    job.cancelAt(605_000)
    expect(await job.main({ timeout: '10m' })).toBe(false)
    expect(job.time.elapsed).toBeLessThan(606_000)
    expect(job.asked('stop')).toHaveLength(1)
    expect(job.runner.outputs).toMatchObject({ status: 'stopping', triggered: 'true' })
    expect(job.runner.text('error')).toContain('the post step sees to it.')

    await job.post({ timeout: '10m' })
    expect(job.runner.text('warning')).toContain('has not ended yet')
  })

  test('that does not come lets the stop take half a minute', async () => {
    const job = new MemoryJob({ script: { ...forever, stopTakesMs: 300_000 } })
    expect(await job.main({ timeout: '10m' })).toBe(false)
    expect(job.time.elapsed).toBeGreaterThanOrEqual(627_000)
    expect(job.time.elapsed).toBeLessThan(640_000)
  })
})

describe('what is known of the snapshot', () => {
  test('stands in the log and in the summary: its name, pipeline, age by the server, author and id', async () => {
    const job = new MemoryJob()
    expect(await job.main()).toBe(true)
    const { 'snapshot-id': id } = job.runner.outputs
    expect(job.runner.text('info')).toMatch(
      new RegExp(`training-staging of pipeline training, made \\d+\\w+( \\d+\\w+)? ago by \\S+ \\(${id}\\)`)
    )
    expect(job.runner.summary).toMatch(/\| Snapshot \| <code>training-staging<\/code>, made .* ago by <code>/)
  })
})

test('the tags of the input reach the server, behind them those that say where the run comes from', async () => {
  const job = new MemoryJob()
  expect(await job.main({ tags: 'nightly\nteam-a' })).toBe(true)
  const { run_configuration } = JSON.parse(job.asked('start')[0]?.body ?? '')
  expect(run_configuration.tags.slice(0, 2)).toEqual(['nightly', 'team-a'])
  expect(run_configuration.tags.length).toBeGreaterThan(2)
})

test('a tag with the prefix of those of the action is refused before anything is started', async () => {
  const job = new MemoryJob()
  expect(await job.main({ tags: 'gate:production' })).toBe(false)
  expect(job.runner.text('error')).toContain('tags: ')
  expect(job.asked('start')).toEqual([])
})

test('the summary says what is known of the code that ran', async () => {
  const job = new MemoryJob()
  expect(await job.main()).toBe(true)
  expect(job.runner.summary).toMatch(/\| Code \| [^|]{20,} \|/)
})

test('a dry run names the snapshot, the stack and the run that it would start', async () => {
  const job = new MemoryJob()
  expect(await job.main({ 'dry-run': 'true' })).toBe(true)
  expect(job.asked('start')).toEqual([])
  expect(job.runner.text('info')).toMatch(/Dry run: would start training-staging on stack staging as training-\S+\./)
  expect(job.runner.outputs).toMatchObject({ conclusion: 'skipped' })
  expect(job.runner.summary).toContain('Dry run: nothing was started')
})

describe('a run that ended by itself before it could be stopped', () => {
  /** A server that can't stop the run yet. */
  const notYet: Instead = ({ question }) =>
    question === 'stop' ? answer(403, { detail: ['IllegalOperationError', 'not yet'] }) : undefined

  test('at the deadline is judged by how it ended', async () => {
    const job = new MemoryJob({ script: endingAs('completed'), instead: notYet })
    expect(await job.main({ timeout: '29s' })).toBe(true)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'success', status: 'completed' })
  })

  test('at the deadline is red if it failed', async () => {
    const job = new MemoryJob({ script: endingAs('failed'), instead: notYet })
    expect(await job.main({ timeout: '29s' })).toBe(false)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'failure', status: 'failed' })
  })
})

test.each([
  ['completed', 'success'],
  ['failed', 'failure']
])('a run that could not be followed, and is found to be %s, makes the step a %s', async (status, conclusion) => {
  let isStopping = false
  const refusal = answer(403, { detail: ['IllegalOperationError', 'no'] })
  const job: MemoryJob = new MemoryJob({
    script: endingAs(status),
    instead: ({ question }) => {
      isStopping ||= question === 'stop'
      const isRun = question === 'status' || question === 'details'
      return isRun && !isStopping && job.standIn.runs.length > 0 && job.time.elapsed > 20_000 ? refusal : undefined
    }
  })
  expect(await job.main()).toBe(conclusion === 'success')
  expect(isStopping).toBe(true)
  expect(job.runner.outputs).toMatchObject({ conclusion, status })
})

test('a run that the server started on another stack is named by the outputs, and told to stop', async () => {
  const job: MemoryJob = new MemoryJob({
    script: forever,
    instead: ({ question }, pass) => {
      if (question !== 'start') return undefined
      const { body, ...head } = pass()
      const run = JSON.parse(body) as { readonly resources: object }
      const stack = { id: '99999999-0000-4000-8000-000000000000', name: 'production' }
      return { ...head, body: JSON.stringify({ ...run, resources: { ...run.resources, stack } }) }
    }
  })
  expect(await job.main()).toBe(false)
  const [run] = job.standIn.runs
  expect(job.runner.text('error')).toContain('it runs on stack production')
  expect(job.runner.outputs).toMatchObject({ 'run-id': run?.id, triggered: 'true' })
  expect(run?.stopAskedMs).toBeDefined()
})

describe('while the start is under way post', () => {
  /** Whether there is nothing to do for post if the step is killed in the middle of the request that starts the run. */
  async function isSettledDuring(inputs: Readonly<Record<string, string>>) {
    const seen: unknown[] = []
    const job = new MemoryJob({
      instead: ({ question }) => {
        if (question === 'start') seen.push(JSON.parse(job.runner.states['trigger'] ?? '').settled)
        return undefined
      }
    })
    await job.main(inputs)
    return seen
  }

  test('would look for the run', async () => {
    expect(await isSettledDuring({})).toEqual([false])
  })

  test('would leave the run with leave-running', async () => {
    expect(await isSettledDuring({ 'leave-running': 'true' })).toEqual([true])
  })
})

test.each(['completed', 'failed'])('a run that was seen to end as %s leaves nothing for post to ask', async status => {
  const job = new MemoryJob({ script: endingAs(status) })
  await job.main()
  const asked = job.sent.length
  await job.post()
  expect(job.sent).toHaveLength(asked)
  expect(JSON.parse(job.runner.states['trigger'] ?? '')).toMatchObject({ settled: true })
})

test.each([
  ['2', true],
  ['1', false]
])('of attempt %s the log says that a new run is started: %j', async (attempt, isSaid) => {
  const job = new MemoryJob()
  await job.main({ 'on-rerun': 'new' }, { GITHUB_RUN_ATTEMPT: attempt })
  expect(job.runner.text('info').includes('Re-run: starting a new run, since ')).toBe(isSaid)
})

test('a start that the server refuses leaves nothing for post to look for', async () => {
  const refusal = answer(403, { detail: 'no' })
  const job = new MemoryJob({ instead: ({ question }) => (question === 'start' ? refusal : undefined) })
  expect(await job.main()).toBe(false)
  expect(JSON.parse(job.runner.states['trigger'] ?? '')).toMatchObject({ settled: true })
})

test('a re-run follows the run of the earlier attempt that goes on, and says so', async () => {
  const job = new MemoryJob({ script: forever })
  await job.main({ timeout: '1m', 'leave-running': 'true' })
  const [first] = job.standIn.runs
  await job.main({ timeout: '1m' }, { GITHUB_RUN_ATTEMPT: '2' })
  expect(job.standIn.runs).toEqual([first])
  expect(job.runner.text('info')).toContain("Re-run: attaching, since the earlier attempt's run ")
  expect(job.runner.outputs).toMatchObject({ 'run-id': first?.id, status: 'stopped' })
})
