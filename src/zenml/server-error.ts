import type { ErrorDetails } from '../text/errors.ts'
import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { at, optionalString } from '../text/json.ts'
import { formatDuration } from '../world/clock.ts'
import type { HttpAnswer, NetworkFault } from './http.ts'
import { isTransientStatus } from './retry.ts'

/** The server refused, misbehaved or could not be reached; `status` is undefined if no answer came. */
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
  if (!Array.isArray(detail)) return { exception: undefined, text: typeof detail === 'string' ? cut(detail) : '' }
  if (!detail.every(part => typeof part === 'string'))
    return { exception: undefined, text: cut(detail.map(validationError).join('; ')) }

  const [exception = '', ...rest] = detail
  return rest.length === 0 ? { exception: undefined, text: cut(exception) } : { exception, text: cut(rest.join(' ')) }
}

function cut(text: string): string {
  return oneLine(text, 600)
}

/** One of FastAPI's, as `place: what is wrong`. */
function validationError(error: unknown): string {
  const place = at(error, 'loc')
  const steps = Array.isArray(place) ? place.filter(step => typeof step === 'string' || typeof step === 'number') : []
  return `${steps.join('.')}: ${optionalString(error, 'msg') ?? ''}`
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

/** Turns an answer that is not a success into an error that says what was asked, what came, and what to do. */
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

/** The JSON of an answer with 200; throws the {@link refusal} that any other one is. */
export function agreed(what: string, base: URL, answer: HttpAnswer): unknown {
  if (answer.status !== 200) throw refusal(what, base.origin, answer)
  return answer.json
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

/** Word that a server isn't available, after it was waited for, `forMs`. */
export function waitedFor(error: ServerError, forMs: number): ServerError {
  return error.as(false, `, after ${formatDuration(forMs)} of waiting for it`)
}
