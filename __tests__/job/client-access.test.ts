import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { exportCredentials } from '../../src/job/client-access.ts'
import { Report } from '../../src/report/report.ts'
import { FakeServer } from '../pieces/fake-server.ts'

/** The variables that later steps get beside a key from a server that says this of itself. */
async function exported(info: { readonly isPro: boolean; readonly proApiUrl: string | undefined }, apiKey: string) {
  const folder = mkdtempSync(join(tmpdir(), 'client-access-'))
  const server = new FakeServer(() => ({}))
  const connection = server.connection({ info: { version: '0.98.0', dashboardUrl: '', ...info } })
  const { log, runner } = server.runner.connect(() => true)
  const inputs = { exportCredentials: 'api-key' as const, dryRun: false, timeoutMs: 1000, server: { apiKey } }
  const report = new Report({ log, runner })
  const certificates = { authorities: undefined, client: undefined }
  const job = {
    route: { certificates },
    connection,
    inputs,
    report,
    world: { log, runner, env: { RUNNER_TEMP: folder } }
  }
  await exportCredentials(job)
  rmSync(folder, { recursive: true })
  return server.runner.text('variable').split('\n')
}

const pro = { isPro: true, proApiUrl: 'https://cloudapi.zenml.io' }
const proKey = 'ZENPROKEY_abcdefghijklmnop'

test('a key of an organization goes with the address of its control plane', async () => {
  expect(await exported(pro, proKey)).toContain('ZENML_PRO_API_URL=https://cloudapi.zenml.io')
})

test.each([
  ['an open-source server', { ...pro, isPro: false }, proKey],
  ['a key of a workspace, which needs no such address', pro, 'ZENKEY_abcdefghijklmnop'],
  ['an address without encryption', { ...pro, proApiUrl: 'http://cloudapi.zenml.io' }, proKey],
  ['what is not an address', { ...pro, proApiUrl: 'https:' }, proKey],
  ['a server that names none', { ...pro, proApiUrl: undefined }, proKey]
])('no address goes beside the key: %s', async (_, info, key) => {
  const variables = await exported(info, key)
  expect(variables).toContain(`ZENML_STORE_API_KEY=${key}`)
  expect(variables.filter(variable => variable.startsWith('ZENML_PRO'))).toEqual([])
})
