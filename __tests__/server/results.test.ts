import { describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../testbed/runner.ts'
import { decoded } from '../pieces/markdown.ts'
import { admin, push, shared } from './shared-testbed.ts'

/** Runs the pipeline of this file alone with numbers that it logs. */
function score(branch: string, accuracy: number, inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> {
  const config = `steps: {evaluate: {parameters: {accuracy: ${accuracy}, latency: 20.0}}}`
  return push(branch, { pipeline: 'results', config, ...inputs })
}

const metricsOf = ({ outputs }: ActionResult) => JSON.parse(outputs['metrics'] ?? '{}') as Record<string, unknown>
const errorsOf = ({ log }: ActionResult) => log.match(/^::error.*$/gm) ?? []

/** What each run logs anew; the cached step's artifact is the first run's. */
const known = {
  'run.latency_ms': 20,
  'steps.evaluate.loss': 0.3,
  'model.accuracy': 0.9,
  'model.nested.f1': 0.8,
  'model.kind': 'forest',
  'artifacts.report.size': 7
}

/** The version of the model that has a stage. */
async function holderOf(stage: string): Promise<string | undefined> {
  const path = `/api/v1/model_versions?project=${shared.project}&model=scored&stage=${stage}`
  const { items } = (await admin('GET', path)) as { items: readonly { readonly name: string }[] }
  return items[0]?.name
}

test('a run shows exactly what it logged about itself, a step, its model version and an artifact, and what it reported', async () => {
  const first = await score('develop', 0.9)
  expect([first.code, errorsOf(first), first.outputs['verdict']]).toEqual([0, [], 'none'])
  const { 'steps.evaluate.seen': seen, ...ofFirst } = metricsOf(first)
  expect(ofFirst).toEqual({ ...known, 'artifacts.dataset.rows': 1_000 })
  expect(typeof seen).toBe('number')
  // More digits than a double holds.
  expect(first.outputs['metrics']).toContain('"steps.evaluate.seen":9007199254740993')

  const second = await score('develop', 0.9)
  expect(second.log).toContain('Step load: cached')
  const { 'steps.evaluate.seen': _, ...ofSecond } = metricsOf(second)
  expect(ofSecond).toEqual(known)
  expect(second.summary).toContain(`Compared with run ${first.outputs['run-name']?.replaceAll('_', '&#95;')}`)
  expectReports(second)
})

/** Its reports are there, folded and inert, and its plot is a name beside a link. */
function expectReports({ log, outputs, summary }: ActionResult): void {
  const parts = decoded(summary)
  expect(parts).toContain(
    'Report <code>card</code> of step <code>evaluate</code> (Markdown)</summary>\n\n<pre># Model card\n\n![logo](https://tracker.invalid/x.png) Accuracy **0.9**, ask @octocat</pre>'
  )
  expect(parts).toContain('| <code>churned</code> | <code>12</code> | <code>late, or "lost"</code> |')
  expect(parts).toContain('| <code>stayed</code> | <code>7</code> | <code>two lines</code> |')
  expect(parts).toContain('(JSON)</summary>\n\n<pre>{\n  "churn": 0.5,\n  "seen": 9007199254740993\n}</pre>')
  expect(parts).toContain(
    `**In <a href="${outputs['run-url']}">the dashboard</a>**: <code>curve</code> of step <code>evaluate</code> (HTML).`
  )
  expect(summary).not.toMatch(/<script|!\[|@octocat/)
  // Of the cached step the first run has it, and no number is a report.
  expect(parts).not.toContain('sample')
  expect(log.match(/\/visualize: 200/g)).toHaveLength(3)
}

describe('checks against the model version in production', () => {
  const checks =
    'accuracy: {max-drop: 0.01}\nlatency_ms: {max: 20, max-rise: 0%}\nsteps.evaluate.seen: {min: 9007199254740993}'
  const promoted = (accuracy: number) => score('main', accuracy, { promote: 'production', checks })

  test.each([
    ['the first one, with nothing to compare', 0.9],
    ['a better one', 0.91],
    ['an equal one', 0.91],
    ['one that is worse by as much as is allowed', 0.9]
  ])('let %s through, which is promoted', async (_, accuracy) => {
    const result = await promoted(accuracy)
    expect([errorsOf(result), result.code]).toEqual([[], 0])
    expect(result.outputs).toMatchObject({ conclusion: 'success', verdict: 'passed' })
    expect(await holderOf('production')).toBe(result.outputs['model-version'])
  })

  test('fail one that is worse by more, and nothing is promoted', async () => {
    const before = await holderOf('production')
    const result = await promoted(0.8899999999999999)
    expect(result.code).toBe(1)
    expect(result.outputs).toMatchObject({ conclusion: 'success', status: 'completed', verdict: 'failed' })
    expect(errorsOf(result).join()).toContain(
      `model.accuracy is 0.8899999999999999, which is 0.0100000000000001 below the 0.9 of version ${before} of model scored (stage production), more than its max-drop of 0.01.`
    )
    expect(await holderOf('production')).toBe(before)

    const followed = await push('main', {
      'run-id': result.outputs['run-id'] ?? '',
      promote: 'production',
      checks: 'accuracy: {max-drop: 2%}'
    })
    expect([errorsOf(followed), followed.outputs['verdict']]).toEqual([[], 'passed'])
    expect(await holderOf('production')).toBe(result.outputs['model-version'])
  })

  test('hold of a run on staging that names production', async () => {
    const environments =
      'staging: {branches: develop, checks: {accuracy: {max-drop: 0}, baseline: {environment: production}}}\nproduction: {branches: main, promote: production}'
    const result = await score('develop', 0.1, { environments })
    expect(result.code).toBe(1)
    expect(errorsOf(result).join()).toMatch(
      /environments: staging\.checks: .*below the \S+ of version \d+ of model scored \(stage production\)/
    )
  })
})

test('what is missing, ambiguous or not a number is red', async () => {
  const result = await score('develop', 0.9, { checks: 'acuracy: {min: 0}\nkind: {min: 0}\nrows: {min: 1}' })
  expect(result.code).toBe(1)
  const [error = ''] = errorsOf(result)
  expect(error).toContain("There is no metric 'acuracy'. Did you mean model.accuracy?")
  expect(error).toContain("model.kind is the text 'forest', not a number.")
  // The cached step's artifact has it, which another run has produced.
  expect(error).toContain("There is no metric 'rows'.")
})
