// The repository that hosts the action: `repository` in package.json is the one place that names it.

const place = /^github:([\w-]+\/([\w.-]+))$/

/**
 * The repository that package.json names, as `owner/name`; throws an Error where it isn't `github:owner/name` or the
 * name isn't the package's, by which documents refer to the action.
 */
export function hostingRepository(packageJson: string): string {
  const { name: packageName, repository } = JSON.parse(packageJson) as { name?: unknown; repository?: unknown }
  const [, fullName, name] = place.exec(typeof repository === 'string' ? repository : '') ?? []

  if (fullName === undefined || name !== packageName) {
    throw new Error(`The repository in package.json has to be 'github:<owner>/${String(packageName)}'.`)
  }
  return fullName
}

/** The text with the given repository wherever it names the action's, whoever the owner was before. */
export function withRepository(text: string, fullName: string): string {
  const name = fullName.slice(fullName.indexOf('/') + 1).replaceAll('.', '\\.')
  // A path such as node_modules/<name> is not an address of the action: only github.com/ may stand before the owner.
  return text.replaceAll(new RegExp(`(?<=github\\.com/|(?<![\\w./@-]))[\\w-]+/${name}(?![\\w-])`, 'g'), fullName)
}

/** CODEOWNERS with its teams in the given repository's organization; persons, who have no `/`, stay. */
export function withTeamsOf(codeOwners: string, fullName: string): string {
  const owner = fullName.slice(0, fullName.indexOf('/'))
  return codeOwners.replaceAll(/@[\w-]+\//g, `@${owner}/`)
}
