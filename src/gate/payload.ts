import { isObject, type JsonObject } from '../text/json.ts'
import { type Refusal, refuse } from './outcome.ts'
import { quoted } from './shown.ts'

/** The event file, read as JSON. */
export interface PayloadRead {
  readonly kind: 'payload'
  readonly payload: JsonObject
}

// GitHub: "payloads are capped at 25 MB" (https://docs.github.com/en/webhooks/webhook-events-and-payloads). Counted in
// UTF-16 units, of which there are never more than bytes.
const maxLength = 25 * 1024 * 1024

/** Reads the event file's text as a JSON object. */
export function readPayload(text: string | undefined): PayloadRead | Refusal {
  if (text === undefined) return unreadable('The event file (GITHUB_EVENT_PATH) is missing')
  if (text.length > maxLength) return unreadable('The event file is larger than the 25 MB that GitHub sends at most')
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    // The parser's own message would quote the file.
    return unreadable('The event file is not JSON')
  }
  if (!isObject(parsed)) return unreadable('The event file does not hold a JSON object')
  return { kind: 'payload', payload: parsed }
}

/** The refusal of a field that is missing or of the wrong type; `path` is its place, `expected` what should be there. */
export function malformed(path: string, expected: string): Refusal {
  const text = `The event file's ${path} is not ${expected}, so nothing is started; re-run the workflow from its event.`
  return refuse('payload-malformed', text)
}

/** Two sources that should agree and don't. */
export function contradiction(oneName: string, one: string, otherName: string, other: string): Refusal {
  const text = `${oneName} is ${quoted(one)} but ${otherName} is ${quoted(other)}, so the event contradicts itself and nothing is started.`
  return refuse('contradiction', text)
}

function unreadable(what: string): Refusal {
  return refuse('payload-unreadable', `${what}, so what happened cannot be told and nothing is started.`)
}
