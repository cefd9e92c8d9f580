import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { isGroupAlive, type ProcessGroup } from '../../src/process/process-group.ts'
import { built, pushTo } from '../../testbed/runner.ts'
import { leaksIn } from '../stand-in/leak.ts'
import { openFront } from './fault-front.ts'
import { admin, provenanceOf, push, runCount, runOf, shared } from './shared-testbed.ts'

let workspace = ''
let commit = ''

/** What git says in the checkout. */
function git(...args: readonly string[]): string {
  const options = { cwd: workspace, encoding: 'utf8' } as const
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], options).trim()
}

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'worker-checkout-'))
  cpSync(shared.workerFolder, workspace, { recursive: true, filter: source => !source.includes('__pycache__') })
  writeFileSync(join(workspace, '.gitignore'), '__pycache__/\n')
  writeFileSync(
    join(workspace, 'show_environment.py'),
    'import json, os\nprint("ENV " + json.dumps(dict(os.environ)))\nimport run\nrun.training(seconds=0.0, fail=False)\n'
  )
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'Pipelines')
  commit = git('rev-parse', 'HEAD')
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
    const environment = branch === 'main' ? 'production' : 'staging'
    const tags = answer.resources.tags.map(({ name }) => name)
    expect(tags.sort()).toEqual([`gate:environment=${environment}`, 'gate:repository=acme/models', 'nightly'])
    // The checkout is clean and at the commit that was pushed, so its code is proven.
    const tree = git('rev-parse', 'HEAD^{tree}')
    const proven = { commit, code_commit: commit, code_tree: tree, environment, repository: 'acme/models' }
    expect(await provenanceOf(result.outputs['run-id'])).toMatchObject(proven)
    expect(result.log).toContain(`This worker has the code of this push's commit ${commit.slice(0, 12)}.`)
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

  test('a timeout tells how the server has the run in the end', async () => {
    const result = await run('develop', 'python run.py --seconds 120', { timeout: '40s' })
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

test('a run made from the snapshot of a gated run is the command’s own, although it begins with that run’s tags and extra', async () => {
  const gated = await push('develop', { pipeline: 'failing' })
  const { resources } = await runOf(gated.outputs['run-id'])
  const script = join(workspace, 'again.py')
  // ZenML keeps a run's tags and its extra in the snapshot that it makes of the run.
  writeFileSync(
    script,
    `from zenml.client import Client
from zenml.config.pipeline_run_configuration import PipelineRunConfiguration
configuration = PipelineRunConfiguration(run_name="again-${gated.outputs['run-name']}")
Client().trigger_pipeline(snapshot_name_or_id="${resources.snapshot.id}", run_configuration=configuration)
`
  )
  const result = await run('develop', 'python again.py', { environments: 'staging: develop' })
  rmSync(script)
  expect([result.code, result.outputs['conclusion'], result.outputs['status']]).toEqual([1, 'failure', 'failed'])
  expect(result.outputs['run-id']).not.toBe(gated.outputs['run-id'])
})

describe('a run from a snapshot has the snapshot’s code, and never the checkout’s', () => {
  test.each([
    ['by ZenML’s command line', 'zenml pipeline snapshot run training-staging --pipeline training'],
    ['by its client', `python -c "from zenml.client import Client; Client().trigger_pipeline('training-staging')"`]
  ])('started %s', async (_, command) => {
    const result = await run('develop', command, { environments: 'staging: develop' }, ofItsCommit('develop'))
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
    expect(result.log + result.summary).toContain('The snapshot does not say which commit its code is from')
    expect(result.log + result.summary).not.toContain('This worker has the code of')
    expect(await provenanceOf(result.outputs['run-id'])).toMatchObject({ commit, code_commit: 'unknown' })
  })
})

test('the code of a pull request is proven by its head and by GitHub’s merge of it, and named as that', async () => {
  const head = commit
  const repo = { id: 186853002, name: 'models', full_name: 'acme/models', fork: false }
  const merge = '7fd1a60b01f91b314f59955a4e4d4e80d8edf11d'
  const pull = {
    number: 7,
    state: 'open',
    merged: false,
    base: { ref: 'develop', repo },
    head: { ref: 'x', sha: head, repo }
  }
  const payload = { action: 'synchronize', number: 7, pull_request: pull, repository: repo }
  const env = {
    GITHUB_REF: 'refs/pull/7/merge',
    GITHUB_REF_NAME: '7/merge',
    GITHUB_BASE_REF: 'develop',
    GITHUB_HEAD_REF: 'x',
    GITHUB_SHA: merge
  }
  const rules = 'staging: {branches: develop, stack: worker-staging, events: [pull_request]}'
  const result = await run(
    'develop',
    'python run.py',
    { environments: rules },
    { event: { name: 'pull_request', payload }, env }
  )
  expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  expect(result.log).toContain(`This worker has the code of this pull request's head commit ${head.slice(0, 12)}.`)
  expect(result.log + result.summary).not.toContain("this push's")
  expect(await provenanceOf(result.outputs['run-id'])).toMatchObject({
    event: 'pull_request',
    commit: merge,
    pull_request: { number: 7, head_commit: head },
    code_commit: head
  })
})

test('the checkout is judged before the installation writes into it', async () => {
  writeFileSync(
    join(workspace, 'setup.py'),
    'from setuptools import setup\nsetup(name="own-models", version="0.1", py_modules=["run"])\n'
  )
  writeFileSync(join(workspace, 'requirements.txt'), '-e .\n')
  git('add', '-A')
  git('commit', '-qm', 'An installable project')
  const head = git('rev-parse', 'HEAD')
  const { event } = pushTo('develop')
  const pushed = {
    event: { ...event, payload: { ...(event.payload as object), after: head } },
    env: { GITHUB_SHA: head }
  }
  const inputs = { python: '', 'zenml-version': 'server', requirements: 'requirements.txt' }
  const result = await run('develop', 'python run.py', inputs, pushed)
  const changed = git('status', '--porcelain')
  git('clean', '-fdq')
  git('reset', '-q', '--hard', commit)
  expect(changed).toContain('own_models.egg-info')
  expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  expect(await provenanceOf(result.outputs['run-id'])).toMatchObject({ code_commit: head })
})

test('a cancel stops the run of a command that hides all its output', async () => {
  // In the background of a shell the client hears no SIGINT; killed outright, it can't tell the server of its end.
  const command = `bash -c 'python run.py --seconds 90 >hidden.log 2>&1 & trap "kill -9 $!" INT; until grep -q "train. has started" hidden.log; do sleep 0.2; done; echo it trains; wait'`
  let signalled = 0
  const result = await run(
    'develop',
    command,
    {},
    {
      onLine: (line, action) => {
        if (signalled !== 0 || !line.includes('│ it trains')) return
        signalled = performance.now()
        action.kill('SIGINT')
      }
    }
  )
  rmSync(join(workspace, 'hidden.log'))
  expect(performance.now() - signalled).toBeLessThan(5_000)
  expect(result.outputs['conclusion']).toBe('cancelled')
  const id = result.outputs['run-id']
  expect(['stopping', 'stopped']).toContain((await runOf(id)).body.status)
})

test('of a main that is killed outright before it heard of the run, post reads what was observed, and stops that', async () => {
  const command = `bash -c 'python run.py --seconds 90 >hidden.log 2>&1 & until grep -q "train. has started" hidden.log; do sleep 0.1; done; echo it trains; wait'`
  let isAsked = false
  const front = openFront()
  await front.proxy.up()
  const address = { 'server-url': front.proxy.url }
  // Both steps of the action have one temporary folder, as the runner gives them.
  const env = { RUNNER_TEMP: mkdtempSync(join(tmpdir(), 'runner-temp-')) }
  // Main never gets to see the run: every look at it stalls.
  front.faultFor = ({ question }) =>
    question === 'details' && !isAsked ? { kind: 'stall', part: 'headers', processed: false } : undefined
  const result = await run('develop', command, address, {
    env,
    onLine: (line, action) => void (line.includes('│ it trains') && action.kill('SIGKILL'))
  })
  isAsked = true
  rmSync(join(workspace, 'hidden.log'))
  expect([result.signal, result.outputs['run-id']]).toEqual(['SIGKILL', undefined])
  const after = await run('develop', 'python run.py', address, { file: built.post, state: result.state, env })
  rmSync(env.RUNNER_TEMP, { recursive: true, force: true })
  expect(after.log).toMatch(/The run worker-training\S+ has ended \((?:failed|stopped)\)/)
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
  // Post sees to the end of a stop that main had no time to see.
  const after = await run('develop', 'python run.py', {}, { file: built.post, state: result.state })
  expect(after.code).toBe(0)
  expect(after.log).toMatch(/The run worker-training\S+ has ended \(stopped\)|^$/)
  expect(after.log).not.toMatch(/^::(?:warning|error)/m)
})
