import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { parseDocument } from 'yaml'
import { hostingRepository } from '../../scripts/repository.ts'
import { codeBlocks, read } from '../docs/markdown.ts'
import { admin, provenanceOf, runCount, runOf, shared } from '../server/shared-testbed.ts'
import { type ActResult, outputsWitness, runWithAct, witness } from './act.ts'
import { publicationOf, pullRequestFrom } from './act-events.ts'

const action = `${hostingRepository(read('package.json'))}@v1`
/** The example with a gate job, as a reader copies it. */
const example = read('examples/gate-and-pipeline.yml')

interface Witnessed {
  readonly outputs?: Readonly<Record<string, string>>
  readonly needs: Readonly<Record<string, { readonly result: string; readonly outputs: Record<string, string> }>>
}

/** What every use of the testbed has. */
const connected = { action, secrets: { ZENML_API_KEY: shared.apiKey }, vars: { ZENML_SERVER_URL: shared.url } }

/** The example with a later step and a later job that write down what they see. */
function withWitness(pipeline: string): string {
  const document = parseDocument(example)
  expect(document.getIn(['jobs', 'train', 'steps', 0, 'with', 'pipeline'])).toBe('training')
  document.setIn(['jobs', 'train', 'steps', 0, 'with', 'pipeline'], pipeline)
  document.addIn(['jobs', 'train', 'steps'], outputsWitness)
  document.setIn(['jobs', 'after'], {
    needs: ['gate', 'train'],
    if: 'always()',
    'runs-on': 'ubuntu-latest',
    steps: [{ env: { needs: `\${{ toJSON(needs) }}` }, run: witness('needs') }]
  })
  return String(document)
}

/** Pushes the example with a gate job. */
async function pushWithAct(
  branch: string,
  pipeline = 'training'
): Promise<Omit<ActResult, 'witnessed'> & { witnessed: Witnessed }> {
  const result = await runWithAct({
    workflow: withWitness(pipeline),
    branch,
    action,
    secrets: { ZENML_API_KEY: shared.apiKey },
    vars: { ZENML_SERVER_URL: shared.url }
  })
  expect(result.log).not.toContain(shared.apiKey)
  return { ...result, witnessed: result.witnessed as unknown as Witnessed }
}

test('two legs of a matrix with two uses each, by act, which gives no id of the check run, are four identities', async () => {
  const use = `
      - uses: ${action}
        with:
          server-url: \${{ vars.ZENML_SERVER_URL }}
          api-key: \${{ secrets.ZENML_API_KEY }}
          pipeline: training
          dry-run: 'true'`
  const workflow = `
on: push
jobs:
  train:
    runs-on: ubuntu-latest
    strategy:
      matrix: {model: [a, b]}
    steps:${use}${use}
`
  const { code, log } = await runWithAct({
    workflow,
    branch: 'develop',
    action,
    secrets: { ZENML_API_KEY: shared.apiKey },
    vars: { ZENML_SERVER_URL: shared.url }
  })
  if (code !== 0) throw new Error(`act ended with ${code}:\n${log}`)
  const names = [...log.matchAll(/would start .* as (training-\S+)\./g)].map(match => match[1])
  expect(names).toHaveLength(4)
  expect(new Set(names).size).toBe(4)
})

describe('examples/gate-and-pipeline.yml, run by act', () => {
  test.each([
    ['develop', 'staging'],
    ['main', 'production']
  ])('a push to %s runs on %s', async (branch, stack) => {
    const before = await runCount()
    const { code, log, sha, witnessed } = await pushWithAct(branch)
    if (code !== 0) throw new Error(`act ended with ${code}:\n${log}`)
    expect(witnessed.needs).toMatchObject({
      gate: { result: 'success', outputs: { environment: stack } },
      train: { result: 'success' }
    })
    expect(witnessed.outputs).toMatchObject({ environment: stack, stack, status: 'completed', conclusion: 'success' })

    const run = await runOf(witnessed.outputs?.['run-id'])
    expect(run.body.status).toBe('completed')
    expect(run.resources.stack).toMatchObject({ id: shared.stacks[stack], name: stack })
    expect(run.resources.tags.map(({ name }) => name)).toEqual(
      expect.arrayContaining([`gate:environment=${stack}`, 'gate:repository=acme/models'])
    )
    expect(await provenanceOf(witnessed.outputs?.['run-id'])).toMatchObject({
      ref: `refs/heads/${branch}`,
      commit: sha,
      environment: stack
    })
    expect(await runCount()).toBe(before + 1)
  })

  test('a push to a feature branch skips the job that has the credentials, and is green', async () => {
    const before = await runCount()
    const { code, log, witnessed } = await pushWithAct('feature/new-model')
    if (code !== 0) throw new Error(`act ended with ${code}:\n${log}`)
    expect(witnessed.needs['gate']?.result).toBe('success')
    expect(witnessed.needs['gate']?.outputs['environment'] ?? '').toBe('')
    expect(witnessed.needs['train']?.result).toBe('skipped')
    expect(witnessed.outputs).toBeUndefined()
    expect(await runCount()).toBe(before)
  })

  test('a run that fails makes the workflow red', async () => {
    const { code, witnessed } = await pushWithAct('develop', 'failing')
    expect(code).toBe(1)
    expect(witnessed.needs['train']?.result).toBe('failure')
    expect(witnessed.outputs).toMatchObject({ stack: 'staging', conclusion: 'failure' })
    const run = await runOf(witnessed.outputs?.['run-id'])
    expect(run.body.status).toBe('failed')
    expect(run.resources.stack.name).toBe('staging')
  })
})

test.each([
  ['command.yml', 'command', 'python run.py'],
  ['source.yml', 'source', 'run.training']
])('examples/%s, run by act with the README’s script, runs its pipeline in the job', async (name, input, value) => {
  const script = codeBlocks(read('README.md')).find(({ language }) => language === 'python')?.code ?? ''
  const document = parseDocument(read(`examples/${name}`))
  const steps = ['jobs', 'train', 'steps']
  expect(document.getIn([...steps, 2, 'with', input])).toBe(value)
  // The testbed's Python and stacks: what the example would install is installed there.
  document.setIn([...steps, 2, 'id'], 'pipeline')
  document.deleteIn([...steps, 2, 'with', 'requirements'])
  document.setIn([...steps, 2, 'with', 'python'], shared.python)
  document.setIn([...steps, 2, 'with', 'zenml-version'], 'none')
  document.setIn([...steps, 2, 'with', 'environments'], 'staging: {branches: develop, stack: worker-staging}')
  document.addIn(steps, outputsWitness)
  const { code, log, sha, witnessed } = await runWithAct({
    workflow: String(document),
    branch: 'develop',
    action,
    files: { 'run.py': script },
    idleActions: ['actions/setup-python@v7'],
    secrets: { ZENML_API_KEY: shared.apiKey },
    vars: { ZENML_SERVER_URL: shared.url }
  })
  if (code !== 0) throw new Error(`act ended with ${code}:\n${log}`)
  const outputs = witnessed['outputs'] as Readonly<Record<string, string>>
  expect(outputs).toMatchObject({ stack: 'worker-staging', conclusion: 'success', status: 'completed' })
  const run = await runOf(outputs['run-id'])
  expect(run.resources.stack.name).toBe('worker-staging')
  expect(await provenanceOf(outputs['run-id'])).toMatchObject({ ref: 'refs/heads/develop', commit: sha })
})

describe('examples/published-release.yml, run by act', () => {
  test('a release of v1.2.3 runs on production, by its tag', async () => {
    const document = parseDocument(read('examples/published-release.yml'))
    document.addIn(['jobs', 'train', 'steps'], outputsWitness)
    const { code, log, sha, witnessed } = await runWithAct({
      ...connected,
      workflow: String(document),
      branch: 'main',
      event: publicationOf('v1.2.3')
    })
    if (code !== 0) throw new Error(`act ended with ${code}:\n${log}`)
    const outputs = witnessed['outputs'] as Readonly<Record<string, string>>
    expect(outputs).toMatchObject({ environment: 'production', stack: 'production', conclusion: 'success' })
    expect((await runOf(outputs['run-id'])).resources.stack.name).toBe('production')
    expect(await provenanceOf(outputs['run-id'])).toMatchObject({
      event: 'release',
      ref: 'refs/tags/v1.2.3',
      commit: sha,
      environment: 'production'
    })
  })

  test.each([
    ['a pre-release', publicationOf('v1.2.3', { prerelease: true }), "The release 'v1.2.3' is a pre-release"],
    ['a release of another tag', publicationOf('nightly'), 'release on tag nightly fits none of the environments']
  ])('%s starts nothing, and is green', async (_, event, reason) => {
    const before = await runCount()
    const workflow = read('examples/published-release.yml')
    const { code, log } = await runWithAct({ ...connected, workflow, branch: 'main', event })
    if (code !== 0) throw new Error(`act ended with ${code}:\n${log}`)
    expect(log).toContain(reason)
    expect(await runCount()).toBe(before)
  })
})

describe('a pull request, by act, runs its head commit on staging before the merge', () => {
  const script = codeBlocks(read('README.md')).find(({ language }) => language === 'python')?.code ?? ''

  /** The example on the testbed's stacks, with its Python, in which the requirements are installed. */
  function adapted(name: string, environments: (rules: string) => string): string {
    const document = parseDocument(read(`examples/${name}`))
    const steps = ['jobs', 'train', 'steps']
    // Nothing here talks to GitHub itself.
    for (const input of ['requirements', 'github-token', 'comment']) document.deleteIn([...steps, 2, 'with', input])
    document.setIn([...steps, 2, 'with', 'python'], shared.python)
    document.setIn([...steps, 2, 'with', 'zenml-version'], 'none')
    document.addIn(steps, outputsWitness)
    return environments(String(document))
  }

  test.each([
    [
      'pull-request.yml',
      'develop',
      'review',
      (text: string) => text.replace('stack: staging', 'stack: worker-staging')
    ],
    [
      'staging-before-merge.yml',
      'main',
      'staging',
      (text: string) =>
        text
          .replace(/^( +)events: pull_request$/m, '$&\n$1stack: worker-staging')
          .replace('account: ci-staging', `account: ${shared.accountName}`)
    ]
  ])('examples/%s, into %s', async (name, base, environment, onTestbed) => {
    const result = await runWithAct({
      ...connected,
      workflow: adapted(name, onTestbed),
      branch: base,
      files: { 'run.py': script, 'configs/review.yaml': 'enable_cache: false\n' },
      event: pullRequestFrom('changes'),
      idleActions: ['actions/setup-python@v7']
    })
    if (result.code !== 0) throw new Error(`act ended with ${result.code}:\n${result.log}`)
    const outputs = result.witnessed['outputs'] as Readonly<Record<string, string>>
    expect(outputs).toMatchObject({ environment, stack: 'worker-staging', conclusion: 'success' })

    const pullRequest = result.event.payload['pull_request'] as { readonly head: { readonly sha: string } }
    expect(pullRequest.head.sha).not.toBe(result.sha)
    expect(await provenanceOf(outputs['run-id'])).toMatchObject({
      event: 'pull_request',
      ref: 'refs/pull/7/merge',
      commit: result.sha,
      pull_request: { number: 7, head_commit: pullRequest.head.sha },
      code_commit: pullRequest.head.sha,
      environment
    })
  })

  test.each(['pull-request.yml', 'staging-before-merge.yml'])('examples/%s skips a fork without a step', async name => {
    const branch = name === 'pull-request.yml' ? 'develop' : 'main'
    const before = await runCount()
    const { code, log, witnessed } = await runWithAct({
      ...connected,
      workflow: adapted(name, text => text),
      branch,
      files: { 'run.py': script },
      event: pullRequestFrom(branch, 'mallory/models')
    })
    if (code !== 0) throw new Error(`act ended with ${code}:\n${log}`)
    expect(witnessed['outputs']).toBeUndefined()
    expect(log).not.toMatch(/Run Main/)
    expect(await runCount()).toBe(before)
  })
})

test('examples/promote-after-review.yml, run by act, promotes in its second job what the first one made', async () => {
  const rules = /^ {4}staging: .*$/m
  const text = read('examples/promote-after-review.yml')
  expect(text).toMatch(rules)
  // The stack of the testbed on which a pipeline runs in the job.
  const document = parseDocument(text.replace(rules, '    staging: {branches: main, stack: worker-staging}'))
  const inputs = ['jobs', 'train', 'steps', 2, 'with']
  document.deleteIn([...inputs, 'requirements'])
  document.setIn([...inputs, 'python'], shared.python)
  document.setIn([...inputs, 'zenml-version'], 'none')
  document.setIn(['jobs', 'promote', 'steps', 0, 'id'], 'pipeline')
  document.addIn(['jobs', 'promote', 'steps'], outputsWitness)
  const model = `reviewed-${randomUUID().slice(0, 8)}`
  const script = [
    'from zenml import Model, pipeline, step',
    '@step(enable_cache=False)',
    'def train() -> int:',
    '    return 1',
    `@pipeline(model=Model(name="${model}"))`,
    'def training() -> None:',
    '    train()'
  ]

  const result = await runWithAct({
    ...connected,
    workflow: String(document),
    branch: 'main',
    files: { 'run.py': `${script.join('\n')}\n` },
    idleActions: ['actions/setup-python@v7']
  })
  if (result.code !== 0) throw new Error(`act ended with ${result.code}:\n${result.log}`)
  const outputs = result.witnessed['outputs'] as Readonly<Record<string, string>>
  expect(outputs).toMatchObject({ environment: 'production', triggered: 'false', 'model-name': model })
  expect(result.log).toContain('This code was green in staging')
  expect((await runOf(outputs['run-id'])).resources.stack.name).toBe('worker-staging')
  const version = (await admin('GET', `/api/v1/model_versions/${outputs['model-version-id']}`)) as {
    body: { stage: string }
  }
  expect(version.body.stage).toBe('production')
})

test.each([
  ['pipeline.yml', 'develop', ['staging']],
  ['staging-then-production.yml', 'main', ['staging', 'production']]
])('examples/%s as a dry run, by act, for a push to %s is for %j', async (name, branch, stacks) => {
  const workflow = read(`examples/${name}`).replaceAll(/^( +)pipeline: training$/gm, "$&\n$1dry-run: 'true'")
  expect(workflow.match(/dry-run/g)).toHaveLength(stacks.length)
  const { code, log } = await runWithAct({
    workflow,
    branch,
    action,
    secrets: { ZENML_API_KEY: shared.apiKey },
    vars: { ZENML_SERVER_URL: shared.url }
  })
  if (code !== 0) throw new Error(`act ended with ${code}:\n${log}`)
  const planned = [...log.matchAll(/would start training-\S+ on stack (\S+) as training-/g)].map(match => match[1])
  expect(planned).toEqual(stacks)
})
