import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The licence's text of a package that was published without one, from its repository; undefined where none is kept. */
export function keptText(name: string): string | undefined {
  const path = join(import.meta.dirname, 'licence-texts', `${name.replace('/', '+')}.txt`)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** Names of the packages whose code is in a bundle, by the module paths that ncc leaves in it. */
export function bundledNames(bundle: string): readonly string[] {
  const paths = bundle.matchAll(/[./]node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//g)
  return [...new Set([...paths].map(([, name = '']) => name))].sort()
}

/** One package's part of a `licenses.txt`: its name, its licence and the text, which may be empty. */
export interface Notice {
  readonly name: string
  readonly licence: string
  readonly text: string
}

/** Reads ncc's `licenses.txt`, given the names of the packages that can be in it. */
export function parseNotices(file: string, names: readonly string[]): readonly Notice[] {
  const notices: { name: string; licence: string; lines: string[] }[] = []
  const lines = file.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const starts = names.includes(line) && (index === 0 || lines[index - 1] === '')
    if (starts) notices.push({ name: line, licence: lines[++index] ?? '', lines: [] })
    else notices.at(-1)?.lines.push(line)
  }
  return notices.map(({ name, licence, lines }) => ({ name, licence, text: lines.join('\n').trim() }))
}

/** A `licenses.txt` with the kept texts where it has none; `names` are those of the packages that can be in it. */
export function withKeptTexts(file: string, names: readonly string[]): string {
  const complete = ({ name, licence, text }: Notice): string =>
    [name, licence, text === '' ? (keptText(name) ?? '').trim() : text].join('\n')
  return `${parseNotices(file, names).map(complete).join('\n\n')}\n`
}
