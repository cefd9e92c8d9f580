import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AdminRequest, runOf } from '../../testbed/admin.ts'
import { type OlderVersion, type PlainServer, startPlainServer } from '../../testbed/plain-server.ts'
import { push, shared } from './shared-testbed.ts'

/** A run as these servers tell it. */
type OlderRun = {
  readonly body: { readonly status: string; readonly stack: { readonly name: string } }
}

const environments = 'staging: {branches: develop, stack: default}'

describe.each<OlderVersion>(['0.84.3', '0.85.0'])('a server %s, as it is after its installation', version => {
  let server: PlainServer
  beforeAll(async () => {
    server = await startPlainServer(version)
  })
  afterAll(() => server?.stop())

  /** Pushes with a command whose client has the server's version. */
  function run(command: string) {
    const { apiKey, python, url } = server
    const inputs = { 'server-url': url, 'api-key': apiKey, environments, command, python, 'zenml-version': 'none' }
    return push('develop', { ...inputs, tags: 'nightly' }, { env: { GITHUB_WORKSPACE: shared.workerFolder } })
  }

  test('runs a command on its own stack, green', async () => {
    const { code, log, outputs } = await run('python run.py')
    expect(log).toContain('Pipeline run has finished')
    expect([code, log.match(/^::error::.*$/gm)]).toEqual([0, null])
    expect(outputs).toMatchObject({ conclusion: 'success', stack: 'default', status: 'completed' })
    expect(outputs['server-version']).toBe(version)
    const ask: AdminRequest = server.adminRequest
    const answer = await runOf(ask, outputs['run-id'])
    expect(answer.resources.tags.map(({ name }) => name)).toContain('nightly')
    const { body } = (await ask('GET', `/api/v1/runs/${outputs['run-id']}`)) as OlderRun
    expect([body.stack.name, body.status]).toEqual(['default', 'completed'])
  })

  test('tells of a failed step the line of code that failed', async () => {
    const { code, log, outputs } = await run('python run.py --fail')
    expect(code).toBe(1)
    expect(outputs).toMatchObject({ conclusion: 'failure', status: 'failed' })
    expect(log).toMatch(/^::error::.*step check failed: raise ValueError\("the data has drifted"\)\. http/m)
  })
})
