// Controls, format characters (bidi, zero-width, tags), line and paragraph separators, lone surrogates.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
// The no-break space and its kin look like nothing or like an ordinary space, so a reader could not distinguish them.
const oddSpace = /(?! )\p{Zs}/gu
const defaultLimit = 200

/**
 * A foreign value as it may stand in a sentence: one line, at most `limit` code points (200), with everything that could
 * hide, reorder or be obeyed written as `\u{…}`, so that a look-alike is seen for what it is.
 */
export function shown(value: string, limit = defaultLimit): string {
  // Cutting before escaping keeps a huge value cheap; a code point is at most two UTF-16 units.
  const points = Array.from(value.slice(0, limit * 2 + 2))
  const cut = points.slice(0, limit).join('')
  const text = cut.replace(unprintable, escaped).replace(oddSpace, escaped).replaceAll('##[', '#\\u{23}[')
  return cut.length < value.length ? `${text}…` : text
}

/** A foreign value in single quotes, escaped as by {@link shown}. */
export function quoted(value: string, limit = defaultLimit): string {
  return `'${shown(value, limit)}'`
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
