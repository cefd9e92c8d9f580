import { describe, expect, test } from '@jest/globals'
import { endingAs, MemoryJob } from './pieces/memory-job.ts'
import { snapshotJson, zenmlTime } from './stand-in/entities.ts'

/** The commit of the event. */
const sha = '6dcb09b5b57875f334f61aebed695e2e4193db5e'

describe('a re-run', () => {
  /** The second attempt at a server that has the first one's run in a status. */
  async function secondAttempt(
    status: string,
    inputs: Readonly<Record<string, string>> = {},
    endsAfterMs = Infinity,
    changed: Readonly<Record<string, string>> = {}
  ) {
    const job = new MemoryJob({ script: endingAs('completed') })
    await job.main(inputs)
    const [first] = job.standIn.runs
    const again: MemoryJob = new MemoryJob({
      script: endingAs('completed'),
      instead: ({ question, path, atMs }, pass) => {
        const isList = question === 'find' && path.includes('contains')
        if (!isList && !path.includes('/runs/earlier')) return undefined
        const { furniture } = again.standIn
        const created = zenmlTime(again.time.now - 60_000)
        const { stack, account, pipeline } = {
          stack: furniture.stacks['staging'],
          account: furniture.account,
          pipeline: furniture.pipeline
        }
        const tags = first?.tags.map(name => ({ id: name, name }))
        const item = {
          id: 'earlier',
          name: first?.name,
          body: { status: atMs < endsAfterMs ? status : 'stopped', created },
          resources: { user: account, stack: { id: stack, name: 'staging' }, pipeline, tags }
        }
        const part = new URL(`https://x${path}`).searchParams.get('name')?.replace('contains:', '') ?? ''
        const items = first?.name.includes(part) === true ? [item] : []
        const found = isList ? { items, total_pages: 1 } : item
        return { ...pass(), status: 200, body: JSON.stringify(found) }
      }
    })
    await again.main({ ...inputs, ...changed, timeout: '1m' }, { GITHUB_RUN_ATTEMPT: '2' })
    return again
  }

  test('attaches to the earlier run if it is active, and says so', async () => {
    const again = await secondAttempt('running')
    expect(again.asked('start')).toEqual([])
    expect(again.runner.outputs['run-id']).toBe('earlier')
    expect(again.runner.text('info')).toContain("Re-run: attaching, since the earlier attempt's run ")
  })

  test('tells the snapshot and the code of the run that it attaches to, and not those of a newer snapshot', async () => {
    const job = new MemoryJob({ script: endingAs('completed') })
    await job.main()
    const [first] = job.standIn.runs
    const older = 'c22b1177-1176-4c9d-9a85-d14171ac7cda'
    const again: MemoryJob = new MemoryJob({
      script: endingAs('completed'),
      instead: ({ path, question }, pass) => {
        const { account, pipeline, snapshots, stacks } = again.standIn.furniture
        const isList = question === 'find' && path.includes('contains')
        if (isList || path.includes('/runs/earlier')) {
          const item = {
            id: 'earlier',
            name: first?.name,
            body: { status: 'running', created: zenmlTime(again.time.now - 60_000) },
            resources: {
              user: account,
              stack: { id: stacks['staging'], name: 'staging' },
              pipeline,
              source_snapshot: { id: older }
            }
          }
          return { ...pass(), status: 200, body: JSON.stringify(isList ? { items: [item], total_pages: 1 } : item) }
        }
        const isOlder = path.includes(`/pipeline_snapshots/${older}`)
        if (!isOlder && question !== 'snapshots') return undefined
        const commit = isOlder ? 'f'.repeat(40) : sha
        const json = snapshotJson(
          { ...again.standIn.furniture, snapshots: { staging: isOlder ? older : (snapshots['staging'] ?? '') } },
          'staging',
          0,
          isOlder
        )
        const resources = { ...json.resources, code_reference: { id: 'c', body: { commit } } }
        const snapshot = { ...json, resources }
        return { ...pass(), status: 200, body: JSON.stringify(isOlder ? snapshot : { items: [snapshot] }) }
      }
    })
    await again.main({ timeout: '1m' }, { GITHUB_RUN_ATTEMPT: '2' })
    expect(again.runner.outputs).toMatchObject({ 'run-id': 'earlier', 'snapshot-id': older })
    expect(again.runner.summary).toContain('code of commit ffffffffffff, not this push')
    expect(again.runner.summary).not.toContain('holds the code of this push')
  })

  test.each([
    ['tags', { tags: 'attempt-1' }, { tags: 'attempt-2' }],
    ['run-name', { 'run-name': 'nightly-1' }, { 'run-name': 'nightly-2' }],
    [
      'extra and tags of its configuration',
      { config: 'extra: {n: 1}\ntags: [a]' },
      { config: 'extra: {n: 2}\ntags: [b]' }
    ]
  ])('attaches even if the workflow writes the attempt into %s', async (_, first, second) => {
    const again = await secondAttempt('running', first, Number.POSITIVE_INFINITY, second)
    expect(again.asked('start')).toEqual([])
    expect(again.runner.outputs['run-id']).toBe('earlier')
  })

  test('does not attach if another thing is asked for', async () => {
    const config = 'steps: {train: {parameters: {rows: 2}}}'
    const again = await secondAttempt('running', {}, Number.POSITIVE_INFINITY, { config })
    expect(again.asked('start')).toHaveLength(1)
  })

  test('starts a new run if the earlier one has ended, and says so', async () => {
    const again = await secondAttempt('failed')
    expect(again.asked('start')).toHaveLength(1)
    expect(again.runner.text('info')).toContain('Re-run: starting a new run, since')
  })

  test('starts a new run if that is wanted', async () => {
    const again = await secondAttempt('running', { 'on-rerun': 'new' })
    expect(again.asked('start')).toHaveLength(1)
    expect(again.runner.text('info')).toContain('Re-run: starting a new run, since on-rerun is new.')
  })

  describe('while the earlier run is being stopped', () => {
    test('waits for its end, then starts a new run and goes by that one', async () => {
      const again = await secondAttempt('stopping', {}, 20_000)
      const [start] = again.asked('start')
      expect(start?.atMs).toBeGreaterThanOrEqual(20_000)
      expect(again.asked('start')).toHaveLength(1)
      expect(again.runner.outputs).toMatchObject({ 'run-id': again.standIn.runs[0]?.id, conclusion: 'success' })
      expect(again.runner.text('info')).toContain(
        "waiting for a run to end and then starting a new one, since the earlier attempt's run training-"
      )
      expect(again.runner.text('info')).toMatch(/the earlier attempt's run \S+ is being stopped/)
    })

    test('waits no longer than half of the time that there is, then says so and starts a run of its own', async () => {
      const again = await secondAttempt('stopping')
      expect(again.asked('start')).toHaveLength(1)
      expect(again.asked('start')[0]?.atMs).toBeGreaterThan(25_000)
      expect(again.asked('start')[0]?.atMs).toBeLessThan(32_000)
      expect(again.runner.outputs).toMatchObject({ triggered: 'true', 'run-id': again.standIn.runs[0]?.id })
      expect(again.runner.text('warning')).toMatch(
        /has been stopping for 30 s and more; .* started beside it.*\/runs\/earlier/
      )
    })

    test('attaches if that is wanted', async () => {
      const again = await secondAttempt('stopping', { 'on-rerun': 'attach' }, 20_000)
      expect(again.runner.outputs).toMatchObject({ 'run-id': 'earlier', conclusion: 'stopped' })
    })
  })
})
