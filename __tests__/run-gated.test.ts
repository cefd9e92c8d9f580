import { describe, expect, test } from '@jest/globals'
import { gateInputNames } from '../src/inputs/names.ts'
import { run } from '../src/run.ts'
import { runGate } from '../src/run-gate.ts'
import type { World } from '../src/world/world.ts'
import { pushTo } from '../testbed/runner.ts'
import { MemoryJob, type MemoryJobOptions } from './pieces/memory-job.ts'

const none = { 'api-key': '', 'server-url': '' }

/** Nothing was asked of anybody, and nothing is left for post. */
function expectUntouched(job: MemoryJob): void {
  expect(job.networks).toEqual([])
  expect(job.sent).toEqual([])
  expect(job.runner.states).toEqual({ trigger: '{"settled":true}' })
}

describe('a push that fits nothing', () => {
  const event = pushTo('feature/x')

  test('is green without a key or a server, as forks and Dependabot have none, and says why', async () => {
    const job = new MemoryJob(event)
    expect(await job.main(none, event.env)).toBe(true)
    expectUntouched(job)
    expect(job.runner.masks).toEqual([])
    expect(job.runner.outputs).toEqual({
      triggered: 'false',
      conclusion: 'skipped',
      verdict: 'none',
      reason: expect.stringContaining('feature/x')
    })
    expect(job.runner.text('notice')).toContain('Nothing to run')
    expect(job.runner.text('warning', 'error')).toBe('')
  })

  test('is red if on-no-match is fail', async () => {
    const job = new MemoryJob(event)
    expect(await job.main({ 'on-no-match': 'fail' }, event.env)).toBe(false)
    expectUntouched(job)
    expect(job.runner.text('error')).toContain('on-no-match is fail')
  })

  test('is red if the environment is asked for by name', async () => {
    const job = new MemoryJob(event)
    expect(await job.main({ environment: 'production' }, event.env)).toBe(false)
    expectUntouched(job)
  })

  test('does not read the other inputs, which may be wrong', async () => {
    const job = new MemoryJob(event)
    expect(await job.main({ timeout: 'soon', wait: 'perhaps' }, event.env)).toBe(true)
  })
})

test.each(['skip', 'fail'])('a refused event is red, with on-no-match %s', async onNoMatch => {
  const push = pushTo('develop')
  const job = new MemoryJob({ event: { name: 'pull_request_target', payload: push.event.payload } })
  expect(await job.main({ 'on-no-match': onNoMatch })).toBe(false)
  expectUntouched(job)
  expect(job.runner.text('error')).toMatch(/^Refused: /)
  expect(job.runner.outputs).toMatchObject({ conclusion: 'failure', triggered: 'false' })
})

/** The world of a job whose inputs and variables hold keys, and every look that is taken at one of them. */
function withKeys(job: MemoryJob, inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>) {
  const looks: string[] = []
  const world = job.world({ 'api-key': 'KEY-1', ...inputs }, { ZENML_STORE_API_KEY: 'KEY-2', ...env })
  const get = (target: World['env'], name: string) => {
    if (/key|token|secret/i.test(name)) looks.push(name)
    return target[name]
  }
  return { looks, world: { ...world, env: new Proxy(world.env, { get }) } }
}

/** The world as the gate's own action has it, which declares the gate's inputs alone. */
function gateWorld(world: World): World {
  const declared = gateInputNames.map(name => `INPUT_${name.toUpperCase()}`)
  const ownKeys = (target: World['env']) =>
    Object.keys(target).filter(name => !name.startsWith('INPUT_') || declared.includes(name))
  return { ...world, env: new Proxy(world.env, { ownKeys }) }
}

describe('no key is read if the gate', () => {
  const feature = pushTo('feature/x')
  const target = { event: { name: 'pull_request_target', payload: feature.event.payload } }
  const deletion = { event: { name: 'push', payload: { ...(feature.event.payload as object), deleted: true } } }
  const shut: readonly (readonly [string, MemoryJobOptions, Readonly<Record<string, string>>, boolean])[] = [
    ['skips', feature, {}, true],
    ['skips, and on-no-match is fail', feature, { 'on-no-match': 'fail' }, false],
    ['skips a deletion', deletion, {}, true],
    ['does not allow the environment that is asked for', feature, { environment: 'production' }, false],
    ['refuses the event', target, {}, false],
    ['cannot read the rules', feature, { environments: 'production: {branch: main}' }, false]
  ]

  test.each(shut)('%s', async (_, options, inputs, green) => {
    const job = new MemoryJob(options)
    const { looks, world } = withKeys(job, inputs, feature.env)
    expect(await run(world)).toBe(green)
    expect(looks).toEqual([])
    expect(job.runner.masks).toEqual([])
    expectUntouched(job)
  })

  test.each(shut)('of the gate alone %s', async (_, options, inputs, green) => {
    const job = new MemoryJob(options)
    const { looks, world } = withKeys(job, inputs, feature.env)
    expect(await runGate(gateWorld(world))).toBe(green)
    expect(looks).toEqual([])
    expect(job.runner.masks).toEqual([])
  })

  test('of the gate alone lets the push in', async () => {
    const { looks, world } = withKeys(new MemoryJob(), {}, {})
    expect(await runGate(gateWorld(world))).toBe(true)
    expect(looks).toEqual([])
  })

  test('is shut; if it is open, both keys are read', async () => {
    const { looks, world } = withKeys(new MemoryJob(), { timeout: 'soon' }, {})
    expect(await run(world)).toBe(false)
    expect(looks).toEqual(expect.arrayContaining(['INPUT_API-KEY', 'ZENML_STORE_API_KEY']))
  })
})

test('a misspelt input is red before anything else', async () => {
  const job = new MemoryJob()
  expect(await job.main({ environmnets: 'production: develop' })).toBe(false)
  expectUntouched(job)
  expect(job.runner.masks).toEqual([])
  expect(job.runner.text('error')).toBe(
    "with: There is no input 'environmnets'. Did you mean 'environments' or 'environment'? If INPUT_ENVIRONMNETS is set under env: for scripts of the job, rename it: the runner hands inputs over as INPUT_<NAME>."
  )
  expect(job.runner.outputs).toEqual({ triggered: 'false', conclusion: 'failure', verdict: 'none' })
})

test.each([
  ['no key', { 'api-key': '' }, 'api-key: No API key is given'],
  ['no server', { 'server-url': '' }, 'server-url: api-key is set but server-url is not'],
  ['a timeout that is none', { timeout: 'soon' }, 'timeout: '],
  ['http off this machine', { 'server-url': 'http://zenml.test' }, 'unencrypted'],
  ['credentials in the address', { 'server-url': 'https://me:pw@zenml.test' }, 'credentials'],
  ['a certificate that is none', { 'ca-certificate': '-----BEGIN X-----' }, 'ca-certificate: ']
])('%s is red before anything is sent', async (_, inputs, error) => {
  const job = new MemoryJob()
  expect(await job.main(inputs)).toBe(false)
  expect(job.sent).toEqual([])
  expect(job.runner.text('error')).toContain(error)
  expect(job.runner.outputs['environment']).toBe('staging')
  expect(job.runner.summary).toContain('was not run')
})

test('checks of certificates that are switched off are red before anything is sent', async () => {
  const job = new MemoryJob()
  expect(await job.main({}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toBe(false)
  expectUntouched(job)
  expect(job.runner.text('error')).toContain('NODE_TLS_REJECT_UNAUTHORIZED')
})

test('a key is masked though another input is wrong', async () => {
  const job = new MemoryJob()
  await job.main({ timeout: 'soon', 'api-key': 'KEY-1' }, { ZENML_STORE_API_KEY: 'KEY-2' })
  expect(job.runner.masks.map(({ secret }) => secret)).toEqual(expect.arrayContaining(['KEY-1', 'KEY-2']))
})

test.each(['GITHUB_RUN_ID', 'GITHUB_JOB', 'GITHUB_ACTION'])(
  'without %s there is no identity, and nothing is sent',
  async name => {
    const job = new MemoryJob()
    expect(await job.main({}, { [name]: '' })).toBe(false)
    expect(job.sent).toEqual([])
    expect(job.runner.text('error')).toContain(name)
  }
)
