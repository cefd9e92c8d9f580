import type { Invocation } from '../inputs/invocation.ts'
import { digest } from '../text/digest.ts'

/** The identity of one trigger. */
export interface Identity {
  /** Name of the run, unique in the project: the server refuses a second run of this name. At most 255 characters. */
  readonly runName: string
  /** The part of the name that it shares with the runs of this step's other attempts, and with no other step's. */
  readonly lineage: string
}

/** What a trigger asks for. */
export interface Asked {
  /** The first part of the run's name: the pipeline, or `run-name`. */
  readonly prefix: string
  /** Name of the environment. */
  readonly environment: string
  /** All that makes two attempts of one step ask for the same. */
  readonly request: Readonly<Record<string, unknown>>
}

/**
 * The identity of one trigger: `<prefix>-<environment>-<commit>-<lineage>-<attempt>-<unique>`. No account can change the
 * name of a run (measured on 0.98.0), so that it is what a run is known by. ZenML would replace `{date}` and the like in
 * it, so it has no braces.
 */
export function identify(invocation: Invocation, { environment, prefix, request }: Asked): Identity {
  const { repository, sha, workflowRunId, attempt, jobInstance, job, step, stepFile } = invocation
  const asked = digest(request)
  const lineage = digest([repository, workflowRunId, job, step, asked]).slice(0, 16)
  const unique = digest([repository, workflowRunId, attempt, jobInstance, job, step, stepFile, asked]).slice(0, 16)

  const shared = `-${slug(environment, 40)}-${slug(sha, 12)}-${lineage}-`
  return { runName: `${slug(prefix, 140)}${shared}${slug(attempt, 6)}-${unique}`, lineage: shared }
}

/** The attempt that started a run of a lineage, by its name; undefined if the name is another step's. */
export function attemptOf(runName: string, { lineage, runName: own }: Identity): number | undefined {
  const [prefix, rest, ...more] = runName.split(lineage)
  const attempt = /^(\d{1,6})-[0-9a-f]{16}$/.exec(rest ?? '')?.[1]
  if (prefix === undefined || attempt === undefined || more.length > 0) return undefined

  // Steps that GitHub names alike are told apart by `run-name`, in which a workflow may write the attempt.
  const [ownPrefix = '', ownRest = ''] = own.split(lineage)
  const ownAttempt = ownRest.slice(0, ownRest.indexOf('-'))
  const isSame = prefix === ownPrefix || withAttempt(prefix, attempt) === withAttempt(ownPrefix, ownAttempt)
  return isSame ? Number(attempt) : undefined
}

/** A prefix with a placeholder for the attempt's number wherever it stands by itself. */
function withAttempt(prefix: string, attempt: string): string {
  return prefix.replace(/\d+/g, number => (number === attempt ? '#' : number))
}

/** A text as a part of a name: its letters, digits, dots and underscores, joined by dashes. */
export function slug(text: string, limit: number): string {
  const clean = text.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^-+|-+$/g, '')
  return clean.slice(0, limit) || 'run'
}
