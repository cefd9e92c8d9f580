import { colouredLine, cut, foreignLine, oneLine } from '../text/foreign.ts'
import { Redactor } from './secrets.ts'

/** What an annotation is about. */
export interface Place {
  readonly title: string
  /** Path from the top of the repository; without it the annotation stands by itself. */
  readonly file?: string | undefined
  /** Counted from 1. */
  readonly line?: number | undefined
}

/** Where the action writes, a line at a time. */
export interface Log {
  info(line: string): void
  /** Lines that keep the colours of a terminal, written together. */
  coloured(lines: readonly string[]): void
  /** Shown only if the repository has step debugging switched on. */
  debug(line: string): void
  /** An annotation of the step; GitHub keeps ten of each kind per step. */
  notice(line: string): void
  warning(line: string): void
  /** One with a place has a title of its own, and may have several lines. */
  error(text: string, place?: Place): void
  /** Opens a fold in the log, to be closed by `endGroup`. */
  startGroup(title: string): void
  endGroup(): void
  /** Makes the runner hide a secret from here on. */
  mask(secret: string): void
}

/** A log that writes nothing which is obeyed, and no secret. */
export interface SafeLog extends Log {
  /**
   * Hides what a command asks the runner to hide. That may be any word, also one of the server's, so it is taken
   * out of what is shown, and never out of what is decided on.
   */
  hide(secret: string): void
  /** A text without anything that is hidden; for what is shown, before it is cut or encoded. */
  redact(text: string): string
  /** A text without the secrets of `mask`; for what is read, before anything else is done with it. */
  withoutCredentials(text: string): string
}

/** Longest line that is written, characters: a piece of a command's output and what leads it. */
const maxLineLength = 70_000

/** Annotations of a kind that a step may have, and characters that each may have (actions/runner, ExecutionContext.cs). */
const maxAnnotations = 10
const maxAnnotationLength = 4_096
/** Longest title of an annotation; GitHub's API for checks takes 255 characters. */
const maxTitleLength = 255
const wholeInLog = ' (The whole text is in the log.)'

/**
 * A log that writes nothing which a terminal or the runner would obey, whatever a caller forgot to clean: names and
 * texts of the server are foreign, and one with a line end in it could begin a workflow command of its own. What GitHub
 * would drop from the annotations is only in the log, and the annotations say so.
 */
export function safeLog(log: Log): SafeLog {
  const credentials = new Redactor()
  const hidden = new Redactor()
  const redact = (text: string): string => hidden.redact(text)
  const hide = (secret: string): void => {
    log.mask(secret)
    hidden.add(secret)
  }

  const clean = (line: string): string => foreignLine(redact(line).replace(/[\r\n]+/g, ' '), maxLineLength)
  const info = (line: string): void => log.info(clean(line))
  const annotations = (kind: AnnotationKind) =>
    limitedAnnotations(
      (text, place) => (kind === 'error' ? log.error(text, place) : log[kind](text)),
      line => info(`${kind}: ${line}`),
      clean
    )

  return {
    info,
    coloured: lines =>
      log.coloured(lines.map(line => colouredLine(redact(line).replace(/[\r\n]+/g, ' '), maxLineLength))),
    debug: line => log.debug(clean(line)),
    notice: annotations('notice'),
    warning: annotations('warning'),
    error: annotations('error'),
    startGroup: title => log.startGroup(clean(title)),
    endGroup: () => log.endGroup(),
    mask: secret => {
      hide(secret)
      credentials.add(secret)
    },
    hide,
    redact,
    withoutCredentials: text => credentials.redact(text)
  }
}

type AnnotationKind = 'notice' | 'warning' | 'error'

/** Annotates as much as GitHub keeps of one kind; what is too long or too much goes to the log. */
function limitedAnnotations(
  annotate: (text: string, place?: Place) => void,
  logInstead: (line: string) => void,
  clean: (line: string) => string
): (text: string, place?: Place) => void {
  let count = 0
  return (text, place) => {
    count++
    if (count === maxAnnotations) annotate(`This step has more than ${maxAnnotations - 1} of these; see its log.`)
    if (count >= maxAnnotations) return logInstead(text)

    const shown = place === undefined ? clean(text) : text.split('\n').map(clean).join('\n')
    const at = place === undefined ? undefined : { ...place, title: oneLine(clean(place.title), maxTitleLength) }
    if (shown.length <= maxAnnotationLength) return annotate(shown, at)
    annotate(`${cut(shown, maxAnnotationLength - wholeInLog.length - 1)}…${wholeInLog}`, at)
    logInstead(text)
  }
}
