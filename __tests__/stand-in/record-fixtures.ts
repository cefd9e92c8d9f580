// Records answers of a real server, cut down to what could matter, for the contract test of the stand-in:
//   node scripts/node24.mjs testbed/cli.ts --out /tmp/testbed.json &
//   node scripts/node24.mjs __tests__/stand-in/record-fixtures.ts /tmp/testbed.json
import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { at, isObject } from '../../src/text/json.ts'
import { stringAt } from '../../src/zenml/schema.ts'

interface Recorded {
  readonly status: number
  readonly contentType: string
  readonly body: unknown
}

const testbed: unknown = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8'))
const base = `${stringAt(testbed, 'url')}/api/v1`
const project = stringAt(testbed, 'project')
const recorded: Record<string, Recorded> = {}
let token = ''

async function record(name: string, method: string, path: string, body?: string, type = 'application/json') {
  const headers = { ...(token === '' ? {} : { authorization: `Bearer ${token}` }), 'content-type': type }
  const response = await fetch(`${base}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
  const text = await response.text()
  const contentType = response.headers.get('content-type') ?? ''
  const json: unknown = contentType.includes('json') ? JSON.parse(text) : text.slice(0, 60)
  recorded[name] = { status: response.status, contentType, body: prune(json, []) }
  return json
}

// Whole configurations, settings and images are not what the action reads.
const dropped = new Set([
  'config',
  'spec',
  'client_environment',
  'orchestrator_environment',
  'log_collection',
  'outputs',
  'pipeline_configuration',
  'pipeline_spec',
  'source_code'
])

function prune(value: unknown, path: readonly string[]): unknown {
  const key = path.at(-1) ?? ''
  if (typeof value === 'string')
    return /token|key$/i.test(key) || value.startsWith('eyJ') ? 'redacted' : value.slice(0, 300)
  if (Array.isArray(value)) return value.slice(0, 3).map(item => prune(item, path))
  if (!isObject(value)) return value
  if (key === 'config_schema') return { type: value['type'] }
  if (key === 'step_configurations') return Object.fromEntries(Object.keys(value).map(name => [name, {}]))
  // Entities inside entities: the id and the name are enough.
  if (path.filter(part => part === 'resources').length === 1 && path.length > 1 && 'id' in value && 'body' in value)
    return { id: value['id'], name: value['name'] ?? null, ...readParts(value) }
  const entries = Object.entries(value).filter(([name]) => !dropped.has(name))
  return Object.fromEntries(entries.map(([name, inner]) => [name, prune(inner, [...path, name])]))
}

/** What the action reads of an entity inside another one. */
function readParts(value: unknown) {
  const names = ['commit', 'is_service_account']
  const read = names.flatMap(name => (at(value, 'body', name) === undefined ? [] : [[name, at(value, 'body', name)]]))
  return read.length === 0 ? {} : { body: Object.fromEntries(read) as unknown }
}

async function statusOf(id: string): Promise<string> {
  const response = await fetch(`${base}/runs/${id}/status`, { headers: { authorization: `Bearer ${token}` } })
  return JSON.parse(await response.text()) as string
}

async function until(id: string, wanted: readonly string[]): Promise<void> {
  for (let count = 0; count < 300 && !wanted.includes(await statusOf(id)); count++) await sleep(200)
}

const start = (snapshot: string, runName: string) =>
  [
    `/pipeline_snapshots/${stringAt(testbed, 'snapshots', snapshot)}/runs`,
    JSON.stringify({ run_configuration: { run_name: runName, tags: ['gate:test=1'] } })
  ] as const
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const formType = 'application/x-www-form-urlencoded'

await record('info', 'GET', '/info')
await record('not-logged-in', 'GET', '/current-user')
await record('login-refused', 'POST', '/login', form({ password: 'ZENKEY_nonsense' }), formType)
const login = await record('login', 'POST', '/login', form({ password: stringAt(testbed, 'apiKey') }), formType)
token = 'not.a.token'
await record('token-refused', 'GET', '/current-user')
token = stringAt(login, 'access_token')
await record('account', 'GET', '/current-user')
await record('project', 'GET', '/projects/default')
await record('project-missing', 'GET', '/projects/nowhere')
await record('stacks', 'GET', '/stacks?name=equals:staging&page=1&size=100')
await record(
  'snapshots',
  'GET',
  `/pipeline_snapshots?project=${project}&pipeline=slow&named_only=true&sort_by=desc:created`
)
const newest = 'stack=staging&runnable=true&named_only=true&sort_by=desc:created&page=1&size=1'
await record('snapshot-newest', 'GET', `/pipeline_snapshots?project=default&pipeline=slow&${newest}`)
await record('snapshot-nowhere', 'GET', `/pipeline_snapshots?project=nowhere&pipeline=slow&${newest}`)
const slow = stringAt(testbed, 'snapshots', 'slow-staging')
await record('snapshot', 'GET', `/pipeline_snapshots/${slow}?hydrate=true&include_config_schema=true`)

const name = `recorded-${randomUUID().slice(0, 8)}`
const run = await record('start', 'POST', ...start('slow-staging', name))
const id = stringAt(run, 'id')
await record('stop-too-early', 'POST', `/runs/${id}/stop?graceful=true`)
await record('start-again', 'POST', ...start('slow-staging', name))
await record('runs', 'GET', `/runs?project=${project}&name=equals:${name}`)
await record('runs-none', 'GET', `/runs?project=${project}&name=equals:nothing-of-this-name`)
await until(id, ['running'])
await record('run', 'GET', `/runs/${id}?hydrate=false`)
await record('status', 'GET', `/runs/${id}/status`)
await record('stop', 'POST', `/runs/${id}/stop?graceful=true`)
await record('stop-again', 'POST', `/runs/${id}/stop?graceful=true`)
await until(id, ['stopped', 'failed'])
await record('stop-ended', 'POST', `/runs/${id}/stop?graceful=true`)
await record('run-missing', 'GET', `/runs/${randomUUID()}?hydrate=false`)

const failing = stringAt(await record('start-failing', 'POST', ...start('failing-staging', `${name}-failing`)), 'id')
await until(failing, ['failed'])
await record('run-details', 'GET', `/runs/${failing}?hydrate=true`)
const steps = await record('steps', 'GET', `/steps?project=${project}&pipeline_run_id=${failing}&sort_by=asc:created`)
const items = at(steps, 'items') as readonly unknown[]
const failed = items.find(step => at(step, 'body', 'status') === 'failed')
await record('step-failed', 'GET', `/steps/${stringAt(failed, 'id')}?hydrate=true`)
await record('graph', 'GET', `/runs/${failing}/dag`)
await record('tag', 'PUT', `/runs/${failing}`, JSON.stringify({ add_tags: ['gate:test=2'] }))
await record('token', 'GET', '/api_token?token_type=generic&expires_in=600')

const approval = stringAt(
  await record('start-approval', 'POST', ...start('approval-staging', `${name}-approval`)),
  'id'
)
await until(approval, ['paused', 'failed'])
await record('questions', 'GET', `/run_wait_conditions?project=${project}&pipeline_run=${approval}&hydrate=true`)

const target = new URL('./recorded.json', import.meta.url)
await writeFile(target, `${JSON.stringify(recorded, null, 1)}\n`)
console.log(
  Object.entries(recorded)
    .map(([key, { status }]) => `${key}: ${status}`)
    .join('\n')
)
