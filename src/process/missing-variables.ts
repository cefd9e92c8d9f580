import type { Environ } from '../text/environ.ts'
import { withoutEscapes } from '../text/foreign.ts'
import { neverNames } from './allowed-variables.ts'
import { hasName, type NameList, pick } from './variable-names.ts'

/** Words with which a program says that it lacks a variable: Python, shells, and what reads settings for either. */
const lacking =
  /KeyError|environ\b|getenv|unbound variable|parameter (?:null or )?not set|environment variable|env var|not (?:been )?(?:set|found|defined|provided|configured)\b|\bunset\b|\bmissing\b|\brequired\b|\bundefined\b/i

/** Notes which variables of a job, out of those that a process did not get, its output asks for. */
export class AskedVariables {
  readonly #names: ReadonlySet<string>
  readonly #found = new Set<string>()
  #previous = ''

  constructor(names: readonly string[]) {
    this.#names = new Set(names)
  }

  /** Reads a line of the output. */
  hear(line: string): void {
    if (this.#names.size === 0) return
    const clean = withoutEscapes(line)
    // pydantic names a field in lower case, and says what is wrong with it in the next line.
    if (/^\s+Field required/.test(clean)) this.#note(this.#previous.trim().toUpperCase())
    if (lacking.test(clean)) for (const [word] of clean.matchAll(/[A-Za-z_]\w*/g)) this.#note(word)
    this.#previous = clean
  }

  get found(): readonly string[] {
    return [...this.#found]
  }

  #note(name: string): void {
    if (this.#names.has(name)) this.#found.add(name)
  }
}

/** Names of a job's variables that a process was not given, whether it may have them or not. */
export function withheldNames(env: Environ, given: NameList, platform: NodeJS.Platform): readonly string[] {
  const own = ['INPUT_*', 'STATE_*']
  return Object.keys(pick(env, ['*'], platform)).filter(name => !hasName([...given, ...own], name, platform))
}

/** What to do about variables that were asked for and withheld, in sentences; empty if there are none. */
export function withheldRemedy(
  names: readonly string[],
  { input, process }: { readonly input: 'pass-env' | 'install-env'; readonly process: string },
  platform: NodeJS.Platform
): string {
  const never = names.filter(name => hasName(neverNames, name, platform))
  const open = names.filter(name => !never.includes(name))
  const sentences: string[] = []

  if (open.length > 0) {
    const [are, them] = open.length === 1 ? ['is', 'it'] : ['are', 'them']
    const list = open.join(', ')
    sentences.push(`${list} ${are} set in this job, but ${process} doesn't get ${them}: set ${input}: ${list}.`)
  }
  if (never.length > 0) {
    const are = never.length === 1 ? 'is' : 'are'
    sentences.push(
      `${never.join(', ')} ${are} never passed on: set a variable of another name in \`env:\`, and name that in ${input}.`
    )
  }
  return sentences.join(' ')
}
