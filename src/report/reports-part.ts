import type { Facts, ReportFacts } from './facts.ts'
import { inert, inertBlock, link, sentence } from './markdown.ts'
import { maxLine, maxLines } from './report-content.ts'

/** Room for the contents of all reports, bytes: written as entities, characters become up to eighteen each. */
const maxReportsBytes = 256 * 1024
/** Names of visualizations that are shown at most. */
const maxNames = 30

/** What each type of visualization is called. */
const formats = new Map([
  ['csv', 'CSV'],
  ['html', 'HTML'],
  ['image', 'image'],
  ['json', 'JSON'],
  ['markdown', 'Markdown']
])

/**
 * What the runs' artifacts show, run by run: each text that was read is folded and inert, a part of its own, and a last
 * part names what is only in the dashboard.
 */
export function reportParts(facts: Pick<Facts, 'reports' | 'runs' | 'steps'>): readonly string[] {
  const { reports = [], runs = [] } = facts
  let left = maxReportsBytes
  return runs.flatMap(run => {
    const ofRun = reports.filter(({ runId }) => runId === run.id)
    const place = { url: run.url, of: runs.length > 1 ? ` of run ${inert(run.name)}` : '' }

    const elsewhere: ReportFacts[] = []
    const shown = ofRun.flatMap(report => {
      const part = reportPart(report, facts, place)
      const size = Buffer.byteLength(part)
      if (part !== '' && size <= left) {
        left -= size
        return [part]
      }
      elsewhere.push(report)
      return []
    })

    const unread = elsewhere.filter(({ trouble }) => trouble !== undefined)
    const others = elsewhere.filter(({ trouble }) => trouble === undefined)
    return [...shown, unreadPart(unread, facts, place), elsewherePart(others, facts, place)].filter(part => part !== '')
  })
}

/** Where a report belongs: the address of its run, and which of several it is, in words. */
interface Place {
  readonly url: string
  readonly of: string
}

/** The content of one report; empty if it wasn't read. */
function reportPart(report: ReportFacts, facts: Pick<Facts, 'steps'>, { of, url }: Place): string {
  const { content } = report
  if (content === undefined) return ''
  const shown = content.rows === undefined ? inertBlock(content.text ?? '', maxLines, maxLine) : table(content.rows)
  const more = content.isCut ? `\n\n_This is only its beginning;_ ${link('the dashboard', url)} _has all of it._` : ''
  return `<details><summary>Report ${named(report, facts)}${of}</summary>\n\n${shown}${more}\n\n</details>`
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const width = Math.max(head.length, ...rows.map(row => row.length))
  const line = (row: readonly string[]): string => {
    const cells = Array.from({ length: width }, (_, column) => row[column] ?? '')
    return `| ${cells.map(cell => (cell === '' ? '' : inert(cell))).join(' | ')} |`
  }
  return [line(head), `|${' --- |'.repeat(width)}`, ...rows.map(line)].join('\n')
}

/** What should be shown here and could not be read, and why; empty if there is nothing. */
function unreadPart(reports: readonly ReportFacts[], facts: Pick<Facts, 'steps'>, { of, url }: Place): string {
  const [first] = reports
  if (first === undefined) return ''
  const why = sentence(first.trouble ?? '', 600)
  return `**Reports that could not be read**${of}: ${names(reports, facts)}. ${why} ${link('Open the dashboard', url)}`
}

/** What the dashboard alone shows: plots, and what there was no room or time for; empty if there is nothing. */
function elsewherePart(reports: readonly ReportFacts[], facts: Pick<Facts, 'steps'>, { of, url }: Place): string {
  return reports.length === 0 ? '' : `**In ${link('the dashboard', url)}**${of}: ${names(reports, facts)}.`
}

function names(reports: readonly ReportFacts[], facts: Pick<Facts, 'steps'>): string {
  const shown = reports.slice(0, maxNames).map(report => named(report, facts))
  return [...shown, ...(reports.length > maxNames ? [`${reports.length - maxNames} more`] : [])].join(', ')
}

function named({ artifact, stepId, type }: ReportFacts, { steps = [] }: Pick<Facts, 'steps'>): string {
  const step = steps.find(({ id }) => id === stepId)
  const ofStep = step === undefined ? '' : ` of step ${inert(step.name)}`
  return `${inert(artifact.name)}${ofStep} (${formats.get(type) ?? inert(type, 40)})`
}
