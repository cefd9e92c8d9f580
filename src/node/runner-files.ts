import { accessSync, constants, statSync, truncateSync } from 'node:fs'
import * as core from '@actions/core'
import { errorCode } from '../text/error-code.ts'
import { ActionError } from '../text/errors.ts'
import { fileFault, fileRemedy } from '../text/file-fault.ts'
import type { RunnerFiles } from '../world/world.ts'

/** The variables in which the runner says where its command files are (docs.github.com, workflow commands). */
type CommandFile = 'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_ENV' | 'GITHUB_STEP_SUMMARY'

/** The runner's command files; a runner that names none gets commands in the log. Throws {@link ActionError} for one that can't be written. */
export const commandFiles: RunnerFiles = {
  setOutput: (name, value) => append('GITHUB_OUTPUT', () => core.setOutput(name, value)),
  saveState: (name, value) => append('GITHUB_STATE', () => core.saveState(name, value)),
  readState: name => core.getState(name),
  exportVariable: (name, value) => append('GITHUB_ENV', () => core.exportVariable(name, value)),
  async writeSummary(markdown) {
    const path = process.env['GITHUB_STEP_SUMMARY']
    // Runners older than 2.303 have no summaries.
    if (!path) return
    try {
      await core.summary.addRaw(markdown).write({ overwrite: true })
    } catch (cause) {
      throw unwritable('GITHUB_STEP_SUMMARY', path, cause)
    }
  }
}

function append(variable: CommandFile, write: () => void): void {
  const path = process.env[variable] ?? ''
  const before = sizeOf(path)
  try {
    write()
  } catch (cause) {
    // Half a value has no end, for which the runner itself would fail the step (actions/runner, FileCommandManager.cs).
    if (before !== undefined) cut(path, before)
    throw unwritable(variable, path, cause)
  }
}

function unwritable(variable: CommandFile, path: string, cause: unknown): ActionError {
  // @actions/core looks first whether the file is there, and says so without a code.
  const code = errorCode(cause) || codeOf(() => accessSync(path, constants.W_OK))
  const remedy = code === 'EACCES' || code === 'EPERM' ? ownerRemedy(path) : fileRemedy(cause)

  return new ActionError(`The runner's file ${path} cannot be written: ${fileFault(code)}`, {
    where: variable,
    remedy:
      remedy ??
      'Something in this job has removed or replaced it, often a clean-up of RUNNER_TEMP; let it keep the file.',
    cause
  })
}

/** A job's container often has another user than the runner, to whom its files belong (actions/checkout#956). */
function ownerRemedy(path: string): string {
  const owner = ownerOf(path)
  const user = process.getuid?.()
  const who =
    owner === undefined || user === undefined ? '' : ` (it belongs to user ${owner}, and this is user ${user})`
  return `Run the job as the user that the file belongs to${who}; in a container that is \`options: --user ${owner ?? 1001}\` below \`container:\`.`
}

function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid
  } catch {
    return undefined
  }
}

function sizeOf(path: string): number | undefined {
  try {
    return statSync(path).size
  } catch {
    return undefined
  }
}

function cut(path: string, size: number): void {
  try {
    if (statSync(path).size > size) truncateSync(path, size)
  } catch {
    // What can't be written can't be mended either.
  }
}

function codeOf(attempt: () => void): string {
  try {
    attempt()
    return ''
  } catch (error) {
    return errorCode(error)
  }
}
