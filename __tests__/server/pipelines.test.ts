import { afterEach, describe, expect, test } from '@jest/globals'
import { built, runAction } from '../../testbed/runner.ts'
import { asRead } from '../pieces/markdown.ts'
import { admin, provenanceOf, push, runCount, runOf, shared } from './shared-testbed.ts'

/** Steps of `training` without waiting. */
const quick = 'steps: {load: {parameters: {rows: 7}}}'
const started: string[] = []

afterEach(async () => {
  // What a test leaves active on purpose would take the next one's slots.
  for (const id of started.splice(0))
    await admin('POST', `/api/v1/runs/${id}/stop?graceful=true`).catch(() => undefined)
})

describe('a push starts the pipeline on the environment’s stack and takes its result', () => {
  test.each([
    ['develop', 'staging'],
    ['main', 'production']
  ])('%s runs on %s', async (branch, stack) => {
    const result = await push(branch, { pipeline: 'training', config: quick, tags: 'nightly, team:ml' })
    expect(result.log).toContain(`environment ${stack}`)
    expect(result.code).toBe(0)
    const { outputs } = result
    const run = await runOf(outputs['run-id'])
    expect(run.body.status).toBe('completed')
    expect(run.resources.stack).toMatchObject({ id: shared.stacks[stack], name: stack })
    expect(run.resources.user.name).toBe(shared.accountName)
    expect(run.name).toBe(outputs['run-name'])
    expect(run.resources.source_snapshot?.id).toBe(outputs['snapshot-id'])
    const tags = run.resources.tags.map(({ name }) => name)
    expect(tags.sort()).toEqual([`gate:environment=${stack}`, 'gate:repository=acme/models', 'nightly', 'team:ml'])
    // The snapshot has no code reference, so nothing proves that the push's code ran.
    expect(await provenanceOf(outputs['run-id'])).toMatchObject({
      run_name: outputs['run-name'],
      repository: 'acme/models',
      ref: `refs/heads/${branch}`,
      event: 'push',
      commit: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
      actor: 'octocat',
      attempt: 1,
      environment: stack,
      code_commit: 'unknown',
      code_tree: 'unknown'
    })
    expect(outputs['run-name']).toMatch(/^training-(?:staging|production)-6dcb09b5b578-[0-9a-f]{16}-1-[0-9a-f]{16}$/)
    expect(outputs).toMatchObject({
      environment: stack,
      stack,
      'stack-id': shared.stacks[stack],
      triggered: 'true',
      status: 'completed',
      conclusion: 'success',
      'server-version': '0.98.0',
      'run-ids': JSON.stringify([outputs['run-id']]),
      'run-url': `${shared.url}/projects/default/runs/${outputs['run-id']}`
    })
    expect(JSON.parse(outputs['metadata'] ?? '')).toMatchObject({ accuracy: expect.any(Number) })
    for (const step of ['load', 'train_a', 'train_b', 'evaluate'])
      expect(result.log).toContain(`Step ${step}: completed`)
    const graph = /```mermaid\n([\s\S]*?)```/.exec(result.summary)?.[1]
    expect(asRead(result.summary)).toMatch(
      new RegExp(`^### ✅ training on ${stack} \\(${stack}\\) succeeded in .* · run · commit 6dcb09b5b578\\n`)
    )
    expect(graph?.match(/\w+ --> \w+/g)).toEqual(['n0 --> n1', 'n0 --> n2', 'n1 --> n3', 'n2 --> n3'])
    for (const node of ['n0["✅ load', 'n1["✅ train#95;a', 'n2["✅ train#95;b', 'n3["✅ evaluate'])
      expect(graph).toContain(node)
    expect(result.summary).toContain('does not say which commit')
  })

  test('a push to another branch starts nothing, without any credential', async () => {
    const before = await runCount()
    const result = await push('feature/x', { pipeline: 'training', 'api-key': '', 'server-url': '' })
    expect(result.code).toBe(0)
    expect(result.outputs).toMatchObject({ triggered: 'false', conclusion: 'skipped' })
    expect(result.outputs['reason']).toContain('feature/x fits none of the environments')
    expect(result.log).toContain('::notice::Nothing to run')
    expect(await runCount()).toBe(before)
  })

  test('on-no-match: fail makes the same push red', async () => {
    const result = await push('feature/x', { pipeline: 'training', 'on-no-match': 'fail' })
    expect(result.code).toBe(1)
    expect(result.outputs['conclusion']).toBe('failure')
  })

  test('an environment that the branch is not allowed in is refused', async () => {
    const before = await runCount()
    const result = await push('develop', { pipeline: 'training', environment: 'production' })
    expect(result.code).toBe(1)
    expect(result.log).toContain('not allowed in the environment')
    expect(await runCount()).toBe(before)
  })
})

describe('a run that does not succeed makes the step red', () => {
  test('a failed step, with its exception in log and summary', async () => {
    const message =
      'bad\n::add-path::/tmp/evil\n::set-env name=X::y\n##[error]boo\n<img src=x> [a](http://evil.example) `code`\u001b[31m\u202e'
    const config = JSON.stringify({ steps: { check: { parameters: { message } } } })
    const result = await push('develop', { pipeline: 'failing', config })
    expect(result.code).toBe(1)
    expect(result.outputs).toMatchObject({ status: 'failed', conclusion: 'failure', triggered: 'true' })
    expect((await runOf(result.outputs['run-id'])).body.status).toBe('failed')
    const lines = result.log.split('\n')
    expect(lines.some(line => line.startsWith('│') && line.includes('ValueError: bad'))).toBe(true)
    expect(lines.filter(line => /^\s*::(?:add-path|set-env)/.test(line) || line.includes('##['))).toEqual([])
    expect(result.log).not.toMatch(/\u001b|\u202e/)
    expect(result.summary).toContain('ValueError: bad')
    expect(result.summary).not.toMatch(/<img|\]\(http/)
    for (const node of ['✅ prepare', '❌ check', '⚪ publish']) expect(result.summary).toContain(`["${node}`)
  })

  test('a run that somebody stopped', async () => {
    let asked = false
    const result = await push(
      'develop',
      { pipeline: 'slow' },
      {
        onLine: line => {
          const id = /\/runs\/([0-9a-f-]{36})$/.exec(line)?.[1]
          if (id !== undefined) started.push(id)
          if (asked || !line.startsWith('Step wait: running')) return
          asked = true
          void admin('POST', `/api/v1/runs/${started.at(-1)}/stop?graceful=true`)
        }
      }
    )
    expect(result.code).toBe(1)
    expect(result.outputs).toMatchObject({ conclusion: 'stopped', status: 'stopped' })
  })

  test('a run that does not end in time is stopped', async () => {
    const result = await push('develop', { pipeline: 'slow', timeout: '15s' })
    started.push(result.outputs['run-id'] ?? '')
    expect(result.code).toBe(1)
    expect(result.outputs['conclusion']).toBe('timed-out')
    expect(result.log).toContain('The run was told to stop')
    expect(['stopping', 'stopped']).toContain((await runOf(result.outputs['run-id'])).body.status)
    const after = await runAction({ file: built.post, event: { name: 'push', payload: '{}' }, state: result.state })
    expect([after.code, after.log]).toEqual([0, ''])
  })
})

describe('ways to use it', () => {
  test('wait: false ends with the trigger', async () => {
    const result = await push('develop', { pipeline: 'slow', wait: 'false' })
    started.push(result.outputs['run-id'] ?? '')
    expect(result.code).toBe(0)
    expect(result.outputs).toMatchObject({ conclusion: 'triggered', triggered: 'true' })
    expect(['completed', 'failed', 'stopped']).not.toContain((await runOf(result.outputs['run-id'])).body.status)
  })

  test('dry-run says what would run where and starts nothing', async () => {
    const before = await runCount()
    const result = await push('main', { pipeline: 'training', 'dry-run': 'true' })
    expect(result.code).toBe(0)
    expect(result.log).toContain('would start training-production on stack production')
    expect(result.outputs).toMatchObject({
      triggered: 'false',
      conclusion: 'skipped',
      'snapshot-id': shared.snapshots['training-production']
    })
    expect(await runCount()).toBe(before)
  })

  test('a re-run attaches to the run that the attempt before started, while it is active', async () => {
    const attempt = (number: string, inputs = {}) =>
      push(
        'develop',
        { pipeline: 'slow', timeout: '40s', ...inputs },
        { env: { GITHUB_RUN_ID: '4242', GITHUB_RUN_ATTEMPT: number } }
      )
    const first = await attempt('1', { wait: 'false' })
    started.push(first.outputs['run-id'] ?? '')
    const second = await attempt('2', { wait: 'false' })
    expect(second.outputs['run-id']).toBe(first.outputs['run-id'])
    expect(second.log).toContain("attaching, since the earlier attempt's run")
    const third = await attempt('3', { wait: 'false', 'on-rerun': 'new' })
    started.push(third.outputs['run-id'] ?? '')
    expect(third.outputs['run-id']).not.toBe(first.outputs['run-id'])
  })

  test('a snapshot by name, and by id', async () => {
    for (const snapshot of ['training-staging', shared.snapshots['training-staging'] ?? '']) {
      const result = await push('develop', { snapshot, 'dry-run': 'true' })
      expect(result.code).toBe(0)
      expect(result.outputs['snapshot-id']).toBe(shared.snapshots['training-staging'])
    }
  })

  test('the gate action alone says the environment, without a credential', async () => {
    const use = { file: built.gate, inputs: {} }
    const { pushTo } = await import('../../testbed/runner.ts')
    const main = await runAction({ ...use, ...pushTo('main') })
    expect(main.code).toBe(0)
    expect(main.outputs).toMatchObject({ environment: 'production', stack: 'production' })
    const other = await runAction({ ...use, ...pushTo('topic') })
    expect([other.code, other.outputs['environment'], other.outputs['stack']]).toEqual([0, '', ''])
    expect(other.outputs['reason']).toContain('topic fits none of the environments')
  })
})
