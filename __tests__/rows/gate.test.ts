// What both built actions make of rules, variables and names that are not what their writer meant.
import { describe, expect, test } from '@jest/globals'
import { type ActionResult, type ActionUse, built, pushTo, runAction } from '../../testbed/runner.ts'
import { annotations, onServer, quick } from './real-time.ts'

const actions = [
  ['the action', built.main],
  ['the gate action', built.gate]
] as const

/** A built action without any secret, for a push to main or another event. */
function use(
  file: string,
  inputs: Readonly<Record<string, string>>,
  more: Partial<ActionUse> = {}
): Promise<ActionResult> {
  const { env, event } = pushTo('main')
  return runAction({ file, inputs, event, ...more, env: { ...env, ...more.env } })
}

describe.each(actions)('%s', (_, file) => {
  test.each(['', '   ', ' \n\t'])('refuses rules that a misspelt expression has left empty: %j', async environments => {
    const { code, outputs, ...result } = await use(file, { environments })
    expect(code).toBe(1)
    expect(annotations(result, 'error')).toEqual([
      expect.stringContaining('environments: The input is set to nothing, so there are no rules')
    ])
    expect(outputs['environment'] ?? '').toBe('')
  })

  test.each(['# only a remark', '{}', '~', 'null', '---'])(
    'refuses rules without any environment: %s',
    async environments => {
      const { code, outputs } = await use(file, { environments })
      expect(code).toBe(1)
      expect(outputs['environment'] ?? '').toBe('')
    }
  )

  test("goes by the rules beside a variable of the job's own", async () => {
    const rules = { environments: 'staging: develop' }
    const { log, outputs, ...result } = await use(file, rules, { env: { INPUT_PATH: 'data/raw' } })
    expect(annotations({ log, ...result }, 'error')).toEqual([])
    expect(annotations({ log, ...result }, 'warning')).toEqual([
      expect.stringContaining("INPUT_PATH has no effect here: 'path' under with: is not an input")
    ])
    expect(outputs['reason']).toContain('fits none of the environments')
  })

  test('names the variable of a misspelt input as well', async () => {
    const result = await use(file, { environmnets: 'staging: main' })
    expect(result.code).toBe(1)
    const [error] = annotations(result, 'error')
    expect(error).toContain("with: There is no input 'environmnets'. Did you mean 'environments'")
    expect(error).toContain('INPUT_ENVIRONMNETS is set under env:')
  })

  test.each(['stack', 'project', 'pipeline', 'snapshot', 'server-url'])(
    'names the blank at the end of the %s of an environment',
    async key => {
      const result = await use(file, { environments: `production: {branches: main, ${key}: 'staging '}` })
      expect(result.code).toBe(1)
      expect(annotations(result, 'error')).toEqual([
        `environments: production.${key}: 'staging ' ends with a space. Write 'staging'.`
      ])
    }
  )

  test.each(['push', 'schedule'] as const)('says that a %s happened in a fork', async name => {
    const { log, ...result } = await use(file, {}, { ...inFork(name) })
    const reason = `${name} ${name === 'push' ? 'to' : 'on'} branch main: environment production (branches: main); this repository is a fork`
    expect(log.split('\n')).toContain(reason)
    expect(result.outputs['reason']).toBe(reason)
    expect(result.outputs['environment']).toBe('production')
  })
})

/** A push or a schedule of a fork, which "Sync fork" or the original's workflow file brought about. */
function inFork(name: 'push' | 'schedule'): Pick<ActionUse, 'env' | 'event'> {
  const { env, event } = pushTo('main')
  const { repository, ...push } = event.payload as { repository: object }
  const own = { repository: { ...repository, fork: true } }
  const payload = name === 'push' ? { ...push, ...own } : { ...own, schedule: '0 4 * * *' }
  return { event: { name, payload }, env: { ...env, GITHUB_EVENT_NAME: name } }
}

test.each([
  ['no server', { pipeline: 'training' }, 'server-url: No ZenML server is given, and this repository is a fork'],
  [
    'a server, but no key',
    { pipeline: 'training', 'server-url': 'https://zenml.test' },
    'api-key: No API key is given, and this repository is a fork'
  ],
  [
    'a key, but no server',
    { pipeline: 'training', 'api-key': 'KEY' },
    'server-url: api-key is set but server-url is not, and this repository is a fork'
  ]
])('a push in a fork with %s is told what forks lack and what to do', async (_, inputs, told) => {
  const result = await use(built.main, inputs, inFork('push'))
  expect(result.code).toBe(1)
  const [error] = annotations(result, 'error')
  expect(error).toContain(told)
  expect(error).toContain("keep its job to the original with `if: github.repository == '<owner>/<name>'`")
})

test('a push in the original without a server is not told of forks', async () => {
  const [error] = annotations(await use(built.main, { pipeline: 'training' }), 'error')
  expect(error).toContain('No ZenML server is given.')
  expect(error).not.toContain('ork')
})

test('a fork that has a server and a key of its own runs', () =>
  onServer({ script: quick('completed') }, async server => {
    const { env, event } = pushTo('develop')
    const { repository, ...push } = event.payload as { repository: object }
    const payload = { ...push, repository: { ...repository, fork: true } }
    const result = await server.main({ event: { name: 'push', payload }, env })
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  }))

describe('a server without a workload manager', () => {
  const told =
    "pipeline: This server can't run snapshots: it has no workload manager, like a plain open-source server. Set command instead of pipeline, to run the pipeline in this job."

  test.each([
    ['in a dry run', { 'dry-run': 'true' }],
    ['where there is not any such pipeline', { pipeline: 'trainig' }],
    ['where no snapshot is on the stack', { snapshot: 'nightly' }]
  ])('is recognised %s', (_, inputs) =>
    onServer({ runsSnapshots: false }, async server => {
      const result = await server.main({ inputs })
      expect(result.code).toBe(1)
      expect(annotations(result, 'error')).toEqual([
        told.replace(/^pipeline/, 'snapshot' in inputs ? 'snapshot' : 'pipeline')
      ])
      expect(result.outputs['triggered']).toBe('false')
    })
  )

  test('is recognised by its refusal to start', () =>
    onServer({ runsSnapshots: false }, async server => {
      const result = await server.main()
      expect(result.code).toBe(1)
      const [error] = annotations(result, 'error')
      expect(error).toContain(
        "This server can't run snapshots, since it has no workload manager; set command instead of pipeline"
      )
    }))

  test.each([
    ['a gateway answers for it', 204, {}],
    ['a gateway allows everything', 405, { allow: 'GET, POST, OPTIONS' }],
    ['nothing is said', 405, {}]
  ])('is not assumed if %s', (_, status, headers) =>
    onServer(
      {
        instead: (asked, pass) => (asked.method === 'OPTIONS' ? { status, headers, body: '' } : pass())
      },
      async server => {
        const result = await server.main({ inputs: { 'dry-run': 'true' } })
        expect([result.code, annotations(result, 'error')]).toEqual([0, []])
      }
    )
  )
})
