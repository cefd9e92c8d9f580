// Writes what documents repeat: the tables of README.md, which follow from action.yml, gate/action.yml and the gate's
// source, and the repository that hosts the action, which package.json names.
// With --check it writes nothing and fails where a file is stale.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { hostingRepository, withRepository, withTeamsOf } from './repository.ts'
import { situations } from './situations.ts'

const root = join(import.meta.dirname, '..')

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

/** Inputs of this description are the action's own business and are left out of the table. */
const setByItself = /^Set by the action itself/

function readMetadata(path: string): Metadata {
  return parse(readFileSync(join(root, path), 'utf8')) as Metadata
}

/** One line of Markdown for a table's cell, with nothing in it but inline code. */
function cell(text: string): string {
  const parts = text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|').split('`')
  // Every other part stands between backticks, where a backslash would show.
  return parts.map((part, index) => (index % 2 === 0 ? part.replace(/[*<]/g, '\\$&') : part)).join('`')
}

function defaultCell(value: string | undefined): string {
  const lines = (value ?? '').trim().split('\n')
  return lines.map(line => (line === '' ? '' : cell(`\`${line}\``))).join('<br>')
}

/** A table with aligned columns, as the formatter has them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map(row => (row[column] ?? '').length)))
  const line = (row: readonly string[], filler = ' ') =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width, filler)).join(' | ')} |`
  return [line(head), line([], '-'), ...rows.map(row => line(row))].join('\n')
}

function inputTable({ inputs }: Metadata): string {
  const rows = Object.entries(inputs)
    .filter(([, { description }]) => !setByItself.test(description))
    .map(([name, input]) => [`\`${name}\``, cell(input.description), defaultCell(input.default)])
  return table(['Input', 'What it is', 'Default'], rows)
}

function outputTable({ outputs }: Metadata): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, cell(description)])
  return table(['Output', 'What it is'], rows)
}

function situationTable(): string {
  const rows = Object.values(situations).map(({ verdict, situation, why }) => [
    verdict,
    cell(sentence(situation)),
    cell(sentence(why))
  ])
  return table(['', 'What happened', 'Why nothing starts'], rows)
}

function sentence(text: string): string {
  return /^(?:pull_request|GITHUB_)/.test(text) ? text : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

/** The README with fresh tables; throws where a marker is missing. */
export function refresh(readme: string): string {
  const main = readMetadata('action.yml')
  const gate = readMetadata('gate/action.yml')
  const tables: Readonly<Record<string, string>> = {
    inputs: inputTable(main),
    outputs: outputTable(main),
    'gate-inputs': inputTable(gate),
    'gate-outputs': outputTable(gate),
    situations: situationTable()
  }
  return Object.entries(tables).reduce((text, [name, content]) => between(text, name, content), readme)
}

function between(text: string, name: string, content: string): string {
  const start = `<!-- ${name}:start -->`
  const end = `<!-- ${name}:end -->`
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`README.md has no markers ${start} and ${end}`)
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`
}

/** The files that name the repository. */
const naming = ['*.md', 'docs/**/*.md', 'examples/**/*.{md,yml}', '.github/*.md', '.github/ISSUE_TEMPLATE/*.yml']
const codeOwners = '.github/CODEOWNERS'

/** A file as it should be; its path is relative to the repository. */
function fresh(path: string, text: string, repository: string): string {
  if (path === codeOwners) return withTeamsOf(text, repository)
  return withRepository(path === 'README.md' ? refresh(text) : text, repository)
}

if (import.meta.main) {
  const repository = hostingRepository(readFileSync(join(root, 'package.json'), 'utf8'))
  const files = [...globSync(naming, { cwd: root }), codeOwners].map(path => {
    const before = readFileSync(join(root, path), 'utf8')
    return { path, before, after: fresh(path, before, repository) }
  })
  const stale = files.filter(({ before, after }) => before !== after)

  if (!process.argv.includes('--check')) {
    for (const { path, after } of stale) writeFileSync(join(root, path), after)
  } else if (stale.length > 0) {
    const paths = stale.map(({ path }) => path).join(', ')
    console.error(`Stale: ${paths}. Run 'npm run docs' and commit the result.`)
    process.exitCode = 1
  }
}
