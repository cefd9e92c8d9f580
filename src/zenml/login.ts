import type { HttpRequest } from '../world/network.ts'
import type { HttpAnswer } from './http.ts'
import type { LastWord } from './question.ts'
import { detailOf, ServerError } from './server-error.ts'

/** The request for a token in exchange for an API key, form-encoded as ZenML's own client sends it. */
export function loginRequest(apiKey: string): HttpRequest {
  const body = new URLSearchParams({ grant_type: 'zenml-api-key', password: apiKey }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return { method: 'POST', path: '/api/v1/login', headers, body, timeoutMs: 60_000, wantsSecret: true }
}

/** Whether a value can be a token: text that a header can carry (RFC 6750 2.1 has even fewer characters). */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[!-~]+$/.test(value)
}

/** Time between two logins, ms: the server's limiter allows five a minute. */
export const loginEveryMs = 15_000

const rotateRemedy = 'An admin can rotate or create one: `zenml service-account api-key <account> rotate <key>`.'
/** ZenML's 401 bodies at login tell four cases apart (observed on 0.98.0): pattern, problem, remedy. */
const refusals: readonly (readonly [RegExp, string, string])[] = [
  [/decoding API key/i, 'the API key is malformed', 'Copy the whole key (it begins with ZENKEY_ or ZENPROKEY_).'],
  [
    /verify key value/i,
    'the API key was rotated or was never valid',
    `Put the current key into the secret. ${rotateRemedy}`
  ],
  [/not active/i, 'the API key or its service account is deactivated', 'Activate it again, or use another one.'],
  [/grant|password/i, 'the server does not accept API keys this way', 'Check that server-url is a ZenML server.']
]

/** What is known about a refusal by the server's own words, or undefined if they say nothing about the key. */
function knownRefusal(answer: HttpAnswer): (typeof refusals)[number] | undefined {
  const { text } = detailOf(answer)
  return refusals.find(([pattern]) => pattern.test(text))
}

/** ZenML's word about the key itself: rotated, deactivated or malformed. */
export const keyRefusal: LastWord = {
  isSaidBy: answer => [401, 403].includes(answer.status) && knownRefusal(answer) !== undefined,
  confirmedAfterMs: loginEveryMs
}

/** How the place of an error begins that is about the key. */
const keyPlace = 'api-key at '

/** Whether an error is the refusal of a login: whatever else is asked then will be refused too. */
export function isLoginRefusal(error: ServerError): boolean {
  return error.where?.startsWith(keyPlace) === true
}

/** The error for a login that was refused, with its remedy. */
export function loginRefusal(base: URL, answer: HttpAnswer): ServerError {
  const { exception, text } = detailOf(answer)
  const unknown = [null, 'the API key is not accepted', `Check the api-key input. ${rotateRemedy}`] as const
  const [, problem, remedy] = knownRefusal(answer) ?? unknown
  return new ServerError(`Could not log in: ${problem} (the server says: ${text || answer.status})`, {
    where: `${keyPlace}${base.origin}`,
    status: answer.status,
    exception,
    remedy
  })
}
