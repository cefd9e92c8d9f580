import type { RefuseCode, SkipCode } from '../../../src/gate/outcome.ts'
import type { BaseName } from './base-event.ts'
import type { Mutation } from './mutation.ts'

/** What must come of it: the verdict and the code of its reason. */
export type Expected = `skip ${SkipCode}` | `refuse ${RefuseCode}`

/** A hostile or odd event: a base event, one mutation, and what must come of it. */
export interface HostileCase {
  readonly title: string
  readonly base: BaseName
  readonly mutation: Mutation
  readonly expected: Expected
  /** The input `environment`. */
  readonly requested?: string
}

type Row = readonly [what: string, mutation: Mutation]

/** Cases that share base and outcome. */
export function hostile(base: BaseName, expected: Expected, rows: readonly Row[], requested?: string): HostileCase[] {
  const asked = requested === undefined ? {} : { requested }
  const suffix = requested === undefined ? '' : `, asking for ${requested}`
  return rows.map(([what, mutation]) => ({
    title: `${base}, but ${what}${suffix}`,
    base,
    mutation,
    expected,
    ...asked
  }))
}
