/** Every form in which a secret could turn up in a text. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ k: secret }).toString().slice(2),
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      JSON.stringify(secret).slice(1, -1)
    ])
  ]
}

/** The secrets of which some form stands in a text. */
export function leaksIn(text: string, secrets: readonly string[]): readonly string[] {
  // As a reader of the summary sees it.
  const shown = text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
  const searched = `${text}\n${shown}`
  return secrets.filter(secret => formsOf(secret).some(form => searched.includes(form)))
}
