import { AskedVariables, withheldNames, withheldRemedy } from '../process/missing-variables.ts'
import type { Variables } from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'
import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'

/** Lines of an installer's output that an error quotes at most. */
const maxErrorLines = 12

/** What an installer said before it failed, and what it was given. */
export interface Failure {
  readonly lines: readonly string[]
  readonly zenmlVersion: string | null
  /** The job's variables. */
  readonly env: Environ
  /** Those that the installation was given. */
  readonly given: Variables
  /** Variables that the requirements want filled in. */
  readonly variables: readonly string[]
  readonly platform: NodeJS.Platform
}

/** The error of an installer that ended by itself, and failed. */
export class InstallerError extends ActionError {}

/** Output of git, ssh and build backends, and the variables that it may be about. */
const symptoms: readonly (readonly [RegExp, RegExp])[] = [
  [/could not read from remote repository|permission denied \(|host key verification failed|^ssh: /im, /^(?:SSH|GIT)_/],
  [/could not read (?:username|password)|authentication failed|terminal prompts disabled/i, /^(?:GIT_|SSH_|NETRC$)/],
  [/setuptools[-_]scm|vcs[-_]versioning/i, /^(?:SETUPTOOLS_SCM|VCS_VERSIONING)_/],
  [/\bpbr\b/i, /^PBR_/]
]

/** The error for packages that could not be installed: the installer's last words, and what to do. */
export function installationFailure(failure: Failure): InstallerError {
  const { lines, zenmlVersion } = failure
  const text = lines.join('\n')
  const pin =
    zenmlVersion !== null && /zenml/i.test(text)
      ? `zenml==${zenmlVersion} is installed together with the requirements. If these pin another zenml, change the pin, or set zenml-version: none to let the requirements decide.`
      : ''

  const remedies = [...withheldRemedies(failure, text), pin, 'The whole output is in the log above.']
  return new InstallerError(`The packages could not be installed: ${lastWords(lines)}`, {
    where: 'requirements',
    remedy: remedies.filter(remedy => remedy !== '').join(' ')
  })
}

/** The last lines of an output as one, for an error. */
export function lastWords(lines: readonly string[]): string {
  const said = lines.map(line => oneLine(line, 300)).filter(line => line !== '')
  return said.slice(-maxErrorLines).join(' / ')
}

function withheldRemedies({ lines, env, given, variables, platform }: Failure, text: string): readonly string[] {
  const withheld = withheldNames(env, Object.keys(given), platform)
  const asked = new AskedVariables(withheld)
  for (const line of lines) asked.hear(line)
  const suspects = symptoms.flatMap(([symptom, names]) =>
    symptom.test(text) ? withheld.filter(name => names.test(name)) : []
  )

  const unfilled = variables.filter(name => (given[name] ?? '') === '')
  const unset = unfilled.filter(name => (env[name] ?? '') === '')
  const wanted = new Set([...unfilled.filter(name => !unset.includes(name)), ...suspects, ...asked.found])

  return [
    withheldRemedy([...wanted], { input: 'install-env', process: 'the installation' }, platform),
    unset.length === 0
      ? ''
      : `The requirements use ${unset.map(name => `\${${name}}`).join(', ')}, which this job doesn't set: set it in \`env:\` of the step, and name it in install-env.`
  ]
}
