import { describe, expect, test } from '@jest/globals'
import { ActionError } from '../../src/text/errors.ts'
import { lenientFiles } from '../../src/world/runner-files.ts'
import type { RunnerFiles } from '../../src/world/world.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'

/** The runner's files, none of which can be written. */
function broken() {
  const captured = new CapturedRunner()
  const { log, runner } = captured.connect(() => true)
  const refuse = (where: string) => () => {
    throw new ActionError("The runner's file cannot be written", { where })
  }
  const files: RunnerFiles = {
    ...runner,
    setOutput: refuse('GITHUB_OUTPUT'),
    saveState: refuse('GITHUB_STATE'),
    exportVariable: refuse('GITHUB_ENV'),
    writeSummary: async () => refuse('GITHUB_STEP_SUMMARY')()
  }
  return { captured, files: lenientFiles(files, log), log }
}

describe('a file that cannot be written', () => {
  test('is one warning, however many values are lost, which says what that costs', async () => {
    const { captured, files } = broken()
    for (const name of ['run-id', 'status', 'stack']) files.setOutput(name, name)
    for (const name of ['a', 'b', 'c']) files.saveState(name, name)
    await files.writeSummary('a')
    await files.writeSummary('b')
    const refused = "The runner's file cannot be written."
    expect(captured.written.filter(({ kind }) => kind === 'warning').map(({ text }) => text)).toEqual([
      `GITHUB_OUTPUT: ${refused} Later steps don't get all outputs of this step; the log has them.`,
      `GITHUB_STATE: ${refused} The post step goes by what was saved before: check in the dashboard whether the runs of this job are as they should be.`,
      `GITHUB_STEP_SUMMARY: ${refused} This step has no job summary.`
    ])
  })

  test('has its outputs in the log, each value once', () => {
    const { captured, files } = broken()
    for (const status of ['running', 'running', 'completed']) files.setOutput('status', status)
    expect(captured.text('info').split('\n')).toEqual(['Output status: running', 'Output status: completed'])
  })

  test('puts no secret into the log, and no command', () => {
    const { captured, files, log } = broken()
    log.mask('ZENKEY_secret')
    files.setOutput('run-name', 'ZENKEY_secret\n::add-path::/evil')
    expect(captured.text('info')).toBe('Output run-name: *** ::add-path::/evil')
  })

  test('is an error if it holds a variable that later steps were promised', () => {
    expect(() => broken().files.exportVariable('ZENML_STORE_URL', 'x')).toThrow('cannot be written')
  })
})

test('what can be written is written', async () => {
  const captured = new CapturedRunner()
  const { log, runner } = captured.connect(() => true)
  const files = lenientFiles(runner, log)
  files.setOutput('status', 'completed')
  files.saveState('trigger', '{}')
  files.exportVariable('A', 'b')
  await files.writeSummary('### done')
  expect(captured.written.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'output status=completed',
    'state trigger={}',
    'variable A=b',
    'summary ### done'
  ])
  expect(files.readState('trigger')).toBe('{}')
})
