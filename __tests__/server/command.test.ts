import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { isGroupAlive, type ProcessGroup } from '../../src/worker/process-group.ts'
import { built, pushTo } from '../../testbed/runner.ts'
import { leaksIn } from '../stand-in/leak.ts'
import { openFront } from './fault-front.ts'
import { admin, push, runCount, runOf, shared } from './shared-testbed.ts'

let workspace = ''
let commit = ''

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'worker-checkout-'))
  cpSync(shared.workerFolder, workspace, { recursive: true, filter: source => !source.includes('__pycache__') })
  writeFileSync(join(workspace, '.gitignore'), '__pycache__/\n')
  writeFileSync(
    join(workspace, 'show_environment.py'),
    'import json, os\nprint("ENV " + json.dumps(dict(os.environ)))\nimport run\nrun.training(seconds=0.0, fail=False)\n'
  )
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: workspace,
      encoding: 'utf8'
    })
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'Pipelines')
  commit = git('rev-parse', 'HEAD').trim()
})
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

const environments =
  'staging: {branches: develop, stack: worker-staging}\nproduction: {branches: main, stack: worker-production}'

/** Pushes with a command that uses the testbed's Python as it is, so that nothing has to be installed. */
function run(branch: string, command: string, inputs = {}, more: Parameters<typeof push>[2] = {}) {
  const installed = { python: shared.python, 'zenml-version': 'none' }
  const env = { GITHUB_WORKSPACE: workspace, ...more.env }
  return push(branch, { environments, command, ...installed, ...inputs }, { ...more, env })
}

/** A push of the checkout's own commit, in the event file as in GITHUB_SHA. */
function ofItsCommit(branch: string): Parameters<typeof push>[2] {
  const { event } = pushTo(branch)
  return { event: { ...event, payload: { ...(event.payload as object), after: commit } }, env: { GITHUB_SHA: commit } }
}

describe('a command runs the pipeline in this worker, on the environment’s stack', () => {
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
    const tags = answer.resources.tags.map(({ name }) => name)
    // The checkout is clean and at the commit that was pushed, so its code is proven.
    expect(tags).toEqual(expect.arrayContaining(['nightly', `gate:trigger-sha=${commit}`, `gate:code-sha=${commit}`]))
  })

  test('code that differs from the commit is not called the commit’s', async () => {
    writeFileSync(join(workspace, 'extra.py'), '')
    const result = await run('develop', 'python run.py', {}, ofItsCommit('develop'))
    rmSync(join(workspace, 'extra.py'))
    const tags = (await runOf(result.outputs['run-id'])).resources.tags.map(({ name }) => name)
    expect(tags.filter(tag => tag.startsWith('gate:code-sha'))).toEqual([])
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

  test('two runs are both told', async () => {
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
    expect(result.log).toMatch(new RegExp(`The run worker-training\\S+ .*${status}\\)?\\. http`))
  })

  test('the address of a run that another job started does not count, though the account is the same', async () => {
    const other = await push('develop', { pipeline: 'training', wait: 'false' })
    const id = other.outputs['run-id'] ?? ''
    const code = `import time; time.sleep(1); print("see ${shared.url}/projects/default/runs/${id}")`
    const result = await run('develop', `python -c '${code}'`)
    expect(result.log).toContain('started no pipeline run')
    expect([result.code, result.outputs['triggered']]).toEqual([1, 'false'])
    expect((await runOf(id)).body.status).not.toMatch(/stop/)
  })

  test('a run whose address the command keeps to itself is red, since nobody has judged it', async () => {
    const result = await run('develop', `bash -c 'python run.py && python run.py >hidden.log 2>&1; rm hidden.log'`)
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'failure'])
    expect(result.log).toContain("which the command's output does not name")
  })

  test.each([
    ['a project of somebody else', 'other', 'default'],
    ['the project that the step works in', 'other', 'other'],
    ['the default project, while the step works in another one', 'default', 'other']
  ])('a failing run that the command hides is red in %s', async (_, hidden, project) => {
    const { items } = (await admin('GET', '/api/v1/projects?size=100')) as { items: { id: string; name: string }[] }
    if (!items.some(({ name }) => name === 'other'))
      items.push((await admin('POST', '/api/v1/projects', { name: 'other' })) as { id: string; name: string })
    const id = items.find(({ name }) => name === hidden)?.id
    const code = [
      'import os, subprocess, sys',
      `there = dict(os.environ, ZENML_ACTIVE_PROJECT_ID='${id}')`,
      "end = subprocess.run([sys.executable, 'run.py', '--fail'], env=there, capture_output=True).returncode",
      "print('the hidden one ended with', end, flush=True)",
      "sys.exit(subprocess.run([sys.executable, 'run.py']).returncode)"
    ]
    writeFileSync(join(workspace, 'hide.py'), code.join('\n'))
    const result = await run('develop', 'python hide.py', { project })
    rmSync(join(workspace, 'hide.py'))
    expect(result.log).toContain('the hidden one ended with 1')
    expect([result.code, result.outputs['conclusion'], result.outputs['status']]).toEqual([1, 'failure', 'completed'])
    expect(result.log).toMatch(/also started the run worker-training\S+ \(failed on stack worker-staging\)/)
  })

  test('a timeout tells how the server has the run in the end', async () => {
    const result = await run('develop', 'python run.py --seconds 60', { timeout: '15s' })
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'timed-out'])
    const { status } = (await runOf(result.outputs['run-id'])).body
    expect(['stopping', 'stopped']).toContain(status)
    expect(result.outputs['status']).toBe(status)
    expect(result.log).toMatch(new RegExp(`was told to stop and .*${status}\\)?\\. http`))
  })

  test('an exit code other than 0 is red', async () => {
    const result = await run('develop', `bash -c 'python run.py; exit 3'`)
    expect(result.code).toBe(1)
    expect(result.log).toContain('exit code 3')
  })
})

describe('what the command gets', () => {
  test('an allow-listed environment with a token of limited life, and never the key', async () => {
    const env = {
      SECRET_OF_THE_JOB: 'do-not-leak',
      WANTED: 'yes',
      ACTIONS_RUNTIME_TOKEN: 'runtime',
      GITHUB_TOKEN: 'ghs_x'
    }
    const result = await run('develop', 'python show_environment.py', { 'pass-env': 'WANTED' }, { env })
    expect(result.code).toBe(0)
    const line = result.log.split('\n').find(each => each.includes('ENV {')) ?? ''
    const got = JSON.parse(line.slice(line.indexOf('{'))) as Record<string, string>
    expect(got).toMatchObject({
      WANTED: 'yes',
      ZENML_STORE_URL: shared.url,
      ZENML_ACTIVE_STACK_ID: shared.stacks['worker-staging'],
      ZENML_ACTIVE_PROJECT_ID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      DISABLE_CREDENTIALS_DISK_CACHING: 'true',
      ZENML_CONFIG_PATH: expect.stringContaining('zenml-gated-trigger')
    })
    const forbidden = Object.keys(got).filter(name =>
      /^(?:INPUT_|ACTIONS_|STATE_)|^GITHUB_(?:TOKEN|ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$|API_KEY|SECRET_OF/.test(name)
    )
    expect(forbidden).toEqual([])
    expect(line).not.toContain(shared.apiKey)
    // The action takes the token out of what the command prints, and has told the runner to hide it.
    expect(got['ZENML_STORE_API_TOKEN']).toBe('***')
    const tokens = [...result.log.matchAll(/^::add-mask::(eyJ[^.\s]+\.[^.\s]+\.[^.\s]+)$/gm)]
    const claims = tokens.map(([, token = '']) =>
      JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    )
    const [short] = claims.filter((claim: { exp?: number }) => claim.exp !== undefined) as { exp: number }[]
    const life = (short?.exp ?? 0) - Date.now() / 1000
    // 5h30m and a margin of 15 minutes.
    expect(life).toBeGreaterThan(5.5 * 3600)
    expect(life).toBeLessThan(6 * 3600)
  })

  test('export-credentials connects later steps', async () => {
    const result = await push('develop', { environments, 'export-credentials': 'token' })
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'skipped'])
    expect(result.summary).toContain('connected, with a token of limited life')
    expect(Object.keys(result.exported).sort()).toEqual([
      'DISABLE_CREDENTIALS_DISK_CACHING',
      'ZENML_ACTIVE_PROJECT_ID',
      'ZENML_ACTIVE_STACK_ID',
      'ZENML_CONFIG_PATH',
      'ZENML_STORE_API_TOKEN',
      'ZENML_STORE_URL'
    ])
    const config = mkdtempSync(join(tmpdir(), 'later-step-'))
    const code =
      'from zenml.client import Client; c = Client(); print("STACK", c.active_stack_model.name, c.active_user.name)'
    const env = { PATH: process.env['PATH'], HOME: config, ...result.exported, ZENML_CONFIG_PATH: config }
    const said = execFileSync(shared.python, ['-c', code], { env, encoding: 'utf8' })
    rmSync(config, { recursive: true, force: true })
    expect(said).toContain(`STACK worker-staging ${shared.accountName}`)
    const withKey = await push('develop', { environments, 'export-credentials': 'api-key' })
    expect(withKey.exported['ZENML_STORE_API_KEY']).toBe(shared.apiKey)
    expect(withKey.exported['ZENML_STORE_API_TOKEN']).toBeUndefined()
  })

  test('its ZenML is the server’s version, freshly installed', async () => {
    const result = await run('develop', 'python run.py', {
      python: '',
      'zenml-version': 'server',
      requirements: 'six==1.16.0'
    })
    expect(result.log).toMatch(/zenml==0\.98\.0|zenml-0\.98\.0/)
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  })
})

test('a run made from the snapshot of a gated run is the command’s own, although it begins with that run’s tags', async () => {
  const gated = await push('develop', { pipeline: 'failing' })
  const { resources } = await runOf(gated.outputs['run-id'])
  const script = join(workspace, 'again.py')
  // ZenML keeps a run's tags in the snapshot that it makes of the run.
  writeFileSync(
    script,
    `from zenml.client import Client
from zenml.config.pipeline_run_configuration import PipelineRunConfiguration
configuration = PipelineRunConfiguration(run_name="again-${gated.outputs['run-name']}")
run = Client().trigger_pipeline(snapshot_name_or_id="${resources.snapshot.id}", run_configuration=configuration)
print(f"Started snapshot run \`{run.id}\`.")
`
  )
  const result = await run('develop', 'python again.py', { environments: 'staging: develop' })
  rmSync(script)
  const again = await runOf(result.outputs['run-id'])
  const lineages = again.resources.tags.filter(({ name }) => name.startsWith('gate:lineage='))
  expect(lineages.length).toBe(2)
  expect([result.code, result.outputs['conclusion'], result.outputs['status']]).toEqual([1, 'failure', 'failed'])
})

test('a run that a cancelled command had no time to name is stopped by post', async () => {
  // In the background of a shell the client hears no SIGINT; killed outright, it can't tell the server of its end.
  const command = `bash -c 'python run.py --seconds 90 >hidden.log 2>&1 & trap "kill -9 $!" INT; until grep -q "train. has started" hidden.log; do sleep 0.2; done; echo it trains; wait'`
  let signalled = 0
  const front = openFront()
  await front.proxy.up()
  const address = { 'server-url': front.proxy.url }
  const result = await run('develop', command, address, {
    onLine: (line, action) => {
      if (signalled !== 0 || !line.includes('│ it trains')) return
      signalled = performance.now()
      // What is left of the five seconds is for a slow server.
      front.faultFor = ({ question }) => (question === 'find' ? { kind: 'slow', part: 'headers', ms: 800 } : undefined)
      action.kill('SIGINT')
    }
  })
  rmSync(join(workspace, 'hidden.log'))
  expect(performance.now() - signalled).toBeLessThan(5_000)
  expect([result.outputs['conclusion'], result.outputs['run-id']]).toEqual(['cancelled', undefined])
  expect(result.log).toContain('Not every run is known to be stopped; the post step goes on.')
  const after = await run('develop', 'python run.py', address, { file: built.post, state: result.state })
  expect(after.log).toMatch(/The run worker-training\S+ \(running\) was started by this account .* so it is taken for/)
  const id = /The run ([0-9a-f-]{36}) was told to stop/.exec(after.log)?.[1]
  expect(['stopping', 'stopped']).toContain((await runOf(id)).body.status)
  expect(after.log).not.toMatch(/^::(?:warning|error)/m)
})

test('of a main that is killed outright, post alone ends the command, and its run', async () => {
  const result = await run(
    'develop',
    `bash -c 'python run.py --seconds 90 & wait'`,
    {},
    { onLine: (line, action) => void (line.includes('Step `train` has started') && action.kill('SIGKILL')) }
  )
  expect([result.code, result.signal]).toEqual([null, 'SIGKILL'])
  const { command } = JSON.parse(result.state['trigger'] ?? '{}') as { command: { group: ProcessGroup } }
  expect(isGroupAlive(command.group)).toBe(true)
  const after = await run('develop', 'python run.py', {}, { file: built.post, state: result.state })
  expect(after.log).toContain('The command was still running; it has been ended.')
  expect(isGroupAlive(command.group)).toBe(false)
  // ZenML's client, interrupted, says itself that its run failed.
  expect(['failed', 'stopping', 'stopped']).toContain((await runOf(result.outputs['run-id'])).body.status)
  expect(after.log).not.toMatch(/^::(?:warning|error)/m)
})

test('no secret stands in the arguments of a process', async () => {
  const seen = new Set<string>()
  const look = (): void => {
    for (const pid of readdirSync('/proc')) {
      if (!/^\d+$/.test(pid)) continue
      try {
        seen.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
      } catch {
        // It has ended meanwhile.
      }
    }
  }
  const looking = setInterval(look, 40)
  const result = await run('develop', 'python run.py', { 'export-credentials': 'api-key' })
  clearInterval(looking)
  expect(result.code).toBe(0)
  const all = [...seen].join('\n')
  expect(all).toContain('run.py')
  const tokens = [...result.log.matchAll(/^::add-mask::(eyJ.+\..+\..+)$/gm)].map(match => match[1] ?? '')
  expect(tokens).not.toEqual([])
  expect(leaksIn(all, [shared.apiKey, ...tokens])).toEqual([])
})

test('a cancel ends the command with everything it started, and the run on the server', async () => {
  let signalled = 0
  const result = await run(
    'develop',
    `bash -c 'python run.py --seconds 90 & wait'`,
    {},
    {
      onLine: (line, action) => {
        if (signalled !== 0 || !line.includes('Step `train` has started')) return
        signalled = performance.now()
        action.kill('SIGINT')
      }
    }
  )
  expect(performance.now() - signalled).toBeLessThan(5_000)
  expect([result.code, result.outputs['conclusion']]).toEqual([1, 'cancelled'])
  const { command } = JSON.parse(result.state['trigger'] ?? '{}') as { command: { group: ProcessGroup } }
  expect(isGroupAlive(command.group)).toBe(false)
  const id = result.outputs['run-id'] ?? ''
  expect(['stopping', 'stopped']).toContain((await runOf(id)).body.status)
  // Post looks again, since the command may have started a run that it had no time to name.
  const after = await run('develop', 'python run.py', {}, { file: built.post, state: result.state })
  expect(after.code).toBe(0)
  expect(after.log).toMatch(new RegExp(`The run ${id} (?:has ended \\(stopped\\)|was told to stop|had ended already)`))
  expect(after.log).not.toMatch(/^::(?:warning|error)/m)
})
