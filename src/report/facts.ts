import type { Conclusion } from '../conclusion.ts'
import type { JsonObject } from '../json.ts'
import type { FailedStep, Named, Snapshot, Step } from '../zenml/entities.ts'

/** Everything that there is to tell about one use of the action; what is not known yet is missing. */
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
  readonly triggered?: boolean
  readonly runs?: readonly RunFacts[]
  readonly metadata?: JsonObject
  readonly steps?: readonly Step[]
  readonly failures?: readonly FailedStep[]
  readonly conclusion?: Conclusion
  /** Why the step fails, as {@link explain} words it. */
  readonly error?: string
  readonly dryRun?: boolean
}

/** What there is to tell about one run. */
export interface RunFacts extends Named {
  readonly url: string
  /** Status as last seen. */
  readonly status: string
}
