import { describe, expect, test } from '@jest/globals'
import { endingAs, type Instead, MemoryJob, type MemoryJobOptions, quick } from './pieces/memory-job.ts'
import type { RunScript } from './stand-in/run-script.ts'

const withModel: RunScript = { ...quick, hasModel: true }

/** A job whose model has versions with these stages before; its run makes the next one. */
function jobWith(stages: readonly (string | null)[], options: MemoryJobOptions = {}): MemoryJob {
  const job = new MemoryJob({ script: withModel, ...options })
  for (const stage of stages) job.standIn.furniture.models.add(job.time.now, stage)
  return job
}

const production = { promote: 'production' }
const puts = (job: MemoryJob) =>
  job.sent.filter(({ method, path }) => method === 'PUT' && path.includes('model_versions'))
const holders = (job: MemoryJob) => job.standIn.furniture.models.holders('production')
const note = (job: MemoryJob, number: number) =>
  job.standIn.furniture.models.versions[number - 1]?.metadata['gate_promotion_production']

/** Does something once, right before or after the first change of a stage. */
function aroundFirstPut(
  when: 'before' | 'after',
  act: (job: MemoryJob) => void
): MemoryJobOptions & { job?: MemoryJob } {
  let isDone = false
  const options: MemoryJobOptions & { job?: MemoryJob } = {
    instead: ({ method, path }, pass) => {
      if (isDone || method !== 'PUT' || !path.includes('model_versions') || options.job === undefined) return undefined
      isDone = true
      if (when === 'before') act(options.job)
      const answer = pass()
      if (when === 'after') act(options.job)
      return answer
    }
  }
  return options
}

/** Another job gives a version the stage. */
function promoteElsewhere(number: number) {
  return ({ standIn, time }: MemoryJob): void => {
    const { models } = standIn.furniture
    models.update(models.versions[number - 1]?.id, { stage: 'production', force: true }, time.now)
  }
}

test('a version that is in production does not leave it for staging', async () => {
  const job = jobWith([], { instead: inProduction })
  expect(await job.main({ promote: 'staging' })).toBe(false)
  expect(job.runner.text('error')).toMatch(
    /^promote: Version 1 of model churn has the stage production, which it would lose for staging: nothing was changed\. To take it out .*`zenml model version update churn 1 --stage staging --force`/
  )
  expect(puts(job)).toEqual([])
})

/** The run's own version has been given the stage before the run ended, by whomever. */
const inProduction: Instead = ({ method, path }, pass) => {
  if (method !== 'GET' || !/model_versions\/[^?]/.test(path)) return undefined
  const answer = pass()
  return { ...answer, body: answer.body.replace('"stage":null', '"stage":"production"') }
}

describe('the model version of a run', () => {
  test('stands in outputs and summary, whether it is promoted or not', async () => {
    const job = jobWith([null, null])
    expect(await job.main()).toBe(true)
    expect(job.runner.outputs).toMatchObject({
      'model-name': 'churn',
      'model-version': '3',
      'model-version-id': job.standIn.furniture.models.versions[2]?.id
    })
    expect(job.runner.summary).toContain('| Model | <code>churn</code> version <code>3</code> |')
    expect(puts(job)).toEqual([])
  })
})

describe('promote', () => {
  test('gives it the stage, names what it replaces, and says how to go back', async () => {
    const job = jobWith(['production'])
    expect(await job.main(production, { GITHUB_ACTOR: 'alice' })).toBe(true)
    expect(holders(job)).toEqual([2])
    expect(job.standIn.furniture.models.versions[0]?.stage).toBe('archived')

    const log = job.runner.text('info')
    expect(log).toContain('of model churn to production, which version 1 has.')
    const done = 'Version 2 of model churn has the stage production; version 1 had it before, and is archived.'
    expect(log).toContain(done)
    expect(job.runner.summary).toContain(`**Promotion:** ${done} To go back:`)
    expect(job.runner.summary).toContain('zenml model version update churn 1 --stage production --force')
    expect(note(job, 2)).toMatchObject({
      stage: 'production',
      progress: 'promoted',
      replaced: [{ name: '1', number: 1 }],
      run_id: job.runner.outputs['run-id'],
      environment: 'staging',
      repository: 'acme/models',
      actor: 'alice',
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      workflow_run: 'https://github.com/acme/models/actions/runs/1234567/attempts/1'
    })
  })

  test('a free stage is taken, and going back means that no version has it', async () => {
    const job = jobWith([])
    expect(await job.main({ promote: 'staging' })).toBe(true)
    expect(job.standIn.furniture.models.holders('staging')).toEqual([1])
    expect(job.runner.text('info')).toContain('to staging, which no version has.')
    expect(job.runner.summary).toContain('zenml model version update churn 1 --stage archived --force')
  })

  test.each(['failed', 'stopped'])('nothing is promoted after a run that ended as %s', async status => {
    const job = jobWith(['production'], { script: { ...endingAs(status), hasModel: true } })
    expect(await job.main(production)).toBe(false)
    expect([puts(job), holders(job)]).toEqual([[], [1]])
    expect(job.runner.summary).toContain('No model version was promoted to production.')
    expect(job.runner.summary).not.toContain('To go back')
  })

  test('a run without a model version is red, and the error says how to set one', async () => {
    const job = new MemoryJob()
    expect(await job.main(production)).toBe(false)
    expect(job.runner.text('error')).toContain('promote: No run has a model version')
    expect(job.runner.text('error')).toContain('@pipeline(model=Model(name=')
    expect(job.runner.outputs).toMatchObject({ conclusion: 'failure', status: 'completed' })
    expect(job.runner.summary).toMatch(/^### ❌ .* succeeded in .*, but the model version was not promoted/)
  })

  test('a dry run says what would be promoted, and changes nothing', async () => {
    const job = jobWith(['production'])
    expect(await job.main({ ...production, 'dry-run': 'true' })).toBe(true)
    expect(job.runner.text('info')).toMatch(
      /Dry run: would start .*, and then give its model version the stage production\./
    )
    expect(puts(job)).toEqual([])
  })
})

describe('a newer version keeps the stage', () => {
  test('that it has before, and nothing is written', async () => {
    const job = new MemoryJob({ script: withModel })
    const { models } = job.standIn.furniture
    job.time.at(10_000, () => models.add(job.time.now, 'production'))
    expect(await job.main(production)).toBe(false)
    expect([holders(job), puts(job), note(job, 1)]).toEqual([[2], [], undefined])
    expect(job.runner.text('error')).toContain(
      'promote: Version 2 of model churn has the stage production, and is newer than version 1: nothing was changed. To use the older one on purpose: `zenml model version update churn 1 --stage production --force`.'
    )
    expect(job.runner.summary).toMatch(/^### ❌ .* succeeded in .*, but the model version was not promoted/)
  })

  test.each([
    ['got it between the look and the write', 'before'],
    ['gets it right after the write', 'after']
  ] as const)('that %s', async (_, when) => {
    const options = aroundFirstPut(when, promoteElsewhere(2))
    const job = jobWith([], options)
    options.job = job
    job.time.at(10_000, () => job.standIn.furniture.models.add(job.time.now))
    expect(await job.main(production)).toBe(false)
    expect(holders(job)).toEqual([2])
    expect(job.runner.text('error')).toContain('got the stage production at the same time, and keeps it')
    expect(note(job, 1)).toMatchObject({ progress: 'withdrawn' })
  })

  test('that has it too, since both were promoted at once', async () => {
    const bothHold = ({ standIn }: MemoryJob) =>
      Object.assign(standIn.furniture.models.versions[1] ?? {}, { stage: 'production' })
    const options = aroundFirstPut('after', bothHold)
    const job = jobWith([], options)
    options.job = job
    job.time.at(10_000, () => job.standIn.furniture.models.add(job.time.now))
    expect(await job.main(production)).toBe(false)
    expect(holders(job)).toEqual([2])
    expect(job.standIn.furniture.models.versions[0]?.stage).toBe('archived')
  })
})

describe('an older version gives way', () => {
  test('that replaced it meanwhile', async () => {
    const options = aroundFirstPut('after', promoteElsewhere(1))
    const job = jobWith([null], options)
    options.job = job
    expect(await job.main(production)).toBe(true)
    expect(holders(job)).toEqual([2])
  })

  test('that has the stage too', async () => {
    const bothHold = ({ standIn }: MemoryJob) =>
      Object.assign(standIn.furniture.models.versions[0] ?? {}, { stage: 'production' })
    const options = aroundFirstPut('after', bothHold)
    const job = jobWith([null], options)
    options.job = job
    expect(await job.main(production)).toBe(true)
    expect(holders(job)).toEqual([2])
    expect(job.standIn.furniture.models.versions[0]?.stage).toBe('archived')
  })
})

describe('a cut between the write and the look after it', () => {
  const cut = (act: (job: MemoryJob) => void): MemoryJob => {
    const options = aroundFirstPut('after', act)
    const job = jobWith(['production'], options)
    options.job = job
    return job
  }

  test('a cancel is reported as what is not known', async () => {
    const job = cut(({ cancel }) => cancel.abort(new Error('cancelled')))
    expect(await job.main(production)).toBe(false)
    expect(job.runner.outputs['conclusion']).toBe('cancelled')
    expect(job.runner.text('error')).toContain('it is not known whether it has it alone: the job was cancelled')
    expect(job.runner.summary).not.toContain('To go back')
    expect(note(job, 2)).toMatchObject({ progress: 'asked', replaced: [{ number: 1 }] })
  })

  test('a server that answers nothing any longer is red, and so is what it did', async () => {
    let isDown = false
    const instead: Instead = ({ method, path }, pass) => {
      if (isDown) return new Error('socket hang up')
      if (method === 'PUT' && path.includes('model_versions')) {
        isDown = true
        pass()
        return new Error('socket hang up')
      }
      return undefined
    }
    const job = jobWith(['production'], { instead })
    expect(await job.main(production)).toBe(false)
    expect(job.runner.text('error')).toContain('it is not known whether it has it alone')
    expect(job.runner.summary).toMatch(
      /^### ❌ .* succeeded in .*, but it is not known whether the model version was promoted/
    )
  })

  test('an answer that got lost is looked up, and the change is not sent twice', async () => {
    let isLost = false
    const instead: Instead = ({ method, path }, pass) => {
      if (isLost || method !== 'PUT' || !path.includes('model_versions')) return undefined
      isLost = true
      pass()
      return new Error('socket hang up')
    }
    const job = jobWith(['production'], { instead })
    expect(await job.main(production)).toBe(true)
    expect([puts(job).length, holders(job)]).toEqual([1, [2]])
  })
})

test("a refusal that was the answer to somebody else's request hides no promotion", async () => {
  const instead: Instead = ({ method, path }, pass) => {
    if (method !== 'PUT' || !path.includes('model_versions')) return undefined
    return { ...pass(), status: 403, body: '{"detail":["IllegalOperationError","No permission"]}' }
  }
  const job = jobWith(['production'], { instead })
  expect(await job.main(production)).toBe(true)
  expect([puts(job).length, holders(job)]).toEqual([1, [2]])
})

test('an account that may not change the stage is told so, and nothing is in doubt', async () => {
  const instead: Instead = ({ method, path }) =>
    method === 'PUT' && path.includes('model_versions')
      ? {
          status: 403,
          headers: { 'content-type': 'application/json' },
          body: '{"detail":["IllegalOperationError","No permission"]}'
        }
      : undefined
  const job = jobWith([], { instead })
  expect(await job.main(production)).toBe(false)
  expect(job.runner.text('error')).toContain(
    'Could not give the model version the stage production: the server answered 403'
  )
  expect(job.runner.summary).toMatch(/^### ❌ .* succeeded in .*, but the model version was not promoted/)
})

test('a stage that others change again and again is left after some rounds', async () => {
  const instead: Instead = ({ method, path }, pass) => {
    if (method !== 'PUT' || !path.includes('model_versions')) return undefined
    const answer = pass()
    promoteElsewhere(1)(job)
    return answer
  }
  const job = jobWith([null], { instead })
  expect(await job.main(production)).toBe(false)
  expect(puts(job).length).toBe(12)
  expect(job.runner.text('error')).toContain(
    'The stage production could not be settled: others change it again and again.'
  )
})
