import { formatDuration } from '../world/clock.ts'
import type { Step } from '../zenml/entities.ts'
import { isFinished, isSuccess } from '../zenml/status.ts'
import type { Conclusion } from './conclusion.ts'
import type { Facts } from './facts.ts'
import { fitSummary, inert, inertBlock, link } from './markdown.ts'
import { toJson } from './outputs.ts'

const headings: Readonly<Record<Conclusion, string>> = {
  success: '✅ ZenML pipeline run succeeded',
  failure: '❌ ZenML pipeline run failed',
  stopped: '🛑 ZenML pipeline run was stopped',
  cancelled: '🛑 Job cancelled',
  'timed-out': '⏰ ZenML pipeline run did not end in time',
  skipped: '⏭️ No ZenML pipeline run',
  triggered: '🚀 ZenML pipeline run started'
}

/** Where no run is known, those that would speak of one. */
const headingsWithoutRun: Readonly<Partial<Record<Conclusion, string>>> = {
  failure: '❌ ZenML pipeline was not run',
  'timed-out': '⏰ ZenML pipeline was not run in time'
}

/** Where a run may have been started that is not known. */
const headingInDoubt = '❌ It is not known whether the ZenML pipeline was started'

/** Steps shown at most: a pipeline can have thousands. */
const maxSteps = 200
/** Runs shown at most: a command can start many. */
const maxRuns = 50

const exportedWords = { token: 'with a short-lived token', 'api-key': 'with the API key' } as const

/** The job summary, Markdown of at most 1 MiB in which nothing foreign works. */
export function summaryOf(facts: Facts): string {
  const heading = facts.dryRun === true ? '🧪 Dry run: nothing was started' : headings[facts.conclusion ?? 'failure']
  const started = (facts.runs ?? []).length > 0
  const conclusion = facts.conclusion ?? 'failure'
  const unstarted =
    facts.isInDoubt === true && conclusion in headingsWithoutRun ? headingInDoubt : headingsWithoutRun[conclusion]
  const title = (started ? undefined : unstarted) ?? heading
  const parts = [
    `### ${title}`,
    table(facts),
    errorPart(facts),
    ...failureParts(facts),
    stepsPart(facts),
    metadataPart(facts)
  ]
  return fitSummary(parts.filter(part => part !== ''))
}

function table(facts: Facts): string {
  const { stack, snapshot } = facts
  const all = facts.runs ?? []
  const runs = all
    .slice(0, maxRuns)
    .map(run => `${link('Open in the dashboard', run.url)} ${inert(run.name)} (${inert(run.status)})`)
  if (all.length > maxRuns) runs.push(`… ${all.length - maxRuns} more`)
  const children = (facts.children ?? [])
    .slice(0, maxRuns)
    .map(child => `${link('Open in the dashboard', child.url)} ${inert(child.id)}`)
  const age = snapshot?.ageMs === undefined ? '' : `, made ${formatDuration(snapshot.ageMs)} ago`
  const author = snapshot?.author === undefined ? '' : ` by ${inert(snapshot.author)}`
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Environment', facts.environment === undefined ? undefined : inert(facts.environment)],
    [
      'Stack',
      stack === undefined ? undefined : `${inert(stack.name)}${stack.id === undefined ? '' : ` (${inert(stack.id)})`}`
    ],
    ['Pipeline', facts.pipeline === undefined ? undefined : inert(facts.pipeline)],
    ['Snapshot', snapshot === undefined ? undefined : `${inert(snapshot.name)}${age}${author}`],
    ['Code', facts.codeNote === undefined ? undefined : inert(facts.codeNote, 600)],
    [runs.length > 1 ? 'Runs' : 'Run', runs.length === 0 ? undefined : runs.join('<br>')],
    ['Started by steps', children.length === 0 ? undefined : `${children.join('<br>')} (not judged)`],
    ['Would run', facts.plan === undefined ? undefined : inert(facts.plan, 600)],
    ['Later steps', facts.exported === undefined ? undefined : `connected, ${exportedWords[facts.exported]}`],
    ['Project', facts.project === undefined ? undefined : inert(facts.project)],
    ['Server', facts.serverVersion === undefined ? undefined : `ZenML ${inert(facts.serverVersion)}`],
    ['Account', facts.account === undefined ? undefined : inert(facts.account)],
    ['Gate', facts.reason === undefined ? undefined : inert(facts.reason, 1000)]
  ]
  const lines = rows.flatMap(([name, value]) => (value === undefined ? [] : [`| ${name} | ${value} |`]))
  return lines.length === 0 ? '' : ['| | |', '| --- | --- |', ...lines].join('\n')
}

function errorPart(facts: Facts): string {
  return facts.error === undefined ? '' : inertBlock(facts.error)
}

function failureParts(facts: Facts): readonly string[] {
  return (facts.failures ?? []).map(({ step, failure }) => {
    const title = `**Step ${inert(step.name)}: ${inert(step.status)}**`
    return failure === undefined ? title : `${title}\n\n${inertBlock(failure.traceback ?? failure.message)}`
  })
}

function stepsPart(facts: Facts): string {
  const steps = facts.steps ?? []
  if (steps.length === 0) return ''
  const shown = shownSteps(steps)
  const rows = shown.map(step => {
    const sign = isSuccess(step.status) ? '✅' : isFinished(step.status) ? '❌' : '⏳'
    const took = step.startMs === undefined || step.endMs === undefined ? '' : formatDuration(step.endMs - step.startMs)
    return `| ${sign} ${inert(step.name)} | ${inert(step.status)} | ${took} |`
  })
  const left = Math.max(steps.length, facts.stepCount ?? 0) - shown.length
  const more = left > 0 ? [`| … ${left} more | | |`] : []
  return ['| Step | Status | Duration |', '| --- | --- | --- |', ...rows, ...more].join('\n')
}

/** The steps that the summary has room for, in their order: those that did not succeed before others. */
function shownSteps(steps: readonly Step[]): readonly Step[] {
  if (steps.length <= maxSteps) return steps
  const isFailed = ({ status }: Step) => isFinished(status) && !isSuccess(status)
  const chosen = [...steps.filter(isFailed), ...steps.filter(step => !isFailed(step))].slice(0, maxSteps)
  const ids = new Set(chosen.map(({ id }) => id))
  return steps.filter(({ id }) => ids.has(id))
}

function metadataPart(facts: Facts): string {
  const metadata = facts.metadata ?? {}
  if (Object.keys(metadata).length === 0) return ''
  return `<details><summary>Run metadata</summary>\n\n${inertBlock(toJson(metadata, 2))}\n\n</details>`
}
