import { expect, test } from '@jest/globals'
import { routeDigest } from '../../src/job/server-route.ts'
import { isLeft, readState, SavedState, type State, saveNothingToDo } from '../../src/job/state.ts'
import { failure } from '../pieces/thrown.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'

const whole: State = {
  settled: false,
  environment: 'staging',
  server: 'https://zenml.test/',
  route: 'abc',
  projectId: 'p',
  accountId: 'a',
  runName: 'training-1',
  idempotencyKey: 'k',
  command: {
    projectId: 'p',
    accountId: 'a',
    notesFile: '/tmp/notes',
    sinceMs: 1_795_435_200_000,
    earlierIds: ['e'],
    printedIds: ['u'],
    group: { pid: 7, startTicks: 8 }
  },
  runIds: ['r'],
  runUrl: 'https://dashboard.test/runs/r'
}

function runnerWith(text: string) {
  const { runner } = new CapturedRunner().connect(() => true)
  runner.saveState('trigger', text)
  return runner
}

test('post reads what main saved', () => {
  const { runner } = new CapturedRunner().connect(() => true)
  new SavedState(runner, { ...whole, settled: true }).save({ settled: false })
  expect(readState(runner)).toEqual(whole)
})

test('post reads what main saved last', () => {
  const { runner } = new CapturedRunner().connect(() => true)
  const state = new SavedState(runner, whole)
  state.save({ runIds: ['r', 's'] })
  state.save({ settled: true })
  expect(readState(runner)).toEqual({ ...whole, runIds: ['r', 's'], settled: true })
  expect(state.current).toEqual({ ...whole, runIds: ['r', 's'], settled: true })
})

test('what main did not know is missing, and not empty', () => {
  const { runName: _, idempotencyKey: __, runUrl: ___, command: ____, ...rest } = whole
  const state = readState(runnerWith(JSON.stringify(rest)))
  expect(state).toEqual(rest)
  expect(Object.keys(state ?? {})).not.toContain('runName')
})

test('nothing saved is not a state', () => {
  expect(readState(new CapturedRunner().connect(() => true).runner)).toBeUndefined()
})

test.each(['null', '[]', '"x"', '7'])('%s is not a state', text => {
  expect(readState(runnerWith(text))).toBeUndefined()
})

test('fields of a wrong type are taken as unknown, and never as settled', () => {
  const text = JSON.stringify({
    settled: 'true',
    environment: 1,
    runIds: ['r', 2, null],
    command: { notesFile: '/tmp/notes' },
    runName: {}
  })
  expect(readState(runnerWith(text))).toEqual({
    settled: false,
    environment: '',
    server: '',
    route: '',
    projectId: '',
    accountId: '',
    runIds: ['r']
  })
})

test('a command without a group that can be signalled has none', () => {
  for (const group of [undefined, {}, { pid: '7' }, { pid: 1, startTicks: 1 }, { pid: -1, startTicks: 1 }]) {
    const state = readState(runnerWith(JSON.stringify({ ...whole, command: { ...whole.command, group } })))
    expect(state?.command).toEqual({
      projectId: 'p',
      accountId: 'a',
      notesFile: '/tmp/notes',
      sinceMs: 1_795_435_200_000,
      earlierIds: ['e'],
      printedIds: ['u']
    })
  }
})

test('word that there is nothing to do is a state that is settled', () => {
  const { runner } = new CapturedRunner().connect(() => true)
  saveNothingToDo(runner)
  expect(readState(runner)?.settled).toBe(true)
})

test.each([
  ['nothing', '', false],
  ['what is not a state', '[]', false],
  ['a state that is settled', '{"settled":true}', false],
  ['a state that is not settled', JSON.stringify(whole), true],
  ['what can’t be read', '{', true]
])('of %s something is left for post: %j: %j', (_, text, expected) => {
  expect(isLeft(runnerWith(text))).toBe(expected)
})

test('a state that can’t be read is an error that says where it stands', async () => {
  expect(await failure(() => readState(runnerWith('{')))).toMatchObject({
    message: 'What the main step left for the post step cannot be read',
    where: 'GITHUB_STATE'
  })
})

test('a process that was forgotten is left no longer', () => {
  const { runner } = new CapturedRunner().connect(() => true)
  new SavedState(runner, whole).forgetCommand()
  const { command: _, ...rest } = whole
  expect(readState(runner)).toEqual(rest)
})

const routes = [
  'HTTP_PROXY',
  'https_proxy',
  'NO_PROXY',
  'no_proxy',
  'ALL_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'NODE_USE_ENV_PROXY',
  'NODE_OPTIONS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR'
]

const none = { authorities: undefined, client: undefined }
const trusting = (authorities: string) => ({ ...none, authorities })

test.each(routes)('another %s is another route', name => {
  const digests = [{}, { [name]: '' }, { [name]: 'a' }, { [name]: 'b' }].map(env => routeDigest(env, none))
  expect(new Set(digests).size).toBe(4)
})

test('another certificate is another route', () => {
  expect(routeDigest({}, trusting('a'))).not.toBe(routeDigest({}, none))
  expect(routeDigest({}, trusting('a'))).not.toBe(routeDigest({}, trusting('b')))
  const client = (chain: string) => ({ ...none, client: { chain, key: 'k' } })
  expect(routeDigest({}, client('a'))).not.toBe(routeDigest({}, none))
  expect(routeDigest({}, client('a'))).not.toBe(routeDigest({}, trusting('a')))
  expect(routeDigest({}, client('a'))).not.toBe(routeDigest({}, client('b')))
})

test('the same value under another name is another route', () => {
  expect(routeDigest({ HTTP_PROXY: 'a' }, none)).not.toBe(routeDigest({ HTTPS_PROXY: 'a' }, none))
})

test('a route is known without the password that a proxy may hold, and not by other variables', () => {
  const route = routeDigest({ HTTPS_PROXY: 'http://me:secret@proxy:1' }, none)
  expect(route).toMatch(/^[0-9a-f]{64}$/)
  expect(routeDigest({ HTTPS_PROXY: 'http://me:secret@proxy:1', PATH: '/bin' }, none)).toBe(route)
})
