import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { AdminSession, createServiceAccount, type HttpAnswer, httpRequest } from '../../testbed/admin.ts'
import type { ActionResult } from '../../testbed/runner.ts'
import { admin, push, runOf, shared } from './shared-testbed.ts'
import { git, ofItsCommit, workspace } from './worker-checkout.ts'

/** Unlike the project's shared pipelines: what other test files left on the stacks is of another repository. */
const repository = `acme/requires-${randomUUID().slice(0, 8)}`
const environments = `staging: {branches: develop, stack: worker-staging, account: ${shared.accountName}}
production: {branches: main, stack: worker-production, account: ${shared.accountName}, requires: staging}`

type Json = Readonly<Record<string, unknown>>
/** Asks the server as an account, and returns its answer whatever it is. */
type Ask = (method: string, path: string, body?: unknown) => Promise<HttpAnswer & { readonly json: unknown }>

async function asAccount(apiKey: string): Promise<Ask> {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const login = await httpRequest('POST', `${shared.url}/api/v1/login`, form, `password=${encodeURIComponent(apiKey)}`)
  const { access_token: token } = JSON.parse(login.body) as { access_token: string }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return async (method, path, body) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const answer = await httpRequest(method, `${shared.url}/api/v1${path}`, headers, text)
    return { ...answer, json: answer.body === '' ? undefined : JSON.parse(answer.body) }
  }
}

/** The account whose runs count, and another one of the same server. */
let own: Ask
let other: Ask
let otherName = ''
beforeAll(async () => {
  otherName = `${shared.accountName}-other-${randomUUID().slice(0, 8)}`
  const account = await createServiceAccount(new AdminSession(shared.url, shared.admin), otherName)
  own = await asAccount(shared.apiKey)
  other = await asAccount(account.apiKey)
})

interface Pushed {
  readonly inputs?: Readonly<Record<string, string>>
  readonly onLine?: (line: string) => void
}

/** Pushes the commit that is checked out, whose pipeline runs in this job. */
function pushSource(branch: string, { inputs = {}, onLine = () => undefined }: Pushed = {}): Promise<ActionResult> {
  const { env, event } = ofItsCommit(branch, git('rev-parse', 'HEAD'))
  const payload = event?.payload as { repository: object }
  const config = 'parameters: {seconds: 0.0, fail: false}'
  const installed = { python: shared.python, 'zenml-version': 'none' }
  return push(
    branch,
    { environments, source: 'run.training', config, ...installed, ...inputs },
    {
      event: { name: 'push', payload: { ...payload, repository: { ...payload.repository, full_name: repository } } },
      env: { ...env, GITHUB_WORKSPACE: workspace, GITHUB_REPOSITORY: repository },
      onLine
    }
  )
}

/** Commits files that differ from all before, and returns the commit. */
function commitOther(): string {
  writeFileSync(join(workspace, 'changed.py'), `CHANGED = "${randomUUID()}"\n`)
  git('add', '-A')
  git('commit', '-qm', 'Other files')
  return git('rev-parse', 'HEAD')
}

/** A merge of what is checked out: another commit with the same tree. */
function checkOutMerge(): string {
  const merge = git('commit-tree', 'HEAD^{tree}', '-p', 'HEAD', '-m', `Merge develop ${randomUUID()}`)
  git('checkout', '-q', merge)
  return merge
}

/** How many runs and snapshots this worker's account and the other one have made. */
async function made(): Promise<readonly number[]> {
  const total = async (kind: string, user: string) =>
    ((await admin('GET', `/api/v1/${kind}?${new URLSearchParams({ size: '1', user })}`)) as { total: number }).total
  const users = [shared.account.id, otherName]
  return Promise.all(['runs', 'pipeline_snapshots'].flatMap(kind => users.map(user => total(kind, user))))
}

function errorIn({ log }: ActionResult): string {
  return /^::error(?: [^:]*)?::(.*)$/m.exec(log)?.[1] ?? ''
}

interface RunJson {
  readonly id: string
  readonly name: string
  readonly body: { readonly status: string }
  readonly metadata: { readonly config: { readonly extra: { readonly gate?: Json } } }
  readonly resources: {
    readonly user: { readonly name: string }
    readonly snapshot: { readonly id: string }
    readonly pipeline: { readonly id: string; readonly name: string }
  }
}

async function runJson(id: string | undefined): Promise<RunJson> {
  return (await admin('GET', `/api/v1/runs/${id}?hydrate=true`)) as RunJson
}

/** What an account can copy of a run of the action: its snapshot, with any `extra.gate`, and a run of it. */
async function copyRun(
  ask: Ask,
  { resources }: RunJson,
  { gate, isDynamic = false, name }: { readonly name: string; readonly gate: Json; readonly isDynamic?: boolean }
): Promise<HttpAnswer & { readonly id: string }> {
  const path = `/api/v1/pipeline_snapshots/${resources.snapshot.id}?hydrate=true`
  const { metadata } = (await admin('GET', path)) as { metadata: Json & { pipeline_configuration: Json } }
  const { client_version, pipeline_configuration, pipeline_spec, server_version, step_configurations } = metadata
  const snapshot = await ask('POST', '/pipeline_snapshots', {
    project: shared.project,
    user: shared.account.id,
    pipeline: resources.pipeline.id,
    stack: shared.stacks['worker-staging'],
    run_name_template: name,
    pipeline_configuration: { ...pipeline_configuration, extra: { gate: { ...gate, run_name: name } } },
    step_configurations: isDynamic ? {} : step_configurations,
    is_dynamic: isDynamic,
    pipeline_spec,
    client_version,
    server_version
  })
  expect(snapshot.status).toBe(200)

  const answer = await ask('POST', '/runs', {
    project: shared.project,
    user: shared.account.id,
    name,
    snapshot: (snapshot.json as { id: string }).id,
    orchestrator_run_id: name,
    status: 'running',
    start_time: '2026-11-29T10:00:00'
  })
  const [run] = answer.status === 200 ? (answer.json as readonly { id: string }[]) : []
  return { ...answer, id: run?.id ?? '' }
}

/** Reports a step of a run. */
function reportStep(ask: Ask, run: string, name: string, status: string): ReturnType<Ask> {
  const start_time = '2026-11-29T10:00:00'
  return ask('POST', '/steps', { project: shared.project, pipeline_run_id: run, name, status, start_time })
}

const statusOf = async (id: string) => (await runOf(id)).body.status

/** What the action itself would write of the code that is checked out. */
const wantedGate = (): Json => ({
  repository,
  environment: 'staging',
  code_commit: git('rev-parse', 'HEAD'),
  code_tree: git('rev-parse', 'HEAD^{tree}')
})

/** The newest run that the action made on staging. */
let staging: ActionResult['outputs'] = {}

describe('production requires staging', () => {
  test('a merge commit runs there once its files were green on staging, and the summary links that run', async () => {
    commitOther()
    const green = await pushSource('develop')
    expect([green.code, green.outputs['conclusion']]).toEqual([0, 'success'])
    staging = green.outputs
    expect((await runJson(staging['run-id'])).metadata.config.extra.gate).toMatchObject({
      run_name: staging['run-name'],
      repository,
      environment: 'staging',
      code_commit: git('rev-parse', 'HEAD'),
      code_tree: git('rev-parse', 'HEAD^{tree}')
    })

    const merge = checkOutMerge()
    const production = await pushSource('main')
    expect([production.code, production.outputs['conclusion']]).toEqual([0, 'success'])
    expect(production.outputs['code-sha']).toBe(merge)
    expect((await runOf(production.outputs['run-id'])).resources.stack.name).toBe('worker-production')
    const row = production.summary.split('\n').find(line => line.startsWith('| Required'))
    expect(row).toContain('green in <code>staging</code>')
    expect(row).toContain(`runs/${staging['run-id']}`)
    expect(row).toContain(staging['run-name'])
  })

  test('other files are refused before anything changes on the server', async () => {
    const tested = staging['run-name'] ?? ''
    const wanted = commitOther()
    const before = await made()
    const refused = await pushSource('main')
    expect([refused.code, refused.outputs['conclusion'], refused.outputs['triggered']]).toEqual([1, 'failure', 'false'])
    expect(await made()).toEqual(before)

    const error = errorIn(refused)
    expect(error).toContain(`staging has had no run of this code (commit ${wanted.slice(0, 12)})`)
    const ofIt = (await runJson(staging['run-id'])).metadata.config.extra.gate?.['code_commit']
    expect(error).toContain(`The newest run there, ${tested}, is of commit ${String(ofIt).slice(0, 12)}: `)
  })
})

describe('another account of an open-source server', () => {
  test('makes a run that says all that is wanted, but only in its own name, so that it does not count', async () => {
    const model = await runJson(staging['run-id'])
    const name = model.name.replace(/-[0-9a-f]{16}$/, `-${randomUUID().replaceAll('-', '').slice(0, 16)}`)
    const forged = await copyRun(other, model, { name, gate: wantedGate() })
    for (const step of ['train', 'check']) await reportStep(other, forged.id, step, 'completed')
    const run = await runJson(forged.id)
    expect([run.body.status, run.resources.user.name, run.name]).toEqual(['completed', otherName, name])
    expect(run.metadata.config.extra.gate).toMatchObject({ ...wantedGate(), run_name: name })

    const before = await made()
    const refused = await pushSource('main')
    expect([refused.code, await made()]).toEqual([1, before])
    expect(errorIn(refused)).toContain(
      `The run ${name} of this code was started by ${otherName}, whose runs don't count: `
    )
  })

  test('changes neither name, account nor extra of a run; but tags and metadata', async () => {
    const before = await runJson(staging['run-id'])
    const { id, name } = before
    const config = { extra: { gate: { ...wantedGate(), run_name: name } } }
    const change = { name: 'renamed', user: null, config, extra: config.extra, pipeline_configuration: config }
    const add_tags = ['gate:environment=production']
    expect((await other('PUT', `/runs/${id}`, { ...change, add_tags })).status).toBe(200)
    const snapshot = await other('PUT', `/pipeline_snapshots/${before.resources.snapshot.id}`, {
      ...change,
      name: `renamed-${randomUUID()}`
    })
    expect(snapshot.status).toBe(200)
    const noted = { project: shared.project, resources: [{ id, type: 'pipeline_run' }], types: { gate: 'dict' } }
    expect((await other('POST', '/run-metadata', { ...noted, values: { gate: wantedGate() } })).status).toBe(200)
    expect((await other('PUT', `/pipelines/${before.resources.pipeline.id}`, { name: 'renamed' })).status).toBe(200)

    const after = await runJson(id)
    expect([after.name, after.resources.user, after.resources.pipeline.name, after.metadata.config]).toEqual([
      name,
      before.resources.user,
      before.resources.pipeline.name,
      before.metadata.config
    ])
    expect((await runOf(id)).resources.tags.map(tag => tag.name)).toContain(add_tags[0])
  })

  test('takes the name of no run, and neither renames accounts nor makes keys', async () => {
    const model = await runJson(staging['run-id'])
    expect((await copyRun(other, model, { name: model.name, gate: wantedGate() })).status).toBe(409)
    const account = `/service_accounts/${shared.account.id}`
    expect((await other('PUT', account, { name: 'renamed' })).status).toBe(403)
    expect((await other('POST', `${account}/api_keys`, { name: 'mine' })).status).toBe(403)
  })

  test('moves a run that has ended to no other status, nor its steps; but a failed run of a dynamic pipeline, and one in progress', async () => {
    const model = await runJson(staging['run-id'])
    const failed = await copyRun(own, model, { name: `failed-${randomUUID()}`, gate: wantedGate() })
    const { json } = await reportStep(own, failed.id, 'train', 'failed')
    expect(await statusOf(failed.id)).toBe('failed')
    expect((await other('PUT', `/steps/${(json as { id: string }).id}`, { status: 'completed' })).status).toBe(403)
    expect((await reportStep(other, failed.id, 'train', 'completed')).status).toBe(409)
    for (const status of ['completed', 'resuming']) await other('PUT', `/runs/${failed.id}`, { status })
    expect(await statusOf(failed.id)).toBe('failed')
    expect((await other('PUT', `/runs/${model.id}`, { status: 'failed' })).status).toBe(403)

    const name = `dynamic-${randomUUID()}`
    const dynamic = await copyRun(own, model, { name, gate: { environment: 'dev' }, isDynamic: true })
    expect((await own('PUT', `/runs/${dynamic.id}`, { status: 'failed' })).status).toBe(200)
    expect((await other('PUT', `/runs/${dynamic.id}`, { status: 'completed' })).status).toBe(403)
    for (const status of ['resuming', 'completed'])
      expect((await other('PUT', `/runs/${dynamic.id}`, { status })).status).toBe(200)
    expect(await statusOf(dynamic.id)).toBe('completed')

    const active = await copyRun(own, model, { name: `${name}-2`, gate: { environment: 'dev' }, isDynamic: true })
    expect((await other('PUT', `/runs/${active.id}`, { status: 'completed' })).status).toBe(200)
    expect(await statusOf(active.id)).toBe('completed')
  })

  test('reports the missing steps of a run in progress, which completes it, but in its own name, so that they do not count', async () => {
    const model = await runJson(staging['run-id'])
    const half = await copyRun(own, model, { name: `half-${randomUUID()}`, gate: wantedGate() })
    await reportStep(own, half.id, 'train', 'completed')
    expect((await other('PUT', `/runs/${half.id}`, { status: 'completed' })).status).toBe(200)
    expect(await statusOf(half.id)).toBe('running')
    expect((await reportStep(other, half.id, 'check', 'completed')).status).toBe(200)
    expect(await statusOf(half.id)).toBe('completed')

    const before = await made()
    const refused = await pushSource('main')
    expect([refused.code, await made()]).toEqual([1, before])
    expect(errorIn(refused)).toContain('calls itself completed, but another account reported its step check')
  })

  test('reports a running step as done, which its own account cannot take back, and deletes any run', async () => {
    const model = await runJson(staging['run-id'])
    const running = await copyRun(own, model, { name: `running-${randomUUID()}`, gate: { environment: 'dev' } })
    const { json } = await reportStep(own, running.id, 'train', 'running')
    const step = `/steps/${(json as { id: string }).id}`
    expect((await other('PUT', step, { status: 'completed' })).status).toBe(200)
    expect((await own('PUT', step, { status: 'failed' })).status).toBe(403)

    expect((await other('DELETE', `/runs/${running.id}`)).status).toBe(200)
    expect((await own('GET', `/runs/${running.id}`)).status).toBe(404)
  })
})

describe('the newest run of the same files counts', () => {
  /** A run on staging by the account whose runs count, of the code that is checked out, with the statuses of its steps. */
  async function addRun(name: string, steps: Readonly<Record<string, string>>): Promise<string> {
    const { id } = await copyRun(own, await runJson(staging['run-id']), { name, gate: wantedGate() })
    for (const [step, status] of Object.entries(steps)) await reportStep(own, id, step, status)
    return id
  }

  test('if it failed, however green an older one is', async () => {
    commitOther()
    const [green, failed] = [`green-${randomUUID()}`, `failed-${randomUUID()}`]
    expect(await statusOf(await addRun(green, { train: 'completed', check: 'completed' }))).toBe('completed')
    const id = await addRun(failed, { train: 'completed', check: 'failed' })

    const before = await made()
    const refused = await pushSource('main')
    expect([refused.code, await made()]).toEqual([1, before])
    expect(errorIn(refused)).toContain(`The newest run of this code in staging ended as failed: ${failed}, `)

    // Any account can delete it, after which the one before counts; also if the rules name stack and account by their ids.
    expect((await other('DELETE', `/runs/${id}`)).status).toBe(200)
    const byIds = environments
      .replace('worker-staging', `"${shared.stacks['worker-staging']?.toUpperCase()}"`)
      .replaceAll(shared.accountName, `"${shared.account.id.toUpperCase()}"`)
    const planned = await pushSource('main', { inputs: { 'dry-run': 'true', environments: byIds } })
    expect([planned.code, planned.outputs['triggered']]).toEqual([0, 'false'])
    expect(planned.log).toContain(`This code was green in staging: run ${green}, `)
  })

  test('if it is in progress, once it has ended', async () => {
    commitOther()
    const name = `running-${randomUUID()}`
    const id = await addRun(name, { train: 'completed' })
    let waited = ''
    const result = await pushSource('main', {
      onLine: line => {
        if (!line.startsWith('Waiting for the run of this code in staging')) return
        waited = line
        void reportStep(own, id, 'check', 'completed')
      }
    })
    expect(waited).toContain(`which is running: ${name}, `)
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
    expect(result.log).toContain(`This code was green in staging: run ${name}, `)
  })
})

test('a key of another account than the rules name does nothing but log in', async () => {
  const rules = environments.replace(`, account: ${shared.accountName}, requires`, ', account: ci-production, requires')
  const before = await made()
  const refused = await pushSource('main', { inputs: { environments: rules, 'export-credentials': 'token' } })
  expect([refused.code, await made(), refused.exported]).toEqual([1, before, {}])
  expect(errorIn(refused)).toContain(
    `environments: production.account: The API key belongs to the service account ${shared.accountName}, not to the service account ci-production.`
  )
  expect(refused.log).not.toContain('GET /api/v1/runs')
})

describe('a snapshot is refused', () => {
  const rules = 'staging: develop\nproduction: {branches: main, requires: staging}'
  const pushPipeline = (inputs: Readonly<Record<string, string>>) =>
    pushSource('main', {
      inputs: { environments: rules, source: '', config: '', python: '', 'zenml-version': '', ...inputs }
    })

  test('if nothing says which commit its code is from', async () => {
    const before = await made()
    const refused = await pushPipeline({ pipeline: 'training' })
    expect([refused.code, await made()]).toEqual([1, before])
    expect(errorIn(refused)).toContain("The code that would run is not proven to be this event's.")
  })

  test('if its code is an older commit’s; which commit that is says its author, who may be any account', async () => {
    const path = `/api/v1/pipeline_snapshots/${shared.snapshots['training-production']}?hydrate=true`
    const { metadata, resources } = (await admin('GET', path)) as {
      metadata: Json
      resources: { build: { id: string } }
    }
    const idOf = ({ body, json, status }: Awaited<ReturnType<Ask>>): string => {
      expect([status, body]).toEqual([200, expect.any(String)])
      return (json as { id: string }).id
    }
    const own = { project: shared.project, name: `claims-${randomUUID()}` }
    const source = { module: 'acme_models.repositories', attribute: 'Repository', type: 'code_repository' }
    const code_repository = idOf(await other('POST', '/code_repositories', { ...own, source, config: {} }))
    const snapshot = idOf(
      await other('POST', '/pipeline_snapshots', {
        ...metadata,
        ...own,
        // Of its own pipeline, which no other test starts.
        pipeline: idOf(await other('POST', '/pipelines', own)),
        build: resources.build.id,
        stack: shared.stacks['production'],
        code_reference: { commit: 'c'.repeat(40), subdirectory: '', code_repository }
      })
    )

    const before = await made()
    const refused = await pushPipeline({ pipeline: own.name })
    expect([refused.code, await made()]).toEqual([1, before])
    expect(errorIn(refused)).toContain('The snapshot holds the code of commit cccccccccccc')
    for (const one of [`/pipeline_snapshots/${snapshot}`, `/code_repositories/${code_repository}`])
      expect((await other('DELETE', one)).status).toBe(200)
  })
})
