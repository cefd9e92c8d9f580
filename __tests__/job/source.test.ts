import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/text/errors.ts'
import { ids, page } from '../pieces/fake-server.ts'
import { commit, description, type SourceOptions, sourceJob } from '../pieces/source-job.ts'

const here = { server: { runsSnapshots: false } }
const started = { inputs: { wait: false } }

describe('where the pipeline of a source runs', () => {
  test('is the server if it can: a snapshot is made, and its run started', async () => {
    const { ending, info, modes, report, server } = await sourceJob(started)
    expect(ending).toEqual({ conclusion: 'triggered' })
    expect(modes).toEqual(['describe', 'snapshot'])
    expect(info).toContain(
      'The pipeline runs on the server, from a snapshot of this code, since the server can run snapshots, and every component of the stack is remote.'
    )
    expect(server.asked).toContain(`POST /api/v1/pipeline_snapshots/${ids.snapshot}/runs`)
    expect(report.facts).toMatchObject({ pipeline: 'training', codeSha: commit })
    expect(report.facts.way).toMatch(/^on the server, from a snapshot of this code: the server can/)
  })

  test.each<[string, SourceOptions, string]>([
    ['the server can’t run snapshots', here, "the server can't run snapshots"],
    ['the server doesn’t say', { server: { runsSnapshots: undefined } }, "the server doesn't say"],
    ['the server is too old', { server: { version: '0.89.0' } }, 'the server is older than 0.90 and'],
    ['the stack has no registry', { describe: { ...description, types: [] } }, 'it has no container registry'],
    [
      'a component is local',
      { describe: { ...description, unfit: [{ type: 'artifact_store', flavor: 'local', kind: 'local' }] } },
      'its artifact store (local) is local'
    ]
  ])('is this job if %s', async (_, options, why) => {
    const { ending, info, modes, report } = await sourceJob(options)
    expect(ending).toEqual({ conclusion: 'success' })
    expect(modes).toEqual(['describe', 'run'])
    expect(info).toMatch(/The pipeline runs in this job, by ZenML's client, since .*\./)
    expect(info).toContain(why)
    expect(report.facts.way).toContain("in this job, by ZenML's client: ")
  })

  test('can’t be this job if nobody is to wait', async () => {
    const { ending, modes } = await sourceJob({ ...here, ...started })
    expect(ending).toBeInstanceOf(InputError)
    expect(ending).toMatchObject({
      message: expect.stringMatching(/^'false' has no meaning here: the pipeline runs in this job, since the server/),
      where: 'wait',
      remedy: 'Remove it.'
    })
    expect(modes).toEqual(['describe'])
  })

  test.each([
    ['from a snapshot of this code', {}, ''],
    ['in this job', here, ', and then give its model version the stage production']
  ])('is what a dry run says, and nothing is started: %s', async (where, options, promotion) => {
    const inputs = { dryRun: true, ...(promotion === '' ? {} : { promote: 'production' }) }
    const { ending, info, modes, report } = await sourceJob({ ...options, inputs })
    expect(ending).toEqual({ conclusion: 'skipped' })
    expect(modes).toEqual(['describe'])
    expect(info).toContain(`Dry run: would run pipeline training on stack staging, ${where}${promotion}.`)
    expect(report.facts).toMatchObject({
      dryRun: true,
      plan: `pipelines.training (pipeline training) on stack staging, ${where}${promotion}`
    })
  })
})

describe('the driver', () => {
  test('is asked for the source in the checkout, with the configuration as it is', async () => {
    const configuration = { parameters: { rows: 1 }, tags: ['a'] }
    const { asked, root } = await sourceJob({ configuration, inputs: { dryRun: true } })
    expect(asked['describe']).toMatchObject({ source: 'pipelines.training', checkout: root, config: configuration })
  })

  test('that finds no pipeline has its own words in the error, which says where names are looked up', async () => {
    const { ending, modes } = await sourceJob({ describe: { refusal: 'pipelines.training is not a pipeline' } })
    expect(ending).toEqual({
      conclusion: 'failure',
      error: expect.stringMatching(
        /^source: pipelines\.training is not a pipeline\. Its root is .* 'zenml pipeline run'/
      )
    })
    expect(modes).toEqual(['describe'])
  })

  test.each([
    ['fails', 'echo oops; exit 3', "source: ZenML's client ended with exit code 3. Its last lines: oops"],
    ['is killed', 'kill -9 $$', "source: ZenML's client ended with signal SIGKILL."],
    ['starts more than can be judged', `note '{"cut": 1}'`, 'source: The command started more than 1000 runs'],
    ['answers nothing', ':', 'source: What the driver found out cannot be read'],
    ['answers something else', `echo '[]' >"$5"`, 'source: What the driver found out cannot be read'],
    [
      'starts a run as it imports the module',
      'started',
      "source: The module of the source started the run stranger while it was imported. Call the pipeline only under if __name__ == '__main__'."
    ]
  ])('that %s ends the step', async (_, describe, error) => {
    const { ending, modes } = await sourceJob({ describe })
    expect(ending).toEqual({ conclusion: 'failure', error: expect.stringContaining(error) })
    expect(modes).toEqual(['describe'])
  })

  test('that has started nothing leaves nothing of its process to post', async () => {
    const { state } = await sourceJob(started)
    expect(state.command).toBeUndefined()
    expect(state).toMatchObject({ runIds: [ids.run], settled: true })
  })

  test('that can’t prepare the pipeline is an error of the configuration, if there is one, and else of the source', async () => {
    const describe = { ...description, problem: 'train() lacks rows' }
    const { ending } = await sourceJob({ describe })
    expect(ending).toBeInstanceOf(InputError)
    expect(ending).toMatchObject({
      message: "ZenML's client can't prepare the pipeline: train() lacks rows",
      where: 'source',
      remedy: 'Correct the configuration, or the pipeline.'
    })
    expect((await sourceJob({ describe, inputs: { config: 'run.yaml' } })).ending).toMatchObject({ where: 'config' })
  })

  test('knows what a configuration may hold, and what it does not know is refused before anything is made', async () => {
    const { ending, modes } = await sourceJob({ configuration: { paramters: { rows: 1 } } })
    expect(ending).toMatchObject({
      where: expect.stringContaining('config'),
      message: expect.stringContaining('paramters')
    })
    expect(modes).toEqual(['describe'])
  })
})

describe('the snapshot of the code', () => {
  const configuration = {
    parameters: { rows: 1 },
    tags: ['mine'],
    extra: { team: 'a' },
    run_name: 'weekly-{date}_{time}'
  }

  test('is made of what decides its contents, and says where it came from', async () => {
    const { asked, info } = await sourceJob({ ...started, configuration })
    const { config, snapshot } = asked['snapshot'] as { config: Record<string, unknown>; snapshot: string }
    expect(snapshot).toMatch(/^training-staging-6dcb09b5b578-[0-9a-f]{16}$/)
    expect(info).toContain(`ZenML's client makes the snapshot ${snapshot}.`)
    expect(config).toEqual({
      parameters: { rows: 1 },
      extra: {
        gate: { snapshot, repository: 'acme/models', environment: 'staging', code_commit: commit, code_tree: 't' }
      }
    })
  })

  const nameOf = async ({ inputs, ...more }: SourceOptions) =>
    (await sourceJob({ ...more, inputs: { ...started.inputs, ...inputs } })).asked['snapshot']?.['snapshot']
  let usual: Promise<unknown> | undefined

  test.each<[string, SourceOptions, boolean]>([
    ['tags, extra and name of a run', { configuration: { tags: ['b'], extra: { x: 1 }, run_name: 'x' } }, true],
    ['the attempt', { invocation: { attempt: '2' } }, true],
    ['the tags of the input', { inputs: { tags: ['other'] } }, true],
    ['parameters', { configuration: { parameters: { rows: 2 } } }, false],
    ['requirements', { inputs: { requirements: 'numpy' } }, false],
    ['integrations', { inputs: { integrations: ['s3'] } }, false],
    ['the working directory', { inputs: { workingDirectory: 'ml' } }, false],
    ['the client', { clientVersion: '0.97.0' }, false],
    ['the stack as it is', { describe: { ...description, stack_checksum: 'def' } }, false],
    ['the repository', { invocation: { repository: 'acme/other' } }, false]
  ])('is another one by the rules of its contents: %s', async (_, options, isSame) => {
    usual ??= nameOf({})
    expect((await nameOf(options)) === (await usual)).toBe(isSame)
  })

  test('that is there already is used, and nothing is built', async () => {
    const { ending, info, modes } = await sourceJob({ ...started, server: { hasSnapshot: true } })
    expect(ending).toEqual({ conclusion: 'triggered' })
    expect(modes).toEqual(['describe'])
    expect(info).toMatch(/The snapshot of this code is there already, so nothing is built: training-staging-/)
  })

  test('that another job has made meanwhile is used, which is said', async () => {
    const { ending, info, modes } = await sourceJob({ ...started, snapshot: {} })
    expect(ending).toEqual({ conclusion: 'triggered' })
    expect(modes).toEqual(['describe', 'snapshot'])
    expect(info).toContain('Another job has made the snapshot meanwhile; it is used.')
  })

  test('that the server doesn’t show is an error', async () => {
    for (const snapshot of [{}, { snapshot: ids.snapshot }]) {
      const { ending, started: runs } = await sourceJob({ ...started, snapshot, server: { showsMade: false } })
      expect(ending).toMatchObject({
        message: expect.stringMatching(
          /^The server doesn't show the snapshot training-staging-\S+, which was just made$/
        ),
        where: 'source',
        remedy: 'Re-run the job.'
      })
      expect(runs).toEqual([])
    }
  })

  test.each([true, false])(
    'is not taken from another stack, or without a build: there before: %j',
    async hasSnapshot => {
      const ofSnapshot = { runnable: false, stack: { id: ids.run, name: 'production' } }
      const { ending, started: runs } = await sourceJob({ ...started, server: { hasSnapshot, ofSnapshot } })
      expect(ending).toMatchObject({
        message: expect.stringMatching(
          /^The snapshot training-staging-\S+ \(\S+\) has the name of this code, but it is on stack production, and the server can't run it/
        ),
        where: 'source',
        remedy: expect.stringContaining('rename or delete it there, and re-run the job')
      })
      expect(runs).toEqual([])
    }
  )

  test('that can’t be made ends the step', async () => {
    const { ending, started: runs } = await sourceJob({ ...started, snapshot: 'echo no build; exit 1' })
    expect(ending).toEqual({
      conclusion: 'failure',
      error: "source: ZenML's client ended with exit code 1. Its last lines: no build."
    })
    expect(runs).toEqual([])
  })

  test('is run with what only describes the run: name, tags, extra and provenance', async () => {
    const { started: runs, report } = await sourceJob({ ...started, configuration })
    expect(runs).toHaveLength(1)
    const { run_configuration: config } = runs[0] ?? {}
    expect(config).toEqual({
      run_name: expect.stringMatching(/^weekly-staging-6dcb09b5b578-[0-9a-f]{16}-1-[0-9a-f]{16}$/),
      tags: ['mine', 'nightly', 'gate:repository=acme/models', 'gate:environment=staging'],
      extra: {
        team: 'a',
        gate: expect.objectContaining({ code_commit: commit, code_tree: 't', environment: 'staging' })
      }
    })
    expect(report.facts).toMatchObject({ snapshot: { id: ids.snapshot }, triggered: true })
  })
})

describe('in this job', () => {
  test('the pipeline runs under this trigger’s name, with its tags and provenance', async () => {
    const configuration = { parameters: { rows: 1 }, tags: ['mine'], extra: { team: 'a' } }
    const { asked, ending, state } = await sourceJob({ ...here, configuration })
    expect(ending).toEqual({ conclusion: 'success' })
    expect(asked['run']?.['config']).toEqual({
      parameters: { rows: 1 },
      run_name: expect.stringMatching(/^training-staging-6dcb09b5b578-[0-9a-f]{16}-1-[0-9a-f]{16}$/),
      tags: ['mine', 'nightly', 'gate:repository=acme/models', 'gate:environment=staging'],
      extra: {
        team: 'a',
        gate: expect.objectContaining({ code_commit: commit, code_tree: 't', environment: 'staging' })
      }
    })
    expect(state.settled).toBe(true)
  })

  test('nothing is written to the run afterwards, which says itself where it came from', async () => {
    const { server } = await sourceJob(here)
    expect(server.requests.filter(({ method }) => method !== 'GET' && method !== 'OPTIONS')).toEqual([])
  })

  test('a run of another name is not the one that was asked for', async () => {
    const { ending } = await sourceJob({ server: { ...here.server, ofRun: { name: 'stranger' } } })
    expect(ending).toEqual({
      conclusion: 'failure',
      error: "The pipeline's process started the run stranger, which is not the run that was asked for."
    })
  })

  test('a process that fails is red whatever its run says', async () => {
    const { ending } = await sourceJob({ ...here, run: 'started; echo oops; exit 2' })
    expect(ending).toEqual({
      conclusion: 'failure',
      error: "ZenML's client ended with exit code 2. Its last lines: oops"
    })
  })

  test('a process that starts no run is red', async () => {
    const { ending } = await sourceJob({ ...here, run: 'exit 0' })
    expect(ending).toMatchObject({
      conclusion: 'failure',
      error: expect.stringMatching(/^ZenML's client started no pipeline run, although it ended without an error\./)
    })
  })

  test.each([
    ['is still in progress', 'running', ids.account, '2', true],
    ['has ended', 'failed', ids.account, '2', false],
    ['is in progress, at the first attempt', 'running', ids.account, '1', false]
  ])('an earlier attempt’s run that %s is warned of: %j', async (_, status, account, attempt, isWarned) => {
    const earlier = [{ status, account }]
    const { ending, server } = await sourceJob({ server: { ...here.server, earlier }, invocation: { attempt } })
    expect(ending).toEqual({ conclusion: 'success' })
    const warnings = server.runner.text('warning')
    if (!isWarned) return expect(warnings).toBe('')
    expect(warnings).toMatch(
      /^Re-run: the earlier attempt's run training-\S+ is still running, and a new one is started beside it, since the pipeline runs in this job: https:/
    )
  })
})

test('a client of another version than the server’s is warned of', async () => {
  const { server } = await sourceJob({ clientVersion: '0.97.0', inputs: { dryRun: true } })
  expect(server.runner.text('warning')).toMatch(/0\.97\.0.*0\.98\.0/)
})

test('code that the required environment has not run is refused before its module is imported', async () => {
  const { ending, info, modes } = await sourceJob({
    requires: { name: 'review', stack: 'review', overrides: {} },
    server: { instead: ({ path }) => (path.startsWith('/api/v1/stacks') ? page([reviewStack]) : undefined) }
  })
  expect(ending).toMatchObject({
    message: 'review has had no run of this code (commit 6dcb09b5b578). No run of this repository counts there so far.',
    where: 'environments: staging.requires',
    remedy: 'Let this code run in review until it is green there, then re-run this job.'
  })
  expect(info).toBe('This job has the code of the push.')
  expect(modes).toEqual([])
})

const reviewStack = { id: ids.pipeline, name: 'review' }
