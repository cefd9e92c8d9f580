import type { ReportFacts } from '../report/facts.ts'
import { contentOf, isText } from '../report/report-content.ts'
import { explain } from '../text/errors.ts'
import type { World } from '../world/world.ts'
import type { DetailedArtifact } from '../zenml/results.ts'
import { readVisualization } from '../zenml/visualizations.ts'
import type { ConnectedJob } from './job.ts'

/** Time for all reports of a step, ms. */
const reportsMs = 8_000
/** Reports that are read at most, the last ones that were made: what a pipeline ends with is its result. */
const maxReports = 10

/** What can be shown of the artifacts that a run has produced, none of it read yet. */
export function reportFactsOf(runId: string, artifacts: readonly DetailedArtifact[]): readonly ReportFacts[] {
  return artifacts.flatMap(({ id, name, stepId, visualizations }) =>
    visualizations.map(({ index, type }) => ({ runId, artifact: { id, name }, stepId, index, type }))
  )
}

/** What reading reports needs of its job. */
export type ReportsJob = Pick<ConnectedJob, 'connection' | 'report'> & {
  readonly world: Pick<World, 'cancel' | 'clock' | 'log'>
}

/** Puts the texts that the runs' artifacts show into the summary, as far as they can be read in a moment. Never throws. */
export async function publishReports({ connection, report, world }: ReportsJob): Promise<void> {
  const { cancel, clock, log } = world
  const { reports = [] } = report.facts
  const wanted = reports.filter(({ type }) => isText(type)).slice(-maxReports)
  if (wanted.length === 0) return

  const patience = { attempts: 2, signal: cancel, until: clock.elapsed() + reportsMs }
  const read = new Map<ReportFacts, ReportFacts>()
  const reading = wanted.map(async one => {
    try {
      const text = await readVisualization(connection.session, one.artifact.id, one, patience)
      read.set(one, { ...one, content: contentOf(one.type, text, log.redact) })
    } catch (error) {
      if (!cancel.aborted) read.set(one, { ...one, trouble: log.redact(explain(error)) })
    }
  })
  await Promise.all(reading)
  report.publish({ reports: reports.map(one => read.get(one) ?? one) })
  const failed = [...read.values()].find(({ trouble }) => trouble !== undefined)
  if (failed?.trouble !== undefined) log.info(`The summary doesn't have all reports: ${failed.trouble}`)
}
