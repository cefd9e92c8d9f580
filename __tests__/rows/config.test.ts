// What the built action makes of configuration files as people have them, and of words that YAML reads in two ways: over
// real HTTP, against the schema that a real server makes; each test with the case in the field that it comes from.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { isObject, type JsonObject } from '../../src/text/json.ts'
import { type ActionResult, built, pushTo, runAction } from '../../testbed/runner.ts'
import { annotations, onServer, quick, type Use } from './real-time.ts'

/** Runs main with the fastest of servers; also what it asked the server to start. */
async function runWith(use: Use): Promise<{ readonly result: ActionResult; readonly sent: readonly JsonObject[] }> {
  const sent: JsonObject[] = []
  const started: { result?: ActionResult } = {}
  await onServer(
    {
      script: quick('completed', { afterMs: 0 }),
      instead: (asked, pass) => {
        const body: unknown =
          asked.path.endsWith('/runs') && asked.method === 'POST' ? JSON.parse(asked.body) : undefined
        if (isObject(body) && isObject(body['run_configuration'])) sent.push(body['run_configuration'])
        return pass()
      }
    },
    async server => {
      started.result = await server.main(use)
    }
  )
  if (started.result === undefined) throw new Error('main did not run')
  return { result: started.result, sent }
}

const withConfig = (config: string) => runWith({ inputs: { config } })

/** The step is red, has started nothing, and says just this. */
async function expectRefused(use: Use, message: unknown): Promise<void> {
  const { result, sent } = await runWith(use)
  expect(annotations(result, 'error')).toEqual([message])
  expect([result.code, result.outputs['conclusion'], sent]).toEqual([1, 'failure', []])
}

test.concurrent('A production.yaml as zenml-enterprise-mlops has it: all that a run cannot change is said at once, each with the reason and what to write', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
  const file = `run_name: "nightly_{date}_{time}"
enable_cache: false
parameters:
  rows: 50000
  min_accuracy: 0.80
tags: [production, release]
settings:
  docker:
    python_package_installer: uv
    required_integrations: [sklearn]
  resources: {cpu_count: 4, memory: 8GB}
`
  writeFileSync(join(workspace, 'production.yaml'), file)
  try {
    await expectRefused(
      { inputs: { config: 'production.yaml' }, env: { GITHUB_WORKSPACE: workspace } },
      [
        'config: There are 3 faults:',
        '(1) run_name: The name of the run is set by the action. Remove it, and set run-name to a prefix; the action appends what makes the name unique.',
        '(2) parameters: The parameters of a static pipeline are fixed when its snapshot is made. Set parameters of its steps (steps.train.parameters.rows, steps.train.parameters.seed), or make the pipeline dynamic.',
        '(3) settings.docker: The container image is built when the snapshot is made, and the server refuses Docker settings for a run. Remove them. For another image, make a new snapshot with these settings.'
      ].join(' ')
    )
  } finally {
    rmSync(workspace, { recursive: true })
  }
})

test.concurrent.each([
  ['build: dcd6fafb-c200-4e85-8328-428bef98d804', 'config: build: A run takes the container build of its snapshot'],
  [
    'schedule: {cron_expression: "0 3 * * *"}',
    "config: schedule: A run of a snapshot starts at once, and the server refuses a schedule for it. Remove it, and write 'on: schedule' in the workflow."
  ],
  [
    'steps: {train: {settings: {docker: {requirements: [xgboost]}}}}',
    'config: steps.train.settings.docker: The container image is built'
  ],
  [
    'settings: {orchestrator.kubeflow: {synchronous: true}}',
    "config: settings.orchestrator.kubeflow: The snapshot's stack has no such component"
  ],
  [
    'steps: {train: {rows: 7, step_operator: vertex}}',
    "config: There are 2 faults: (1) steps.train.rows: There is no key 'rows' here. Write it as steps.train.parameters.rows. (2) steps.train.step_operator: "
  ],
  [
    'steps: {train: {parameters: {rows: 08}}}',
    "config: steps.train.parameters.rows: Expected a whole number, but found a string. ZenML's YAML reads 08 as text"
  ]
])('A file as six of zenml-projects have it, with %s, is refused with the reason', (config, message) =>
  expectRefused({ inputs: { config } }, expect.stringContaining(message))
)

test.concurrent('Two faults in one configuration have each their own place, near names and known keys', () =>
  expectRefused(
    {
      inputs: {
        config: 'steps: {train: {parameters: {rosw: 5}}, laod: {}}\nmodel: {name: m, nonsense: 1}\nrun_name: x'
      }
    },
    expect.stringMatching(
      /^config: There are 4 faults: \(1\) run_name: .* \(2\) steps\.train\.parameters\.rosw: .* 'rows'\? \(3\) steps\.laod: .* 'load'\? \(4\) model\.nonsense: .* Known here: name, license, /
    )
  ))

test.concurrent("Words and numbers of YAML 1.1, and merge keys, are read as ZenML's own loader reads them", async () => {
  const config = `extra:
  base: &base {rows: 1, seed: 2}
  merged: {<<: *base, rows: 3}
  notify: no
  zip: 01234
  big: 1_000
  at: 12:30
  e: 1e3
  quoted: "no"
enable_cache: off
`
  const { result, sent } = await withConfig(config)
  expect([annotations(result, 'error'), result.code]).toEqual([[], 0])
  expect(sent).toEqual([
    expect.objectContaining({
      enable_cache: false,
      extra: {
        base: { rows: 1, seed: 2 },
        merged: { rows: 3, seed: 2 },
        ...{ notify: false, zip: 668, big: 1000, at: 750, e: '1e3', quoted: 'no' },
        gate: expect.any(Object)
      }
    })
  ])
})

test.concurrent('A config that stands in environments as a mapping is read the same, what is quoted there too', async () => {
  const environments = `staging:
  branches: develop
  config:
    enable_cache: no
    extra:
      zip: 01234 # as it is written
      quoted: "01234"
      word: 'no'
      version: 1.10
`
  const { result, sent } = await runWith({ inputs: { environments } })
  expect([annotations(result, 'error'), result.code]).toEqual([[], 0])
  const extra = { zip: 668, quoted: '01234', word: 'no', version: 1.1, gate: expect.any(Object) }
  expect(sent).toEqual([expect.objectContaining({ enable_cache: false, extra })])
})

test.concurrent.each([
  [
    'extra: {since: 2026-01-01}',
    'config: In line 1 there is a date (2026-01-01), which cannot be passed to the server unchanged. Write it in quotes.'
  ],
  ['extra:\n  on: true', "config: In line 2 the key 'on' is a boolean to ZenML's YAML. Write it in quotes."],
  ['extra: {id: 12345678901234567890}', 'config: In line 1 there is a number (12345678901234567890), which cannot'],
  ['extra: {a: 1, a: 2}', 'config: Not valid YAML in line 1: Map keys must be unique. Write each key once.']
])('%j is refused by name', (config, message) =>
  expectRefused({ inputs: { config } }, expect.stringContaining(message))
)

/** What both actions make of a push to a branch by some rules: the environment, or the error. */
async function decidedBy(environments: string, branch: string): Promise<readonly string[]> {
  const { env, event } = pushTo(branch)
  const gate = await runAction({ file: built.gate, event, env, inputs: { environments } })
  const { result } = await runWith({ branch, inputs: { environments } })
  return [gate, result].map(one => annotations(one, 'error').at(-1) ?? one.outputs['environment'] ?? '')
}

test.concurrent.each([
  ['on', 'staging: {branches: on}', 'staging'],
  ['no', 'staging: [no, off]', 'staging'],
  ['1_000', 'staging: {branches: [1_000, off, 2026-01-01]}', 'staging'],
  ['2026-01-01', 'staging: 2026-01-01', 'staging'],
  ['1.10', 'staging: "1.10"', 'staging'],
  ['0123', "staging: {branches: '0123', stack: staging}", 'staging'],
  ['main', 'no: {branches: main, stack: staging}', 'no'],
  ['main', '"0123": {branches: main, stack: staging}', '0123']
])(
  'In environments the branch %s stays as it is written, in both actions: %s',
  async (branch, environments, environment) => {
    expect(await decidedBy(environments, branch)).toEqual([environment, environment])
  }
)

test.concurrent.each([
  [
    '1.1',
    'staging: 1.10',
    'environments: staging: Expected a branch, a list of branches or a mapping, but found a number (1.10)'
  ],
  [
    '123',
    'staging: {branches: 0123}',
    'environments: staging.branches[0]: Expected text as the pattern, but found a number (0123)'
  ],
  [
    '1000',
    'staging: {branches: [main, 1e3]}',
    'environments: staging.branches[1]: Expected text as the pattern, but found a number (1e3)'
  ],
  [
    'true',
    'staging: {branches: true}',
    'environments: staging.branches[0]: Expected text as the pattern, but found a boolean (true)'
  ],
  ['main', '0123: main', 'environments: Expected text as a key, but found a number (0123)'],
  [
    'main',
    'staging: {branches: main, stack: 0x1F}',
    'environments: staging.stack: Expected text, but found a number (0x1F)'
  ],
  [
    'main',
    'staging: {branches: main, force-pushes: on}',
    "environments: staging.force-pushes: Expected true or false, but found the text 'on'"
  ]
])(
  'In environments what YAML would rewrite is refused, never taken for the branch %s, in both actions: %s',
  async (branch, environments, message) => {
    expect(await decidedBy(environments, branch)).toEqual([
      expect.stringContaining(message),
      expect.stringContaining(message)
    ])
  }
)

test.concurrent('Branch and environment have names that are cut in the middle of an emoji: the run starts, and no text holds half a character', async () => {
  const name = `${'e'.repeat(237)}🚀🚀`
  const environments = `"${name}": {branches: "f/**", stack: staging}`
  const { result, sent } = await runWith({ branch: `f/${'a'.repeat(232)}🚀`, inputs: { environments } })
  expect([annotations(result, 'error'), result.code]).toEqual([[], 0])
  expect(result.outputs['environment']).toBe(name)
  expect(sent).toMatchObject([{ tags: ['gate:repository=acme/models', `gate:environment=${'e'.repeat(237)}`] }])
  const written = [result.log, result.summary, JSON.stringify([sent, result.outputs, result.state])].join('\n')
  expect(written).not.toMatch(/\ufffd|\\ud[89a-f]/i)
  expect(written).toContain('🚀')
})
