import type { Environment } from './environment.ts'
import { shown } from './shown.ts'

/** A sentence about the first environments that share a service account on the same server; undefined if none do. */
export function sharedAccount(environments: readonly Environment[]): string | undefined {
  const groups = Map.groupBy(
    environments.filter(({ account }) => account !== undefined),
    ({ account, overrides }) => `${overrides.serverUrl ?? ''} ${account}`
  )
  const group = [...groups.values()].find(({ length }) => length > 1)
  if (group === undefined) return undefined

  const names = group.map(({ name }) => shown(name))
  const all = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `environments: ${all} share the account ${shown(group[0]?.account ?? '')}, so that the key of one opens the other. Give each a service account of its own.`
}
