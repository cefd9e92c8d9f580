import { formatDuration } from '../world/clock.ts'
import { type Facts, type ModelFacts, modelsOf, type RunFacts } from './facts.ts'
import { inert, link, sentence } from './markdown.ts'

/** Runs shown at most: a command can start many. */
const maxRuns = 50

const exportedWords = { token: 'with a short-lived token', 'api-key': 'with the API key' } as const

/** Everything that is known of what ran where, as a table that is folded away; empty if nothing is. */
export function factsPart(facts: Facts): string {
  const { runs = [] } = facts
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Environment', name(facts.environment)],
    ['Stack', facts.stack && stackCell(facts.stack)],
    ['Pipeline', name(facts.pipeline)],
    ['Snapshot', facts.snapshot && snapshotCell(facts.snapshot)],
    ['Code', words(facts.codeNote)],
    ['Required', facts.required && requiredCell(facts.required)],
    ['Where', words(facts.way)],
    [runs.length > 1 ? 'Runs' : 'Run', runsCell(runs)],
    ['Model', modelsCell(modelsOf(runs))],
    ['Started by steps', childrenCell(facts.children ?? [])],
    ['Later steps', facts.exported && `connected, ${exportedWords[facts.exported]}`],
    ['Project', name(facts.project)],
    ['Server', facts.serverVersion === undefined ? undefined : `ZenML ${inert(facts.serverVersion)}`],
    ['Account', name(facts.account)],
    ['Gate', words(facts.reason)]
  ]

  const lines = rows.flatMap(([title, value]) => (value === undefined ? [] : [`| ${title} | ${value} |`]))
  // The gate's reason alone stands in the heading already.
  if (lines.length === 0 || (lines.length === 1 && facts.reason !== undefined)) return ''
  const table = ['| What | Value |', '| --- | --- |', ...lines].join('\n')
  return `<details><summary>What ran where, as whom, and why</summary>\n\n${table}\n\n</details>`
}

function name(text: string | undefined): string | undefined {
  return text === undefined ? undefined : inert(text)
}

function words(text: string | undefined): string | undefined {
  return text === undefined ? undefined : sentence(text)
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
    const version = `${modelName === undefined ? '' : `${inert(modelName)} `}version ${inert(name)}`
    return url === undefined ? version : `${linkTo(url)} ${version}`
  })
  return lines.length === 0 ? undefined : lines.join('<br>')
}

function linkTo(url: string): string {
  return link('Open in the dashboard', url)
}
