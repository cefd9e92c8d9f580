/** Where to look and what to do, for an error that a person has to mend. */
export interface ErrorDetails {
  /** The input, file, event field or server address that the error is about. */
  readonly where?: string | undefined
  /** What the reader can do about it, in the imperative. */
  readonly remedy?: string
  readonly cause?: unknown
}

/** An error that the user sees as it stands: what failed, where, what to do; it never carries a secret. */
export class ActionError extends Error {
  readonly where: string | undefined
  readonly remedy: string | undefined

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = new.target.name
    this.where = details.where
    this.remedy = details.remedy
  }
}

/** An input of the action, or a place inside one, that can't be used as it is. */
export class InputError extends ActionError {}

/** One sentence a user can act on: `where: what failed. Remedy`. Anything but an {@link ActionError} is reported as a bug. */
export function explain(error: unknown): string {
  if (!(error instanceof ActionError)) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return `Unexpected error in the action itself: ${text}. Please report it with this log.`
  }
  const message = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`
  const where = error.where === undefined ? '' : `${error.where}: `
  return `${where}${message}${error.remedy === undefined ? '' : ` ${error.remedy}`}`
}
