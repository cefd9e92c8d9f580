// What the built action makes of a runner whose files, folders and inputs are not as they should be, and of secrets that
// reach its log: real files, real time, and a server that does nothing wrong, each test with the case in the field that
// it comes from. Every moment at which a file can go wrong is tried in memory in __tests__/run-runner-files.test.ts.
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type ActionResult, built, pushTo, runAction, shownLog } from '../../testbed/runner.ts'
import { annotations, onceRunning, onServer, quick, type RealTime } from './real-time.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rows-'))
  writeFileSync(join(folder, 'file'), '')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const writtenFiles = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const

/** The step tells the end of its run in its log, and nothing else but which files could not be written. */
function expectToldInLog(
  result: ActionResult,
  { standIn, statuses }: RealTime,
  end: string,
  files: readonly string[]
): void {
  const [id] = standIn.runs.map(run => run.id)
  expect(statuses.own).toEqual([end])
  const warnings = annotations(result, 'warning')
  expect(warnings.map(text => text.split(':')[0]).sort()).toEqual([...files].sort())
  for (const warning of warnings) expect(warning).toContain("The runner's file ")
  expect(result.log).not.toContain('Unexpected error')
  expect(result.log).toMatch(new RegExp(`^Run training-\\S+: http://zenml\\.test/.*/runs/${id}$`, 'm'))
  expect(result.log).toMatch(new RegExp(`^Output status: ${end}$`, 'm'))
}

const removed = (path: string): void => rmSync(path)
const onFullDisk = (path: string): void => {
  rmSync(path)
  symlinkSync('/dev/full', path)
}
const spoiled = [
  ['A clean-up of RUNNER_TEMP removes the file of the outputs', removed, ['GITHUB_OUTPUT']],
  ['A log of gigabytes fills the disk of the runner’s files', onFullDisk, writtenFiles]
] as const

test.concurrent.each(spoiled)(
  '%s while the run goes on: green as the run, with a warning for each file, and the log has the result',
  (_, spoil, names) =>
    onServer({}, async server => {
      const result = await server.main(onceRunning(({ files }) => names.map(name => spoil(files[name] ?? ''))))
      expect([annotations(result, 'error'), result.code]).toEqual([[], 0])
      expectToldInLog(result, server, 'completed', names)
      expect(result.log).toMatch(/^Output conclusion: success$/m)
      expect(result.log).toMatch(/^The run succeeded on stack staging: http/m)
    })
)

test.concurrent.each(spoiled)(
  '%s while the run goes on: red as the run, with its own error, and the log has the result',
  (_, spoil, names) =>
    onServer({ script: quick('failed') }, async server => {
      const result = await server.main(onceRunning(({ files }) => names.map(name => spoil(files[name] ?? ''))))
      expect(annotations(result, 'error')).toEqual([
        expect.stringMatching(/^The run on stack staging ended as failed: step train failed: .*\/runs\/[0-9a-f-]+$/)
      ])
      expect(result.code).toBe(1)
      expectToldInLog(result, server, 'failed', names)
      expect(result.log).toMatch(/^Output conclusion: failure$/m)
    })
)

test.concurrent.each([
  ['a folder in its place', () => folder, 'a folder is in its place (EISDIR)'],
  ['no folder around it', () => join(folder, 'none', 'state'), 'it does not exist (ENOENT)'],
  ['a file for its folder', () => join(folder, 'file', 'state'), 'a part of its path is not a folder (ENOTDIR)']
])(
  'A container does not have the runner’s file of the state as it should be, but %s: the file is named, and nothing is started',
  (_, pathOf, fault) =>
    onServer({}, async server => {
      const path = pathOf()
      const result = await server.main({ env: { GITHUB_STATE: path } })
      expect(annotations(result, 'error')).toEqual([
        expect.stringContaining(`GITHUB_STATE: The runner's file ${path} cannot be written: ${fault}. `)
      ])
      expect(result.code).toBe(1)
      expect(result.outputs).toMatchObject({ triggered: 'false', conclusion: 'failure' })
      expect(server.proxy.passed).toEqual([])
    })
)

test.concurrent.each([
  ['a file in its place', () => join(folder, 'file')],
  ['a file for its parent', () => join(folder, 'file', 'temp')]
])(
  'A self-hosted runner’s RUNNER_TEMP cannot be made, since there is %s: the variable is named, and the command is not run',
  (_, pathOf) =>
    onServer({}, async server => {
      const path = pathOf()
      const { env, folder: workspace, inputs } = server.command('touch mark')
      const mark = join(workspace, 'mark')
      const result = await server.main({ inputs, env: { ...env, RUNNER_TEMP: path } })
      expect(annotations(result, 'error')).toEqual([
        expect.stringMatching(/^RUNNER_TEMP: .* cannot be made: a part of its path is not a folder \(ENOTDIR\)\. /)
      ])
      expect(annotations(result, 'error')[0]).toContain(path)
      expect([result.code, existsSync(mark)]).toEqual([1, false])
      expect(result.outputs).toMatchObject({ triggered: 'false', conclusion: 'failure' })

      // The same command runs where the folder can be made.
      await server.main({ inputs, env })
      expect(existsSync(mark)).toBe(true)
    })
)

const rules = {
  'a stack': 'staging: {branches: develop, stack: "sta\u200Bging"}',
  'a stack, escaped,': 'staging: {branches: develop, stack: "sta\\u200Bging"}',
  'an environment': '"sta\u200Bging": {branches: develop, stack: staging}'
}

test.concurrent.each(Object.entries(rules))(
  'A zero-width space has come with the name of %s that was copied from a page: the whole action and the gate refuse and name it',
  (_, environments) =>
    onServer({}, async server => {
      const { env, event } = pushTo('develop')
      const [whole, gate] = await Promise.all([
        server.main({ inputs: { environments } }),
        runAction({ file: built.gate, event, env, inputs: { environments } })
      ])
      for (const result of [whole, gate]) {
        expect(annotations(result, 'error')).toEqual([
          expect.stringMatching(/^environments: .*the invisible character U\+200B/)
        ])
        expect(result.code).toBe(1)
        expect(result.outputs['stack'] ?? '').toBe('')
        expect(result.outputs['environment'] ?? '').toBe('')
      }
      expect(server.proxy.passed).toEqual([])
    })
)

test.concurrent('A command prints the secret inside the API key, which the key holds in base64, by itself: the runner and the action hide it', () =>
  onServer({}, async server => {
    const result = await server.main(server.command(`echo 'key=${server.innerSecret};'`))
    expectHidden(result, server)
    expect(result.log).toMatch(/key=\*\*\*;$/m)
  }))

test.concurrent('The server tells the secret inside the API key in a refusal: error, summary and log hide it', () => {
  let secret = ''
  const refused = () => ({
    status: 422,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ detail: ['ValueError', `the key ${secret} may not do that`] })
  })
  return onServer(
    { instead: ({ method, path }, pass) => (method === 'POST' && path.endsWith('/runs') ? refused() : pass()) },
    async server => {
      secret = server.innerSecret
      const result = await server.main()
      expectHidden(result, server)
      expect(annotations(result, 'error')).toEqual([expect.stringContaining('the key *** may not do that')])
      expect(result.summary).toContain('may not do that')
    }
  )
})

/** The runner is told to hide the secret, and the action itself writes it nowhere else. */
function expectHidden({ log, outputs, summary }: ActionResult, { innerSecret }: RealTime): void {
  expect(log).toMatch(new RegExp(`^::add-mask::${innerSecret}$`, 'm'))
  const written = log.replace(/^::add-mask::.*$/gm, '')
  expect([written, shownLog(log), summary, JSON.stringify(outputs)].join('\n')).not.toContain(innerSecret)
}
