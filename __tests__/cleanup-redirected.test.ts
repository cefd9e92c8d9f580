import { rootCertificates } from 'node:tls'
import { describe, expect, test } from '@jest/globals'
import type { State } from '../src/job/state.ts'
import { selfSigned } from './node/self-signed.ts'
import { apiKey, forever, MemoryJob } from './pieces/memory-job.ts'
import { leaksIn } from './stand-in/leak.ts'

/** Post after a main step that was killed, with inputs and environment as a later step has changed them. */
async function post(
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
  mainEnv: Readonly<Record<string, string>> = {}
) {
  const job = new MemoryJob({ script: forever })
  await job.main({ wait: 'false' }, mainEnv)
  const state = JSON.parse(job.runner.states['trigger'] ?? '') as State
  job.runner.states['trigger'] = JSON.stringify({ ...state, settled: false })
  job.sent.length = 0
  job.networks.length = 0
  job.runner.written.length = 0
  await job.post(inputs, env)
  job.time.stop()
  expect(job.runner.text('error')).toBe('')
  expect(leaksIn(job.runner.text(), [apiKey])).toEqual([])
  return { job, state, warning: job.runner.text('warning') }
}

const own = selfSigned('runner.test')
const clientCertificate = `${own.certificate}\n${own.key}`

describe('post sends the key nowhere else', () => {
  const environments = (url: string) => `staging: {branches: develop, server-url: "${url}"}`

  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, string]>([
    ['another server', { 'server-url': 'https://evil.test' }, {}, 'server-url'],
    ['another port', { 'server-url': 'https://zenml.test:8443' }, {}, 'server-url'],
    ['another path of the same server', { 'server-url': 'https://zenml.test/evil' }, {}, 'server-url'],
    [
      'the same server without encryption',
      { 'server-url': 'http://zenml.test', 'allow-http': 'true' },
      {},
      'server-url'
    ],
    [
      'another server of the environment',
      { environments: environments('https://evil.test') },
      {},
      'environments: staging.server-url'
    ],
    ['an environment that is no longer there', { environments: 'other: develop' }, {}, 'environments'],
    [
      'another server by variables',
      { 'server-url': '', 'api-key': '' },
      { ZENML_STORE_URL: 'https://evil.test', ZENML_STORE_API_KEY: 'K' },
      'ZENML_STORE_URL'
    ],
    ['a proxy', {}, { HTTPS_PROXY: 'http://evil.test:1' }, 'a proxy'],
    ['a proxy in small letters', {}, { https_proxy: 'http://evil.test:1' }, 'a proxy'],
    ['another authority', {}, { NODE_EXTRA_CA_CERTS: '/tmp/evil.pem' }, 'certificate variable'],
    ['another authority by input', { 'ca-certificate': rootCertificates[0] ?? '' }, {}, 'ca-certificate'],
    ['another client certificate', { 'client-certificate': clientCertificate }, {}, 'client-certificate'],
    ['options for Node', {}, { NODE_OPTIONS: '--use-system-ca' }, 'certificate variable'],
    ['certificates that are not checked', {}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'NODE_TLS_REJECT_UNAUTHORIZED']
  ])('%s: it warns, and points to the run', async (_, inputs, env, what) => {
    const { job, state, warning } = await post(inputs, env)
    expect(job.networks).toEqual([])
    expect(job.sent).toEqual([])
    expect(warning).toContain(what)
    expect(warning).toContain('is not what the main step used')
    expect(warning).toContain(state.runUrl ?? 'no address')
  })

  test('not even if the address can no longer be read', async () => {
    for (const inputs of [
      { 'server-url': 'nonsense' },
      { 'server-url': 'https://me:pw@zenml.test' },
      { timeout: 'soon' },
      { environments: '{' }
    ]) {
      const { job, warning } = await post(inputs)
      expect(job.networks).toEqual([])
      expect(warning).toContain('could not make sure')
    }
  })
})

test('the same server written another way is the same', async () => {
  const { job, warning } = await post({ 'server-url': 'HTTPS://ZenML.test/api/v1/' })
  expect(job.asked('stop')).toHaveLength(1)
  expect(warning).toBe('')
})

test('a proxy that main used too is not a change', async () => {
  const proxy = { HTTPS_PROXY: 'http://proxy.test:3128' }
  const { job, warning } = await post({}, proxy, proxy)
  expect(job.asked('stop')).toHaveLength(1)
  expect(warning).toBe('')
})

test('a key that is gone is a warning', async () => {
  const { job, warning } = await post({ 'api-key': '' })
  expect(job.sent).toEqual([])
  expect(warning).toContain('No API key is given')
})

test('a key that is no longer taken is a warning, with where to look', async () => {
  const { job, state, warning } = await post({ 'api-key': 'ANOTHER' })
  expect(job.sent.map(({ question }) => question)).toEqual(['login', 'login'])
  expect(warning).toContain('rotated or was never valid')
  expect(warning).toContain(state.runUrl)
})

test('a server that cannot be reached is tried for two minutes, and then a warning', async () => {
  let isDown = false
  const job = new MemoryJob({
    script: forever,
    instead: () => (isDown ? Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) : undefined)
  })
  await job.main({ wait: 'false' })
  job.runner.states['trigger'] = (job.runner.states['trigger'] ?? '').replace('"settled":true', '"settled":false')
  isDown = true
  const before = job.time.elapsed
  await job.post()
  job.time.stop()
  expect(job.time.elapsed - before).toBeGreaterThan(100_000)
  expect(job.time.elapsed - before).toBeLessThanOrEqual(121_000)
  expect(job.runner.text('warning')).toContain('cannot be reached')
})
