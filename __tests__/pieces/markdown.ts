/** Markdown of ours as a reader sees it: entities decoded, and the tags taken out that only make names inert or links. */
export function asRead(markdown: string): string {
  return decoded(markdown.replace(/<\/?(?:code|span|a)\b[^>]*>/g, ''))
}

/** Markdown of ours with its entities decoded, and without the tags that keep characters apart. */
export function decoded(markdown: string): string {
  const text = markdown.replace(/<\/?span>/g, '')
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
}
