import { describe, expect, test } from '@jest/globals'
import { pushTo } from '../testbed/runner.ts'
import { endingAs, forever, MemoryJob, type MemoryJobOptions, quick } from './pieces/memory-job.ts'
import type { RunScript } from './stand-in/run-script.ts'

const withModel: RunScript = { ...quick, hasModel: true }
const environments = `
staging: develop
production: {branches: main, requires: staging}
research: {branches: other, stack: production}`

/** A job in which a run has just been started on staging; `follow` is another step, for a push to a branch. */
async function jobBeside(options: MemoryJobOptions = {}, branch = 'develop') {
  const { env: ofPush, event } = pushTo(branch)
  const job = new MemoryJob({ script: withModel, event, ...options })
  await job.main({ wait: 'false', environments: 'staging: [develop, main, other]' }, ofPush)
  const [run] = job.standIn.runs
  if (run === undefined) throw new Error('nothing was started')
  const before = job.sent.length
  const follow = (inputs: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}) =>
    job.main({ pipeline: '', environments, 'run-id': run.id, ...inputs }, { ...ofPush, ...env })
  const asked = () => job.sent.slice(before).map(({ method, path }) => `${method} ${path}`)
  return { job, run, follow, asked }
}

/** A snapshot whose code is proven to be the event's commit, so that its runs may be promoted. */
const proven: MemoryJobOptions = { codeCommit: '6dcb09b5b57875f334f61aebed695e2e4193db5e' }
const started = /^POST .*\/(?:runs|stop)/

describe('run-id follows a run that is there already', () => {
  test.each([
    ['completed', true, 'success'],
    ['failed', false, 'failure'],
    ['stopped', false, 'stopped']
  ])('which ends as %s, with the outputs of an own run', async (status, green, conclusion) => {
    const { asked, follow, job, run } = await jobBeside({ script: endingAs(status) })
    expect(await follow()).toBe(green)
    expect(job.runner.outputs).toMatchObject({
      conclusion,
      status,
      triggered: 'false',
      'run-id': run.id,
      'run-ids': JSON.stringify([run.id]),
      'run-name': run.name
    })
    expect(asked().filter(each => started.test(each))).toEqual([])
    expect(job.runner.text('info')).toContain(`Following the run ${run.name} on stack staging`)
  })

  test('of other code says so before the results, since the first line has the commit of the event', async () => {
    const { follow, job, run } = await jobBeside(proven)
    Object.assign(run.extra['gate'] as object, { code_commit: 'b'.repeat(40) })
    expect(await follow()).toBe(true)
    expect(job.runner.outputs['code-sha']).toBe('b'.repeat(40))
    expect(job.runner.summary).toContain('⚠️ The run says that it has the code of commit bbbbbbbbbbbb')
  })

  test('says which commit its code is from, as far as the run says it', async () => {
    const { follow, job } = await jobBeside()
    await follow()
    expect(job.runner.text('info')).toContain('The run does not say which commit its code is from.')
    expect(job.runner.summary).toContain('The run does not say which commit its code is from.')
  })

  test.each([
    [
      'a cancel',
      (job: MemoryJob) => job.cancelAt(job.time.elapsed + 60_000),
      {},
      'cancelled',
      'The job was cancelled.'
    ],
    [
      'the timeout',
      () => undefined,
      { timeout: '2m' },
      'timed-out',
      'The run is still running after the timeout of 2m.'
    ]
  ] as const)('%s does not stop it, and post has nothing to do', async (_, act, inputs, conclusion, words) => {
    const { asked, follow, job, run } = await jobBeside({ script: forever })
    act(job)
    expect(await follow(inputs)).toBe(false)
    expect(job.runner.outputs['conclusion']).toBe(conclusion)
    expect(job.runner.text('error')).toContain(`${words} It goes on, since this step did not start it. http`)

    await job.post()
    expect(asked().filter(each => started.test(each))).toEqual([])
    expect(run.stopAskedMs).toBeUndefined()
  })

  test('a dry run says what it would follow and promote, and from which version', async () => {
    const { asked, follow, job, run } = await jobBeside()
    job.standIn.furniture.models.add(job.time.now, 'production')
    expect(await follow({ promote: 'production', 'dry-run': 'true' })).toBe(true)
    expect(job.runner.text('info')).toContain(
      `Dry run: would follow the run ${run.name} (initializing), and then give version 1 of model churn the stage production, which version 2 has and would keep.`
    )
    expect(asked().filter(each => each.startsWith('PUT'))).toEqual([])
  })

  test('a dry run says that nothing is in the way of a promotion', async () => {
    const { follow, job } = await jobBeside()
    expect(await follow({ promote: 'production', 'dry-run': 'true' })).toBe(true)
    expect(job.runner.text('info')).toContain(
      'and then give version 1 of model churn the stage production, which no version has.'
    )
  })
})

describe('the run has to be where this environment may look', () => {
  test('a run of the required environment is followed and promoted, and a second time without a write', async () => {
    const { asked, follow, job } = await jobBeside(proven, 'main')
    job.standIn.furniture.models.add(job.time.now, 'staging')
    expect(await follow({ promote: 'production' })).toBe(true)
    expect(job.standIn.furniture.models.holders('production')).toEqual([1])
    expect(job.runner.outputs).toMatchObject({ environment: 'production', stack: 'production', 'model-version': '1' })
    expect(job.runner.text('info')).toContain('The run succeeded on stack staging')

    const count = () => asked().filter(each => /^PUT|^POST .*run-metadata/.test(each)).length
    const before = count()
    expect(await follow({ promote: 'production' })).toBe(true)
    expect(count()).toBe(before)
    expect(job.runner.text('info')).toContain('Version 1 of model churn already had the stage production.')
  })

  test('going back from a free stage gives the version the stage that it had', async () => {
    const { follow, job } = await jobBeside(proven, 'main')
    const { models } = job.standIn.furniture
    Object.assign(models.versions[0] ?? {}, { stage: 'staging' })
    expect(await follow({ promote: 'production' })).toBe(true)
    expect([models.holders('staging'), models.holders('production')]).toEqual([[], [1]])
    expect(job.runner.summary).toContain('zenml model version update churn 1 --stage staging --force')
  })

  test('a promotion that was cut off is finished, with what it replaced', async () => {
    let isCut = false
    const instead: MemoryJobOptions['instead'] = ({ method, path }, pass) => {
      if (isCut || method !== 'PUT' || !path.includes('model_versions')) return undefined
      isCut = true
      const answer = pass()
      cancel.abort(new Error('cancelled'))
      return answer
    }
    const { follow, job } = await jobBeside({ ...proven, instead }, 'main')
    const { cancel } = job
    const { models } = job.standIn.furniture
    const [version] = models.versions
    const older = models.add(job.time.now, 'production')
    Object.assign(older, { number: 0 })
    expect(await follow({ promote: 'production' })).toBe(false)
    expect(version?.metadata['gate_promotion_production']).toMatchObject({ progress: 'asked' })

    const again = new MemoryJob({ event: pushTo('main').event, standIn: job.standIn })
    const inputs = { pipeline: '', environments, 'run-id': job.standIn.runs[0]?.id ?? '', promote: 'production' }
    expect(await again.main(inputs, pushTo('main').env)).toBe(true)
    expect(again.runner.text('info')).toContain('already had the stage production; version 0 had it before')
    expect(version?.metadata['gate_promotion_production']).toMatchObject({
      progress: 'promoted',
      replaced: [{ number: 0 }]
    })
  })

  test.each([
    ['main', 'is on stack staging, not on production or staging-2'],
    ['other', 'is on stack staging, not on production']
  ])('one on another stack is refused for %s, and both are named', async (branch, words) => {
    const rules = environments.replace('staging: develop', 'staging: {branches: develop, stack: staging-2}')
    const { asked, follow, job, run } = await jobBeside({}, branch)
    expect(await follow({ environments: rules, promote: 'production' })).toBe(false)
    expect(job.runner.text('error')).toContain(`run-id: The run ${run.name} ${words}.`)
    expect(asked().filter(each => /^PUT|^POST .*(?:runs|stop)/.test(each))).toEqual([])
  })

  test.each<readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['another repository', {}, { GITHUB_REPOSITORY: 'acme/other' }],
    [
      'another environment',
      { environments: environments.replace('production:', 'live:').replaceAll('staging', 'test') },
      {}
    ]
  ])('one of %s is followed, but not promoted, where something is required', async (_, inputs, env) => {
    const rules = { environments: environments, ...inputs }
    const stacks = rules.environments
      .replace('test: develop', 'test: {branches: develop, stack: staging}')
      .replace('live: {', 'live: {stack: production, ')
    const { asked, follow, job } = await jobBeside(proven, 'main')
    const payload = { ...(pushTo('main', env['GITHUB_REPOSITORY']).event.payload as object) }
    const other = new MemoryJob({ event: { name: 'push', payload }, standIn: job.standIn })
    const given = { pipeline: '', 'run-id': job.standIn.runs[0]?.id ?? '', environments: stacks }
    const push = { ...pushTo('main', env['GITHUB_REPOSITORY']).env }
    expect(await other.main({ ...given, promote: 'production' }, push)).toBe(false)
    expect(other.runner.text('error')).toMatch(
      /was made by ci-gate, in staging, for acme\/models, so that it can't be promoted/
    )
    expect(other.sent.filter(({ method }) => method === 'PUT')).toEqual([])
    expect(asked().filter(each => each.startsWith('PUT'))).toEqual([])
    expect(await follow()).toBe(true)
  })

  test('one of another account is followed, but not promoted, where something is required', async () => {
    const { follow, job, run } = await jobBeside(proven, 'main')
    Object.assign(run, { accountId: 'b2c3d4e5-0000-4000-8000-000000000001' })
    expect(await follow({ promote: 'production' })).toBe(false)
    expect(job.runner.text('error')).toContain('was made by somebody-else, in staging, for acme/models')
    expect(await follow()).toBe(true)
    expect(job.standIn.furniture.models.holders('production')).toEqual([])

    const named = environments.replace('develop', '{branches: develop, account: somebody-else}')
    expect(await follow({ promote: 'production', environments: named })).toBe(true)
    expect(job.standIn.furniture.models.holders('production')).toEqual([1])
  })

  test('one that calls itself completed with a step undone is neither green nor promoted, where something is required', async () => {
    const halfDone: RunScript = {
      ...withModel,
      stepCount: 2,
      stepTimes: (_, createdMs) => ({ startMs: createdMs, endMs: createdMs + 3_600_000 })
    }
    const { follow, job } = await jobBeside({ ...proven, script: halfDone }, 'main')
    expect(await follow({ promote: 'production' })).toBe(false)
    expect(job.runner.text('error')).toContain('calls itself completed, but its step train-0 is running.')
    expect(job.standIn.furniture.models.holders('production')).toEqual([])
  })

  test('one that does not say which code it has is followed, but not promoted, where something is required', async () => {
    const { asked, follow, job } = await jobBeside({}, 'main')
    expect(await follow({ promote: 'production' })).toBe(false)
    expect(job.runner.text('error')).toMatch(
      /promote: The run training\S+ doesn't say which commit its code is from, so that it can't be promoted where staging is required/
    )
    expect(asked().filter(each => each.startsWith('PUT'))).toEqual([])
    expect(await follow()).toBe(true)
  })

  test('one whose code a newer run has shown to fail is not promoted, where something is required', async () => {
    const { follow, job, run } = await jobBeside(proven, 'main')
    const name = 'training-staging-later'
    const gate = { ...(run.extra['gate'] as object), run_name: name }
    job.standIn.addRun('staging', { name, extra: { gate }, createdMs: job.time.now + 1 }, endingAs('failed'))
    expect(await follow({ promote: 'production' })).toBe(false)
    expect(job.runner.text('error')).toContain(`The newest run of this code in staging ended as failed: ${name}`)
    expect(job.runner.outputs['conclusion']).toBe('failure')
    expect(job.runner.summary).toContain('No model version was promoted to production.')
    expect(job.standIn.furniture.models.holders('production')).toEqual([])
  })

  describe('one of code that a newer run has shown to be green is not promoted, where checks are required', () => {
    const checked = environments.replace(
      'staging: develop',
      'staging: {branches: develop, checks: {accuracy: {min: 0.8}}}'
    )

    /** Follows a run about whose results something was noted, in a job whose server may answer otherwise. */
    const promoteNoting = async (noted: object, instead?: MemoryJobOptions['instead'], rules = checked) => {
      const { follow, job, run } = await jobBeside({ ...proven, ...(instead === undefined ? {} : { instead }) }, 'main')
      Object.assign(run.noted, noted)
      const name = 'training-staging-later'
      const gate = { ...(run.extra['gate'] as object), run_name: name }
      const facts = { name, extra: { gate }, createdMs: job.time.now + 1 }
      const green = job.standIn.addRun('staging', facts, { ...quick, statuses: [{ atMs: 0, status: 'completed' }] })
      Object.assign(green.noted, { gate_verdicts: { staging: 'passed' } })
      const isGreen = await follow({ promote: 'production', environments: rules })
      return [isGreen, job.standIn.furniture.models.holders('production'), job.runner.text('error')]
    }
    const failed = { gate_verdicts: { staging: 'failed' } }

    test('unless its own results passed them', async () => {
      expect(await promoteNoting({ gate_verdicts: { staging: 'passed' } })).toEqual([true, [1], ''])
    })

    test.each<[string, object, string, string]>([
      ['failed them', failed, 'failed the checks of its results in staging.', checked],
      ['failed them under other rules', failed, 'failed the checks of its results in staging.', environments],
      ['were not held against them', {}, "doesn't say that its results passed the checks in staging.", checked]
    ])('if its own results %s', async (_, noted, words, rules) => {
      expect(await promoteNoting(noted, undefined, rules)).toEqual([false, [], expect.stringContaining(words)])
    })

    test('if it was without its details when it was seen to end', async () => {
      let left = 2
      const instead: MemoryJobOptions['instead'] = ({ question }, pass) => {
        const given = question === 'details' ? pass() : undefined
        if (given === undefined || !given.body.includes('"status":"completed"') || left === 0) return given
        left -= 1
        return { ...given, body: JSON.stringify({ ...(JSON.parse(given.body) as object), metadata: null }) }
      }
      expect(await promoteNoting(failed, instead)).toEqual([false, [], expect.stringContaining('failed the checks')])
    })
  })

  test('one of this environment is not promoted if its code has not been green in the required one', async () => {
    const { follow, job, run } = await jobBeside(proven, 'main')
    const name = 'training-production-1'
    const gate = { ...(run.extra['gate'] as object), run_name: name, environment: 'production' }
    const own = job.standIn.addRun(
      'production',
      { name, extra: { gate: { ...gate, code_commit: 'a'.repeat(40) } } },
      withModel
    )
    expect(await follow({ promote: 'production', 'run-id': own.id })).toBe(false)
    expect(job.runner.text('error')).toContain('staging has had no run of this code (commit aaaaaaaaaaaa)')
    expect(job.standIn.furniture.models.holders('production')).toEqual([])
  })

  test('an id that the server does not know is refused', async () => {
    const { follow, job } = await jobBeside()
    expect(await follow({ 'run-id': '6dcb09b5-0000-4000-8000-000000000000' })).toBe(false)
    expect(job.runner.text('error')).toContain('The server has no run 6dcb09b5-0000-4000-8000-000000000000')
  })

  test('a run of another project is refused', async () => {
    const { follow, job } = await jobBeside({
      instead: ({ method, path }, pass) => {
        if (method !== 'GET' || !path.startsWith('/api/v1/runs/')) return undefined
        const answer = pass()
        return { ...answer, body: answer.body.replaceAll(job.standIn.furniture.project.id, 'another-project') }
      }
    })
    expect(await follow()).toBe(false)
    expect(job.runner.text('error')).toContain('is in another project, not in default')
  })

  test('wait: false is refused, since nothing is started', async () => {
    const { follow, job } = await jobBeside()
    expect(await follow({ wait: 'false' })).toBe(false)
    expect(job.runner.text('error')).toContain("wait: 'false' has no meaning with run-id, which starts nothing.")
  })
})
