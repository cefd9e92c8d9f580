import { optionalString } from '../text/json.ts'
import { isSameId } from './fit.ts'
import { isUuid } from './schema.ts'

/** Whom a token was given to: the claims `sub` and `api_key_id` of ZenML's tokens (JWTs, as observed on 0.98.0). */
export interface TokenOwner {
  readonly accountId?: string
  readonly keyId?: string
}

/** What a token says about its owner; nothing if it isn't a JWT, or says it in another way. */
export function tokenOwner(token: string): TokenOwner {
  const claims = jsonOf(token.split('.')[1] ?? '')
  return { ...idAt(claims, 'sub', 'accountId'), ...idAt(claims, 'api_key_id', 'keyId') }
}

/**
 * Whether a token can be one for an API key, and for the owner of the tokens before it: a cache between may have given
 * out somebody else's. True as far as neither says anything else.
 */
export function isTokenOf(token: string, apiKey: string, before: TokenOwner): boolean {
  const { accountId, keyId } = tokenOwner(token)
  return isSame(keyId, keyIdOf(apiKey)) && isSame(accountId, before.accountId)
}

/**
 * The id of an API key, which is `ZENKEY_` and the base64 of a JSON object (`APIKey.encode` of 0.98.0); undefined for
 * one of another kind.
 */
export function keyIdOf(apiKey: string): string | undefined {
  return idAt(jsonOf(/^ZENKEY_(.+)$/.exec(apiKey.trim())?.[1] ?? ''), 'id', 'keyId').keyId
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || isSameId(a, b)
}

function idAt<K extends keyof TokenOwner>(json: unknown, field: string, as: K): { readonly [key in K]?: string } {
  const id = optionalString(json, field)
  return id !== undefined && isUuid(id) ? ({ [as]: id } as { [key in K]: string }) : {}
}

/** JSON from base64 or base64url; undefined if it is neither. */
function jsonOf(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
