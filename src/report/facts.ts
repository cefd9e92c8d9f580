import type { JsonObject } from '../text/json.ts'
import type { Connection } from '../zenml/connect.ts'
import type { FailedStep, Named, Run, Snapshot, Step } from '../zenml/entities.ts'
import type { Conclusion } from './conclusion.ts'

/** Everything that there is to report about one use of the action; what is not known yet is missing. */
export interface Facts {
  readonly environment?: string
  readonly stack?: Named | { readonly name: string; readonly id?: undefined }
  /** Why the gate decided as it did, safe to print. */
  readonly reason?: string
  readonly project?: string
  readonly account?: string
  readonly serverVersion?: string
  /** The snapshot that is run, and its age by the server's clock, ms. */
  readonly snapshot?: Snapshot & { readonly ageMs: number | undefined }
  readonly pipeline?: string
  /** What is known about the code that ran, in a sentence. */
  readonly codeNote?: string
  /** The commit that the code is proven to be from; empty if it is not proven. */
  readonly codeSha?: string
  /** Where the pipeline of a source runs, and why, in words. */
  readonly way?: string
  readonly triggered?: boolean
  /** Whether a run may have been started that is not known. */
  readonly isInDoubt?: boolean
  readonly runs?: readonly RunFacts[]
  /** Runs that steps of these started, which are not judged. */
  readonly children?: readonly Pick<RunFacts, 'id' | 'url'>[]
  readonly metadata?: JsonObject
  readonly steps?: readonly Step[]
  /** How many steps the server has, where `steps` may be the first of them. */
  readonly stepCount?: number
  readonly failures?: readonly FailedStep[]
  readonly conclusion?: Conclusion
  /** Why the step fails, as {@link explain} words it. */
  readonly error?: string
  readonly dryRun?: boolean
  /** What a dry run would have run, and as what, in words. */
  readonly plan?: string
  /** The credential that later steps of the job are connected with. */
  readonly exported?: 'token' | 'api-key'
}

/** What there is to report about one run. */
export interface RunFacts extends Named {
  readonly url: string
  /** Status as last seen. */
  readonly status: string
}

/** What there is to report about a run as last seen, with its address on a server. */
export function runFacts(run: Run, connection: Pick<Connection, 'runUrl'>): RunFacts {
  return { id: run.id, name: run.name, status: run.status, url: connection.runUrl(run.id) }
}
