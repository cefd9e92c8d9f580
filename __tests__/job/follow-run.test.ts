import { expect, test } from '@jest/globals'
import { Questions } from '../../src/follow/questions.ts'
import { followOwnRun, followRun } from '../../src/job/follow-run.ts'
import type { ConnectedJob } from '../../src/job/job.ts'
import type { Run } from '../../src/zenml/entities.ts'
import { aRun, runJson, stepJson } from '../pieces/entities.ts'
import { FakeServer, ids, page } from '../pieces/fake-server.ts'

type FollowedJob = Parameters<typeof followRun>[0]

/** Follows a run that ends as completed; gives the requests for logs. */
async function logsAsked(
  follow: typeof followRun,
  run: Run,
  { logs = 'live', step = 'completed' }: { readonly logs?: 'live' | 'failed' | 'none'; readonly step?: string } = {}
) {
  const server: FakeServer = new FakeServer(({ path }) => {
    if (path.includes('/logs')) return { json: [{ id: ids.run, message: 'line' }] }
    if (path.includes('/steps')) return page([stepJson('train', step)])
    return { json: path.endsWith('/status') ? 'completed' : runJson('completed') }
  })
  const { clock, log } = server
  const job: FollowedJob = {
    connection: server.connection(),
    inputs: { logs, workingDirectory: '.' },
    report: { facts: {} },
    until: 600_000,
    world: { cancel: new AbortController().signal, clock, env: {}, files: nothing, log }
  }
  await follow(job, run)
  return server.asked.filter(each => each.includes('/logs')).length
}

const nothing: ConnectedJob['world']['files'] = {
  realPath: async () => undefined,
  kind: async () => 'missing',
  readText: async () => ''
}

const followOwn: typeof followRun = (job, run) => followOwnRun(job, run, new Questions(job.connection, run.id))

const completed = { status: 'completed' }

test.each([
  ['has ended, and was run by its client', aRun({ ...completed, sourceSnapshotId: undefined }), false],
  ['was started by the server from a snapshot', aRun(completed), true],
  ['still goes on', aRun({ status: 'running', sourceSnapshotId: undefined }), true]
])("a command's run that %s: its logs are shown anew: %j", async (_, run, shown) => {
  expect((await logsAsked(followOwn, run)) > 0).toBe(shown)
})

test.each(['none', 'failed'] as const)('a run that succeeds has no log with %s', async logs => {
  expect(await logsAsked(followRun, aRun(), { logs })).toBe(0)
})

test('a cached step has no log of its own', async () => {
  expect(await logsAsked(followRun, aRun(), { step: 'cached' })).toBe(0)
})
