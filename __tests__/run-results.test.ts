import { describe, expect, test } from '@jest/globals'
import { answer, endingAs, type Instead, MemoryJob, type MemoryJobOptions, quick } from './pieces/memory-job.ts'
import type { LoggedValues } from './stand-in/run-script.ts'

const logging = (logged: LoggedValues, hasModel = true): MemoryJobOptions => ({
  script: { ...quick, hasModel, logged }
})

const everything: LoggedValues = {
  run: { latency_ms: 20 },
  step: { loss: 0.3 },
  model: { accuracy: 0.9, nested: { f1: 0.8 } },
  artifacts: { report: { metadata: { size: 7 } }, dataset: { metadata: { rows: 1_000 }, isCached: true } }
}

/** A run of an hour ago that has succeeded, with what it logged. */
function addEarlier(job: MemoryJob, logged: LoggedValues, stack = 'staging', hasModel = true) {
  const facts = { name: `earlier-${job.standIn.runs.length}`, extra: {}, createdMs: job.time.now - 3_600_000 }
  return job.standIn.addRun(stack, facts, { ...quick, hasModel, logged })
}

/** Runs a minute apart, the oldest first, with what was logged about their model and what checks said of it. */
function addRuns(job: MemoryJob, runs: readonly { accuracy: number; verdict?: string }[]): void {
  for (const [index, { accuracy, verdict }] of runs.entries()) {
    const run = addEarlier(job, ofModel(accuracy))
    Object.assign(run, { createdMs: job.time.now - (runs.length - index) * 60_000 })
    if (verdict !== undefined) Object.assign(run.noted, { gate_verdicts: { staging: verdict } })
  }
}

const ofModel = (accuracy: unknown): LoggedValues => ({ model: { accuracy } })
const puts = (job: MemoryJob) => job.sent.filter(({ method }) => method === 'PUT')
const questionsAfterEnd = (job: MemoryJob) =>
  job.sent.filter(({ question }) => ['results', 'baseline', 'model version'].includes(question)).length

describe('what a run logged', () => {
  test('is an output by its names, without what a cached step has produced', async () => {
    const job = new MemoryJob(logging(everything))
    expect(await job.main()).toBe(true)
    expect(JSON.parse(job.runner.outputs['metrics'] ?? '')).toEqual({
      'run.latency_ms': 20,
      'steps.train.loss': 0.3,
      'model.accuracy': 0.9,
      'model.nested.f1': 0.8,
      'artifacts.report.size': 7
    })
    expect(job.runner.outputs['verdict']).toBe('none')
  })

  test('stands in the summary beside the newest successful run of the pipeline on the stack', async () => {
    const job = new MemoryJob(logging(everything))
    addEarlier(job, { ...everything, model: { accuracy: 0.8 } })
    addEarlier(job, { ...everything, model: { accuracy: 0.1 } }, 'production')
    expect(await job.main()).toBe(true)
    const { summary } = job.runner
    expect(summary).toContain('Compared with run earlier-0 on stack staging')
    expect(summary).toContain(
      '| <code>model.accuracy</code> | <code>0.9</code> | <code>0.8</code> | <code>+0.1 (+12.5 %)</code> |'
    )
    expect(summary).toContain('<details><summary>1 more value</summary>')
    expect(summary.indexOf('model.nested.f1')).toBeGreaterThan(summary.indexOf('1 more value'))
  })

  test('is asked for in three requests, and once for a run to compare with', async () => {
    const job = new MemoryJob(logging(everything))
    await job.main()
    expect(questionsAfterEnd(job)).toBe(4)
  })

  test('costs no look for a baseline if there are no numbers', async () => {
    const job = new MemoryJob(logging({ run: { note: 'fine' } }, false))
    await job.main()
    expect(job.asked('baseline')).toEqual([])
  })

  test('is not asked for if the run did not succeed', async () => {
    const job = new MemoryJob({ script: { ...endingAs('failed'), hasModel: true, logged: everything } })
    expect(await job.main({ checks: 'accuracy: {min: 0}' })).toBe(false)
    expect(questionsAfterEnd(job)).toBe(0)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'failure', verdict: 'none' })
  })

  test('turns nothing red if it cannot be read', async () => {
    const job = new MemoryJob({ ...logging(everything), instead: unreadable })
    expect(await job.main()).toBe(true)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'success', verdict: 'none' })
    expect(job.runner.text('info')).toContain('Could not read all results (steps.…)')
    expect(job.runner.text('warning', 'error')).toBe('')
  })

  test('that is too large for an output is said to be left out', async () => {
    const job = new MemoryJob(logging({ run: { note: 'x'.repeat(300_000) } }, false))
    expect(await job.main()).toBe(true)
    expect(job.runner.outputs['metrics']).toBe('{}')
    expect(job.runner.text('notice')).toContain('so the output metrics is {}')
  })
})

/** Nothing about results is answered, the run itself is. */
const unreadable: Instead = ({ question }) =>
  question === 'results' || question === 'baseline'
    ? answer(403, { detail: ['IllegalOperationError', 'No permission'] })
    : undefined

describe('checks', () => {
  const run = async (accuracy: unknown, checks: string, inputs: Readonly<Record<string, string>> = {}) => {
    const job = new MemoryJob(logging(ofModel(accuracy)))
    addEarlier(job, ofModel(0.9))
    const isGreen = await job.main({ checks, ...inputs })
    return { job, isGreen, error: job.runner.text('error') }
  }

  test.each([
    ['better', 0.95, true],
    ['equal', 0.9, true],
    ['worse within the limit', 0.89, true],
    ['worse by one digit more', 0.8899999999999999, false]
  ])('a run that is %s', async (_, accuracy, passes) => {
    const { isGreen, job } = await run(accuracy, 'accuracy: {max-drop: 0.01}')
    expect(isGreen).toBe(passes)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'success', verdict: passes ? 'passed' : 'failed' })
  })

  test('that fail make the step red after everything was reported, and the run keeps its conclusion', async () => {
    const { error, job } = await run(0.5, 'accuracy: {min: 0.8, max-drop: 1%}')
    expect(error).toBe(
      'checks: The run succeeded, but its results failed 2 checks: model.accuracy is 0.5, below its min of 0.8. model.accuracy is 0.5, which is 0.4 below the 0.9 of run earlier-0 on stack staging, more than its max-drop of 1%.'
    )
    expect(job.runner.outputs).toMatchObject({ conclusion: 'success', status: 'completed', verdict: 'failed' })
    expect(job.runner.summary).toContain('but its results failed the checks')
    expect(job.runner.summary).toMatch(/model\.accuracy<\/code> \| .* \| ❌ \|/)
  })

  test('are held against what was there before a run that failed them, so that a second attempt is red too', async () => {
    const { job } = await run(0.5, 'accuracy: {max-drop: 0.01}')
    const inputs = { checks: 'accuracy: {max-drop: 0.01}', promote: 'production' }
    expect(await job.main(inputs, { GITHUB_RUN_ATTEMPT: '2' })).toBe(false)
    expect(job.standIn.runs.map(({ noted }) => noted['gate_verdicts'])).toEqual([
      undefined,
      { staging: 'failed' },
      { staging: 'failed' }
    ])
    expect(job.runner.text('error')).toContain('below the 0.9 of run earlier-0 on stack staging')
    expect(job.standIn.furniture.models.holders('production')).toEqual([])
    expect(job.runner.outputs['metrics']).not.toContain('gate_verdicts')
  })

  test('are held against the newest run that has the number, and not against one that lacks it', async () => {
    const job = new MemoryJob(logging(ofModel(0.5)))
    addEarlier(job, ofModel(0.9))
    const newer = addEarlier(job, { run: { other: 1 } })
    Object.assign(newer, { createdMs: job.time.now - 1_800_000 })
    expect(await job.main({ checks: 'accuracy: {max-drop: 0.01}' })).toBe(false)
    expect(job.runner.text('error')).toContain('below the 0.9 of run earlier-0 on stack staging')
  })

  test('do not compare a model version with itself, which the run before worked on as well', async () => {
    const job = new MemoryJob()
    const earlier = addEarlier(job, ofModel(0.9))
    const own = addEarlier(job, ofModel(0.5))
    Object.assign(own, { createdMs: job.time.now - 1_800_000, modelVersion: earlier.modelVersion })
    expect(await job.main({ pipeline: '', 'run-id': own.id, checks: 'accuracy: {max-drop: 0}' })).toBe(false)
    expect(job.runner.text('error')).toContain('The run to compare with works on the same model version.')
  })

  test.each([9, 19, 45])('are held against the run before %d that failed them', async count => {
    const job = new MemoryJob(logging(ofModel(0.5)))
    addRuns(job, [{ accuracy: 0.9 }, ...Array.from({ length: count }, () => ({ accuracy: 0.5, verdict: 'failed' }))])
    expect(await job.main({ checks: 'accuracy: {max-drop: 0.01}', promote: 'production' })).toBe(false)
    expect(job.runner.text('error')).toContain('below the 0.9 of run earlier-0 on stack staging')
    expect(job.standIn.furniture.models.holders('production')).toEqual([])
  })

  test('are red if the runs before failed them as far as is looked, and say so', async () => {
    const job = new MemoryJob(logging(ofModel(0.5)))
    addRuns(job, [{ accuracy: 0.9 }, ...Array.from({ length: 200 }, () => ({ accuracy: 0.5, verdict: 'failed' }))])
    expect(await job.main({ checks: 'accuracy: {max-drop: 0.01}' })).toBe(false)
    expect(job.runner.text('error')).toContain(
      'model.accuracy could not be checked against its max-drop: None of the 200 runs of pipeline training before this one on stack staging can be compared with: they failed their checks, or belong to this step.'
    )
  })

  test('look no further back than at the first run that has the number', async () => {
    const job = new MemoryJob(logging(ofModel(0.9)))
    addRuns(
      job,
      Array.from({ length: 50 }, () => ({ accuracy: 0.9 }))
    )
    expect(await job.main({ checks: 'accuracy: {max-drop: 0.01}' })).toBe(true)
    expect(job.asked('baseline')).toHaveLength(1)
  })

  test('are red if the newest run cannot be read, whatever an older one says', async () => {
    let unread = 'no run yet'
    const refused = answer(403, { detail: ['IllegalOperationError', 'No permission'] })
    const job = new MemoryJob({
      script: { ...quick, logged: { run: { accuracy: 0.8 } } },
      instead: ({ path, question }) => (question === 'results' && path.includes(unread) ? refused : undefined)
    })
    addEarlier(job, { run: { accuracy: 0.8 } })
    const newest = addEarlier(job, { run: { accuracy: 0.95 } })
    Object.assign(newest, { createdMs: job.time.now - 1_800_000 })
    unread = newest.id
    expect(await job.main({ checks: 'accuracy: {max-drop: 0.01}' })).toBe(false)
    expect(job.runner.text('error')).toContain('run.accuracy could not be checked against its max-drop: ')
    expect(job.runner.text('error')).toContain('No permission')
  })

  test('take no run for a success because a list leaves out what was logged', async () => {
    const job = new MemoryJob({
      ...logging(ofModel(0.5)),
      instead: ({ path, question }, pass) => {
        if (question !== 'baseline' || !path.includes('/runs?')) return undefined
        const list = JSON.parse(pass().body) as { items: { metadata: unknown }[] }
        for (const item of list.items) item.metadata = null
        return { ...pass(), body: JSON.stringify(list) }
      }
    })
    addRuns(job, [{ accuracy: 0.9 }, { accuracy: 0.5, verdict: 'failed' }])
    expect(await job.main({ checks: 'accuracy: {max-drop: 0.01}' })).toBe(false)
    expect(job.runner.text('error')).toContain("has no object at 'metadata.run_metadata'")
  })

  test('that compare with nothing say so in the log and the summary, and pass', async () => {
    const job = new MemoryJob(logging(ofModel(0.9)))
    expect(await job.main({ checks: 'accuracy: {max-drop: 0.01}' })).toBe(true)
    const words = 'No run of pipeline training has succeeded on stack staging before.'
    expect(job.runner.text('info')).toContain(words)
    expect(job.runner.summary.match(new RegExp(words, 'g'))).toHaveLength(1)
  })

  test('that cannot be written down are a warning, and decide the colour anyway', async () => {
    const instead: Instead = ({ method, path }) =>
      method === 'POST' && path.includes('run-metadata')
        ? answer(403, { detail: ['IllegalOperationError', 'No permission'] })
        : undefined
    const job = new MemoryJob({ ...logging(ofModel(0.5)), instead })
    expect(await job.main({ checks: 'accuracy: {min: 0.4}' })).toBe(true)
    expect(job.runner.text('warning')).toMatch(/Could not record that the run \S+ passed its checks: /)
    expect(await job.main({ checks: 'accuracy: {min: 0.6}' }, { GITHUB_RUN_ATTEMPT: '2' })).toBe(false)
  })

  test('of an environment replace those of the input, and errors name them', async () => {
    const environments = 'staging: {branches: develop, checks: {accuracy: {min: 0.99}}}'
    const { error, isGreen } = await run(0.95, 'accuracy: {min: 0}', { environments })
    expect([isGreen, error]).toEqual([
      false,
      expect.stringContaining('environments: staging.checks: The run succeeded')
    ])
  })

  test('hold of a run that is only followed', async () => {
    const job = new MemoryJob()
    const { id } = addEarlier(job, ofModel(0.7))
    expect(await job.main({ pipeline: '', 'run-id': id, checks: 'accuracy: {min: 0.8}' })).toBe(false)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'success', verdict: 'failed', triggered: 'false' })
  })

  test.each([
    ['the run', 'results', 'Could not look up the metric'],
    ['the baseline', 'baseline', 'model.accuracy could not be checked against its max-drop']
  ])('fail if %s cannot be read, and say why', async (_, asked, words) => {
    const instead: Instead = sent => (sent.question === asked ? unreadable(sent, () => answer(200, {})) : undefined)
    const job = new MemoryJob({ ...logging(ofModel(0.95)), instead })
    expect(await job.main({ checks: 'accuracy: {max-drop: 0.1}' })).toBe(false)
    expect(job.runner.text('error')).toContain(words)
    expect(job.runner.text('error')).toContain('the server answered 403: No permission')
    expect(job.runner.outputs).toMatchObject({ conclusion: 'success', verdict: 'failed' })
  })

  test("another run's results are not taken for the run's", async () => {
    const job: MemoryJob = new MemoryJob({
      ...logging(ofModel(0.5)),
      instead: ({ path }, pass) => {
        if (!path.includes('include_full_metadata')) return undefined
        const other = addEarlier(job, { run: { accuracy: 1 } })
        return { ...pass(), body: pass().body.replaceAll(job.standIn.runs[0]?.id ?? '', other.id) }
      }
    })
    expect(await job.main({ checks: 'run.accuracy: {min: 0.8}' })).toBe(false)
    expect(job.runner.text('error')).toContain("Could not look up the metric 'run.accuracy'")
  })

  test('that were not held against anything because of a cancel are red', async () => {
    const job: MemoryJob = new MemoryJob({
      ...logging(ofModel(0.95)),
      instead: ({ question }) => {
        if (question === 'results') job.cancel.abort(new Error('cancelled'))
        return undefined
      }
    })
    expect(await job.main({ checks: 'accuracy: {min: 0.8}' })).toBe(false)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'cancelled', verdict: 'failed' })
    expect(job.runner.text('error')).toContain('The job was cancelled before the results were checked.')
  })

  test.each([
    ['misspelt', { checks: 'accuracy: {mn: 1}' }, "checks.accuracy: Unknown key 'mn'"],
    [
      'of a run that nobody sees end',
      { checks: 'accuracy: {min: 1}', wait: 'false' },
      "checks: A run's results are there when"
    ],
    [
      'of a step that runs nothing',
      { checks: 'accuracy: {min: 1}', pipeline: '', 'export-credentials': 'api-key' },
      'checks: This step runs nothing, so it has no results to check. Set source, pipeline, command or run-id'
    ],
    [
      'with an environment that is none',
      { checks: '{accuracy: {min: 1}, baseline: {environment: prod}}' },
      "'prod' is not an environment of these rules"
    ],
    ['only a baseline', { checks: 'baseline: {required: false}' }, 'checks: There are no checks'],
    [
      'of an environment that the event is not for',
      { environments: 'staging: develop\nproduction: {branches: main, checks: {accuracy: {mn: 1}}}' },
      "environments: production.checks.accuracy: Unknown key 'mn'"
    ],
    [
      'of such an environment, with a baseline that is none',
      {
        environments:
          'staging: develop\nproduction: {branches: main, checks: {accuracy: {min: 1}, baseline: {environment: prod}}}'
      },
      "environments: production.checks.baseline.environment: 'prod' is not an environment of these rules. Write one of"
    ],
    [
      'with a baseline on another server',
      {
        environments:
          'staging: {branches: develop, checks: {accuracy: {min: 1}, baseline: {environment: production}}}\nproduction: {branches: main, project: p}'
      },
      "'staging' and 'production' differ in project, and results are read from one"
    ]
  ])('are refused before anything is asked if they are %s', async (_, inputs, error) => {
    const job = new MemoryJob()
    expect(await job.main(inputs)).toBe(false)
    expect([job.sent, job.runner.text('error')]).toEqual([[], expect.stringContaining(error)])
  })
})

describe('before a promotion', () => {
  const promote = { promote: 'production' }
  const jobAfter = (accuracy: number): MemoryJob => {
    const job = new MemoryJob(logging(ofModel(0.85)))
    const earlier = addEarlier(job, { ...ofModel(accuracy), run: { latency_ms: 5 } })
    Object.assign(earlier.modelVersion ?? {}, { stage: 'production' })
    addEarlier(job, ofModel(0.1))
    return job
  }

  test('the version that has the stage is the baseline, with the results of the run that made it', async () => {
    const job = jobAfter(0.8)
    expect(await job.main({ ...promote, checks: 'accuracy: {max-drop: 0}' })).toBe(true)
    expect(job.standIn.furniture.models.holders('production')).toEqual([3])
    expect(job.runner.outputs['verdict']).toBe('passed')
    expect(job.runner.summary).toContain(
      'Compared with version 1 of model churn (stage production)'.replaceAll('&#40;', '(').replaceAll('&#41;', ')')
    )
  })

  test.each<[string, object]>([
    ['of which nobody said anything', {}],
    ['that passed its checks', { gate_verdicts: { staging: 'passed' } }],
    ['that failed its checks', { gate_verdicts: { staging: 'failed' } }]
  ])('that version is not known by a later run on it %s', async (_, noted) => {
    const job = new MemoryJob(logging({ run: { accuracy: 0.5 } }))
    const maker = addEarlier(job, { run: { accuracy: 0.9 } })
    Object.assign(maker.modelVersion ?? {}, { stage: 'production' })
    const later = addEarlier(job, { run: { accuracy: 0.5 } })
    Object.assign(later, { createdMs: job.time.now - 1_800_000, modelVersion: maker.modelVersion })
    Object.assign(later.noted, noted)
    expect(await job.main({ ...promote, checks: 'run.accuracy: {max-drop: 0.01}' })).toBe(false)
    expect(job.runner.text('error')).toContain('below the 0.9 of version 1 of model churn (stage production)')
    expect(job.standIn.furniture.models.holders('production')).toEqual([1])
  })

  test('a failed check withholds it, and nothing is written', async () => {
    const job = jobAfter(0.9)
    expect(await job.main({ ...promote, checks: 'accuracy: {max-drop: 0}' })).toBe(false)
    expect([job.standIn.furniture.models.holders('production'), puts(job)]).toEqual([[1], []])
    expect(job.runner.outputs).toMatchObject({ conclusion: 'success', verdict: 'failed' })
    expect(job.runner.text('error')).toContain('below the 0.9 of version 1 of model churn (stage production)')
    expect(job.runner.summary).toContain('No model version was promoted to production.')
  })

  test('the first version of all is compared with the newest successful run', async () => {
    const job = new MemoryJob(logging(ofModel(0.85)))
    addEarlier(job, ofModel(0.9))
    expect(await job.main({ ...promote, checks: 'accuracy: {max-drop: 0.01}' })).toBe(false)
    expect(job.runner.text('error')).toContain('below the 0.9 of run earlier-0 on stack staging')
  })

  test('a version that has the stage already is not compared with itself', async () => {
    const job = new MemoryJob()
    addEarlier(job, ofModel(0.9))
    const own = addEarlier(job, ofModel(0.8))
    Object.assign(own, { createdMs: job.time.now - 1_800_000 })
    Object.assign(own.modelVersion ?? {}, { stage: 'production' })
    const inputs = { ...promote, pipeline: '', 'run-id': own.id, checks: 'accuracy: {max-drop: 0.05}' }
    expect(await job.main(inputs)).toBe(false)
    expect(job.runner.text('error')).toContain('below the 0.9 of run earlier-0 on stack staging')
  })
})

describe('the baseline of another environment', () => {
  const environments = (more = '') =>
    `staging: {branches: develop, checks: {accuracy: {max-drop: 0}, baseline: {environment: production, required: true}}}\nproduction: {branches: main${more}}`

  test('is the newest successful run on its stack', async () => {
    const job = new MemoryJob(logging(ofModel(0.85)))
    addEarlier(job, ofModel(0.1))
    addEarlier(job, ofModel(0.9), 'production')
    expect(await job.main({ environments: environments() })).toBe(false)
    expect(job.runner.text('error')).toContain('below the 0.9 of run earlier-1 on stack production')
  })

  test.each([
    ['its own', environments(', promote: production'), {}],
    ['the common one', environments(), { promote: 'production' }]
  ])('is the version in the stage that it promotes to: %s', async (_, rules, more) => {
    const job = new MemoryJob(logging(ofModel(0.85)))
    Object.assign(addEarlier(job, ofModel(0.9)).modelVersion ?? {}, { stage: 'production' })
    addEarlier(job, ofModel(0.1), 'production')
    expect(await job.main({ environments: rules, ...more })).toBe(false)
    expect(job.runner.text('error')).toContain('below the 0.9 of version 1 of model churn (stage production)')
  })

  test('that is required and not there is red', async () => {
    const job = new MemoryJob(logging(ofModel(0.85)))
    expect(await job.main({ environments: environments() })).toBe(false)
    expect(job.runner.text('error')).toContain(
      'model.accuracy has no baseline, which is required for its max-drop: No run of pipeline training has succeeded on stack production before.'
    )
  })

  test('is a run of the pipeline that it runs, and not of the run itself', async () => {
    const job = new MemoryJob(logging(ofModel(0.85)))
    addEarlier(job, ofModel(0.8), 'production')
    expect(await job.main({ environments: environments(', pipeline: releasing') })).toBe(false)
    expect(job.runner.text('error')).toContain('No run of pipeline releasing has succeeded on stack production before.')

    const { id } = job.standIn.furniture.pipeline
    const byId = new MemoryJob(logging(ofModel(0.85)))
    Object.assign(byId.standIn.furniture.pipeline, { id })
    addEarlier(byId, ofModel(0.9), 'production')
    expect(await byId.main({ environments: environments(`, pipeline: ${id}`) })).toBe(false)
    expect(byId.runner.text('error')).toContain('below the 0.9 of run earlier-0 on stack production')
  })

  test.each([', command: python train.py', ', source: pipelines.train'])(
    'is a run of the same pipeline if it has%s',
    async more => {
      const job = new MemoryJob(logging(ofModel(0.85)))
      addEarlier(job, ofModel(0.9), 'production')
      expect(await job.main({ environments: environments(more) })).toBe(false)
      expect(job.runner.text('error')).toContain('below the 0.9 of run earlier-0 on stack production')
    }
  )

  test('whose stack does not exist is red, and says so', async () => {
    const job = new MemoryJob(logging(ofModel(0.85)))
    expect(await job.main({ environments: environments(', stack: elsewhere') })).toBe(false)
    expect(job.runner.text('error')).toContain("The server has no stack 'elsewhere'.")
  })
})
