import type { UnfitComponent } from '../command/driver.ts'
import { oneLine } from '../text/foreign.ts'
import { oldestSnapshotVersion } from '../zenml/first-contact.ts'

/** Where the pipeline of a source runs, and why, as a sentence continues after "since". */
export interface SourceWay {
  readonly kind: 'snapshot' | 'worker'
  readonly why: string
}

/** What the choice depends on. */
export interface WayFacts {
  /** Whether the server knows snapshots at all. */
  readonly knowsSnapshots: boolean
  /** Whether it says that it runs them; undefined if it doesn't say. */
  readonly runsSnapshots: boolean | undefined
  /** The stack's components on which a server can't run. */
  readonly unfit: readonly UnfitComponent[]
  /** Whether the stack has a container registry, without which a build is local. */
  readonly hasRegistry: boolean
}

/**
 * Chooses where the pipeline runs: on the server only if it says that it can, and if it can run on the stack. The rules are
 * the server's own (`validate_stack_is_runnable_from_server`, and `is_runnable` of a snapshot, 0.98.0).
 */
export function chooseSourceWay({ hasRegistry, knowsSnapshots, runsSnapshots, unfit }: WayFacts): SourceWay {
  const here = (why: string): SourceWay => ({ kind: 'worker', why })
  if (!knowsSnapshots) return here(`the server is older than ${oldestSnapshotVersion} and can't run snapshots`)
  if (runsSnapshots === undefined) return here("the server doesn't say whether it can run snapshots")
  if (!runsSnapshots) return here("the server can't run snapshots (it has no workload manager)")

  const [first] = unfit
  if (first !== undefined) return here(`the server can't run on this stack: ${shown(first)}`)
  if (!hasRegistry) return here("the server can't run on this stack: it has no container registry")
  return { kind: 'snapshot', why: 'the server can run snapshots, and every component of the stack is remote' }
}

function shown({ flavor, kind, type }: UnfitComponent): string {
  const name = oneLine(type, 40).replaceAll('_', ' ')
  const what = kind === 'local' ? 'is local' : 'is of a flavor of your own'
  return `its ${name} (${oneLine(flavor, 40)}) ${what}`
}
