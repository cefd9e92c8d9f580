import { field, isObject, type JsonObject } from '../text/json.ts'
import type { Refusal } from './outcome.ts'
import { contradiction, malformed } from './payload.ts'

/** A repository as a payload names it. */
export interface Repository {
  readonly kind: 'repository'
  /** `owner/name`, of plain ASCII. */
  readonly fullName: string
  readonly id: number | undefined
  readonly isFork: boolean
}

/** What the runner says about the repository whose workflow this is. */
export interface RunningRepository {
  readonly fullName: string
  /** GITHUB_REPOSITORY_ID, where set. */
  readonly id: string | undefined
}

// Plain ASCII: otherwise lower-casing would make one of K and the Kelvin sign, and a look-alike would pass.
const fullNamePattern = /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/

/** Whether the text is an `owner/name` that GitHub allows. */
export function isFullName(text: string): boolean {
  return fullNamePattern.test(text)
}

/** Reads a payload's repository object; `path` is its place in the payload. */
export function readRepository(value: unknown, path: string): Repository | Refusal {
  if (!isObject(value)) return malformed(path, 'an object')
  const fullName = field(value, 'full_name')
  if (typeof fullName !== 'string' || !isFullName(fullName)) return malformed(`${path}.full_name`, "an 'owner/name'")
  const id = field(value, 'id')
  if (id !== undefined && !isId(id)) return malformed(`${path}.id`, 'a whole number')
  const isFork = field(value, 'fork') ?? false
  if (typeof isFork !== 'boolean') return malformed(`${path}.fork`, 'true or false')
  return { kind: 'repository', fullName, id, isFork }
}

/** A refusal if the payload's repository is not the one whose workflow runs. */
export function otherThanRunning(
  repository: Repository,
  running: RunningRepository,
  path: string
): Refusal | undefined {
  if (!sameName(repository.fullName, running.fullName)) {
    return contradiction(
      'GITHUB_REPOSITORY',
      running.fullName,
      `the event file's ${path}.full_name`,
      repository.fullName
    )
  }
  if (running.id !== undefined && repository.id !== undefined && running.id !== String(repository.id)) {
    return contradiction('GITHUB_REPOSITORY_ID', running.id, `the event file's ${path}.id`, String(repository.id))
  }
  return undefined
}

/** Whether both names are one repository's: GitHub's names don't differ by case alone. */
export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** The default branch that a payload's repository names, `undefined` if it names none. */
export function defaultBranch(repository: JsonObject): string | undefined | Refusal {
  const branch = field(repository, 'default_branch')
  if (branch === undefined || typeof branch === 'string') return branch
  return malformed('repository.default_branch', "a branch's name")
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}
