import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../testbed/runner.ts'
import { push, runCount, runOf, shared } from './shared-testbed.ts'

const scripts = {
  'quiet.py':
    'import logging, run\nlogging.getLogger("zenml").setLevel(logging.WARNING)\nrun.training(seconds=0.0, fail=False)\n',
  'disabled.py': 'import logging, run\nlogging.disable(logging.INFO)\nrun.training(seconds=0.0, fail=False)\n',
  'captured.py':
    'import subprocess, sys\nended = subprocess.run([sys.executable, "run.py", *sys.argv[1:]], capture_output=True)\nsys.exit(ended.returncode)\n',
  'test_training.py': 'import run\n\ndef test_training():\n    run.training(seconds=0.0, fail=False)\n',
  'trigger.py':
    'from zenml.client import Client\nrun = Client().trigger_pipeline("staging-only-staging")\nprint(f"Pipeline run triggered: {run.id}")\n',
  'trigger_quietly.py': 'import sys\nfrom zenml.client import Client\nClient().trigger_pipeline(sys.argv[1])\n',
  'step_starts.py': `from zenml import pipeline, step
from zenml.client import Client

@step(enable_cache=False)
def release() -> None:
    Client().trigger_pipeline("failing-staging")

@pipeline(name="releasing")
def releasing() -> None:
    release()

releasing()
`,
  'forecast.py': `from zenml import pipeline, step
from zenml.config import DockerSettings

@step
def fit(epochs: int) -> float:
    return 1 / epochs

@pipeline(name="forecast", settings={"docker": DockerSettings(parent_image="registry.invalid/x:1", skip_build=True)})
def forecast(epochs: int = 1) -> None:
    fit(epochs=epochs)
`,
  'forecast.yaml':
    'run_name: "forecast_{date}_{time}"\nenable_cache: false\nparameters: {epochs: 10}\ntags: [pre-release]\n',
  'build.py': `import os, sys
from zenml import add_tags
from zenml.client import Client
from forecast import forecast

client = Client()
os.environ["ZENML_ACTIVE_STACK_ID"] = str(client.get_stack(sys.argv[1]).id)
snapshot = forecast.with_options(config_path="forecast.yaml").create_snapshot(name="forecast_" + sys.argv[2])
add_tags(tags=["built"], snapshot=snapshot.id)
run = client.trigger_pipeline(snapshot_name_or_id=snapshot.id, run_configuration=snapshot.config_template)
print(f"Pipeline run triggered: {run.id}")
`,
  'waiting.py': 'import pathlib, sys, time\nwhile not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.1)\n'
} as const

let workspace = ''
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'observed-'))
  cpSync(shared.workerFolder, workspace, { recursive: true, filter: source => !source.includes('__pycache__') })
  for (const [name, text] of Object.entries(scripts)) writeFileSync(join(workspace, name), text)
})
const homes: string[] = []
afterAll(() => {
  for (const folder of [workspace, ...homes]) rmSync(folder, { recursive: true, force: true })
})

const worker = 'staging: {branches: develop, stack: worker-staging}'
const remote = 'staging: {branches: develop, stack: staging}'

/** Pushes with a command that uses the testbed's Python as it is. */
function run(command: string, environments = worker, more: Parameters<typeof push>[2] = {}): Promise<ActionResult> {
  const inputs = { environments, command, python: shared.python, 'zenml-version': 'none' }
  return push('develop', inputs, { ...more, env: { GITHUB_WORKSPACE: workspace, ...more.env } })
}

/** A client of the same account that isn't this action's, as of another workflow; its process. */
function neighbour(script: string, stack: string, ...args: readonly string[]): ChildProcess {
  const home = mkdtempSync(join(tmpdir(), 'neighbour-'))
  homes.push(home)
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    ZENML_CONFIG_PATH: home,
    ZENML_ANALYTICS_OPT_IN: 'false',
    ZENML_STORE_URL: shared.url,
    ZENML_STORE_API_KEY: shared.apiKey,
    ZENML_ACTIVE_STACK_ID: shared.stacks[stack],
    ZENML_ACTIVE_PROJECT_ID: shared.project
  }
  return spawn(shared.python, [script, ...args], { cwd: workspace, env, stdio: ['ignore', 'pipe', 'inherit'] })
}

/** The id of the run that a neighbour's output names. */
function runIdOf(process: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let text = ''
  process.stdout?.on('data', chunk => {
    text += String(chunk)
    const id = /runs\/([0-9a-f-]{36})/.exec(text)?.[1]
    if (id !== undefined) resolve(id)
  })
  process.once('close', () => reject(new Error(`no run in ${text}`)))
  return promise
}

describe('a command’s run is observed', () => {
  test.each([
    ['with ZenML’s logger at WARNING', 'python quiet.py', worker],
    ['with logging disabled up to INFO', 'python disabled.py', worker],
    ['in a subprocess whose output is captured', 'python captured.py', worker],
    ['in a test of pytest', 'python -m pytest -q -p no:cacheprovider test_training.py', worker],
    ['with ZenML’s own verbosity at ERROR', `bash -c 'ZENML_LOGGING_VERBOSITY=ERROR python run.py'`, worker],
    ['started from a snapshot, and printed as a bare id', 'python trigger.py', remote],
    ['started from a snapshot, and not printed', 'python trigger_quietly.py staging-only-staging', remote]
  ])('%s', async (_, command, environments) => {
    const result = await run(command, environments)
    expect([result.code, result.outputs['conclusion'], result.outputs['status']]).toEqual([0, 'success', 'completed'])
    expect(result.outputs['triggered']).toBe('true')
    const { body, resources } = await runOf(result.outputs['run-id'])
    expect(body.status).toBe('completed')
    expect(resources.user.name).toBe(shared.accountName)
  })

  test.each([
    ['in a subprocess whose output is captured', 'python captured.py --fail', worker],
    ['from a snapshot', 'python trigger_quietly.py failing-staging', remote]
  ])('and colours the step, even if it fails %s', async (_, command, environments) => {
    const result = await run(command, environments)
    expect([result.code, result.outputs['conclusion'], result.outputs['status']]).toEqual([1, 'failure', 'failed'])
    expect(result.log).toContain('the data has drifted')
  })
})

test('a script that builds a snapshot of its code, starts it by the client and prints the id is followed to its end', async () => {
  const name = randomUUID().slice(0, 8)
  const result = await run(`python build.py staging ${name}`, remote)
  expect([result.code, result.outputs['conclusion'], result.outputs['status']]).toEqual([0, 'success', 'completed'])
  expect(result.log).toContain(`Pipeline run triggered: ${result.outputs['run-id']}`)
  const { resources } = await runOf(result.outputs['run-id'])
  expect(resources.stack.name).toBe('staging')
  expect(resources.source_snapshot?.id).toMatch(/^[0-9a-f-]{36}$/)
})

test('a run that a step of the command’s run starts is linked, and not judged', async () => {
  const result = await run('python step_starts.py')
  expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  expect(JSON.parse(result.outputs['run-ids'] ?? '[]')).toHaveLength(1)
  const [, child = ''] = /started the run \S+, which is not judged: \S+\/runs\/([0-9a-f-]{36})/.exec(result.log) ?? []
  expect(child).not.toBe('')
  expect(result.summary).toContain(`/runs/${child}`)
  expect((await runOf(child)).resources.tags).toEqual([])
})

describe('what others start with the account meanwhile', () => {
  test('is neither judged, stopped nor tagged, on this stack or another', async () => {
    const others = [neighbour('run.py', 'worker-production', '--fail'), neighbour('run.py', 'worker-staging', '--fail')]
    const [result, ...ids] = await Promise.all([run('python quiet.py'), ...others.map(runIdOf)])
    await Promise.all(others.map(process => process.exitCode ?? once(process, 'exit')))
    expect([result.code, result.outputs['conclusion'], result.outputs['run-ids']]).toEqual([
      0,
      'success',
      JSON.stringify([result.outputs['run-id']])
    ])
    for (const id of ids) {
      const { body, resources } = await runOf(id)
      expect([body.status, resources.tags]).toEqual(['failed', []])
      expect(result.log).not.toContain(id)
    }
  })

  test('makes a command that starts nothing not green', async () => {
    const flag = join(workspace, 'go-on')
    const other = neighbour('run.py', 'worker-staging')
    const ended = once(other, 'exit')
    const going = run(`python waiting.py ${flag}`)
    await Promise.all([runIdOf(other), ended])
    writeFileSync(flag, '')
    const result = await going
    rmSync(flag)
    expect([result.code, result.outputs['conclusion'], result.outputs['triggered']]).toEqual([1, 'failure', 'false'])
    expect(result.log).toContain('The command started no pipeline run')
  })

  test('of two steps side by side, one of them quiet, each has its own run', async () => {
    const [quiet, loud] = await Promise.all([run('python quiet.py'), run('python run.py --fail')])
    expect([quiet.code, quiet.outputs['status'], loud.code, loud.outputs['status']]).toEqual([
      0,
      'completed',
      1,
      'failed'
    ])
    expect(quiet.outputs['run-id']).not.toBe(loud.outputs['run-id'])
  })
})

describe('if nothing can be observed', () => {
  test.each([
    ['python -I', `python -I ${'run.py'}`],
    ['python -E', 'python -E run.py'],
    ['python -S', `bash -c 'PYTHONPATH=$(python -c "import sys; print(sys.path[-1])") python -S run.py'`]
  ])('a run that is printed counts: %s', async (_, command) => {
    const result = await run(command)
    expect([result.code, result.outputs['conclusion'], result.outputs['status']]).toEqual([0, 'success', 'completed'])
  })

  test('a run that is not printed is taken for the command’s if it is the only one, and that is said', async () => {
    const before = await runCount()
    const result = await run(`bash -c 'python -I run.py >/dev/null 2>&1'`)
    expect(await runCount()).toBe(before + 1)
    expect([result.code, result.outputs['conclusion'], result.outputs['status']]).toEqual([0, 'success', 'completed'])
    expect(result.log).toContain('is taken for the command')
  })

  test('two such runs are red, and named', async () => {
    const result = await run(`bash -c 'python -I run.py >/dev/null 2>&1; python -I run.py >/dev/null 2>&1'`)
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'failure'])
    expect(result.log).toMatch(/started several runs meanwhile.*runs\/[0-9a-f-]{36}.*runs\/[0-9a-f-]{36}/)
  })

  test('the run of another step of this action is not taken', async () => {
    const flag = join(workspace, 'go-on')
    const going = run(`bash -c 'until [ -e ${flag} ]; do sleep 0.1; done'`)
    const other = await run('python run.py')
    writeFileSync(flag, '')
    const result = await going
    rmSync(flag)
    expect(other.code).toBe(0)
    expect([result.code, result.outputs['triggered']]).toEqual([1, 'false'])
  })
})
