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
