/** Levels that are indented at most. */
const maxLevels = 40

// A string, what begins one that never ends, punctuation, space, and any other word: together they match every text.
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|".*|[[\]{},:]|\s+|[^\s"[\]{},:]+/gs

/**
 * Writes JSON with a line for each value, up to a number of characters and the token in which it is reached. Nothing is
 * parsed: numbers keep their digits, keys that are there twice stay so, and what isn't JSON (`NaN`, several values) is kept.
 * `change` is given each string as it reads without escapes.
 */
export function indentJson(text: string, change: (text: string) => string, limit: number): string {
  let written = ''
  let level = 0
  let isLineDue = false
  const breakLine = (): void => {
    if (isLineDue) written += `\n${'  '.repeat(Math.min(level, maxLevels))}`
    isLineDue = false
  }

  for (const [token] of text.replace(/^\ufeff/, '').matchAll(tokens)) {
    if (written.length > limit) break
    if (/^\s/.test(token)) {
      if (level > 0) continue
      // Between two values, or within what isn't JSON.
      if (/[\]}]$/.test(written)) isLineDue = true
      else written += token
    } else if (token === ',' || token === ':') {
      written += token === ':' ? ': ' : token
      isLineDue = token === ',' || isLineDue
    } else if (token === ']' || token === '}') {
      level = Math.max(0, level - 1)
      // An empty list or mapping stays on its line.
      isLineDue = written !== '' && !/[[{]$/.test(written)
      breakLine()
      written += token
    } else {
      breakLine()
      written += token.startsWith('"') ? changed(token, change) : token
      if (token === '[' || token === '{') {
        level += 1
        isLineDue = true
      }
    }
  }
  return written
}

function changed(token: string, change: (text: string) => string): string {
  try {
    const plain: unknown = JSON.parse(token)
    if (typeof plain !== 'string') return token
    const better = change(plain)
    return better === plain ? token : JSON.stringify(better)
  } catch {
    // It never ends, or has what JSON doesn't know.
    return token
  }
}
