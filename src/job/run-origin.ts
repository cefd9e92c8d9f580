import type { Observations } from '../command/observed-starts.ts'
import type { Environment } from '../gate/environment.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { unseenCode } from '../trigger/code-origin.ts'
import { provenanceOf, provenanceTags } from '../trigger/provenance.ts'
import type { World } from '../world/world.ts'
import type { Run } from '../zenml/entities.ts'
import { provenanceKey } from '../zenml/run-extra.ts'
import { noteMetadata, tagRun } from '../zenml/runs.ts'
import { snapshotWithId } from '../zenml/snapshots.ts'
import type { ConnectedJob } from './job.ts'
import { misplacement } from './misplaced-run.ts'
import { type CodeOrigin, snapshotCode } from './proven-code.ts'

/** What saying where a run came from needs of its job. */
export interface OriginJob extends Pick<ConnectedJob, 'connection' | 'invocation' | 'report'> {
  readonly environment: Pick<Environment, 'name'>
  readonly inputs: Pick<Inputs, 'tags'>
  readonly world: Pick<World, 'cancel' | 'clock' | 'env' | 'log'>
}

/** The code in this job, and whether its runs say in their own configuration that they came from it. */
export type JobCode = CodeOrigin & { readonly saysOrigin?: boolean }

/** Says what code a command's runs have, each sentence once, and writes to each run where it came from. */
export class RunOrigins {
  readonly #job: OriginJob
  readonly #checkout: JobCode
  /** Those that have been said, also of a source before it was run. */
  readonly #notes: Set<string>
  readonly #commits = new Set<string>()

  /** `checkout` is the code in this job. */
  constructor(job: OriginJob, checkout: JobCode) {
    this.#job = job
    this.#checkout = checkout
    const { codeNote } = job.report.facts
    this.#notes = new Set(codeNote === undefined ? [] : [codeNote])
  }

  /** Throws `ServerError`. What is written to the run is for display alone, since any account can change that. */
  async describe(run: Run, observed: Observations): Promise<void> {
    const { connection, environment, inputs, invocation, report, world } = this.#job
    const { project, session } = connection
    const code = await this.#codeOf(run, observed)
    if (!this.#notes.has(code.note)) world.log.info(code.note)
    this.#notes.add(code.note)
    // Of several runs only the code that all of them have is what ran.
    this.#commits.add(code.proven?.commit ?? '')
    const [commit = '', ...others] = this.#commits
    report.publish({ codeNote: [...this.#notes].join(' '), codeSha: others.length === 0 ? commit : '' })
    if (misplacement(run, connection) !== undefined || this.#checkout.saysOrigin === true) return

    const place = { runName: run.name, environment: environment.name, code: code.proven }
    await Promise.all([
      noteMetadata(
        session,
        project.id,
        { id: run.id, type: 'pipeline_run' },
        provenanceKey,
        provenanceOf(invocation, place)
      ),
      tagRun(session, run.id, [...inputs.tags, ...provenanceTags(invocation, environment.name)])
    ])
  }

  /** The checkout's code is a run's only if the server didn't start the run itself; otherwise it has a snapshot's. */
  async #codeOf(run: Run, observed: Observations): Promise<CodeOrigin> {
    const { id, name, originalRunId, snapshotId, sourceSnapshotId } = run
    const start = observed.starts.find(each => each.runId === id || each.name === name)
    const isClients = [originalRunId, sourceSnapshotId].every(each => each === undefined)
    if (isClients && start === undefined) return { note: unseenCode.note, proven: undefined }
    if (isClients && start?.kind === 'run') return this.#checkout

    // Of a snapshot without a name, or a replay, the run's own snapshot alone has the code reference (source of 0.98.0).
    const holder = sourceSnapshotId ?? snapshotId
    const snapshot = holder === undefined ? undefined : await snapshotWithId(this.#job.connection.session, holder)
    return snapshotCode(this.#job, { codeCommit: snapshot?.codeCommit })
  }
}
