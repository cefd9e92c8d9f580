import { bare } from '../text/foreign.ts'
import type { Log } from './log.ts'

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

/** Makes runner and action hide a secret, in every form of it, from here on. */
export function maskSecret(log: Log, secret: string): void {
  for (const form of formsOf(secret)) log.mask(form)
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
