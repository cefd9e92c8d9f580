import { formatDuration } from '../world/clock.ts'
import type { Step } from '../zenml/entities.ts'
import { isFinished, isSuccess } from '../zenml/status.ts'
import type { Conclusion } from './conclusion.ts'
import { type Facts, type ModelFacts, modelsOf, type RunFacts } from './facts.ts'
import { fitSummary, inert, inertBlock, link } from './markdown.ts'
import { toJson } from './outputs.ts'
import { resultsPart } from './results-part.ts'

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

/** Where the runs succeeded, and what fails the step is the promotion. */
const headingsOfPromotion = {
  'not promoted': '❌ The model version was not promoted',
  unknown: '❌ It is not known whether the model version was promoted'
} as const

/** Where the runs succeeded, and what fails the step is a check of their results. */
const headingOfChecks = '❌ The results failed the checks'

/** Steps shown at most: a pipeline can have thousands. */
const maxSteps = 200
/** Runs shown at most: a command can start many. */
const maxRuns = 50

const exportedWords = { token: 'with a short-lived token', 'api-key': 'with the API key' } as const

/** The job summary, Markdown of at most 1 MiB in which nothing foreign works. */
export function summaryOf(facts: Facts): string {
  return fitSummary(summaryParts(facts))
}

/** The parts of the job summary in their order, none of them empty; each is Markdown that can stand alone. */
export function summaryParts(facts: Facts): readonly string[] {
  const parts = [
    `### ${headingOf(facts)}`,
    table(facts),
    errorPart(facts),
    goBackPart(facts),
    resultsPart(facts),
    ...failureParts(facts),
    stepsPart(facts),
    metadataPart(facts)
  ]
  return parts.filter(part => part !== '')
}

function headingOf(facts: Facts): string {
  const { conclusion = 'failure', dryRun, isInDoubt = false, promotion, runs = [] } = facts
  if (conclusion === 'success' && facts.results?.verdict === 'failed') return headingOfChecks
  if (conclusion === 'failure' && promotion !== undefined && promotion.end !== 'promoted')
    return headingsOfPromotion[promotion.end]
  const withoutRun = runs.length === 0 ? headingsWithoutRun[conclusion] : undefined
  if (withoutRun !== undefined) return isInDoubt ? headingInDoubt : withoutRun
  return dryRun === true ? '🧪 Dry run: nothing was started' : headings[conclusion]
}

function table(facts: Facts): string {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Environment', shown(facts.environment)],
    ['Stack', facts.stack && stackCell(facts.stack)],
    ['Pipeline', shown(facts.pipeline)],
    ['Snapshot', facts.snapshot && snapshotCell(facts.snapshot)],
    ['Code', shown(facts.codeNote, 600)],
    ['Required', facts.required && requiredCell(facts.required)],
    ['Where', shown(facts.way, 600)],
    [(facts.runs ?? []).length > 1 ? 'Runs' : 'Run', runsCell(facts.runs ?? [])],
    ['Model', modelsCell(modelsOf(facts.runs ?? []))],
    ['Promotion', shown(facts.promotion?.note, 600)],
    ['Started by steps', childrenCell(facts.children ?? [])],
    ['Would run', shown(facts.plan, 600)],
    ['Later steps', facts.exported && `connected, ${exportedWords[facts.exported]}`],
    ['Project', shown(facts.project)],
    ['Server', facts.serverVersion === undefined ? undefined : `ZenML ${inert(facts.serverVersion)}`],
    ['Account', shown(facts.account)],
    ['Gate', shown(facts.reason, 1000)]
  ]

  const lines = rows.flatMap(([name, value]) => (value === undefined ? [] : [`| ${name} | ${value} |`]))
  return lines.length === 0 ? '' : ['| | |', '| --- | --- |', ...lines].join('\n')
}

function shown(text: string | undefined, limit?: number): string | undefined {
  return text === undefined ? undefined : inert(text, limit)
}

function stackCell({ id, name }: NonNullable<Facts['stack']>): string {
  return id === undefined ? inert(name) : `${inert(name)} (${inert(id)})`
}

function snapshotCell({ ageMs, author, name }: NonNullable<Facts['snapshot']>): string {
  const age = ageMs === undefined ? '' : `, made ${formatDuration(ageMs)} ago`
  const by = author === undefined ? '' : ` by ${inert(author)}`
  return `${inert(name)}${age}${by}`
}

function runsCell(runs: readonly RunFacts[]): string | undefined {
  const lines = runs.slice(0, maxRuns).map(run => `${linkTo(run.url)} ${inert(run.name)} (${inert(run.status)})`)
  if (runs.length > maxRuns) lines.push(`… ${runs.length - maxRuns} more`)
  return lines.length === 0 ? undefined : lines.join('<br>')
}

function requiredCell({ environment, run }: NonNullable<Facts['required']>): string {
  return `green in ${inert(environment)}: ${linkTo(run.url)} ${inert(run.name)}`
}

function childrenCell(children: NonNullable<Facts['children']>): string | undefined {
  const lines = children.slice(0, maxRuns).map(child => `${linkTo(child.url)} ${inert(child.id)}`)
  return lines.length === 0 ? undefined : `${lines.join('<br>')} (not judged)`
}

function modelsCell(models: readonly ModelFacts[]): string | undefined {
  const lines = models.slice(0, maxRuns).map(({ modelName, name, url }) => {
    const words = `${modelName === undefined ? '' : `${inert(modelName)} `}version ${inert(name)}`
    return url === undefined ? words : `${linkTo(url)} ${words}`
  })
  return lines.length === 0 ? undefined : lines.join('<br>')
}

function linkTo(url: string): string {
  return link('Open in the dashboard', url)
}

function errorPart(facts: Facts): string {
  return facts.error === undefined ? '' : inertBlock(facts.error)
}

function goBackPart({ promotion }: Facts): string {
  if (promotion?.goBack === undefined) return ''
  return `To go back:\n\n${inertBlock(promotion.goBack)}`
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
