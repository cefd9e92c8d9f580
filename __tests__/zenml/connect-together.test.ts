import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { connect, type Wanted } from '../../src/zenml/connect.ts'
import type { Send } from '../../src/zenml/http.ts'
import { snapshotJson } from '../pieces/entities.ts'
import { broken, FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const info = { version: '0.98.0', isPro: false, dashboardUrl: '', proApiUrl: undefined }
const wanted: Wanted = {
  project: 'default',
  stack: 'staging',
  stackFrom: 'environments: staging',
  snapshot: { pipeline: 'training', snapshot: undefined }
}
const granted = { json: { access_token: 'TOKEN' } }
const gone = refused(404, 'KeyError', 'none')
const denied = refused(403, 'IllegalOperationError', 'no')

type Question = 'account' | 'project' | 'stack' | 'snapshot'
const usual: Readonly<Record<Question, Reply>> = {
  account: { json: { id: ids.account, name: 'ci-gate', body: { is_service_account: true } } },
  project: { json: { id: ids.project, name: 'default' } },
  stack: page([{ id: ids.stack, name: 'staging' }]),
  snapshot: page([snapshotJson()])
}

/** What is asked for by a path; undefined for the lists that only explain. */
function questionOf(path: string): Question | undefined {
  if (path.endsWith('/current-user')) return 'account'
  if (path.includes('/projects/')) return 'project'
  if (/\/stacks(?:\/|\?name=)/.test(path)) return 'stack'
  return path.includes('/pipeline_snapshots') ? 'snapshot' : undefined
}

function server(change: Partial<Record<Question, Reply>> = {}): FakeServer {
  const replies = { ...usual, ...change }
  return new FakeServer(({ path }) => {
    if (path.endsWith('/login')) return granted
    const question = questionOf(path)
    return question === undefined ? page([]) : replies[question]
  })
}

const logIn = (at: FakeServer, change: Partial<Wanted> = {}, send: Send = at.send, signal?: AbortSignal) => {
  const patience = signal === undefined ? {} : { patience: { attempts: 6, signal } }
  return connect({ access: { ...at.access, send, ...patience }, info }, 'KEY', { ...wanted, ...change })
}

const asked = (at: FakeServer) => at.requests.map(({ path }) => questionOf(path)).filter(one => one !== undefined)

/** A failure that nobody hears would end the process. */
const unheard: unknown[] = []
const hear = (reason: unknown) => unheard.push(reason)
beforeEach(() => void process.on('unhandledRejection', hear))
afterEach(async () => {
  // Node tells of it behind the microtasks.
  await new Promise(resolve => setImmediate(resolve))
  process.off('unhandledRejection', hear)
  expect(unheard.splice(0)).toEqual([])
})

test('account, project, stack and snapshot are asked for at once, behind the login', async () => {
  const at = server()
  const waiting: (() => void)[] = []
  const send: Send = async (request, signal) => {
    const answer = await at.send(request, signal)
    if (request.path.endsWith('/login')) return answer
    // None is answered before all four are there.
    await new Promise<void>(resolve => {
      waiting.push(resolve)
      if (waiting.length === 4) for (const answerNow of waiting) answerNow()
    })
    return answer
  }
  const { glimpsed } = await logIn(at, {}, send)
  expect(glimpsed?.id).toBe(ids.snapshot)
  expect(at.requests).toHaveLength(5)
})

describe('of several failures', () => {
  const missing: Readonly<Record<'project' | 'stack', Reply>> = { project: gone, stack: page([]) }
  const words: Readonly<Record<Question, string>> = {
    account: 'Could not read the own account',
    project: "There is no project 'default'",
    stack: "There is no stack 'staging'",
    snapshot: 'Could not find the newest snapshot'
  }

  test.each([
    [['account', 'project', 'stack', 'snapshot']],
    [['project', 'stack', 'snapshot']],
    [['stack', 'snapshot']]
  ] as const)('the first of %j is reported, however late it comes', async ([first, ...others]) => {
    const failing = { account: denied, ...missing, snapshot: denied }
    const at = server(Object.fromEntries([first, ...others].map(question => [question, failing[question]])))
    const send: Send = async (request, signal) => {
      const answer = await at.send(request, signal)
      if (questionOf(request.path) === first) for (let turn = 0; turn < 50; turn++) await Promise.resolve()
      return answer
    }
    expect((await failure(() => logIn(at, {}, send))).message).toContain(words[first])
  })

  test('the first one ends the questions that are still waiting for an answer', async () => {
    const at = server({ account: denied })
    const ended: unknown[] = []
    const send: Send = async (request, signal) => {
      const answer = await at.send(request, signal)
      if (questionOf(request.path) !== 'stack') return answer
      return new Promise((_, reject) =>
        signal?.addEventListener('abort', () => {
          ended.push(request.path)
          reject(signal.reason)
        })
      )
    }
    await failure(() => logIn(at, {}, send))
    expect(ended).toHaveLength(1)
  })
})

test('a cancel ends all questions, and is the reason', async () => {
  const at = server()
  const cancel = new AbortController()
  const reason = new Error('cancelled')
  let open = 0
  const send: Send = (request, signal) => {
    if (request.path.endsWith('/login')) return at.send(request, signal)
    open++
    if (open === 4) setImmediate(() => cancel.abort(reason))
    return new Promise((_, reject) =>
      signal?.addEventListener('abort', () => {
        open--
        reject(signal.reason)
      })
    )
  }
  await expect(logIn(at, {}, send, cancel.signal)).rejects.toBe(reason)
  expect(open).toBe(0)
})

describe('the quick question for the snapshot', () => {
  const glimpse = async (change: Partial<Wanted>, reply: Reply = usual.snapshot) => {
    const at = server({ snapshot: reply })
    const { glimpsed } = await logIn(at, change)
    const paths = at.requests.map(({ path }) => path).filter(path => questionOf(path) === 'snapshot')
    return { glimpsed, paths, queries: paths.map(path => Object.fromEntries(new URL(path, 'https://x').searchParams)) }
  }
  const newest = { runnable: 'true', named_only: 'true', sort_by: 'desc:created', page: '1' }

  test('asks for the newest one that the server can run, by the names that are wanted', async () => {
    const { queries } = await glimpse({})
    expect(queries).toEqual([{ project: 'default', pipeline: 'training', stack: 'staging', ...newest, size: '1' }])
  })

  test('by its name alone looks for a second one, since several pipelines may have it', async () => {
    const snapshot = { pipeline: undefined, snapshot: 'training-staging' }
    const one = await glimpse({ snapshot })
    expect(one.glimpsed?.id).toBe(ids.snapshot)
    expect(one.queries).toEqual([
      { project: 'default', stack: 'staging', name: 'equals:training-staging', ...newest, size: '2' }
    ])
    const other = snapshotJson({ id: ids.run, pipeline: { id: 'e', name: 'evaluation' } })
    expect((await glimpse({ snapshot }, page([snapshotJson(), other]))).glimpsed).toBeUndefined()
  })

  test('by its id asks for that one', async () => {
    const { glimpsed, paths } = await glimpse(
      { snapshot: { pipeline: undefined, snapshot: ids.snapshot } },
      { json: snapshotJson() }
    )
    expect(glimpsed?.id).toBe(ids.snapshot)
    expect(paths).toEqual([`/api/v1/pipeline_snapshots/${ids.snapshot}?hydrate=true`])
  })

  test('is not asked where none is wanted', async () => {
    const { glimpsed, paths } = await glimpse({ snapshot: undefined })
    expect([glimpsed, paths]).toEqual([undefined, []])
  })

  test.each<[string, Reply]>([
    ['nothing', page([])],
    ['a refusal', denied],
    ['that there is no such project', gone],
    ["a gateway's page", { page: '<html>', status: 502 }],
    ['a run instead of a list', { json: { id: ids.run } }],
    ['nothing at all, since the connection broke', broken(true)]
  ])('is asked once, and fails nothing where the answer is %s', async (_, reply) => {
    const { glimpsed, paths } = await glimpse({}, reply)
    expect([glimpsed, paths.length]).toEqual([undefined, 1])
  })
})

test('a command asks for no snapshot, and for nothing twice', async () => {
  const at = server()
  await logIn(at, { snapshot: undefined })
  expect(asked(at)).toEqual(['account', 'project', 'stack'])
})
