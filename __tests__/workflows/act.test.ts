import { describe, expect, test } from '@jest/globals'
import { parseDocument } from 'yaml'
import { hostingRepository } from '../../scripts/repository.ts'
import { codeBlocks, read } from '../docs/markdown.ts'
import { provenanceOf, runCount, runOf, shared } from '../server/shared-testbed.ts'
import { type ActResult, runWithAct } from './act.ts'

const action = `${hostingRepository(read('package.json'))}@v1`
/** The README's example with a gate job, as a reader copies it. */
const example = codeBlocks(read('README.md')).find(({ example }) => example === 'gate-job')?.code ?? ''

interface Witnessed {
  readonly outputs?: Readonly<Record<string, string>>
  readonly needs: Readonly<Record<string, { readonly result: string; readonly outputs: Record<string, string> }>>
}

/** The example with a later step and a later job that write down what they see. */
function withWitness(pipeline: string): string {
  const document = parseDocument(example)
  const write = (variable: string) => `printf '%s' "$${variable}" > "$WITNESS/${variable}"`
  expect(document.getIn(['jobs', 'train', 'steps', 0, 'with', 'pipeline'])).toBe('training')
  document.setIn(['jobs', 'train', 'steps', 0, 'with', 'pipeline'], pipeline)
  document.addIn(['jobs', 'train', 'steps'], {
    if: 'always()',
    env: { outputs: `\${{ toJSON(steps.pipeline.outputs) }}` },
    run: write('outputs')
  })
  document.setIn(['jobs', 'after'], {
    needs: ['gate', 'train'],
    if: 'always()',
    'runs-on': 'ubuntu-latest',
    steps: [{ env: { needs: `\${{ toJSON(needs) }}` }, run: write('needs') }]
  })
  return String(document)
}

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

describe('the README’s workflow with a gate job, run by act', () => {
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
