import type { Environ } from '../text/environ.ts'

/** Variables as a process is given them. */
export type Variables = Readonly<Record<string, string>>

/** A set of variable names: whole names, and prefixes ending in `*`. */
export type NameList = readonly string[]

/** Whether the list has the name; Windows doesn't tell upper from lower case. */
export function hasName(list: NameList, name: string, platform: NodeJS.Platform): boolean {
  const fold = (text: string) => (platform === 'win32' ? text.toUpperCase() : text)
  return list.some(entry =>
    entry.endsWith('*') ? fold(name).startsWith(fold(entry.slice(0, -1))) : fold(entry) === fold(name)
  )
}

/** Those of the job's variables that the list has, spelt as the job spells them. */
export function pick(env: Environ, list: NameList, platform: NodeJS.Platform): Record<string, string> {
  const picked: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && hasName(list, name, platform)) picked[name] = value
  }
  return picked
}

/** The value of a variable, whatever case Windows spells its name in; undefined if it isn't set. */
export function readVariable(env: Environ, name: string, platform: NodeJS.Platform): string | undefined {
  const key = Object.keys(env).find(candidate => hasName([name], candidate, platform))
  return key === undefined ? undefined : env[key]
}

/** Names of variables whose values are secrets, by all that a name can say. */
const namedSecret = /TOKEN|SECRET|PASS(?:WD|WORD|PHRASE)|CREDENTIAL|_KEY$/i

/** The values of those variables on the list whose names say that they are secrets. */
export function namedSecrets(env: Environ, list: NameList, platform: NodeJS.Platform): readonly string[] {
  return Object.entries(pick(env, list, platform)).flatMap(([name, value]) => (namedSecret.test(name) ? [value] : []))
}
