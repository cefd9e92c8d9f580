import { describe, expect, test } from '@jest/globals'
import { findProject, findStack, ownAccount, serverInfo } from '../../src/zenml/catalogue.ts'
import { connect } from '../../src/zenml/connect.ts'
import { contact } from '../../src/zenml/first-contact.ts'
import { findRun, getRun, newestRunsOf, runNamed, runsNamedLike, runsOfAccount, tagRun } from '../../src/zenml/runs.ts'
import { Session } from '../../src/zenml/session.ts'
import { shortToken } from '../../src/zenml/short-token.ts'
import { listSnapshots, runSnapshot, snapshotWithId, stepNamesOf } from '../../src/zenml/snapshots.ts'
import { failedSteps, stepFailure, stepsPage } from '../../src/zenml/steps.ts'
import { openQuestions } from '../../src/zenml/wait-conditions.ts'
import { runJson, snapshotJson, stepJson } from '../pieces/entities.ts'
import { FakeServer, ids, page, type Reply } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const named = (id: string, name: string, body: unknown = {}) => ({ json: { id, name, body } })
const other = '00000000-0000-4000-8000-000000000000'
const patience = { attempts: 6 }
const stepsAsked = { project: ids.project, runId: ids.run, since: undefined, page: 1, size: 20 }
const account = (id: string) => named(id, 'ci-gate', { is_service_account: true })

/** What a question results in at a server that gives these answers one after the other, and what it asked. */
async function answered(ask: (server: FakeServer) => Promise<unknown>, replies: readonly Reply[]) {
  const server = new FakeServer((_, nth) => replies[Math.min(nth, replies.length - 1)] ?? {})
  const value = await ask(server).catch((error: unknown) => error)
  return { value, server, requests: server.requests.length }
}

const step = (runId: string, project: string = ids.project) => {
  const json = stepJson('train', 'failed', 'x', { exception_info: { message: 'drift' }, pipeline_run_id: runId })
  return { ...json, body: { ...json.body, project_id: project } }
}

const run = runJson('running', { name: 'own' })
const neighbour = runJson('completed', { name: 'neighbour', id: other })
const elsewhere = runJson('completed', { name: 'own', project: other })

/** A question, its right answer, and answers about something else. */
const table: readonly (readonly [string, (server: FakeServer) => Promise<unknown>, Reply, readonly Reply[]])[] = [
  [
    'a run by its id',
    server => getRun(server.session(), ids.run, patience),
    { json: run },
    [{ json: neighbour }, named(other, 'staging'), page([run]), { json: {} }, { json: null }, { json: 'maintenance' }]
  ],
  [
    'a run that may not exist',
    server => findRun(server.session(), ids.run, patience),
    { json: run },
    [{ json: neighbour }, { json: { status: 'maintenance' } }]
  ],
  [
    'a run by its name',
    server => runNamed(server.session(), ids.project, 'own', patience),
    page([run]),
    [page([neighbour]), page([run, neighbour]), page([elsewhere]), { json: run }, page([run], 1, 2)]
  ],
  [
    'the runs whose name has a part',
    server => runsNamedLike(server.session(), ids.project, 'ow'),
    page([run]),
    [page([elsewhere]), page([neighbour]), page([run, neighbour]), { json: run }]
  ],
  [
    'the runs of an account',
    server => runsOfAccount(server.session(), ids.project, ids.account, 0),
    page([run]),
    [page([runJson('running', { account: other })]), page([elsewhere])]
  ],
  [
    'the newest runs of an account',
    server => newestRunsOf(server.session(), ids.project, ids.account, 20),
    page([run]),
    [page([runJson('running', { account: other })]), page([elsewhere])]
  ],
  [
    'a stack by its id',
    server => findStack(server.session(), ids.stack),
    named(ids.stack, 'staging'),
    [named(other, 'production'), { json: run }]
  ],
  [
    'a stack by its name',
    server => findStack(server.session(), 'staging'),
    page([{ id: ids.stack, name: 'staging' }]),
    [page([{ id: other, name: 'production' }]), named(other, 'staging')]
  ],
  [
    'a project by its name',
    server => findProject(server.session(), 'default'),
    named(ids.project, 'default'),
    [named(other, 'research'), page([])]
  ],
  [
    'a project by its id',
    server => findProject(server.session(), ids.project.toUpperCase()),
    named(ids.project, 'default'),
    [named(other, 'default')]
  ],
  [
    'a snapshot by its id',
    server => snapshotWithId(server.session(), ids.snapshot),
    { json: snapshotJson() },
    [{ json: snapshotJson({ id: other, name: 'training-production' }) }, { json: run }]
  ],
  [
    'the steps that the runs of a snapshot have',
    server => stepNamesOf(server.session(), ids.snapshot, patience),
    { json: snapshotJson() },
    [{ json: snapshotJson({ id: other }) }, { json: { ...snapshotJson(), metadata: null } }, { json: run }]
  ],
  [
    'the snapshots of a pipeline',
    server => listSnapshots(server.session(), ids.project, { name: 'training-staging', pipeline: 'training' }),
    page([snapshotJson()]),
    [
      page([snapshotJson({ project: other })]),
      page([snapshotJson({ name: 'training-production' })]),
      page([snapshotJson({ pipeline: { id: other, name: 'evaluation' } })])
    ]
  ],
  [
    'the steps of a run',
    server => stepsPage(server.session(), stepsAsked, patience),
    page([step(ids.run)]),
    [page([step(other)]), page([step(ids.run, other)]), page([run])]
  ],
  [
    'the failed steps of a run',
    server => failedSteps(server.session(), ids.project, ids.run, patience),
    page([step(ids.run)]),
    [page([step(other)]), { json: step(ids.run) }]
  ],
  [
    'why a step failed',
    server => stepFailure(server.session(), ids.run, 'step-train', patience),
    { json: step(ids.run) },
    [{ json: step(other) }, { json: { ...step(ids.run), id: 'step-load' } }]
  ],
  [
    'the questions of a run',
    server => openQuestions(server.session(), ids.project, ids.run, patience),
    page([{ id: 'q', name: 'approve', resources: { run: { id: ids.run } } }]),
    [page([{ id: 'q', name: 'approve', resources: { run: { id: other } } }])]
  ],
  [
    'tags',
    server => tagRun(server.session(), ids.run, ['t']).then(() => 'tagged'),
    { json: run },
    [{ json: neighbour }, { json: { ok: true } }]
  ],
  [
    'a token',
    server => shortToken(server.session(), 600_000),
    { json: 'T' },
    [{ json: { token: 'T' } }, { json: run }]
  ],
  [
    'the account',
    server => ownAccount(server.session()),
    account(ids.account),
    [{ json: run }, named(other, 'staging')]
  ]
]

describe.each(table)('%s', (_, ask, right, wrong) => {
  test.each(wrong.map((reply, index) => [index, reply] as const))(
    'is asked for again after the wrong answer %d, and never taken from it',
    async (__, reply) => {
      const alone = await answered(ask, [right])
      const { requests, server, value } = await answered(ask, [reply, reply, right])
      expect(value).toEqual(alone.value)
      expect(requests).toBe(3)
      expect(server.runner.text('info')).toContain('about something else')
    }
  )

  test('is an error if the answers stay wrong, which names place and remedy', async () => {
    const { requests, value } = await answered(ask, wrong)
    expect(value).toMatchObject({
      name: 'ServerError',
      message: expect.stringContaining("the server's answer is about something else, since it "),
      where: 'https://zenml.test',
      remedy: expect.stringContaining('a cache, a proxy or a gateway'),
      passing: true
    })
    expect(requests).toBe(6)
  })
})

test('a start that is answered with another run is not repeated here, and not taken', async () => {
  const request = { snapshotId: ids.snapshot, runName: 'own', configuration: {}, idempotencyKey: 'KEY' }
  const start = (server: FakeServer) => runSnapshot(server.session(), request, patience)
  expect((await answered(start, [{ json: run }])).value).toMatchObject({ id: ids.run, name: 'own' })
  for (const reply of [{ json: neighbour }, { json: { hello: 1 } }, named(other, 'staging')]) {
    const { requests, value } = await answered(start, [reply])
    expect(value).toMatchObject({ passing: true, message: expect.stringContaining('about something else') })
    expect(requests).toBe(1)
  }
})

describe('a token says whose it is', () => {
  const keyId = 'ef20ca25-5364-4e17-8205-a2ed37056181'
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
  const jwt = (claims: unknown) => `eyJhbGciOiJIUzI1NiJ9.${encode(claims).replace(/=+$/, '')}.c2ln`
  const key = `ZENKEY_${encode({ id: keyId, key: 'secret' })}`
  const own = jwt({ sub: ids.account, api_key_id: keyId })
  const token = (value: string): Reply => ({ json: { access_token: value } })

  test.each([
    ['another key', jwt({ sub: other, api_key_id: other })],
    ['nobody, being no token', 'two words']
  ])('one for %s is not taken, and the login asked for again', async (_, wrong) => {
    const replies = [token(wrong), token(own)]
    const server = new FakeServer((__, nth) => replies[nth] ?? {})
    const session = new Session(server.access, key)
    await session.login()
    expect(session.accountId).toBe(ids.account)
    expect(server.requests).toHaveLength(2)
  })

  test("one of another account after the first is not taken, but masked like one's own", async () => {
    const foreign = jwt({ sub: other })
    const replies = [token(jwt({ sub: ids.account })), token(foreign), token(own)]
    const server = new FakeServer((__, nth) => replies[nth] ?? {})
    const session = new Session(server.access, 'ANY KEY')
    await session.login()
    await session.login()
    expect([server.requests.length, session.accountId]).toEqual([3, ids.account])
    expect(server.runner.masks.map(({ secret }) => secret)).toContain(foreign)
  })

  test.each(['opaque', 'a.b.c', jwt('text'), jwt({ sub: 7 }), jwt({ sub: 'auth0|x' }), jwt(null)])(
    'in no way that is known, as %s: then nothing is held against it',
    async opaque => {
      const server = new FakeServer(() => token(opaque))
      const session = new Session(server.access, key)
      await session.login()
      expect([server.requests.length, session.accountId]).toEqual([1, undefined])
    }
  )

  test("an account that is not the token's is asked for again", async () => {
    const info = { json: { version: '0.98.0', deployment_type: 'other' } }
    const accounts = [account(other), account(ids.account)]
    const server = new FakeServer(({ path }) => {
      if (path.endsWith('/info')) return info
      if (path.endsWith('/login')) return token(own)
      if (path.endsWith('/current-user')) return accounts.shift() ?? {}
      return path.includes('/projects') ? named(ids.project, 'default') : page([{ id: ids.stack, name: 'staging' }])
    })
    const wanted = { project: 'default', stack: 'staging', stackFrom: 'environments', snapshot: undefined }
    expect((await connect(await contact(server.access), key, wanted)).account.id).toBe(ids.account)
    expect(accounts).toEqual([])
  })
})

test('at first contact the server information is taken or refused at once', async () => {
  const server = new FakeServer(() => ({ json: run }))
  const error = await failure(() => serverInfo(server.session(), 0))
  expect(error).toMatchObject({ passing: false, remedy: expect.stringContaining('server-url') })
  expect(server.requests).toHaveLength(1)
})
