import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { expectError } from './expect-error.ts'
import { admin, push, runCount, shared } from './shared-testbed.ts'
import { startTlsFront, type TlsFront } from './tls-front.ts'

const training = { pipeline: 'training' }

/** Inputs, and what the error says. */
type Case = [inputs: Readonly<Record<string, string>>, ...texts: string[]]

describe('the server', () => {
  test('a URL at which another page answers', async () => {
    // The dashboard answers every path that is not the API's with 200 and HTML.
    expectError(
      await push('develop', { ...training, 'server-url': `${shared.url}/workspaces` }),
      'not ZenML',
      'server-url'
    )
  })

  test('a server that cannot be reached', async () => {
    const result = await push('develop', { ...training, 'server-url': 'http://127.0.0.1:9' })
    expectError(result, 'cannot be reached', 'Check server-url')
    expect(result.log).toMatch(/Attempt 1 of 6/)
  })

  test.each([
    ['http://zenml.example.com', 'unencrypted', 'allow-http'],
    ['https://me:secret@zenml.example.com', 'holds credentials', 'api-key'],
    ['zenml.example.com', 'Not a URL', 'https://'],
    ['ftp://zenml.example.com', 'Only https://', 'https://']
  ])('the address %s is refused before anything is sent', async (address, ...texts) => {
    expectError(await push('develop', { ...training, 'server-url': address }), 'server-url', ...texts)
  })

  test('switched-off certificate checks are refused', async () => {
    const result = await push('develop', training, { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } })
    expectError(result, 'NODE_TLS_REJECT_UNAUTHORIZED', 'ca-certificate')
  })

  describe('behind a certificate that no public authority signed', () => {
    let front: TlsFront
    beforeAll(async () => {
      front = await startTlsFront(shared.url)
    })
    afterAll(() => front.stop())

    test('is not trusted by itself', async () => {
      const result = await push('develop', { ...training, 'server-url': front.url })
      expectError(result, 'certificate is not trusted', 'ca-certificate')
    })

    test('is trusted with ca-certificate, given as text', async () => {
      const result = await push('develop', {
        ...training,
        'dry-run': 'true',
        'server-url': front.url,
        'ca-certificate': front.ca
      })
      expect(result.code).toBe(0)
    })
  })
})

describe('the account', () => {
  test('no key at all says how to make one', async () => {
    expectError(
      await push('develop', { ...training, 'api-key': '' }),
      'No API key',
      'zenml service-account create',
      'web login'
    )
  })

  test('a key from the environment is not sent to an address from the inputs', async () => {
    const env = { ZENML_STORE_URL: shared.url, ZENML_STORE_API_KEY: shared.apiKey }
    expectError(await push('develop', { ...training, 'api-key': '' }, { env }), 'ZENML_STORE_API_KEY is not used')
    const both = await push('develop', { ...training, 'dry-run': 'true', 'api-key': '', 'server-url': '' }, { env })
    expect(both.code).toBe(0)
  })

  test('a malformed key', async () => {
    expectError(await push('develop', { ...training, 'api-key': 'ZENKEY_nonsense' }), 'malformed', 'Copy the whole key')
  })

  test('a rotated key, and a deactivated account', async () => {
    const created = (await admin('POST', '/api/v1/service_accounts', { name: 'short-lived', active: true })) as {
      id: string
    }
    const keys = `/api/v1/service_accounts/${created.id}/api_keys`
    const { id, body } = (await admin('POST', keys, { name: 'key' })) as { id: string; body: { key: string } }
    const inputs = { ...training, 'dry-run': 'true', 'api-key': body.key }
    expect((await push('develop', inputs)).code).toBe(0)
    const rotated = (await admin('PUT', `${keys}/${id}/rotate`, { retain_period_minutes: 0 })) as {
      body: { key: string }
    }
    expectError(await push('develop', inputs), 'rotated', 'current key')
    await admin('PUT', `/api/v1/service_accounts/${created.id}`, { active: false })
    expectError(await push('develop', { ...inputs, 'api-key': rotated.body.key }), 'deactivated')
  })
})

describe('names', () => {
  test.each([
    [{ project: 'defualt' }, "no project 'defualt'", "Did you mean 'default'?"],
    [{ environments: 'staging: {branches: develop, stack: stagin}' }, "no stack 'stagin'", "Did you mean 'staging'?"],
    [{ pipeline: 'trainning' }, "no pipeline 'trainning'", "Did you mean 'training'?"],
    [{ snapshot: 'training-stagin' }, "no snapshot 'training-stagin'", "Did you mean 'training-staging'"],
    [
      { environments: 'staging: {branches: develop, stack: empty}' },
      'no named snapshot on stack empty, only on',
      'zenml pipeline snapshot create'
    ],
    [
      { snapshot: 'training-production' },
      "'training-production' is on stack production, not on staging",
      'snapshot create'
    ]
  ] satisfies Case[])('%j', async (...[inputs, ...texts]: Case) => {
    expectError(await push('develop', { ...training, ...inputs }), ...texts)
  })

  test('a pipeline that is only prepared for another stack', async () => {
    expectError(
      await push('main', { pipeline: 'staging-only' }),
      "pipeline: 'staging-only' has no named snapshot on stack production, only on staging"
    )
  })
})

describe('the configuration, which the server itself would silently ignore', () => {
  test.each([
    ['steps: {laod: {parameters: {rows: 1}}}', 'config: steps.laod', "no step 'laod'", "Did you mean 'load'?"],
    ['steps: {load: {parameterz: {rows: 1}}}', 'config: steps.load.parameterz', "Did you mean 'parameters'?"],
    ['steps: {load: {parameters: {rosw: 1}}}', 'config: steps.load.parameters.rosw', "Did you mean 'rows'?"],
    [
      'steps: {load: {parameters: {rows: many}}}',
      'config: steps.load.parameters.rows',
      'Expected a whole number, but found a string'
    ],
    ['stepz: {}', 'config: stepz', "Did you mean 'steps'?"],
    ['run_name: mine', 'config: run_name', 'run-name'],
    ["tags: ['gate:environment=production']", 'config: tags.0', "begins with 'gate:'"],
    ['steps: [1', 'config', 'YAML'],
    ['no/such/file.yaml', 'config: no/such/file.yaml', 'no such file']
  ])('%s', async (config, ...texts) => {
    const before = await runCount()
    expectError(await push('develop', { ...training, config }), ...texts)
    expect(await runCount()).toBe(before)
  })
})

describe('inputs', () => {
  test.each([
    [{ environmnets: 'staging: develop' }, "with: There is no input 'environmnets'", "Did you mean 'environments'"],
    [{ wait: 'yes' }, 'wait', 'neither true nor false'],
    [{ timeout: 'soon' }, 'timeout', 'not a duration'],
    [{ command: 'python run.py' }, 'command', 'only one of them'],
    [{ 'on-rerun': 'atach' }, 'on-rerun', "Did you mean 'attach'?"],
    [{ tags: 'gate:ref=x' }, 'tags', 'as only tags of the action itself do'],
    [
      { environments: 'staging: {branches: develop}\nother: {branches: dev*}' },
      'environments: staging.branches[0] and other.branches[0]'
    ]
  ] satisfies Case[])('%j', async (...[inputs, ...texts]: Case) => {
    expectError(await push('develop', { ...training, ...inputs }), ...texts)
  })
})
