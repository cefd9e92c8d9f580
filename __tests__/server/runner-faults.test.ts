import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type ActionResult, type ActionUse, built, pushTo, runAction } from '../../testbed/runner.ts'
import { push, runCount, runOf, shared } from './shared-testbed.ts'

let folder = ''
let file = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'runner-faults-'))
  file = join(folder, 'file')
  writeFileSync(file, '')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pipeline = { pipeline: 'staging-only' }
const environments = 'staging: {branches: develop, stack: worker-staging}'
/** A command that needs no installation. */
const command = { environments, command: 'python run.py', python: shared.python, 'zenml-version': 'none' }
const inWorker = { env: { GITHUB_WORKSPACE: shared.workerFolder } }

const annotations = ({ log }: ActionResult, kind: string): readonly string[] =>
  [...log.matchAll(new RegExp(`^::${kind}::(.*)$`, 'gm'))].map(match => match[1] ?? '')

/** Changes command files as soon as the log has the run's address. */
function onceRunning(change: (path: string) => void, names: readonly string[]): Pick<ActionUse, 'onLine'> {
  let isDone = false
  return {
    onLine: (line, { files }) => {
      if (isDone || !/\/runs\/[0-9a-f-]{36}/.test(line)) return
      isDone = true
      for (const name of names) change(files[name] ?? '')
    }
  }
}

const changes = {
  removed: (path: string) => rmSync(path),
  'on a full disk': (path: string) => {
    rmSync(path)
    symlinkSync('/dev/full', path)
  }
}

describe('a run that succeeds is green although the runner’s files can no longer be written', () => {
  const all = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']
  test.each([
    ['pipeline', pipeline, {}, 'removed', ['GITHUB_OUTPUT']],
    ['pipeline', pipeline, {}, 'on a full disk', all],
    ['command', command, inWorker, 'removed', all],
    ['command', command, inWorker, 'on a full disk', all]
  ] as const)('%s: %#', async (_, inputs, more, how, names) => {
    const result = await push('develop', inputs, { ...more, ...onceRunning(changes[how], names) })
    expect([annotations(result, 'error'), result.code]).toEqual([[], 0])
    const warnings = annotations(result, 'warning').filter(text => text.includes("The runner's file"))
    expect(warnings.map(text => text.split(':')[0]).sort()).toEqual([...names].sort())
    expect(result.log).not.toContain('Unexpected error')
    const id = /\/runs\/([0-9a-f-]{36})/.exec(result.log)?.[1]
    expect((await runOf(id)).body.status).toBe('completed')
    expect(result.log).toMatch(/^Output status: completed$/m)
    expect(result.log).toMatch(/^The run succeeded on stack .*\/runs\/[0-9a-f-]{36}$/m)
  })

  test('and a command that fails is red with its own error', async () => {
    const failing = { ...command, command: 'python run.py --fail' }
    const result = await push('develop', failing, { ...inWorker, ...onceRunning(changes.removed, ['GITHUB_OUTPUT']) })
    expect(result.code).toBe(1)
    expect(annotations(result, 'error')).toEqual([expect.stringContaining('step check failed: ValueError')])
  })
})

describe('nothing is started, and the error names', () => {
  test.each([
    ['GITHUB_STATE', () => pipeline, 'GITHUB_STATE', () => folder],
    ['GITHUB_STATE', () => command, 'GITHUB_STATE', () => join(folder, 'none')],
    ['GITHUB_ENV', () => ({ ...pipeline, 'export-credentials': 'token' }), 'GITHUB_ENV', () => folder],
    ['RUNNER_TEMP', () => command, 'RUNNER_TEMP', () => file],
    ['RUNNER_TEMP', () => ({ ...command, 'zenml-version': 'server' }), 'RUNNER_TEMP', () => join(file, 'temp')],
    ['RUNNER_TEMP', () => ({ ...pipeline, 'export-credentials': 'token' }), 'RUNNER_TEMP', () => file],
    ['RUNNER_TEMP', () => command, 'RUNNER_TEMP', () => 'relative/temp'],
    ['working-directory', () => command, 'GITHUB_WORKSPACE', () => file]
  ])('%s (%#)', async (where, inputs, variable, path) => {
    const before = await runCount()
    const result = await push('develop', inputs(), { env: { ...inWorker.env, [variable]: path() } })
    expect(annotations(result, 'error')).toEqual([expect.stringMatching(new RegExp(`^${where}: .*\\. [A-Z].*\\.$`))])
    expect(result.log).not.toContain('Unexpected error')
    expect(result.code).toBe(1)
    expect(await runCount()).toBe(before)
  })
})

test('a runner’s file of outputs that was never there is a warning, since the run’s colour is what counts', async () => {
  const result = await push('develop', pipeline, { env: { GITHUB_OUTPUT: join(folder, 'none') } })
  expect(result.code).toBe(0)
  expect(annotations(result, 'warning').filter(text => text.startsWith('GITHUB_OUTPUT: '))).toHaveLength(1)
  expect(result.log).toMatch(/^Output run-id: [0-9a-f-]{36}$/m)
})

test('a runner without any of these files causes no trouble', async () => {
  const none = { GITHUB_OUTPUT: undefined, GITHUB_STATE: undefined, GITHUB_STEP_SUMMARY: undefined }
  const result = await runAction({
    file: built.main,
    ...pushTo('develop'),
    env: { ...pushTo('develop').env, ...none },
    inputs: { 'server-url': shared.url, 'api-key': shared.apiKey, ...pipeline }
  })
  expect([annotations(result, 'error'), result.code]).toEqual([[], 0])
  expect(result.log).toMatch(/^::set-output name=conclusion::success$/m)
})

describe('the gate alone', () => {
  test('is red if it cannot hand on what it decided', async () => {
    const { event, env } = pushTo('develop')
    const result = await runAction({ file: built.gate, event, env: { ...env, GITHUB_OUTPUT: join(folder, 'none') } })
    expect(result.code).toBe(1)
    expect(annotations(result, 'error')).toEqual([expect.stringMatching(/^GITHUB_OUTPUT: .*cannot be written/)])
  })

  test('needs no other file', async () => {
    const { event, env } = pushTo('develop')
    const others = { GITHUB_STATE: folder, GITHUB_STEP_SUMMARY: folder, GITHUB_ENV: folder, RUNNER_TEMP: file }
    const result = await runAction({ file: built.gate, event, env: { ...env, ...others } })
    expect([annotations(result, 'error'), result.code]).toEqual([[], 0])
    expect(result.outputs).toMatchObject({ environment: 'staging' })
  })
})

test('the post step needs no file', async () => {
  const { event, env } = pushTo('develop')
  const none = Object.fromEntries(
    ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'RUNNER_TEMP'].map(name => [name, join(folder, 'none')])
  )
  const state = { trigger: JSON.stringify({ settled: true }) }
  const result = await runAction({ file: built.post, event, env: { ...env, ...none }, state })
  expect([result.log, result.code]).toEqual(['', 0])
  expect(existsSync(join(folder, 'none'))).toBe(false)
})
