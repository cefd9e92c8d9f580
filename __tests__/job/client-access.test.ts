import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { exportCredentials } from '../../src/job/client-access.ts'
import { Report } from '../../src/report/report.ts'
import { FakeServer, ids } from '../pieces/fake-server.ts'

/** The variables that later steps get beside a key from a server that says this of itself. */
async function exported(info: { readonly isPro: boolean; readonly proApiUrl: string | undefined }, apiKey: string) {
  const { server } = await handOn({ info, apiKey })
  return server.runner.text('variable').split('\n')
}

interface HandedOn {
  readonly info?: { readonly isPro: boolean; readonly proApiUrl: string | undefined }
  readonly apiKey?: string
  readonly mode?: 'api-key' | 'token' | 'none'
  readonly dryRun?: boolean
  readonly authorities?: string
}

/** Hands the connection on to later steps. */
async function handOn({
  apiKey = 'ZENKEY_abcdefghijklmnop',
  authorities,
  dryRun = false,
  info = openSource,
  mode = 'api-key'
}: HandedOn) {
  const folder = mkdtempSync(join(tmpdir(), 'client-access-'))
  const server = new FakeServer(() => ({ json: 'a-short-lived-token' }))
  const connection = server.connection({ info: { version: '0.98.0', dashboardUrl: '', ...info } })
  const { log, runner } = server.runner.connect(() => true)
  const inputs = { exportCredentials: mode, dryRun, timeoutMs: 60_000, server: { apiKey } }
  const report = new Report({ log, runner })
  const certificates = { authorities, client: undefined }
  const job = {
    route: { certificates },
    connection,
    inputs,
    report,
    world: { log, runner, env: { RUNNER_TEMP: folder } }
  }
  await exportCredentials(job)
  const variables = Object.fromEntries(
    server.runner
      .text('variable')
      .split('\n')
      .map(line => [line.replace(/=.*/, ''), line.replace(/^[^=]*=/, '')])
  )
  const file = variables['ZENML_STORE_VERIFY_SSL']
  const caText = file === undefined ? undefined : readFileSync(file, 'utf8')
  rmSync(folder, { recursive: true })
  return { caText, info: server.runner.text('info'), report, server, variables }
}

const openSource = { isPro: false, proApiUrl: undefined }
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

test('later steps reach the server as this one does: address, project, stack and certificates', async () => {
  const { caText, info, report, server, variables } = await handOn({ authorities: 'the authority' })
  expect(variables).toMatchObject({
    ZENML_STORE_URL: 'https://zenml.test',
    ZENML_STORE_API_KEY: 'ZENKEY_abcdefghijklmnop',
    ZENML_ACTIVE_STACK_ID: ids.stack,
    ZENML_ACTIVE_PROJECT_ID: ids.project
  })
  expect(caText).toContain('the authority')
  expect(report.facts).toMatchObject({ exported: 'api-key' })
  expect(info).toBe(`Later steps of this job are connected to stack staging (${Object.keys(variables).join(', ')}).`)
  expect(server.runner.masks.map(({ secret }) => secret)).toContain('ZENKEY_abcdefghijklmnop')
  expect(server.asked).toEqual([])
})

test('a token lives a quarter of an hour longer than the step may take, and the key stays here', async () => {
  const { report, server, variables } = await handOn({ mode: 'token' })
  expect(server.asked).toEqual([`GET /api/v1/api_token?token_type=generic&expires_in=${60 + 900}`])
  expect(variables['ZENML_STORE_API_TOKEN']).toBe('a-short-lived-token')
  expect(variables['ZENML_STORE_API_KEY']).toBeUndefined()
  expect(report.facts).toMatchObject({ exported: 'token' })
})

test('a dry run says what it would do, and without the input nothing is handed on', async () => {
  const dry = await handOn({ dryRun: true, mode: 'token' })
  expect(dry.info).toBe('Dry run: would connect later steps of this job to stack staging.')
  const none = await handOn({ mode: 'none' })
  for (const { report, server } of [dry, none]) {
    expect([server.runner.text('variable'), server.asked, report.facts.exported]).toEqual(['', [], undefined])
  }
})
