import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectedJob } from '../../src/job/job.ts'
import { runSource } from '../../src/job/source.ts'
import type { PreparedSource } from '../../src/job/source-preparation.ts'
import { SavedState } from '../../src/job/state.ts'
import { systemClock } from '../../src/node/clock.ts'
import { Report } from '../../src/report/report.ts'
import type { JsonObject } from '../../src/text/json.ts'
import { runJson, snapshotJson, stepJson } from './entities.ts'
import { FakeServer, ids, page, type Reply, refused } from './fake-server.ts'
import { anInvocation } from './invocation.ts'

export const commit = '6dcb09b5b57875f334f61aebed695e2e4193db5e'

/** What the driver says of a pipeline that can run on the server. */
export const description = {
  pipeline: 'training',
  schema: {
    properties: { tags: true, extra: true, run_name: true, settings: true, parameters: true },
    additionalProperties: false
  },
  docker_schema: { properties: { requirements: true }, additionalProperties: false },
  steps: ['train'],
  types: ['orchestrator', 'container_registry'],
  unfit: [] as readonly object[],
  stack_checksum: 'abc'
}

export interface SourceOptions {
  /** What the driver answers, by mode; a text is its own lines of a shell instead. */
  readonly describe?: object | string
  readonly snapshot?: object | string
  /** Lines of a shell before the run of this trigger's name is noted as started. */
  readonly run?: string
  readonly server?: Readonly<{
    /** Whether it says that it runs snapshots; undefined if it doesn't say. */
    runsSnapshots?: boolean | undefined
    version?: string
    /** Whether it lists the snapshot of this code before the driver makes one. */
    hasSnapshot?: boolean
    /** What else the snapshot is. */
    ofSnapshot?: Readonly<Record<string, unknown>>
    /** Whether it shows what the driver made. */
    showsMade?: boolean
    /** Runs of an earlier attempt. */
    earlier?: readonly { readonly status: string; readonly account: string }[]
    /** What else the run is that the driver starts. */
    ofRun?: Readonly<Record<string, unknown>>
    /** Answers something in its place. */
    instead?: (request: { readonly method: string; readonly path: string }) => Reply | undefined
  }>
  readonly inputs?: Readonly<Record<string, unknown>>
  readonly invocation?: Parameters<typeof anInvocation>[0]
  /** The environment that has to have had a run of this code. */
  readonly requires?: object
  readonly configuration?: JsonObject
  readonly clientVersion?: string
}

/** The pipeline of a source on a server of a few answers, with a shell in the driver's place. */
export async function sourceJob(options: SourceOptions = {}) {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'source-job-')))
  for (const name of ['checkout', 'own']) mkdirSync(join(top, name))
  const python = join(top, 'python')
  writeFileSync(python, driver(top, options), { mode: 0o755 })

  const requestOf = (mode: string): JsonObject | undefined => {
    const path = join(top, `${mode}.json`)
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as JsonObject) : undefined
  }
  /** The name by which a snapshot was asked for last. */
  const listed = { name: '' }
  const server = new FakeServer(request => replyTo(request, options.server ?? {}, requestOf, listed))
  const connected = server.runner.connect(() => true)
  const clock = systemClock
  const world = {
    clock,
    ...connected,
    cancel: new AbortController().signal,
    env: { PATH: '/usr/bin:/bin' },
    files: {},
    uuid
  }
  const report = new Report(world)
  const { version = '0.98.0' } = options.server ?? {}
  const connection = server.connection()
  const base = { environment: 'staging', server: 's', route: 'r', projectId: ids.project, accountId: ids.account }
  const state = new SavedState(connected.runner, { ...base, settled: false, runIds: [] })
  const places = { source: 'source', config: 'config', promote: 'promote', checks: 'checks' }
  const inputs = {
    dryRun: false,
    wait: true,
    tags: ['nightly'],
    requirements: 'six',
    integrations: [],
    ...options.inputs
  }
  const job = {
    world,
    report,
    state,
    environment: { name: 'staging', requires: options.requires },
    inputs: { workingDirectory: '.', leaveRunning: false, logs: 'none', timeoutMs: 60_000, places, ...inputs },
    invocation: anInvocation({ sha: commit, ...options.invocation }),
    until: clock.elapsed() + 60_000,
    route: { certificates: {} },
    connection: { ...connection, info: { ...connection.info, version } }
  } as unknown as ConnectedJob

  const { clientVersion = '0.98.0', configuration = {} } = options
  const prepared: PreparedSource = {
    source: 'pipelines.training',
    configuration,
    clientVersion,
    passEnv: [],
    folder: join(top, 'checkout'),
    temporary: join(top, 'own'),
    installation: { venv: null, bin: null, python, zenmlVersion: clientVersion },
    code: { note: 'This job has the code of the push.', proven: { commit, tree: 't' }, root: join(top, 'checkout') }
  }

  try {
    const ending = await runSource(job, prepared, new AbortController().signal).catch((error: unknown) => error)
    const info = server.runner.text('info')
    const modes = ['describe', 'snapshot', 'run'].filter(mode => requestOf(mode) !== undefined)
    const starts = server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/runs'))
    const started = starts.map(({ body }) => JSON.parse(body ?? '') as Readonly<Record<string, JsonObject>>)
    const asked = Object.fromEntries(modes.map(mode => [mode, requestOf(mode)]))
    return { asked, ending, info, modes, report, root: join(top, 'checkout'), server, started, state: state.current }
  } finally {
    rmSync(top, { recursive: true, force: true })
  }
}

const uuid = () => '5f1c7e0a-0000-4000-8000-000000000000'

/** Answers as ZenML's server does, as far as the pipeline of a source needs it. */
function replyTo(
  request: { readonly method: string; readonly path: string; readonly body?: string | undefined },
  facts: NonNullable<SourceOptions['server']>,
  requestOf: (mode: string) => JsonObject | undefined,
  listed: { name: string }
): Reply {
  const { method, path } = request
  const other = facts.instead?.(request)
  if (other !== undefined) return other
  if (path.startsWith('/api/v1/api_token')) return { json: 'a-token' }
  if (method === 'OPTIONS') {
    const says = 'runsSnapshots' in facts ? facts.runsSnapshots : true
    const headers = { allow: says === true ? 'POST' : says === false ? 'GET' : 'GET, POST' }
    return { status: 405, headers, json: { detail: 'Method Not Allowed' } }
  }

  const isMade = requestOf('snapshot') !== undefined
  if (path.startsWith('/api/v1/pipeline_snapshots')) {
    if (method === 'POST') {
      const { run_configuration } = JSON.parse(request.body ?? '') as { run_configuration: { run_name: string } }
      return { json: runJson('initializing', { name: run_configuration.run_name }) }
    }
    const isShown = facts.hasSnapshot === true || (isMade && facts.showsMade !== false)
    const config = requestOf('snapshot')?.['config'] as { extra?: { gate?: JsonObject } } | undefined
    const wanted = new URL(path, 'https://x').searchParams.get('name')?.replace('equals:', '')
    if (wanted !== undefined) listed.name = wanted
    const name = config?.extra?.gate?.['snapshot'] ?? listed.name
    const snapshot = snapshotJson({ name, commit, ...facts.ofSnapshot })
    const gate = config?.extra?.gate ?? { snapshot: name, ...origin }
    const whole = {
      ...snapshot,
      metadata: { ...snapshot.metadata, pipeline_configuration: { extra: { gate } } },
      resources: { ...snapshot.resources, user: { id: ids.account, name: 'ci-gate' } },
      body: { ...snapshot.body, user_id: ids.account }
    }
    if (!isShown) return path.includes('?') && !path.includes(`/${ids.snapshot}`) ? page([]) : missing
    return path.includes(`/${ids.snapshot}`) ? { json: whole } : page([whole])
  }

  const started = requestOf('run')?.['config'] as { run_name: string; extra: JsonObject } | undefined
  if (path.includes('/steps')) return page([stepJson('train', 'completed')])
  if (path.startsWith(`/api/v1/runs/${ids.run}`)) {
    const run = runJson('completed', { name: started?.run_name ?? 'stranger', source: null, created, ...facts.ofRun })
    const metadata = {
      ...(started === undefined ? {} : { config: { extra: started.extra } }),
      ...(run.metadata as object)
    }
    return { json: path.includes('/status') ? 'completed' : { ...run, metadata } }
  }
  const like = /[?&]name=contains%3A([^&]*)/.exec(path)?.[1]
  if (like === undefined) return page([])
  const name = `training${like}1-0123456789abcdef`
  return page((facts.earlier ?? []).map(({ status, account }) => runJson(status, { name, account, id: ids.pipeline })))
}

const created = '2030-01-01T00:00:00.000000'
const origin = { repository: 'acme/models', environment: 'staging', code_commit: commit, code_tree: 't' }
const missing = refused(404, 'KeyError', 'No such thing with this ID found')

/** Keeps each request, and answers as the test says; with `run` the run of its name is noted as started. */
function driver(
  top: string,
  { describe = description, run = ':', snapshot = { snapshot: ids.snapshot } }: SourceOptions
) {
  const answer = (value: object | string) =>
    typeof value === 'string' ? value : `printf '%s' '${JSON.stringify(value)}' >"$5"`
  return `#!/bin/sh
/bin/cp "$4" "${top}/$3.json"
note() { printf '%s\\n' "$1" >>"$ZENML_GATED_TRIGGER_NOTES"; }
started() { note '{"start": "1-1", "kind": "run", "name": "any"}'; note '{"start": "1-1", "id": "${ids.run}"}'; }
note '{"python": 1}'
note '{"client": 1}'
case "$3" in
describe) ${answer(describe)} ;;
snapshot) ${answer(snapshot)} ;;
run) ${run}; started ;;
esac
`
}
