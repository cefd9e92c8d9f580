import type { StepFailure } from '../zenml/entities.ts'

/** A place in a traceback. */
export interface Frame {
  /** Path of the file where the code ran. */
  readonly path: string
  /** Counted from 1. */
  readonly line: number
  /** The line's text, without its indentation, if the traceback has it. */
  readonly code: string | undefined
}

const frameLine = /^ {2}File "([^"]+)", line (\d{1,7})(?:, in .*)?$/

/** The places in a traceback of Python, the one in which the exception was raised last. */
export function framesOf(traceback: string): readonly Frame[] {
  const lines = traceback.split(/\r?\n/)
  return lines.flatMap((text, index) => {
    const [, path, line] = frameLine.exec(text) ?? []
    if (path === undefined || line === undefined) return []
    const next = /^ {4}(\S.*)$/.exec(lines[index + 1] ?? '')?.[1]
    return [{ path, line: Number(line), code: next?.trim() }]
  })
}

/** The type of an exception, without its modules; undefined if the traceback doesn't say it. */
export function exceptionType(failure: StepFailure): string | undefined {
  return qualifiedType(failure)?.replace(/^.*\./, '')
}

/** An exception as Python prints it, `ValueError: no data`: the server's message has no type, its traceback has. */
export function exceptionWords(failure: StepFailure): string {
  const type = qualifiedType(failure)
  return type === undefined ? failure.message : `${type}: ${failure.message}`
}

function qualifiedType({ message, traceback = '' }: StepFailure): string | undefined {
  const at = traceback.lastIndexOf(`: ${message}`)
  return at < 0 ? undefined : /(?:^|\n)([A-Za-z_][\w.]*)$/.exec(traceback.slice(Math.max(0, at - 200), at))?.[1]
}
