import { oneLine } from './foreign.ts'

/** The candidates that a misspelt `name` may have meant, nearest first: at most three, within a third of its length. */
export function nearNames(name: string, candidates: readonly string[]): readonly string[] {
  const limit = Math.max(2, Math.floor(name.length / 3))
  return byNearness(name, candidates, limit).slice(0, 3)
}

/** `Did you mean 'x' or 'y'?`, or an empty string if nothing is near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const near = nearNames(name, candidates)
  return near.length === 0 ? '' : `Did you mean ${near.map(candidate => `'${candidate}'`).join(' or ')}?`
}

/** What there is instead of a missing name: near names first, else the first ten. */
export function suggest(name: string, names: readonly string[], kind: string): string {
  const safe = names.map(other => oneLine(other, 80))
  const near = didYouMean(name, safe)
  if (near !== '') return near
  if (safe.length === 0) return `The account sees no ${kind} at all.`
  const more = safe.length > 10 ? ` and ${safe.length - 10} more` : ''
  return `The account sees the ${kind} ${safe.slice(0, 10).join(', ')}${more}.`
}

/** Candidates that are compared at most: each takes its time. */
const maxCandidates = 5_000

/** The candidates within a distance, by default all, nearest first. */
export function byNearness(name: string, candidates: readonly string[], limit = Infinity): readonly string[] {
  const wanted = compared(name)
  return candidates
    .slice(0, maxCandidates)
    .map(candidate => ({ candidate, text: compared(candidate) }))
    .filter(({ text }) => Math.abs(text.length - wanted.length) <= limit)
    .map(({ candidate, text }) => ({ candidate, distance: editDistance(wanted, text) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate)
}

/** What is compared of a name: its first 100 characters, whatever their case. */
function compared(name: string): string {
  return name.toLowerCase().slice(0, 100)
}

/** Levenshtein distance in UTF-16 units. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 0; i < a.length; i++) {
    let [diagonal, left] = [Infinity, i]
    row = row.map((above, j) => {
      const substitution = diagonal + (a[i] === b[j - 1] ? 0 : 1)
      diagonal = above
      left = Math.min(substitution, above + 1, left + 1)
      return left
    })
  }
  return row.at(-1) ?? 0
}
