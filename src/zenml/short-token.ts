import type { Client } from './client.ts'
import { detailOf, refusal } from './server-error.ts'

/** How much longer than the step's own timeout a token lives, ms: the runs that a command started may outlive it. */
export const tokenMarginMs = 15 * 60_000

/**
 * A token of the account that lives for `lifeMs`, or as long as the server allows if that is shorter; masked.
 * Throws `ServerError` if the server gives none.
 */
export async function shortToken(client: Client, lifeMs: number): Promise<string> {
  const { base, log } = client.access
  const wanted = Math.ceil(lifeMs / 1000)
  let answer = await client.token(wanted)
  if (typeof answer !== 'string' && answer.status === 400) {
    // "The maximum expiration time for generic API tokens allowed by this server is 604800 seconds." (0.98.0)
    const most = Number(/(\d+)\s*seconds/.exec(detailOf(answer).text)?.[1])
    if (most > 0 && most < wanted) {
      log.info(`The token lives ${most} s, as long as the server allows.`)
      answer = await client.token(most)
    }
  }
  if (typeof answer !== 'string') throw refusal('get a short-lived token', base.origin, answer)
  return answer
}
