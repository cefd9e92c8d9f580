// Facts of made-up runs, one for each kind of summary that the documentation shows.
import type { Facts, RunFacts } from '../src/report/facts.ts'
import type { ResultRow } from '../src/results/rows.ts'
import type { Verdict } from '../src/results/verdict.ts'
import type { Step } from '../src/zenml/entities.ts'
import type { StepGraph } from '../src/zenml/step-graph.ts'

const began = Date.UTC(2026, 10, 23, 12)
const dashboard = 'https://zenml.example.com/projects/default'
const runId = '5ae4371f-a8d5-41a5-acf2-1ab3f07a512a'
const runUrl = `${dashboard}/runs/${runId}`

/** A step of a status, which took some seconds if it has ended; without a status it has not started. */
type Sample = readonly [name: string, status?: string, seconds?: number]

function stepsOf(samples: readonly Sample[]): readonly Step[] {
  return samples.flatMap(([name, status, seconds]) => {
    if (status === undefined) return []
    const endMs = seconds === undefined ? undefined : began + seconds * 1_000
    const unknown = { created: undefined, updated: undefined, projectId: undefined, runId, accountId: undefined }
    return [{ id: name, name, status, startMs: began, endMs, ...unknown }]
  })
}

function graphOf(samples: readonly Sample[], edges: readonly (readonly [string, string])[]): StepGraph {
  const steps = samples.map(([name, status]) => ({ id: status && name, name, status }))
  const indexOf = (wanted: string): number => samples.findIndex(([name]) => name === wanted)
  return { runId, steps, edges: edges.map(([from, to]) => ({ from: indexOf(from), to: indexOf(to) })) }
}

const edges = [
  ['load_data', 'train_small'],
  ['load_data', 'train_large'],
  ['train_small', 'evaluate'],
  ['train_large', 'evaluate'],
  ['evaluate', 'register']
] as const

function run(change: Partial<RunFacts> = {}): RunFacts {
  const name = 'churn-6dcb09b5b578-3f1a9c24d7e85b60-1-9c4c7677fe05aafb'
  return { id: runId, name, url: runUrl, status: 'completed', tookMs: 1_454_000, ...change }
}

/** What all of them have in common. */
const common: Facts = {
  environment: 'staging',
  stack: { id: '50490a74-d894-4364-af95-ffee392d4af9', name: 'k8s-staging' },
  pipeline: 'churn',
  project: 'default',
  account: 'ci-staging',
  serverVersion: '0.98.0',
  dashboard,
  commit: {
    sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
    url: 'https://github.com/acme/models/commit/6dcb09b5b57875f334f61aebed695e2e4193db5e'
  },
  codeSha: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
  codeNote: "The snapshot holds the code of this push's commit 6dcb09b5b578.",
  reason: 'push to branch develop: environment staging (branches: develop)'
}

const greenSteps: readonly Sample[] = [
  ['load_data', 'cached', 0],
  ['train_small', 'completed', 412],
  ['train_large', 'completed', 1_128],
  ['evaluate', 'completed', 63],
  ['register', 'completed', 4.2]
]

const failedSteps: readonly Sample[] = [
  ['load_data', 'cached', 0],
  ['train_small', 'completed', 407],
  ['train_large', 'failed', 38],
  ['evaluate'],
  ['register']
]

/** What two versions of a model logged; the second one is the worse. */
const better: readonly ResultRow[] = [
  {
    name: 'model.accuracy',
    value: '0.9137',
    before: '0.9021',
    change: '+0.0116 (+1.3 %)',
    isPassed: true,
    isPlain: true
  },
  { name: 'model.latency_ms', value: '11.8', before: '12.1', change: '-0.3 (-2.5 %)', isPassed: true, isPlain: true },
  { name: 'steps.load_data.rows', value: '48120', before: '47805', change: '+315 (+0.7 %)', isPlain: true }
]
const worse: readonly ResultRow[] = [
  {
    name: 'model.accuracy',
    value: '0.8714',
    before: '0.9021',
    change: '-0.0307 (-3.4 %)',
    isPassed: false,
    isPlain: true
  },
  { name: 'model.latency_ms', value: '11.6', before: '12.1', change: '-0.5 (-4.1 %)', isPassed: true, isPlain: true },
  { name: 'steps.load_data.rows', value: '48120', before: '47805', change: '+315 (+0.7 %)', isPlain: true }
]

function resultsOf(rows: readonly ResultRow[], verdict: Verdict): NonNullable<Facts['results']> {
  const baseline = { words: 'version 11 of model churn, which has the stage production', url: `${dashboard}/models` }
  const run = { name: runId, url: runUrl, metrics: {}, rows, baseline, notes: [] }
  return { verdict, runs: [run] }
}

const traceback = `Traceback (most recent call last):
  File "/app/churn/steps/train.py", line 41, in train_large
    model.fit(features, labels)
  File "/app/churn/model.py", line 88, in fit
    raise ValueError(f"{missing} of {len(labels)} labels are missing")
ValueError: 312 of 48120 labels are missing`

const waitingSteps: readonly Sample[] = [
  ['load_data', 'completed', 51],
  ['train_small', 'completed', 398],
  ['train_large', 'completed', 1_102],
  ['evaluate', 'completed', 58],
  ['register']
]

/** Facts by the name of their picture. */
export const sampleFacts = {
  green: {
    ...common,
    conclusion: 'success',
    environment: 'production',
    stack: { id: '88e9a231-31f0-4ebf-a746-7f28bc2b261a', name: 'k8s-production' },
    account: 'ci-production',
    reason: 'push to branch main: environment production (branches: main)',
    triggered: true,
    runs: [run({ model: { id: 'm', name: '12', modelName: 'churn', url: undefined } })],
    promotion: {
      end: 'promoted',
      note: 'Version 12 of model churn has the stage production; version 11 had it before, and is archived.',
      goBack: 'zenml model version update churn 11 --stage production --force'
    },
    steps: stepsOf(greenSteps),
    graphs: [graphOf(greenSteps, edges)],
    results: resultsOf(better, 'passed')
  },
  worse: {
    ...common,
    conclusion: 'success',
    triggered: true,
    runs: [run()],
    error:
      'checks: The run succeeded, but its results failed a check: model.accuracy is 0.8714, 0.0307 below the 0.9021 of version 11 of model churn; it may drop by 0.01 at most.',
    promotion: { end: 'not promoted', note: 'No model version was promoted to production.' },
    steps: stepsOf(greenSteps),
    graphs: [graphOf(greenSteps, edges)],
    results: resultsOf(worse, 'failed')
  },
  failed: {
    ...common,
    conclusion: 'failure',
    triggered: true,
    runs: [run({ status: 'failed', tookMs: 471_000 })],
    error: `The run on stack k8s-staging ended as failed: step train_large failed: ValueError: 312 of 48120 labels are missing. ${runUrl}`,
    steps: stepsOf(failedSteps),
    graphs: [graphOf(failedSteps, edges)],
    failures: stepsOf(failedSteps)
      .filter(({ status }) => status === 'failed')
      .map(step => ({ step, failure: { message: '312 of 48120 labels are missing', traceback } }))
  },
  skipped: {
    conclusion: 'skipped',
    triggered: false,
    reason:
      'push to branch feature/prices fits none of the environments: staging (branches: develop), production (branches: main)'
  },
  waiting: {
    ...common,
    conclusion: 'timed-out',
    triggered: true,
    runs: [run({ status: 'running' })],
    error: `The run is still running after the timeout of 1h. The run goes on, since leave-running is true. ${runUrl}`,
    questions: [
      { name: 'release', question: 'Release version 12 of churn?', schema: { type: 'boolean' }, url: runUrl }
    ],
    steps: stepsOf(waitingSteps),
    graphs: [graphOf(waitingSteps, edges)]
  }
} satisfies Readonly<Record<string, Facts>>
