/**
 * Whether a name fits a pattern of a GitHub environment. GitHub's are those of Ruby's `File.fnmatch` with
 * `FNM_PATHNAME`: nothing but `**` and a slash at the start of a folder matches a slash (docs.github.com, REST:
 * deployment branch policies).
 */
export function fnmatch(pattern: string, name: string): boolean {
  try {
    return new RegExp(`^${pattern.replace(special, translated)}$`, 'u').test(name)
  } catch {
    return false
  }
}

/** What isn't just itself, either in such a pattern or in a regular expression. */
const special = /(^|\/)\*\*\/|\\(.)|\[([!^]?)((?:\\.|[^\]\\])+)\]|\*+|\?|[.+^${}()|[\]\\]/gsu

function translated(
  found: string,
  before: string | undefined,
  escaped: string | undefined,
  negation: string | undefined,
  members: string | undefined
): string {
  if (before !== undefined) return `${before}(?:[^/]+/)*`
  if (escaped !== undefined) return literal(escaped)
  if (members !== undefined) return `(?!/)[${negation === '' ? '' : '^'}${members.replaceAll('[', '\\[')}]`
  if (found.startsWith('*')) return '[^/]*'
  return found === '?' ? '[^/]' : literal(found)
}

function literal(character: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character
}
