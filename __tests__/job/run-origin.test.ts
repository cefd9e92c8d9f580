import { describe, expect, test } from '@jest/globals'
import type { ObservedStart } from '../../src/command/observed-starts.ts'
import { type JobCode, type OriginJob, RunOrigins } from '../../src/job/run-origin.ts'
import { Report } from '../../src/report/report.ts'
import type { Run } from '../../src/zenml/entities.ts'
import { aRun, snapshotJson } from '../pieces/entities.ts'
import { FakeServer, ids, refused } from '../pieces/fake-server.ts'
import { anInvocation } from '../pieces/invocation.ts'

const commit = '6dcb09b5b57875f334f61aebed695e2e4193db5e'
const checkout: JobCode = { note: 'This job has the code of the push.', proven: { commit, tree: 't' } }
const otherRun = '79797979-b45a-420c-876a-6f7bbecc8218'
const unseen = "It is not known which commit the run's code is from, since its start could not be observed."
const unsaid =
  "The snapshot does not say which commit its code is from: it runs the code it was made with, not necessarily this push's commit 6dcb09b5b578."

/** A run that the client ran itself. */
const clients = (change: Partial<Run> = {}): Run => aRun({ sourceSnapshotId: undefined, ...change })
const start = (change: Partial<ObservedStart>): ObservedStart => ({
  key: '1-1',
  kind: 'run',
  runId: ids.run,
  ...change
})

/** What is said of a command's runs one after another, and what is written to them. */
async function described(
  runs: readonly Run[],
  starts: readonly ObservedStart[],
  given: {
    readonly code?: JobCode
    readonly said?: string
    readonly snapshots?: readonly string[]
    readonly of?: string
  } = {}
) {
  const { code = checkout, of, said, snapshots = [] } = given
  const server = new FakeServer(({ method, path }) => {
    const id = /\/([^/?]+)(?:\?|$)/.exec(path)?.[1]
    if (method !== 'GET') return { json: { id, name: 'x' } }
    if (id === undefined || !snapshots.includes(id)) return refused(404, 'KeyError', 'No such snapshot')
    return { json: snapshotJson({ id, commit: of ?? null }) }
  })
  const world = {
    ...server.runner.connect(() => true),
    clock: server.clock,
    cancel: new AbortController().signal,
    env: { GITHUB_WORKSPACE: '/nowhere', PATH: '/nowhere' }
  }
  const report = new Report(world)
  if (said !== undefined) report.publish({ codeNote: said })
  const job: OriginJob = {
    world,
    report,
    connection: server.connection(),
    invocation: anInvocation(),
    environment: { name: 'staging' },
    inputs: { tags: ['nightly'] }
  }
  const origins = new RunOrigins(job, code)
  for (const run of runs) await origins.describe(run, { python: true, client: true, starts, isCut: false })
  const { codeNote, codeSha } = report.facts
  const written = server.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ body, method, path }) => ({ asked: `${method} ${path}`, body: JSON.parse(body ?? '') as unknown }))
  return { asked: server.asked, codeNote, codeSha, info: server.runner.text('info'), written }
}

describe("the code of a command's run is", () => {
  test.each<[string, Run, Partial<ObservedStart>]>([
    ['id', clients(), { runId: ids.run }],
    ['name', clients(), { runId: otherRun, name: 'training-1' }]
  ])('the one of the checkout if its client was seen to start it, by its %s', async (_, run, seen) => {
    const { codeNote, codeSha, info } = await described([run], [start(seen)])
    expect({ codeNote, codeSha, info }).toEqual({ codeNote: checkout.note, codeSha: commit, info: checkout.note })
  })

  test('not known if nobody saw its start', async () => {
    const { asked, codeNote, codeSha, info } = await described([clients()], [start({ runId: otherRun, name: 'other' })])
    expect({ codeNote, codeSha, info }).toEqual({ codeNote: unseen, codeSha: '', info: unseen })
    expect(asked.filter(each => each.startsWith('GET'))).toEqual([])
  })

  test.each<[string, Run, Partial<ObservedStart>, string]>([
    ['it was started from, whoever is said to have run it', aRun(), {}, ids.snapshot],
    [
      'of its own, if it repeats another run',
      clients({ originalRunId: otherRun, snapshotId: ids.stack }),
      {},
      ids.stack
    ],
    [
      'of its own, if a snapshot was seen to be run',
      clients({ snapshotId: ids.stack }),
      { kind: 'snapshot' },
      ids.stack
    ]
  ])('the one of the snapshot %s', async (_, run, seen, holder) => {
    const { asked, codeNote, codeSha } = await described([run], [start(seen)], { snapshots: [holder], of: commit })
    expect(asked[0]).toBe(`GET /api/v1/pipeline_snapshots/${holder}?hydrate=true`)
    expect(codeNote).toBe("The snapshot holds the code of this push's commit 6dcb09b5b578.")
    expect(codeSha).toBe(commit)
  })

  test.each<[string, Run]>([
    ['is gone', aRun()],
    ['is not named', clients({ originalRunId: otherRun, snapshotId: undefined })]
  ])('not known if the snapshot %s', async (_, run) => {
    const { codeNote, codeSha } = await described([run], [start({})])
    expect({ codeNote, codeSha }).toEqual({ codeNote: unsaid, codeSha: '' })
  })
})

describe('of several runs', () => {
  const second = clients({ id: otherRun, name: 'training-2' })
  const both = [start({}), start({ key: '1-2', runId: otherRun })]

  test('with the same code it is said once', async () => {
    const { codeNote, codeSha, info } = await described([clients(), second], both)
    expect({ codeNote, codeSha, info }).toEqual({ codeNote: checkout.note, codeSha: commit, info: checkout.note })
  })

  test('with other code each is said, and no commit is what ran', async () => {
    const { codeNote, codeSha, info } = await described([clients(), second], [start({})])
    expect(codeNote).toBe(`${checkout.note} ${unseen}`)
    expect(codeSha).toBe('')
    expect(info).toBe(`${checkout.note}\n${unseen}`)
  })

  test('what was said before they started is not said again', async () => {
    const { codeNote, info } = await described([clients(), second], [start({})], { said: checkout.note })
    expect(codeNote).toBe(`${checkout.note} ${unseen}`)
    expect(info).toBe(unseen)
  })
})

describe('where a run came from', () => {
  const of = (code: string, tree: string) => ({
    run_name: 'training-1',
    repository: 'acme/models',
    ref: 'refs/heads/develop',
    event: 'push',
    commit,
    actor: 'octocat',
    workflow_run: 'https://github.com/acme/models/actions/runs/7',
    attempt: 1,
    environment: 'staging',
    code_commit: code,
    code_tree: tree
  })

  test.each<[string, readonly ObservedStart[], object]>([
    ['with its code', [start({})], of(commit, 't')],
    ['also if its code is not known', [], of('unknown', 'unknown')]
  ])('is written to it, %s', async (_, starts, gate) => {
    expect((await described([clients()], starts)).written).toEqual([
      {
        asked: 'POST /api/v1/run-metadata',
        body: {
          project: ids.project,
          resources: [{ id: ids.run, type: 'pipeline_run' }],
          values: { gate },
          types: { gate: 'dict' }
        }
      },
      {
        asked: `PUT /api/v1/runs/${ids.run}`,
        body: { add_tags: ['nightly', 'gate:repository=acme/models', 'gate:environment=staging'] }
      }
    ])
  })

  test.each<[string, Run, JobCode]>([
    ['that says it itself', clients(), { ...checkout, saysOrigin: true }],
    ['that is on another stack', clients({ stack: { id: otherRun, name: 'research' } }), checkout],
    ['of another project', clients({ projectId: otherRun }), checkout]
  ])('is not written to one %s', async (_, run, code) => {
    const { codeNote, written } = await described([run], [start({})], { code })
    expect({ codeNote, written }).toEqual({ codeNote: checkout.note, written: [] })
  })
})
