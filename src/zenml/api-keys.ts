import { at, optionalString } from '../text/json.ts'
import { readNamed } from './entities.ts'
import { withId } from './fit.ts'
import type { Patience } from './question.ts'
import { withQuery } from './requests.ts'
import { SchemaError, serverTime } from './schema.ts'
import { agreed } from './server-error.ts'
import type { Session } from './session.ts'

/** What is known of an API key; its value is not. */
export interface ApiKey {
  readonly name: string
  /** When it was rotated last, or else made, ms since the epoch. */
  readonly sinceMs: number
}

/** An API key by its account's id and its own, which the account itself may read (measured on 0.98.0); throws `ServerError`. */
export function readApiKey(session: Session, accountId: string, keyId: string, patience: Patience): Promise<ApiKey> {
  const what = 'read the age of the API key'
  const path = withQuery(`/api/v1/service_accounts/${accountId}/api_keys/${keyId}`, { hydrate: 'true' })
  const parse = (json: unknown): ApiKey => {
    const { name } = withId(readNamed(json), keyId)
    const rotated = optionalString(at(json, 'metadata'), 'last_rotated')
    const sinceMs = serverTime(rotated ?? optionalString(at(json, 'body'), 'created'))
    if (sinceMs === undefined) throw new SchemaError("isn't an API key: it has no 'body.created'")
    return { name, sinceMs }
  }
  const read = (answer: Parameters<typeof agreed>[2]): ApiKey => parse(agreed(what, session.access.base, answer))
  // A refusal of this question says nothing about the token.
  return session.put({ what, request: { method: 'GET', path, timeoutMs: 5_000 }, read, keepsToken: true }, patience)
}
