import { bare } from '../text/foreign.ts'
import { optionalString } from '../text/json.ts'

/** Shortest secret that is taken out of texts: less would tear words apart, and is no key of ZenML's. */
const minLength = 6

/** Every form in which a secret could turn up: as it is, URL-encoded, base64, hex, JSON-escaped. */
export function formsOf(secret: string): readonly string[] {
  const trimmed = secret.trim()
  if (trimmed === '') return []
  const bytes = Buffer.from(trimmed)
  const forms = [
    trimmed,
    secret,
    encodeURIComponent(trimmed),
    new URLSearchParams({ k: trimmed }).toString().slice(2),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    JSON.stringify(trimmed).slice(1, -1)
  ]
  return [...new Set(forms)]
}

/** Makes runner and action hide a secret, in every form of it, from here on; of an API key also the secret inside it. */
export function maskSecret(log: { mask(secret: string): void }, secret: string): void {
  for (const one of [secret, ...secretsInside(secret)]) for (const form of formsOf(one)) log.mask(form)
}

/** Whether a text holds an API key in any form, or the secret inside it. */
export function holdsKey(text: string, apiKey: string): boolean {
  const secrets = [apiKey, ...secretsInside(apiKey)].filter(({ length }) => length >= minLength)
  return secrets.flatMap(formsOf).some(form => text.includes(form))
}

/**
 * The secrets that an API key of ZenML's wraps: it is `ZENKEY_` or `ZENPROKEY_` before base64 of `{"id": …, "key": …}`,
 * and either the base64 or `key` beside the id, which is no secret, is as good as the whole (zenml/models/v2/core/api_key.py).
 * None of another text, and none that is too short to be told from ordinary words.
 */
function secretsInside(secret: string): readonly string[] {
  const wrapped = /^ZEN(?:PRO)?KEY_(.+)$/s.exec(secret.trim())?.[1]
  if (wrapped === undefined) return []
  const key = optionalString(parsedJson(Buffer.from(wrapped, 'base64').toString('utf8')), 'key')
  return key === undefined ? [] : [wrapped, key].filter(({ length }) => length >= minLength)
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Takes known secrets out of texts before these are cut or encoded: the runner's own masks find a secret only where it
 * stands whole and as it is, and in a summary `_` is written as an entity.
 */
export class Redactor {
  #secrets: readonly string[] = []

  /** From here on, `secret` is taken out of every text. */
  add(secret: string): void {
    if (secret.length < minLength || this.#secrets.includes(secret)) return
    // The longest first, since one form may begin with another.
    this.#secrets = [...this.#secrets, secret].sort((a, b) => b.length - a.length)
  }

  /**
   * The text with `***` in place of every secret, also of one that stands whole only in what is shown in the end: an
   * escape of a terminal or an invisible character inside it is taken out on the way.
   */
  redact(text: string): string {
    const redacted = this.#replace(text)
    const shown = bare(redacted)
    const clean = this.#replace(shown)
    return clean === shown ? redacted : clean
  }

  #replace(text: string): string {
    return this.#secrets.reduce((rest, secret) => (rest.includes(secret) ? rest.replaceAll(secret, '***') : rest), text)
  }
}
