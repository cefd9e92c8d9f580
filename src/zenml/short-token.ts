import type { HttpAnswer } from './http.ts'
import { detailOf, refusal } from './server-error.ts'
import type { Session } from './session.ts'

/** How much longer than the step's own timeout a token lives, ms: the runs that a command started may outlive it. */
export const tokenMarginMs = 15 * 60_000

const what = 'get a short-lived token'

/**
 * A token of the account that lives for `lifeMs`, or as long as the server allows if that is shorter; masked.
 * Throws `ServerError` if the server gives none.
 */
export async function shortToken(session: Session, lifeMs: number): Promise<string> {
  const { base, log } = session.access
  const wanted = Math.ceil(lifeMs / 1000)
  const answer = await askForToken(session, wanted)
  if (typeof answer === 'string') return answer

  const allowed = allowedSeconds(answer)
  if (allowed === undefined || allowed >= wanted) throw refusal(what, base.origin, answer)

  log.info(`The token lives ${allowed} s, as long as the server allows.`)
  const second = await askForToken(session, allowed)
  if (typeof second !== 'string') throw refusal(what, base.origin, second)
  return second
}

/** The token, or the refusal, whatever it is. */
function askForToken(session: Session, lifeSeconds: number): Promise<string | HttpAnswer> {
  const path = `/api/v1/api_token?token_type=generic&expires_in=${lifeSeconds}`
  const request = { method: 'GET', path, wantsSecret: true } as const
  const read = (answer: HttpAnswer): string | HttpAnswer =>
    answer.status === 200 ? session.readToken(answer.json) : answer
  return session.put({ what, request, read }, session.patience)
}

/** How long a token may live by a refusal's words, s; undefined if they don't say. */
function allowedSeconds(refused: HttpAnswer): number | undefined {
  // "The maximum expiration time for generic API tokens allowed by this server is 604800 seconds." (0.98.0)
  const most = refused.status === 400 ? Number(/(\d+)\s*seconds/.exec(detailOf(refused).text)?.[1]) : 0
  return most > 0 ? most : undefined
}
