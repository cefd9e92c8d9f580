import type { ErrorDetails } from '../text/errors.ts'
import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { at, optionalString } from '../text/json.ts'
import { formatDuration } from '../world/clock.ts'
import type { HttpAnswer, NetworkError, NetworkFault } from './http.ts'
import { isTransientStatus } from './retry.ts'
import type { SchemaError } from './schema.ts'

/** The server refused, misbehaved or could not be reached; `status` is undefined where no answer came. */
export class ServerError extends ActionError {
  readonly status: number | undefined
  /** Name of ZenML's exception, e.g. `EntityExistsError`, where the answer carries one. */
  readonly exception: string | undefined
  /** Why no answer came, where none did. */
  readonly fault: NetworkFault | undefined
  /** Whether the same question may do better later. */
  readonly passing: boolean

  constructor(
    message: string,
    details: ErrorDetails & {
      status?: number
      exception?: string | undefined
      fault?: NetworkFault
      passing?: boolean
    }
  ) {
    super(message, details)
    this.status = details.status
    this.exception = details.exception
    this.fault = details.fault
    this.passing = details.passing ?? false
  }

  /** The same error with another say on whether it passes, and words after its message. */
  as(passing: boolean, more = ''): ServerError {
    const { cause, exception, fault, message, remedy, status, where } = this
    return new ServerError(`${message}${more}`, {
      cause,
      exception,
      passing,
      ...(fault === undefined ? {} : { fault }),
      ...(remedy === undefined ? {} : { remedy }),
      ...(status === undefined ? {} : { status }),
      ...(where === undefined ? {} : { where })
    })
  }
}

/**
 * ZenML's own words in an error answer: `{"detail": ["Exception", "message"]}`, a plain string, or FastAPI's list of
 * validation errors; safe to print, at most 600 characters.
 */
export function detailOf(answer: HttpAnswer): { readonly exception: string | undefined; readonly text: string } {
  const { json } = answer
  // A faulty query is answered by the list alone.
  const detail = Array.isArray(json) ? (json as unknown[]) : at(json, 'detail')
  if (Array.isArray(detail) && detail.every(part => typeof part === 'string')) {
    const [exception, ...rest] = detail as string[]
    return rest.length === 0
      ? { exception: undefined, text: oneLine(exception ?? '', 600) }
      : { exception, text: oneLine(rest.join(' '), 600) }
  }
  if (Array.isArray(detail)) {
    const parts = detail.map(entry => {
      const path = at(entry, 'loc')
      const steps = Array.isArray(path) ? path.filter(step => typeof step === 'string' || typeof step === 'number') : []
      return `${steps.join('.')}: ${optionalString(entry, 'msg') ?? ''}`
    })
    return { exception: undefined, text: oneLine(parts.join('; '), 600) }
  }
  return { exception: undefined, text: typeof detail === 'string' ? oneLine(detail, 600) : '' }
}

/**
 * Whether JSON of this status can be ZenML's: its refusals are FastAPI's, an object with `detail`, or a list of
 * exception and message (observed on 0.98.0).
 */
export function isOwnAnswer({ json, status }: HttpAnswer): boolean {
  return status < 400 || Array.isArray(json) || at(json, 'detail') !== undefined
}

/** ZenML's exception for what does not exist (observed on 0.98.0); a server without such a path names none. */
const gone = 'KeyError'

/** Whether a 404 is ZenML's word that the thing asked for does not exist, and not that of a server without such a path. */
export function isGone(answer: HttpAnswer): boolean {
  return answer.status === 404 && detailOf(answer).exception === gone
}

/** Whether an error is ZenML's word that the thing asked for does not exist. */
export function saysGone(error: unknown): boolean {
  return error instanceof ServerError && error.exception === gone
}

/** Turns an answer that is no success into an error that says what was asked, what came, and what to do. */
export function refusal(what: string, where: string, answer: HttpAnswer, remedy?: string): ServerError {
  const { exception, text } = detailOf(answer)
  const id = answer.headers['x-request-id']
  const said = text === '' ? '' : `: ${text}`
  const trace = id === undefined ? '' : ` (request ${oneLine(id, 64)})`
  return new ServerError(`Could not ${what}: the server answered ${answer.status}${said}${trace}`, {
    where,
    status: answer.status,
    exception,
    passing: isTransientStatus(answer.status),
    ...(remedy === undefined ? generalRemedy(answer) : { remedy })
  })
}

function generalRemedy(answer: HttpAnswer): { readonly remedy?: string } {
  switch (answer.status) {
    case 401:
      return { remedy: 'Check that the API key is current and that its service account is active.' }
    case 402:
      return { remedy: "This needs a feature that the server's ZenML Pro plan does not include." }
    case 403:
      return { remedy: 'Give the service account a role that allows this.' }
    case 429:
      return { remedy: 'The server limits its requests; try again later or raise its limit.' }
    default:
      return answer.status >= 500 ? { remedy: "Look at the server's own log, then re-run the job." } : {}
  }
}

/** A refusal that did not pass within the time that it was given, `forMs`. */
export function lasting(error: ServerError, forMs: number): ServerError {
  return error.as(false, `, and nothing else for ${formatDuration(forMs)}`)
}

/** Turns a request without an answer into an error with its remedy. */
export function unreachable(what: string, base: URL, error: NetworkError): ServerError {
  const remedies: Readonly<Record<NetworkFault, string>> = {
    unreachable: 'Check server-url, that the server is up, and that this runner may reach it (firewall, VPN, proxy).',
    certificate:
      "Give the certificate of the server's authority in ca-certificate, or mend the server's certificate; it is never left unchecked.",
    timeout: 'The server, or a gateway before it, is too slow or silent; check its health.',
    broken: 'The connection broke; check the server, and any gateway or proxy before it.',
    'too-large': 'The answer is too large to be what was asked for; check server-url.'
  }
  const problems: Readonly<Record<NetworkFault, string>> = {
    unreachable: 'the server can not be reached',
    certificate: "the server's certificate is not trusted",
    timeout: 'the server did not answer in time',
    broken: 'the connection broke before a whole answer came',
    'too-large': 'the answer was too large'
  }
  return new ServerError(`Could not ${what}: ${problems[error.fault]} (${oneLine(error.message, 300)})`, {
    where: base.origin,
    remedy: remedies[error.fault],
    fault: error.fault,
    // What is wrong with a certificate, or with an address that sends gigabytes, does not pass.
    passing: error.fault !== 'certificate' && error.fault !== 'too-large',
    cause: error
  })
}

/**
 * The error for an answer that is not ZenML's, such as HTML where ZenML always sends JSON: another page answers at this
 * URL, for good or, where it is `passing`, while a gateway is in trouble.
 */
export function notZenml(what: string, base: URL, answer: HttpAnswer, passing = false): ServerError {
  const kind = oneLine(answer.headers['content-type'] ?? 'no content type', 80)
  const instead = answer.isJson ? "JSON without ZenML's detail" : `${kind} instead of JSON`
  return new ServerError(
    `Could not ${what}: a page that is not ZenML's API answered (status ${answer.status}, ${instead})`,
    {
      where: base.href,
      status: answer.status,
      passing,
      remedy:
        'Set server-url to the address of the ZenML server itself, as `zenml status` shows it (not a dashboard page, a login page or a proxy).'
    }
  )
}

/**
 * The error for an answer with 200 that isn't about what was asked, or can't be read: what a cache or a gateway between
 * makes that gives one question's answer to another, or, at first contact, an address at which no ZenML server is.
 */
export function foreign(what: string, base: URL, { why }: SchemaError, passing: boolean): ServerError {
  const shown = oneLine(why, 400)
  return new ServerError(`Could not ${what}: the server's answer is about something else, since it ${shown}`, {
    where: base.origin,
    status: 200,
    passing,
    remedy: passing
      ? 'Look at what stands between this runner and the server: a cache, a proxy or a gateway mixes answers up.'
      : 'Is server-url a ZenML server of a supported version (0.84 or newer)?'
  })
}

/** The error for a redirect, which is never followed: the API key stays at the address that the user gave. */
export function redirected(what: string, base: URL, answer: HttpAnswer, passing = false): ServerError {
  const target = URL.parse(answer.headers['location'] ?? '', base.href)
  const origin = target === null ? 'another address' : oneLine(target.origin, 200)
  return new ServerError(`Could not ${what}: the server redirects to ${origin}, and credentials are not sent along`, {
    where: base.origin,
    status: answer.status,
    passing,
    remedy: 'If that address is right, set server-url to it.'
  })
}
