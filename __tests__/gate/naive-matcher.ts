/**
 * GitHub's filter patterns read straight from the cheat sheet, by trying every way to split the name: slow, and with
 * nothing in common with the matcher under test. Only for patterns that are valid.
 */
export function naivelyMatches(pattern: string, name: string): boolean {
  return from(Array.from(pattern), 0, Array.from(name))
}

function from(pattern: readonly string[], at: number, rest: readonly string[]): boolean {
  const point = pattern[at]
  if (point === undefined) return rest.length === 0
  if (point === '*') {
    let end = at
    while (pattern[end] === '*') end++
    const double = end - at > 1
    if (double && pattern[end] === '/' && (at === 0 || pattern[at - 1] === '/') && from(pattern, end + 1, rest))
      return true
    for (let taken = 0; taken <= rest.length; taken++) {
      if (!double && rest.slice(0, taken).includes('/')) break
      if (from(pattern, end, rest.slice(taken))) return true
    }
    return false
  }
  const [accepts, end] = single(pattern, at)
  const count = pattern[end]
  const least = count === '?' ? 0 : 1
  const most = count === '?' ? 1 : count === '+' ? rest.length : 1
  const next = count === '?' || count === '+' ? end + 1 : end
  for (let taken = least; taken <= most; taken++) {
    if (taken > rest.length || !rest.slice(0, taken).every(accepts)) break
    if (from(pattern, next, rest.slice(taken))) return true
  }
  return false
}

function single(pattern: readonly string[], at: number): [accepts: (point: string) => boolean, end: number] {
  const point = pattern[at] ?? ''
  if (point === '\\') return [candidate => candidate === pattern[at + 1], at + 2]
  if (point !== '[') return [candidate => candidate === point, at + 1]
  const close = pattern.indexOf(']', at)
  const listed = pattern.slice(at + 1, close).join('')
  const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const expanded = listed.replace(/(.)-(.)/g, (_, first: string, last: string) =>
    alphabet.slice(alphabet.indexOf(first), alphabet.indexOf(last) + 1)
  )
  return [candidate => expanded.includes(candidate), close + 1]
}
