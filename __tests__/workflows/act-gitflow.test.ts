import { randomUUID } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from '@jest/globals'
import { parseDocument } from 'yaml'
import { hostingRepository } from '../../scripts/repository.ts'
import { AdminSession, createServiceAccount, runCount, type ServiceAccount } from '../../testbed/admin.ts'
import { read, root } from '../docs/markdown.ts'
import { admin, provenanceOf, runOf, shared } from '../server/shared-testbed.ts'
import { type ActRepository, type ActResult, outputsWitness, pushOf, runWithAct } from './act.ts'

const folder = 'examples/gitflow'
const workflowPath = `${folder}/.github/workflows/training.yml`
const action = `${hostingRepository(read('package.json'))}@v1`

/** Names and code of this run of the tests alone, whatever else the server has. */
const id = randomUUID().slice(0, 8)
const accounts: Record<string, ServiceAccount> = {}
const accountName = (environment: string) => `ci-${environment}-${id}`

beforeAll(async () => {
  const session = new AdminSession(shared.url, shared.admin)
  for (const environment of ['staging', 'production'])
    accounts[environment] = await createServiceAccount(session, accountName(environment))
})

/** The example's workflow with the testbed's Python and accounts, and a later step that writes the outputs down. */
function adaptedWorkflow(): string {
  const document = parseDocument(read(workflowPath))
  const steps = ['jobs', 'train', 'steps']
  const inputs = [...steps, 2, 'with']
  expect(document.getIn([...inputs, 'source'])).toBe('pipelines.training.delivery_training')

  const rules = String(document.getIn([...inputs, 'environments']))
  const ofTestbed = rules.replaceAll(
    /account: ci-(\w+)/g,
    (_, environment: string) => `account: ${accountName(environment)}`
  )
  expect(ofTestbed.match(new RegExp(id, 'g'))).toHaveLength(2)
  document.setIn([...inputs, 'environments'], ofTestbed)

  document.setIn([...steps, 2, 'id'], 'pipeline')
  document.deleteIn([...inputs, 'requirements'])
  document.setIn([...inputs, 'python'], shared.python)
  document.setIn([...inputs, 'zenml-version'], 'none')
  document.addIn(steps, outputsWitness)
  return String(document)
}

/** The example's other files; with `skip_build` ZenML needs no Docker, and the name of the model is this test's own. */
function adaptedFiles(): Record<string, string> {
  const names = globSync('{*,.gitignore,configs/*,pipelines/*.py}', { cwd: join(root, folder) })
  const paths = names.filter(path => /\.(?:py|yaml|txt|gitignore|md)$/.test(path))
  const files = Object.fromEntries(paths.map(path => [path, read(`${folder}/${path}`)]))
  for (const path of ['configs/staging.yaml', 'configs/production.yaml'])
    files[path] = (files[path] ?? '')
      .replace(
        /^ {4}requirements: requirements.txt$/m,
        '$&\n    parent_image: registry.invalid/testbed:1\n    skip_build: true'
      )
      .replace('name: delivery-times', `$&-${id}`)
  return files
}

const [workflow, files] = [adaptedWorkflow(), adaptedFiles()]
const code = 'pipelines/training.py'
/** A commit that changes the pipeline. */
function change({ git, write }: ActRepository, each: number): void {
  const before = files[code] ?? ''
  const after = before.replace('return [[km, 4 + ', `return [[km, ${each} + `)
  expect(after).not.toBe(before)
  write(code, after)
  git('commit', '--quiet', '--all', '--message', `Every delivery takes ${each} minutes`)
}

/** The histories: what is on main at first is the example as it is. */
const histories = {
  develop: repository => {
    repository.git('switch', '--quiet', '--create', 'develop')
    change(repository, 5)
    return 'develop'
  },
  'a commit of its own on main': repository => {
    change(repository, 6)
    return 'main'
  },
  'develop merged into main': repository => {
    histories.develop(repository)
    repository.git('switch', '--quiet', 'main')
    repository.git('merge', '--quiet', '--no-ff', '--message', 'Merge develop', 'develop')
    return 'main'
  }
} satisfies Record<string, (repository: ActRepository) => 'develop' | 'main'>

interface Pushed extends ActResult {
  readonly outputs: Readonly<Record<string, string>>
}

/** Pushes a history, with the key that GitHub would hand to the job's environment. */
async function pushed(history: keyof typeof histories, env: Readonly<Record<string, string>> = {}): Promise<Pushed> {
  const key = accounts[history === 'develop' ? 'staging' : 'production']?.apiKey ?? ''
  const result = await runWithAct({
    workflow,
    branch: 'main',
    event: repository => pushOf({ ...repository, branch: histories[history](repository) }),
    action,
    files,
    env,
    idleActions: ['actions/setup-python@v7'],
    secrets: { ZENML_API_KEY: key },
    vars: { ZENML_SERVER_URL: shared.url }
  })
  expect(result.log).not.toContain(key)
  return { ...result, outputs: (result.witnessed['outputs'] ?? {}) as Readonly<Record<string, string>> }
}

/** How many there are: runs of the environment's account, and named snapshots of the example's pipeline. */
async function counts(): Promise<{
  readonly staging: number
  readonly production: number
  readonly snapshots: number
}> {
  const runsOf = (environment: string) => runCount(admin, { user: accounts[environment]?.id ?? '' })
  const query = 'project=default&pipeline=delivery_training&named_only=true&size=1'
  const { total } = (await admin('GET', `/api/v1/pipeline_snapshots?${query}`)) as { readonly total: number }
  return { staging: await runsOf('staging'), production: await runsOf('production'), snapshots: total }
}

/** A version of the model as its stage is read. */
interface ModelVersion {
  readonly name: string
  readonly metadata: { readonly run_metadata: Readonly<Record<string, unknown>> }
}

/** Versions of the model that have a stage, each with the number of deliveries that it learned from. */
async function holders(stage: string): Promise<readonly (readonly [version: string, deliveries: unknown])[]> {
  const query = `project=default&model=delivery-times-${id}&stage=${stage}&hydrate=true`
  const { items } = (await admin('GET', `/api/v1/model_versions?${query}`)) as { readonly items: ModelVersion[] }
  return items.map(({ name, metadata }) => [name, metadata.run_metadata['deliveries']])
}

test('develop trains on staging, other code is kept from production, and the merge of develop trains there', async () => {
  const staging = await pushed('develop')
  if (staging.code !== 0) throw new Error(`act ended with ${staging.code}:\n${staging.log}`)
  expect(staging.outputs).toMatchObject({ environment: 'staging', stack: 'staging', conclusion: 'success' })
  expect(staging.outputs['code-sha']).toBe(staging.sha)
  const run = await runOf(staging.outputs['run-id'])
  expect(run.resources.tags.map(({ name }) => name)).toEqual(expect.arrayContaining(['staging', 'pre-release']))
  expect([await holders('staging'), await holders('production')]).toEqual([[['1', 500]], []])

  const before = await counts()
  expect([before.staging, before.production]).toEqual([1, 0])
  const direct = await pushed('a commit of its own on main')
  expect([direct.code, direct.outputs['triggered']]).toEqual([1, 'false'])
  expect(direct.log).toContain(`staging has had no run of this code (commit ${direct.sha.slice(0, 12)})`)
  expect(await counts()).toEqual(before)

  const env = { GITHUB_RUN_ID: `${Math.floor(Math.random() * 1e12)}` }
  const merge = await pushed('develop merged into main', env)
  if (merge.code !== 0) throw new Error(`act ended with ${merge.code}:\n${merge.log}`)
  expect(merge.outputs).toMatchObject({ environment: 'production', stack: 'production', conclusion: 'success' })
  expect(merge.outputs['code-sha']).toBe(merge.sha)
  expect(merge.sha).not.toBe(staging.sha)
  const [onStaging, onProduction] = await Promise.all(
    [staging, merge].map(({ outputs }) => provenanceOf(outputs['run-id']))
  )
  expect(onProduction).toMatchObject({ environment: 'production', code_tree: onStaging?.['code_tree'] })
  expect([await holders('staging'), await holders('production')]).toEqual([[['1', 500]], [['2', 5000]]])

  const after = await counts()
  expect(after).toEqual({ staging: 1, production: 1, snapshots: before.snapshots + 1 })
  const again = await pushed('develop merged into main', { ...env, GITHUB_RUN_ATTEMPT: '2' })
  if (again.code !== 0) throw new Error(`act ended with ${again.code}:\n${again.log}`)
  expect(again.outputs['snapshot-id']).toBe(merge.outputs['snapshot-id'])
  expect(await counts()).toEqual({ ...after, production: 2 })
  expect(await holders('production')).toEqual([['3', 5000]])
}, 900_000)
