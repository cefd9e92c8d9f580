import { expect, test } from '@jest/globals'
import { askGate } from '../src/ask-gate.ts'
import { readGateInputs } from '../src/inputs/gate-inputs.ts'
import { pushTo } from '../testbed/runner.ts'
import { memoryFiles } from './stand-in/captured-runner.ts'

const push = pushTo('develop')
const env = { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: '/event.json', ...push.env }

const decide = async (event: string | undefined, change = {}) =>
  askGate(
    { env: { ...env, ...change }, files: memoryFiles(event === undefined ? {} : { '/event.json': event }) },
    await readGateInputs({})
  )

test('event and rules decide', async () => {
  expect(await decide(JSON.stringify(push.event.payload))).toMatchObject({
    kind: 'match',
    environment: { name: 'staging' }
  })
  const main = pushTo('main')
  expect(await decide(JSON.stringify(main.event.payload), main.env)).toMatchObject({
    environment: { name: 'production' }
  })
  const other = pushTo('feature/x')
  expect(await decide(JSON.stringify(other.event.payload), other.env)).toMatchObject({ kind: 'skip' })
})

test.each([
  ['no path of an event file', '{}', { GITHUB_EVENT_PATH: '' }],
  ['an event file that is not JSON', '{', {}],
  ['an event file without what was pushed', '{}', {}]
])('%s is refused', async (_, event, change) => {
  expect((await decide(event, change)).kind).toBe('refuse')
})

test('an event file beyond what GitHub sends is not read', async () => {
  let limit = 0
  const files = {
    ...memoryFiles({}),
    readText: (_: string, maxBytes: number) => {
      limit = maxBytes
      return Promise.reject(new Error('larger'))
    }
  }
  expect((await askGate({ env, files }, await readGateInputs({}))).kind).toBe('refuse')
  expect(limit).toBe(26 * 1024 * 1024)
})

test('an event file that cannot be read is said to be missing', async () => {
  const decision = await decide(undefined)
  expect(decision.kind).toBe('refuse')
  expect(decision.reason.text).toContain('GITHUB_EVENT_PATH')
})
