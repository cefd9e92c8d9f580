import { askProgram } from '../process/ask-program.ts'
import { runProcess } from '../process/run-process.ts'
import type { Step } from './installers.ts'
import type { InstallationRequest } from './preparation.ts'

/** Lines of a program's output that are kept at most. */
const keptLines = 500

/** How a program ended, and its last lines. */
export interface Ended {
  readonly code: number | null
  readonly lines: readonly string[]
}

/** Runs an installer in the working directory and shows its output. */
export function runShown(request: InstallationRequest, step: Step): Promise<Ended> {
  return run(request, step, request.workingDirectory, request.onLine)
}

/** Runs code of what was installed, whose output is only read, in the step's own folder (see {@link ask}). */
export function runUnseen(request: InstallationRequest, step: Step): Promise<Ended> {
  return run(request, step, request.folder, () => undefined)
}

/**
 * Asks a program, in the step's own folder unless another is named: Python looks for modules in the current folder first, and the
 * checkout may have a module of any name.
 */
export function ask({ clock, folder, signal }: InstallationRequest, step: Step, cwd = folder): Promise<Ended> {
  return askProgram({ ...step, cwd, signal, clock })
}

async function run(
  { clock, log, signal }: InstallationRequest,
  step: Step,
  cwd: string,
  onLine: InstallationRequest['onLine']
): Promise<Ended> {
  const lines: string[] = []

  const { code } = await runProcess({
    ...step,
    cwd,
    where: 'python',
    signal,
    clock,
    redact: log.redact,
    onLine: (stream, line) => {
      lines.push(log.redact(line))
      if (lines.length > keptLines) lines.shift()
      onLine(stream, line)
    }
  })

  signal.throwIfAborted()
  return { code, lines }
}
