import { describe, expect, test } from '@jest/globals'
import { runGate } from '../src/run-gate.ts'
import { ActionError } from '../src/text/errors.ts'
import type { World } from '../src/world/world.ts'
import { pushTo } from '../testbed/runner.ts'
import { MemoryJob } from './pieces/memory-job.ts'

/** The gate in a world without a server and a key, in which every look at a credential would fail the test. */
async function gate(branch: string, inputs: Readonly<Record<string, string>> = {}, event = pushTo(branch)) {
  const job = new MemoryJob({ event: event.event })
  const set = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  const world: World = job.world({}, {})
  const { 'INPUT_API-KEY': _, 'INPUT_SERVER-URL': __, INPUT_PIPELINE: ___, ...rest } = world.env
  const env = new Proxy({ ...rest, ...event.env, ...Object.fromEntries(set) } as Record<string, string>, {
    get(target, name) {
      if (/key|token|secret/i.test(String(name))) throw new Error(`the gate reads ${String(name)}`)
      return target[String(name)]
    }
  })
  const green = await runGate({ ...world, env })
  expect(job.networks).toEqual([])
  return { green, outputs: job.runner.outputs, log: job.runner }
}

test('a match sets environment, stack and reason, which stands in the log', async () => {
  const { green, outputs, log } = await gate('main', { environments: 'production: {branches: main, stack: k8s}' })
  expect(green).toBe(true)
  expect(log.text('info')).toContain(outputs['reason'])
  expect(outputs).toEqual({ environment: 'production', stack: 'k8s', reason: expect.stringContaining('main') })
})

test('the reason says what will be required, before there is any credential', async () => {
  const environments = 'staging: develop\nproduction: {branches: main, requires: staging}'
  const { outputs } = await gate('main', { environments })
  expect(outputs['reason']).toMatch(/environment production .*; it requires this code green in staging$/)
  expect((await gate('develop', { environments })).outputs['reason']).not.toContain('requires')
})

test('no match is green with empty outputs and a notice', async () => {
  const { green, outputs, log } = await gate('feature')
  expect(green).toBe(true)
  expect(outputs).toEqual({ environment: '', stack: '', reason: expect.stringContaining('feature') })
  expect(log.text('notice')).toContain('Nothing to run')
})

test('no match is red if on-no-match is fail', async () => {
  const { green, log } = await gate('feature', { 'on-no-match': 'fail' })
  expect(green).toBe(false)
  expect(log.text('error')).toContain('on-no-match is fail')
})

test.each(['skip', 'fail'])('a refused event is red where on-no-match is %s', async onNoMatch => {
  const { event, env } = pushTo('main')
  const { green, outputs, log } = await gate(
    'main',
    { 'on-no-match': onNoMatch },
    {
      event: { name: 'pull_request_target', payload: event.payload },
      env: { ...env, GITHUB_EVENT_NAME: 'pull_request_target' }
    }
  )
  expect(green).toBe(false)
  expect(log.text('error')).toContain('Refused')
  expect(outputs['environment']).toBe('')
})

test('an input of the whole action has no effect on the gate, which says so', async () => {
  const { green, outputs, log } = await gate('main', { pipeline: 'training' })
  expect(green).toBe(true)
  expect(log.text('warning')).toContain("INPUT_PIPELINE has no effect here: 'pipeline' under with: is not an input")
  expect(outputs).toMatchObject({ environment: 'production' })
})

test('a misspelt input is red', async () => {
  const { green, outputs, log } = await gate('main', { environmnets: 'production: develop' })
  expect(green).toBe(false)
  expect(log.text('error')).toContain("There is no input 'environmnets'")
  expect(outputs).toEqual({ environment: '', stack: '', reason: expect.stringContaining("no input 'environmnets'") })
})

test('rules that cannot be read are red', async () => {
  const { green, log } = await gate('main', { environments: 'production: {branch: main}' })
  expect(green).toBe(false)
  expect(log.text('error')).toContain('environments: production')
})

test.each(['"prod\\u200Buction": main', 'production: {branches: main, stack: "prod\\u200Buction"}'])(
  'a name that would look like another is red: %s',
  async environments => {
    const { green, outputs, log } = await gate('main', { environments })
    expect(green).toBe(false)
    expect(log.text('error')).toContain('the invisible character U+200B')
    expect(outputs).toMatchObject({ environment: '', stack: '' })
  }
)

describe('outputs that cannot be handed on', () => {
  /** The gate on a runner that takes so many outputs, and none after them. */
  async function gateAfter(taken: number) {
    const job = new MemoryJob({ event: pushTo('main').event })
    const { env, runner, ...world } = job.world({}, pushTo('main').env)
    const gateEnv = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('INPUT_')))
    let count = 0
    const setOutput = (name: string, value: string) => {
      if (count++ >= taken) throw new ActionError("The runner's file cannot be written", { where: 'GITHUB_OUTPUT' })
      runner.setOutput(name, value)
    }
    return { green: await runGate({ ...world, env: gateEnv, runner: { ...runner, setOutput } }), job, count }
  }

  test('are red, since the next job would be skipped as if nothing were to be run', async () => {
    const { count } = await gateAfter(Number.POSITIVE_INFINITY)
    for (let taken = 0; taken < count; taken++) {
      const { green, job } = await gateAfter(taken)
      expect([taken, green]).toEqual([taken, false])
      expect(job.runner.text('error')).toBe("GITHUB_OUTPUT: The runner's file cannot be written.")
    }
    expect((await gateAfter(count)).green).toBe(true)
  })
})
