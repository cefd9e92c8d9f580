import type { Environment } from '../gate/environment.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Invocation } from '../inputs/invocation.ts'
import type { Conclusion } from '../report/conclusion.ts'
import type { Report } from '../report/report.ts'
import type { World } from '../world/world.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Contact } from '../zenml/first-contact.ts'
import type { ServerRoute } from './server-route.ts'
import type { SavedState } from './state.ts'

/** One use of the action after its gate has opened. */
export interface Job {
  readonly world: World
  readonly report: Report
  readonly environment: Environment
  readonly inputs: Inputs
  readonly invocation: Invocation
  /** End of the step's `timeout`, as `clock.elapsed()`, ms. */
  readonly until: number
}

/** A job whose server has answered, before any credential was sent. */
export interface ContactedJob extends Job {
  readonly contacted: Contact
  readonly route: ServerRoute
}

/** A job that is logged in. */
export interface ConnectedJob extends ContactedJob {
  readonly connection: Connection
  /** What is left for post. */
  readonly state: SavedState
}

/** How a job's work ended; `error` says why the step fails, where it does. */
export interface Ending {
  readonly conclusion: Conclusion
  readonly error?: string
}
