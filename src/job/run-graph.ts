import { explain } from '../text/errors.ts'
import type { World } from '../world/world.ts'
import { stepGraph } from '../zenml/step-graph.ts'
import type { ConnectedJob } from './job.ts'

/** Time for all graphs of a step, ms. */
const graphsMs = 5_000
/** Runs whose graphs are read at most: a command can start many. */
const maxGraphs = 5
/** Largest run whose graph is read, in steps. */
const maxSteps = 500

/** What reading graphs needs of its job. */
export type GraphJob = Pick<ConnectedJob, 'connection' | 'report'> & {
  readonly world: Pick<World, 'cancel' | 'clock' | 'log'>
}

/** Puts the graphs of the runs that were followed into the summary, as far as they can be read in a moment. Never throws. */
export async function publishGraphs({ connection, report, world }: GraphJob): Promise<void> {
  const { cancel, clock, log } = world
  const { runs = [], stepCount = 0 } = report.facts
  if (cancel.aborted || stepCount === 0 || stepCount > maxSteps) return

  const patience = { attempts: 2, signal: cancel, until: clock.elapsed() + graphsMs }
  const read = runs.slice(0, maxGraphs).map(({ id }) => stepGraph(connection.session, id, patience))
  const answers = await Promise.allSettled(read)

  const graphs = answers.flatMap(answer => (answer.status === 'fulfilled' ? [answer.value] : []))
  if (graphs.length > 0) report.publish({ graphs })
  const failed = answers.find(answer => answer.status === 'rejected')
  if (failed !== undefined && !cancel.aborted) log.info(`The summary has no graph: ${explain(failed.reason)}`)
}
