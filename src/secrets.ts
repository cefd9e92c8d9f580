import type { Log } from './log.ts'

/** Makes the runner hide a secret in every form in which it could turn up: as it is, URL-encoded, base64, JSON-escaped. */
export function maskSecret(log: Log, secret: string): void {
  const trimmed = secret.trim()
  if (trimmed === '') return
  const bytes = Buffer.from(trimmed)
  const forms = [
    trimmed,
    secret,
    encodeURIComponent(trimmed),
    new URLSearchParams({ k: trimmed }).toString().slice(2),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    JSON.stringify(trimmed).slice(1, -1)
  ]
  for (const form of new Set(forms)) log.mask(form)
}
