import { ActionError } from './errors.ts'
import type { ConnectedJob } from './job.ts'
import type { RunFacts } from './report/facts.ts'
import { type State, saveState } from './state.ts'
import { oneLine } from './text.ts'
import type { Run } from './zenml/entities.ts'
import { runUrl } from './zenml/run-url.ts'
import { ServerError } from './zenml/server-error.ts'

/** How far the server's clock may lie behind its own `Date` header, ms. */
const clockSlackMs = 60_000

/** The runs that a command says it has started, of which only those count that the server confirms. */
export class WorkerRuns {
  readonly #job: ConnectedJob
  readonly #lookups = new Map<string, Promise<Run | undefined>>()
  readonly #confirmed: Run[] = []
  #state: State

  constructor(job: ConnectedJob) {
    this.#job = job
    this.#state = job.state
  }

  /** The runs that the server confirmed so far. */
  get confirmed(): readonly Run[] {
    return this.#confirmed
  }

  /** Adds to what post gets to know. */
  save(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change }
    saveState(this.#job.world.runner, this.#state)
  }

  /**
   * Takes up an id from the command's output and asks the server about it at once; resolves to an error where the run
   * is not on the environment's stack.
   */
  async take(id: string): Promise<ActionError | undefined> {
    this.save({ runIds: [...this.#state.runIds, id] })
    const lookup = this.#look(id)
    this.#lookups.set(id, lookup)
    const run = await lookup.catch(() => undefined)
    return run === undefined ? undefined : this.#misplaced(run)
  }

  /** Waits for every answer; throws where the server could not be asked, or a run is on another stack. */
  async settle(): Promise<void> {
    for (const lookup of this.#lookups.values()) {
      const run = await lookup
      const error = run === undefined ? undefined : this.#misplaced(run)
      if (error !== undefined) throw error
    }
  }

  /** Replaces what is known of a run, and tells it. */
  update(run: Run): void {
    const index = this.#confirmed.findIndex(({ id }) => id === run.id)
    if (index < 0) this.#confirmed.push(run)
    else this.#confirmed[index] = run
    const runs = this.#confirmed.map(one => this.#facts(one))
    this.#job.report.tell({ runs, ...(this.#confirmed[0]?.id === run.id ? { metadata: run.metadata } : {}) })
  }

  async #look(id: string): Promise<Run | undefined> {
    const { connection, report, world } = this.#job
    try {
      const run = await connection.client.run(id, { attempts: 6, signal: world.cancel })
      const own =
        run.accountId === connection.account.id && (run.createdMs ?? 0) >= this.#state.startedMs - clockSlackMs
      if (!own) {
        world.log.info(
          `The run ${id} that the command names was not started by this account in this step; it does not count.`
        )
        return undefined
      }
      report.tell({ triggered: true, ...(run.pipelineName === undefined ? {} : { pipeline: run.pipelineName }) })
      this.update(run)
      world.log.info(
        `Run ${oneLine(run.name, 255)} on stack ${oneLine(run.stack?.name ?? 'unknown', 80)}: ${this.#facts(run).url}`
      )
      return run
    } catch (error) {
      if (!(error instanceof ServerError && error.status === 404)) throw error
      world.log.info(`The server knows no run ${id} that the command names; it does not count.`)
      return undefined
    }
  }

  #misplaced(run: Run): ActionError | undefined {
    const { stack } = this.#job.connection
    if (run.stack?.id === stack.id) return undefined
    const there = oneLine(run.stack?.name ?? 'unknown', 80)
    return new ActionError(
      `The run ${oneLine(run.name, 200)} is on stack ${there}, not on ${oneLine(stack.name, 80)}`,
      {
        where: 'command',
        remedy: `Let the command use the active stack: remove what sets another one (\`zenml stack set\`, --stack, activate_stack).`
      }
    )
  }

  #facts(run: Run): RunFacts {
    const { client, info, project } = this.#job.connection
    return {
      id: run.id,
      name: run.name,
      status: run.status,
      url: runUrl(info, client.session.access.base, project, run.id)
    }
  }
}
