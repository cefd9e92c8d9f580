import { foreignLine } from './text.ts'

/** Where the action writes, a line at a time. */
export interface Log {
  info(line: string): void
  /** Shown only where the repository has step debugging switched on. */
  debug(line: string): void
  /** An annotation of the step; GitHub keeps ten of each kind a step. */
  notice(line: string): void
  warning(line: string): void
  error(line: string): void
  /** Opens a fold in the log, to be closed by `endGroup`. */
  startGroup(title: string): void
  endGroup(): void
  /** Makes the runner hide a secret from here on. */
  mask(secret: string): void
}

/** Longest line that is written, characters: a piece of a command's output and what leads it. */
const maxLineLength = 70_000

/**
 * A log that writes nothing which a terminal or the runner would obey, whatever a caller forgot to clean: names and
 * texts of the server are foreign, and one with a line end in it could begin a workflow command of its own.
 */
export function safeLog(log: Log): Log {
  const clean = (line: string): string => foreignLine(line.replace(/[\r\n]+/g, ' '), maxLineLength)
  return {
    info: line => log.info(clean(line)),
    debug: line => log.debug(clean(line)),
    notice: line => log.notice(clean(line)),
    warning: line => log.warning(clean(line)),
    error: line => log.error(clean(line)),
    startGroup: title => log.startGroup(clean(title)),
    endGroup: () => log.endGroup(),
    mask: secret => log.mask(secret)
  }
}
