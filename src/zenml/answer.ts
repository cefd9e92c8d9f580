import { type HttpAnswer, NetworkError } from './http.ts'
import { type Asked, foreign, notZenml, redirected, unreachable } from './no-answer.ts'
import { goneForGood, type Question } from './question.ts'
import { isTransientStatus, isUnavailable, parseRetryAfter } from './retry.ts'
import { SchemaError } from './schema.ts'
import { isOwnAnswer, refusal, ServerError } from './server-error.ts'

/** What came of one request. */
export type Outcome = HttpAnswer | NetworkError

/** What one outcome says by itself, whatever came before it. */
export type Sign<T> =
  | { readonly kind: 'value'; readonly value: T }
  /** No answer, which says nothing about what was asked for. */
  | { readonly kind: 'silence'; readonly problem: ServerError }
  /** Anything that isn't ZenML's answer to this question; `afterMs` is the least wait before the next attempt. */
  | { readonly kind: 'trouble'; readonly problem: ServerError; readonly afterMs?: number }
  /** A gateway's word that the server isn't there, at a question that waits for it to start. */
  | { readonly kind: 'asleep'; readonly problem: ServerError; readonly wakesForMs: number; readonly afterMs: number }
  /** ZenML's own. */
  | { readonly kind: 'refusal'; readonly problem: ServerError }
  /** ZenML's own word for good, and what it comes to once it counts. */
  | { readonly kind: 'last word'; readonly problem: ServerError; readonly confirmed: Sign<T> }

/**
 * Reads one outcome; `serverMs` is the server's wall-clock time, `mayRepeat` whether another attempt may follow: the
 * last one is handed on even if its status is one that often passes.
 */
export function signOf<T>(
  question: Question<T>,
  base: URL,
  outcome: Outcome,
  serverMs: number,
  mayRepeat: boolean
): Sign<T> {
  const { firstContact = false, limitWaitMs = 0, request, wakesForMs, what } = question
  const asked: Asked = { what, base, path: request.path, firstContact }
  if (outcome instanceof NetworkError) return { kind: 'silence', problem: unreachable(asked, outcome) }

  const { headers, isJson, status } = outcome
  const afterMs = parseRetryAfter(headers['retry-after'], serverMs)
  if (wakesForMs !== undefined && isUnavailable(status))
    return { kind: 'asleep', problem: refusal(what, base.origin, outcome), wakesForMs, afterMs: afterMs ?? 0 }
  if (isTransientStatus(status)) {
    if (!mayRepeat) return readAnswer(question, asked, outcome)
    const problem = refusal(what, base.origin, outcome)
    return { kind: 'trouble', problem, afterMs: afterMs ?? (status === 429 ? limitWaitMs : 0) }
  }

  if (status >= 300 && status < 400) return { kind: 'trouble', problem: redirected(asked, outcome) }
  // A gateway's page, or a body cut short: ZenML itself always sends JSON, also with a refusal.
  if (!isJson) {
    const isPage = /html/i.test(headers['content-type'] ?? '')
    return { kind: 'trouble', problem: notZenml(asked, outcome, !(firstContact && isPage)) }
  }
  // A gateway's JSON, as of one that has no route to the server for a while; at first contact it may mean a wrong URL.
  if (!isOwnAnswer(outcome))
    return { kind: 'trouble', problem: notZenml(asked, outcome, !firstContact || status >= 500) }

  const sign = readAnswer(question, asked, outcome)
  if (!(question.lastWord ?? goneForGood).isSaidBy(outcome)) return sign
  return { kind: 'last word', problem: refusal(what, base.origin, outcome), confirmed: sign }
}

function readAnswer<T>(question: Question<T>, asked: Asked, answer: HttpAnswer): Sign<T> {
  try {
    return { kind: 'value', value: question.read(answer) }
  } catch (error) {
    if (error instanceof SchemaError) return { kind: 'trouble', problem: foreign(asked, error) }
    if (!(error instanceof ServerError)) throw error
    return { kind: error.passing ? 'trouble' : 'refusal', problem: error }
  }
}
