import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { admin, provenanceOf, push, runCount, runOf, shared } from './shared-testbed.ts'
import { commit, git, ofItsCommit, run, workspace } from './worker-checkout.ts'

describe('a command runs the pipeline in this job, on the environment’s stack', () => {
  test.each([
    ['develop', 'worker-staging'],
    ['main', 'worker-production']
  ])('%s runs on %s', async (branch, stack) => {
    const result = await run(branch, 'python run.py', { tags: 'nightly' }, ofItsCommit(branch))
    expect(result.log).toContain('Pipeline run has finished')
    expect(result.code).toBe(0)
    expect(result.outputs).toMatchObject({ conclusion: 'success', status: 'completed', stack, triggered: 'true' })
    const answer = await runOf(result.outputs['run-id'])
    expect(answer.resources.stack.name).toBe(stack)
    expect(answer.resources.user.name).toBe(shared.accountName)
    const environment = branch === 'main' ? 'production' : 'staging'
    const tags = answer.resources.tags.map(({ name }) => name)
    expect(tags.sort()).toEqual([`gate:environment=${environment}`, 'gate:repository=acme/models', 'nightly'])
    // The checkout is clean and at the commit that was pushed, so its code is proven.
    const tree = git('rev-parse', 'HEAD^{tree}')
    const proven = { commit, code_commit: commit, code_tree: tree, environment, repository: 'acme/models' }
    expect(await provenanceOf(result.outputs['run-id'])).toMatchObject(proven)
    expect(result.log).toContain(`This job has the code of this push's commit ${commit.slice(0, 12)}.`)
    expect(result.outputs['metadata']).toBe('{}')
  })

  test('code that differs from the commit is not called the commit’s', async () => {
    writeFileSync(join(workspace, 'extra.py'), '')
    const result = await run('develop', 'python run.py', {}, ofItsCommit('develop'))
    rmSync(join(workspace, 'extra.py'))
    expect(await provenanceOf(result.outputs['run-id'])).toMatchObject({ commit, code_commit: 'unknown' })
    expect(result.log + result.summary).toContain('no clean git checkout')
  })

  test('a pipeline that fails makes the step red', async () => {
    const result = await run('develop', 'python run.py --fail')
    expect(result.code).toBe(1)
    expect(result.outputs).toMatchObject({ conclusion: 'failure', status: 'failed' })
    expect(result.summary).toContain('the data has drifted')
    const ended =
      'The run on stack worker-staging ended as failed: step check failed: ValueError: the data has drifted.'
    expect(result.log).toContain(`The command ended with exit code 1. ${ended} ${result.outputs['run-url']}`)
  })

  test('two runs are both reported', async () => {
    const result = await run('develop', 'python two_runs.py')
    expect(result.code).toBe(0)
    const ids = JSON.parse(result.outputs['run-ids'] ?? '[]') as string[]
    expect(ids).toHaveLength(2)
    for (const id of ids) expect((await runOf(id)).body.status).toBe('completed')
    expect(result.log.match(/^The run succeeded on stack worker-staging \(/gm)).toHaveLength(2)
  })

  test('a command that starts no run is red, also with exit code 0', async () => {
    const before = await runCount()
    const result = await run('develop', 'python no_run.py')
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'failure'])
    expect(result.log).toContain('started no pipeline run')
    expect(await runCount()).toBe(before)
  })

  test('an old run’s address in the output does not count', async () => {
    const old = (await run('develop', 'python run.py')).outputs['run-id']
    const created = (await admin('POST', '/api/v1/service_accounts', { name: 'somebody-else', active: true })) as {
      id: string
    }
    const key = (await admin('POST', `/api/v1/service_accounts/${created.id}/api_keys`, { name: 'key' })) as {
      body: { key: string }
    }
    const code = `print("Dashboard URL for Pipeline Run: ${shared.url}/projects/default/runs/${old}")`
    const result = await run('develop', `python -c '${code}'`, { 'api-key': key.body.key })
    expect(result.log).toContain('does not count')
    expect(result.code).toBe(1)
  })

  test('a run on another stack is red, and says where it ran', async () => {
    const result = await run('main', 'python wrong_stack.py')
    expect((await runOf(result.outputs['run-id'])).resources.stack.name).toBe('worker-staging')
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'failure'])
    expect(result.log).toContain('is on stack worker-staging, not on worker-production')
    const { status } = (await runOf(result.outputs['run-id'])).body
    expect(result.outputs['status']).toBe(status)
    // On a busy machine the run can't be stopped before it is known to the orchestrator: then post tries again.
    const end = `${status}(\\)|; the post step tries again)?`
    expect(result.log).toMatch(new RegExp(`The run worker-training\\S+ .*${end}\\. http`))
  })

  test('the address of a run that another job started does not count, though the account is the same', async () => {
    const other = await push('develop', { pipeline: 'staging-only', wait: 'false' })
    const id = other.outputs['run-id'] ?? ''
    const code = `import time; time.sleep(1); print("see ${shared.url}/projects/default/runs/${id}")`
    const result = await run('develop', `python -c '${code}'`)
    expect(result.log).toContain('started no pipeline run')
    expect([result.code, result.outputs['triggered']]).toEqual([1, 'false'])
    expect((await runOf(id)).body.status).not.toMatch(/stop/)
  })

  test('a run whose output the command keeps to itself counts too, and its failure is red', async () => {
    const result = await run(
      'develop',
      `bash -c 'python run.py && ! python run.py --fail >hidden.log 2>&1; rm hidden.log'`
    )
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'failure'])
    expect(JSON.parse(result.outputs['run-ids'] ?? '[]')).toHaveLength(2)
    expect(result.log).toContain('ended as failed: step check failed: ValueError: the data has drifted')
  })

  test.each([
    ['a project of somebody else', 'other', 'default', 'is in another project, not in default'],
    ['the project that the step works in', 'other', 'other', 'ended as failed: step check failed'],
    [
      'the default project, while the step works in another one',
      'default',
      'other',
      'is in another project, not in other'
    ]
  ])('a failing run that the command hides is red in %s', async (_, hidden, project, words) => {
    const { items } = (await admin('GET', '/api/v1/projects?size=100')) as { items: { id: string; name: string }[] }
    if (!items.some(({ name }) => name === 'other'))
      items.push((await admin('POST', '/api/v1/projects', { name: 'other' })) as { id: string; name: string })
    const id = items.find(({ name }) => name === hidden)?.id
    const code = [
      'import os, subprocess, sys',
      `there = dict(os.environ, ZENML_ACTIVE_PROJECT_ID='${id}')`,
      "subprocess.run([sys.executable, 'run.py', '--fail'], env=there, capture_output=True)",
      "sys.exit(subprocess.run([sys.executable, 'run.py']).returncode)"
    ]
    writeFileSync(join(workspace, 'hide.py'), code.join('\n'))
    const result = await run('develop', 'python hide.py', { project })
    rmSync(join(workspace, 'hide.py'))
    expect([result.code, result.outputs['conclusion'], result.outputs['triggered']]).toEqual([1, 'failure', 'true'])
    expect(result.log).toContain(words)
  })

  test('an exit code other than 0 is red', async () => {
    const result = await run('develop', `bash -c 'python run.py; exit 3'`)
    expect(result.code).toBe(1)
    expect(result.log).toContain('exit code 3')
  })
})
