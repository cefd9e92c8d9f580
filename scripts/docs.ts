// Writes what documents repeat: tables that follow from action.yml, gate/action.yml and the gate's source, workflows of
// examples/, and the repository that hosts the action, which package.json names.
// With --check it writes nothing and fails if a file is stale.
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

/** Inputs of this description are the action's own business and are left out. */
const setByItself = /^Set by the action itself/

function readMetadata(path: string): Metadata {
  return parse(readFileSync(join(root, path), 'utf8')) as Metadata
}

/** The inputs that a workflow may set, with their texts. */
function inputsOf({ inputs }: Metadata): readonly { name: string; description: string; value: string }[] {
  return Object.entries(inputs)
    .filter(([, { description }]) => !setByItself.test(description))
    .map(([name, input]) => ({ name, description: input.description, value: (input.default ?? '').trim() }))
}

/** The first sentence, which has to be enough for whoever only looks an input up. */
function firstSentence(text: string): string {
  return /^.*?\.(?= [A-Z`]|$)/.exec(text.trim().replace(/\s+/g, ' '))?.[0] ?? text
}

/** One line of Markdown in which nothing but inline code has an effect. */
function plain(text: string): string {
  const parts = text.trim().replace(/\s+/g, ' ').split('`')
  // Every other part stands between backticks, where a backslash would show.
  return parts.map((part, index) => (index % 2 === 0 ? part.replace(/[*<]/g, '\\$&') : part)).join('`')
}

/** A table without padding, so that its text reads as well as the page; an empty cell is one blank. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `|${row.map(cell => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`
  const cells = rows.map(row => row.map(text => plain(text).replaceAll('|', '\\|')))
  return [head, head.map(() => '---'), ...cells].map(line).join('\n')
}

function inputTable(metadata: Metadata, describe: (text: string) => string = text => text): string {
  const rows = inputsOf(metadata).map(({ name, description, value }) => {
    const shown = value.includes('\n') ? 'as above' : value === '' ? '' : `\`${value}\``
    return [`\`${name}\``, describe(description), shown]
  })
  return table(['Input', 'What it is', 'Default'], rows)
}

function outputTable({ outputs }: Metadata): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description])
  return table(['Output', 'What it is'], rows)
}

/** A section for each input, so that each can be linked to. */
function inputSections(metadata: Metadata): string {
  const sections = inputsOf(metadata).map(({ name, description, value }) => {
    const byDefault = value.includes('\n')
      ? `Default:\n\n\`\`\`yaml\n${value}\n\`\`\``
      : value === ''
        ? 'Not set by default.'
        : `Default: \`${value}\``
    return `### \`${name}\`\n\n${plain(description)}\n\n${byDefault}`
  })
  return `\n${sections.join('\n\n')}\n`
}

function situationTable(): string {
  const rows = Object.values(situations).map(({ verdict, situation, why }) => [
    verdict,
    sentence(situation),
    sentence(why)
  ])
  return table(['Verdict', 'What happened', 'Why nothing starts'], rows)
}

function sentence(text: string): string {
  return /^(?:pull_request|GITHUB_)/.test(text) ? text : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

/** A workflow of examples/ without what it says of itself at its head. */
function example(name: string): string {
  const workflow = readFileSync(join(root, 'examples', name), 'utf8').replace(/^(?:#.*\n)+/, '')
  return `\`\`\`yaml\n${workflow}\`\`\``
}

/** What stands between markers of each document. */
function generated(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const main = readMetadata('action.yml')
  const gate = readMetadata('gate/action.yml')
  return {
    'README.md': {
      'source.yml': example('source.yml'),
      'gate-and-pipeline.yml': example('gate-and-pipeline.yml'),
      inputs: inputTable(main, firstSentence),
      outputs: outputTable(main)
    },
    'docs/inputs.md': {
      inputs: inputSections(main),
      'gate-inputs': inputTable(gate),
      'gate-outputs': outputTable(gate)
    },
    'docs/environments.md': { situations: situationTable() }
  }
}

/** A document with fresh tables and workflows; throws if a marker is missing. */
export function refresh(path: string, document: string): string {
  return Object.entries(generated()[path] ?? {}).reduce(
    (text, [name, content]) => between(path, text, name, content),
    document
  )
}

function between(path: string, text: string, name: string, content: string): string {
  const start = `<!-- ${name}:start -->`
  const end = `<!-- ${name}:end -->`
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${path} has no markers ${start} and ${end}`)
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`
}

/** The files that name the repository. */
const naming = [
  '*.md',
  'docs/**/*.md',
  'examples/{*,*/*}.md',
  'examples/{*,*/.github/workflows/*}.yml',
  '.github/*.md',
  '.github/ISSUE_TEMPLATE/*.yml'
]
const codeOwners = '.github/CODEOWNERS'

/** A file as it should be; its path is relative to the repository. */
function fresh(path: string, text: string, repository: string): string {
  if (path === codeOwners) return withTeamsOf(text, repository)
  return withRepository(refresh(path, text), repository)
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
