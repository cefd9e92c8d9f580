import { describe, expect, test } from '@jest/globals'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { type NoticeJob, withNotices } from '../../src/job/notices.ts'
import { systemClock } from '../../src/node/clock.ts'
import { Report } from '../../src/report/report.ts'
import { FakeServer, ids, type Reply, refused } from '../pieces/fake-server.ts'
import { type GithubOptions, githubRepository, githubToken, withGithub } from '../pieces/github-api.ts'

const keyId = '0f1c9a2e-6f0a-4d7d-9a39-0c1de6b5b5a1'
const apiKey = `ZENKEY_${Buffer.from(JSON.stringify({ id: keyId, key: 'secret' })).toString('base64')}`
const runFacts = { id: ids.run, name: 'train-1', status: 'running', url: 'https://x' } as never

interface Situation {
  readonly key?: { readonly ageDays?: number; readonly name?: string; readonly reply?: Reply }
  readonly account?: { readonly name?: string; readonly isServiceAccount?: boolean }
  readonly apiKey?: string
  /** Whether the step's work makes a run known. */
  readonly hasRun?: boolean
  readonly isCancelled?: boolean
}

/** The step's work beside the looks at its set-up. */
async function work({ account = {}, apiKey: own = apiKey, hasRun = true, isCancelled = false, key = {} }: Situation) {
  const { ageDays = 91, name = 'default' } = key
  const server: FakeServer = new FakeServer(() => {
    const created = new Date(server.clock.now() - ageDays * 86_400_000).toISOString().replace('Z', '000')
    return key.reply ?? { json: { id: keyId, name, body: { created }, metadata: {} } }
  })
  const cancel = new AbortController()
  const world = { ...server.runner.connect(() => true), clock: server.clock, cancel: cancel.signal, env: {} }
  const report = new Report(world)
  const job = {
    world,
    report,
    inputs: { server: { apiKey: own } },
    connection: server.connection({
      account: { id: ids.account, name: 'ci-gate', isServiceAccount: true, ...account }
    })
  } as unknown as NoticeJob

  const result = await withNotices(job, async () => {
    if (isCancelled) cancel.abort(new Error('cancelled'))
    if (hasRun) report.publish({ runs: [runFacts] })
    return 'done'
  })
  return { result, server, notices: server.runner.text('notice'), others: server.runner.text('warning', 'error') }
}

describe('the age of the key', () => {
  test.each([
    [89, false],
    [91, true],
    [400, true]
  ])('of %d days is noticed: %j, and what the step does is returned', async (ageDays, isOld) => {
    const { notices, others, result, server } = await work({ key: { ageDays } })
    expect(result).toBe('done')
    expect(server.asked).toEqual([`GET /api/v1/service_accounts/${ids.account}/api_keys/${keyId}?hydrate=true`])
    expect(others).toBe('')
    expect(notices).toBe(
      isOld
        ? `api-key: The key 'default' of ci-gate is ${ageDays} days old. Rotate it with 'zenml service-account api-key ci-gate rotate default --retain 60', and put the new one into the secret; the old one stays valid for an hour.`
        : ''
    )
  })

  test('is noticed from 90 days on', async () => {
    expect((await work({ key: { ageDays: 90.1 } })).notices).toContain(' is 90 days old.')
  })

  test('is asked for once, since the next step asks again', async () => {
    expect((await work({ key: { reply: { status: 503 } } })).server.asked).toHaveLength(1)
  })

  test.each([
    ['a key', { key: { name: '-x; rm' } }, "The key '-x; rm' of ci-gate", 'api-key ci-gate rotate <key> --'],
    ['an account', { account: { name: "ci'$(id)" } }, "of ci'$(id) is", 'api-key <account> rotate default --'],
    ['a long name', { key: { name: 'k'.repeat(121) } }, 'kkk', 'rotate <key> --']
  ])(
    'has a command to copy without a name that a shell would read in another way: %s',
    async (_, given, words, command) => {
      const { notices } = await work(given)
      expect(notices).toContain(words)
      expect(notices).toContain(command)
    }
  )

  test.each<[string, Situation]>([
    ['of a person', { account: { isServiceAccount: false } }],
    ['that has no id', { apiKey: 'ZENPROKEY_abc' }],
    ['of a step that made no run known', { hasRun: false }]
  ])('is not asked for: of a key %s', async (_, situation) => {
    const { notices, server } = await work(situation)
    expect([server.asked, notices]).toEqual([[], ''])
  })

  test('that can’t be read changes nothing, and is for those who debug', async () => {
    const { notices, others, result, server } = await work({
      key: { reply: refused(403, 'IllegalOperationError', 'no') }
    })
    expect([notices, others, result]).toEqual(['', '', 'done'])
    expect(server.runner.text('debug')).toContain('Could not find out the age of the API key: ')
  })

  test('is nothing to talk of once the job is cancelled', async () => {
    const { notices, server } = await work({ isCancelled: true })
    expect([notices, server.runner.text('debug')]).toEqual(['', ''])
  })
})

describe('a GitHub environment that does not fit the rules', () => {
  /** What is noticed beside the work of a step in staging, whose rules let develop in. */
  async function noticed(token: string | undefined, github: GithubOptions) {
    const server = new FakeServer(() => ({ status: 500 }))
    const [environment] = parseEnvironments('staging: develop')
    let asked = 0
    await withGithub(github, async api => {
      const world = { ...server.runner.connect(() => true), clock: systemClock, cancel: new AbortController().signal }
      const env = { GITHUB_API_URL: api.url }
      const report = new Report(world)
      const inputs = { server: { apiKey: 'none' }, githubToken: token }
      const invocation = { repository: githubRepository }
      const job = { world: { ...world, env }, report, environment, inputs, invocation, connection: server.connection() }
      await withNotices(job as unknown as NoticeJob, async () => report.publish({ runs: [runFacts] }))
      asked = api.asked.length
    })
    return { asked, notices: server.runner.text('notice'), debug: server.runner.text('debug') }
  }

  const environments = (...names: readonly string[]) => ({
    environments: { staging: { policy: names.map(name => ({ name })) } }
  })

  test('is noticed, with where to compare it', async () => {
    expect((await noticed(githubToken, environments('develop'))).notices).toBe('')
    expect((await noticed(githubToken, environments('develop', 'main'))).notices).toBe(
      "environments: The GitHub environment 'staging' also lets branches like 'main' have its secrets, which the rules don't let in. Compare it with the rules in the repository's settings."
    )
  })

  test('is not looked for without a token, and a token that may not look changes nothing', async () => {
    expect(await noticed(undefined, environments('main'))).toEqual({ asked: 0, notices: '', debug: '' })
    const faultFor = () => ({ status: 403, message: 'Resource not accessible by integration' })
    const refused = await noticed(githubToken, { ...environments('main'), faultFor })
    expect(refused.notices).toBe('')
    expect(refused.debug).toMatch(/Could not read the GitHub environment: .*not accessible/)
  })
})

test('what the work throws is thrown, and a look that takes too long is given up then', async () => {
  const signals: (AbortSignal | undefined)[] = []
  const server = new FakeServer(() => ({ status: 500 }))
  const world = { ...server.runner.connect(() => true), clock: server.clock, cancel: new AbortController().signal }
  const report = new Report(world)
  const session = server.session()
  const stuck = { ...server.connection(), session }
  Object.defineProperty(session, 'put', {
    value: (_: unknown, { signal }: { signal?: AbortSignal }) => {
      signals.push(signal)
      return new Promise(() => undefined)
    }
  })
  const job = { world, report, inputs: { server: { apiKey } }, connection: stuck } as unknown as NoticeJob

  const failed = withNotices(job, async () => {
    report.publish({ runs: [runFacts] })
    throw new Error('the run failed')
  })
  await expect(failed).rejects.toThrow('the run failed')
  expect(server.clock.elapsed()).toBe(3_000)
  expect(signals.map(signal => signal?.aborted)).toEqual([true])
})
