import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runOf } from '../../testbed/admin.ts'
import { type OlderVersion, type PlainServer, startPlainServer } from '../../testbed/plain-server.ts'
import { push, shared } from './shared-testbed.ts'
import { git, pushSource, useCheckout } from './source-checkout.ts'

useCheckout('older-source')

const environments = 'staging: {branches: develop, stack: default}'
const servers = new Map<OlderVersion, PlainServer>()

beforeAll(async () => {
  const versions: readonly OlderVersion[] = ['0.84.3', '0.85.0']
  const starts = await Promise.allSettled(
    versions.map(async version => [version, await startPlainServer(version)] as const)
  )
  for (const start of starts) if (start.status === 'fulfilled') servers.set(...start.value)
  for (const start of starts) if (start.status === 'rejected') throw start.reason
})
afterAll(() => Promise.all([...servers.values()].map(server => server.stop())))

function serverOf(version: OlderVersion): PlainServer {
  const server = servers.get(version)
  if (server === undefined) throw new Error(`there is no server ${version}`)
  return server
}

/** Pushes to a server as it is after its installation, with a command whose client has its version. */
async function run(version: OlderVersion, command: string) {
  const { adminRequest, apiKey, python, url } = serverOf(version)
  const inputs = { 'server-url': url, 'api-key': apiKey, environments, command, python, 'zenml-version': 'none' }
  const result = await push(
    'develop',
    { ...inputs, tags: 'nightly' },
    { env: { GITHUB_WORKSPACE: shared.workerFolder } }
  )
  return { result, answer: await runOf(adminRequest, result.outputs['run-id']) }
}

describe.each<OlderVersion>(['0.84.3', '0.85.0'])('a server %s', version => {
  test('has a command that runs a pipeline on its own stack green, and its run tagged', async () => {
    const { result, answer } = await run(version, 'python run.py')
    expect(result.log).toContain('Pipeline run has finished')
    expect([result.code, result.log.match(/^::error::.*$/gm)]).toEqual([0, null])
    expect(result.outputs).toMatchObject({ conclusion: 'success', stack: 'default', status: 'completed' })
    expect(result.outputs['server-version']).toBe(version)
    expect(answer.body.status).toBe('completed')
    expect(answer.resources.tags.map(({ name }) => name)).toContain('nightly')
  })
})

test('a server 0.84.3 has a source run in this job, with its whole configuration and under the name of the trigger', async () => {
  const { adminRequest, apiKey, python, url } = serverOf('0.84.3')
  const inputs = { 'server-url': url, 'api-key': apiKey, environments, python, config: 'configs/staging.yaml' }
  const result = await pushSource('default', inputs)
  expect([result.code, result.log.match(/^::error::.*$/gm)]).toEqual([0, null])
  expect(result.log).toContain("the server is older than 0.90 and can't run snapshots")
  expect(JSON.parse(result.outputs['metadata'] ?? '')).toMatchObject({ accuracy: 0.5, rows: 9 })
  const { name } = await runOf(adminRequest, result.outputs['run-id'])
  expect(name).toMatch(new RegExp(`^nightly-staging-${git('rev-parse', 'HEAD').slice(0, 12)}-`))

  const misspelt = await pushSource('default', { ...inputs, config: 'paramters: {rows: 1}\nsteps: {trian: {}}' })
  expect(misspelt.log).toContain("Did you mean 'parameters'?")
  expect(misspelt.log).toContain("There is no step 'trian'")
})

test('a failed step of a client 0.84.3 is reported with the line of code that failed', async () => {
  const { result } = await run('0.84.3', 'python run.py --fail')
  expect(result.code).toBe(1)
  expect(result.outputs).toMatchObject({ conclusion: 'failure', status: 'failed' })
  expect(result.log).toMatch(/^::error::.*step check failed: raise ValueError\("the data has drifted"\)\. http/m)
})
