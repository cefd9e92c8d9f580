import { at, optionalString } from '../text/json.ts'
import type { HttpAnswer, ListSize } from './http.ts'
import type { Patience } from './question.ts'
import { SchemaError } from './schema.ts'
import { detailOf, isGone, refusal, ServerError } from './server-error.ts'
import type { Session } from './session.ts'

/** Entries of a log that a server gives at most, the oldest ones (`LOGS_MAX_ENTRIES_PER_REQUEST` of 0.98.0). */
export const mostLogEntries = 50_000

/** Largest log that is read, bytes: each entry has a message of up to 5 KiB (`DEFAULT_MESSAGE_SIZE` of 0.98.0). */
const maxLogBytes = 256 * 1024 * 1024
/** Bound on the reading of a log, ms. */
const logTimeoutMs = 60_000

/** One entry of a log: a message, or a piece of a long one. */
export interface LogEntry {
  /** The same for all pieces of a message. Clients that store no ids have the server make up new ones at each reading. */
  readonly id: string
  readonly message: string
  readonly timestamp: string | undefined
  /** Which piece of its message it is, counted from 0, and of how many. */
  readonly chunk: number
  readonly chunks: number
}

/** Takes an entry as the server wrote it, and what takes known secrets out of a text. */
export type TakeEntry = (entry: LogEntry, clean: (text: string) => string) => void

/**
 * Reads the log of a step from its beginning, entry by entry: the server offers nothing else (measured on 0.98.0: no cursor,
 * the oldest entries first); returns its size, or undefined if there isn't one yet. Nothing in it says which step it is
 * about, so it may be shown, but must decide nothing. Throws `ServerError`.
 */
export function readStepLog(
  session: Session,
  stepId: string,
  take: TakeEntry,
  patience: Patience
): Promise<ListSize | undefined> {
  const what = "read the step's log"
  const request = {
    method: 'GET',
    path: `/api/v1/steps/${stepId}/logs?source=step`,
    timeoutMs: logTimeoutMs,
    items: {
      maxBytes: maxLogBytes,
      onItem: (item: unknown, clean: (text: string) => string) => take(readEntry(item), clean)
    }
  } as const
  const read = (answer: HttpAnswer): ListSize | undefined =>
    isGone(answer) ? undefined : sizeOf(allowed(what, session.access.base, answer))
  // That there isn't one yet is the usual answer, and not a last word that has to be confirmed.
  return session.put({ what, request, read, lastWord: { isSaidBy: () => false, confirmedAfterMs: 0 } }, patience)
}

/** The JSON of an answer with 200; throws the refusal that any other one is. */
function allowed(what: string, base: URL, answer: HttpAnswer): unknown {
  if (answer.status === 200) return answer.json
  if (isOfLocalStore(answer)) throw localStore(answer)
  const isOfRole = answer.status === 403
  throw refusal(
    what,
    base.origin,
    answer,
    isOfRole ? undefined : "It is where the step ran; logs: 'none' asks for none."
  )
}

/**
 * Whether a refusal is about where the log is, and not about the account: "Files in a local artifact store cannot be
 * accessed from the server." (`BaseArtifactStore` of 0.84.3 to 0.98.0).
 */
function isOfLocalStore(answer: HttpAnswer): boolean {
  return answer.status === 403 && /\blocal artifact store\b/i.test(detailOf(answer).text)
}

function localStore(answer: HttpAnswer): ServerError {
  return new ServerError('The server cannot read a local artifact store', {
    status: answer.status,
    exception: detailOf(answer).exception,
    remedy: "Use a stack with a remote one to see its logs here; logs: 'none' asks for none."
  })
}

function sizeOf(json: unknown): ListSize {
  const [items, bytes] = [at(json, 'items'), at(json, 'bytes')]
  if (typeof items !== 'number' || typeof bytes !== 'number') throw new SchemaError("isn't a list of log entries")
  return { items, bytes }
}

/** Reads an entry; one that is just a text, or has no message, counts as what can be read of it. */
function readEntry(json: unknown): LogEntry {
  const [chunk, chunks] = [at(json, 'chunk_index'), at(json, 'total_chunks')]
  return {
    id: optionalString(json, 'id') ?? '',
    message: optionalString(json, 'message') ?? '',
    timestamp: optionalString(json, 'timestamp'),
    chunk: typeof chunk === 'number' ? chunk : 0,
    chunks: typeof chunks === 'number' ? chunks : 1
  }
}
