import type { Stage } from '../gate/environment.ts'
import type { RunChecks } from './checks.ts'
import type { Places } from './places.ts'
import type { ServerInputs } from './server-inputs.ts'
import type { Work } from './work.ts'

/** Every other input, checked, with the environment's overrides applied. */
export interface Inputs {
  readonly server: ServerInputs
  readonly caCertificate: string | undefined
  readonly clientCertificate: string | undefined
  readonly allowHttp: boolean
  readonly project: string
  readonly work: Work
  readonly requirements: string
  /** Names of ZenML's integrations, as written. */
  readonly integrations: readonly string[]
  readonly zenmlVersion: string
  readonly python: string | undefined
  readonly workingDirectory: string
  readonly installEnv: readonly string[]
  readonly passEnv: readonly string[]
  readonly exportCredentials: 'none' | 'token' | 'api-key'
  readonly config: string | undefined
  readonly places: Places
  readonly runName: string | undefined
  readonly tags: readonly string[]
  readonly wait: boolean
  /** Which logs of steps are shown that don't run in this job. */
  readonly logs: 'live' | 'failed' | 'none'
  readonly timeoutMs: number
  readonly leaveRunning: boolean
  readonly dryRun: boolean
  readonly onRerun: 'auto' | 'attach' | 'new'
  /** The stage that the run's model version gets after it has succeeded. */
  readonly promote: Stage | undefined
  /** What the run's results have to be; undefined if nothing is checked. */
  readonly checks: RunChecks | undefined
  /** For GitHub's API. */
  readonly githubToken: string | undefined
  /** Whether the pull request gets a comment. */
  readonly comment: boolean
}
