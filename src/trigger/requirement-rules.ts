import { oneLine } from '../text/foreign.ts'
import type { Named, Run, Step } from '../zenml/entities.ts'
import { isSameId } from '../zenml/fit.ts'
import { isFinished } from '../zenml/status.ts'
import type { ProvenCode } from './provenance.ts'

/** What has to have run, and where, before code may run in an environment that requires another one. */
export interface Requirement {
  /** Name of the required environment. */
  readonly environment: string
  /** The required environment's stack. */
  readonly stack: Named
  /** Name or id of the service account whose runs count. */
  readonly account: string
  /** `owner/name`. */
  readonly repository: string
  /** Name of the pipeline; undefined as long as it isn't known, when runs of each count. */
  readonly pipeline: string | undefined
  /** The code that will run. */
  readonly code: ProvenCode
  /** Whether the rules have checks there, so that a run has to say that its results passed them. */
  readonly isChecked: boolean
}

/** What the newest run of the code in the required environment says of it, by the run's status. */
export type Verdict = 'completed' | 'active' | 'failed'

/** Judges the newest run of the code. */
export function verdictOf(run: Pick<Run, 'status' | 'verdicts'>, requirement: CheckedPlace): Verdict {
  if (!isFinished(run.status)) return 'active'
  return notGreenWords(run, requirement) === undefined ? 'completed' : 'failed'
}

type CheckedPlace = Pick<Requirement, 'environment' | 'isChecked'>

/** Why a run that has ended isn't green, as a sentence goes on behind its name; undefined if it is. */
export function notGreenWords(
  { status, verdicts }: Pick<Run, 'status' | 'verdicts'>,
  { environment, isChecked }: CheckedPlace
): string | undefined {
  if (status !== 'completed') return `ended as ${oneLine(status, 40)}`
  const said = verdicts[environment]
  if (said === 'failed') return 'failed the checks of its results'
  return isChecked && said === undefined ? "doesn't say that its results passed the checks" : undefined
}

/** Whether a run is one of this repository in the required environment, by its own word and its stack; of whatever code. */
export function isThere({ extra, stack }: Run, { environment, repository, stack: required }: Requirement): boolean {
  return stack?.id === required.id && extra?.repository === repository && extra.environment === environment
}

/** Whether a run counts for a requirement, if its code is the same: only its account's word says where it ran and what. */
export function counts(run: Run, requirement: Requirement): boolean {
  const { account, pipeline = run.pipelineName } = requirement
  return isThere(run, requirement) && isBy(run, account) && run.pipelineName === pipeline
}

/** Whether a service account made a run. A person may have the same name as a service account, and doesn't count. */
export function isBy(
  { accountId, serviceAccount }: Pick<Run, 'accountId' | 'serviceAccount'>,
  account: string
): boolean {
  return serviceAccount !== undefined && (serviceAccount === account || isSameId(accountId ?? '', account))
}

/** The same commit is the same code, and so is another commit with the same tree, as a merge makes it. */
export function isSameCode({ extra }: Pick<Run, 'extra'>, { commit, tree }: ProvenCode): boolean {
  if (extra === undefined) return false
  if (extra.codeCommit?.toLowerCase() === commit.toLowerCase()) return true
  return tree !== undefined && extra.codeTree?.toLowerCase() === tree.toLowerCase()
}

const done = ['completed', 'cached']

/**
 * What a run that calls itself completed has left undone, in words; undefined if nothing. On an open-source server any
 * account can report the steps that a run in progress still lacks, which completes it, but not in the name of the run's
 * `account` (an id; measured on 0.98.0). `expected` are the names of the steps that it has to have: none for a dynamic
 * pipeline, which makes them as it goes, and undefined if nobody knows them any longer.
 */
export function undone(
  steps: readonly Pick<Step, 'accountId' | 'name' | 'status'>[],
  expected: readonly string[] | undefined,
  account: string | undefined
): string | undefined {
  // The earlier attempts of a step that was retried stay in the list.
  const last = steps.filter(({ status }) => status !== 'retried')
  const open = last.find(({ status }) => !done.includes(status))
  if (open !== undefined) return `its step ${open.name} is ${open.status}`
  const foreign = last.find(({ accountId }) => accountId === undefined || accountId !== account)
  if (foreign !== undefined) return `another account reported its step ${foreign.name}`

  if (expected === undefined) return 'the snapshot that says which steps it has is gone'
  const names = new Set(steps.filter(({ status }) => done.includes(status)).map(({ name }) => name))
  const missing = expected.find(name => !names.has(name))
  if (missing !== undefined) return `its step ${missing} has not run`
  return steps.length === 0 ? 'it has no steps' : undefined
}
