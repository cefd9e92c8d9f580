import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** What requirements files say that decides on the installer and its settings. */
export interface FileFacts {
  /** Options on lines of their own, by their long names without dashes, with their values; a switch has an empty one. */
  readonly options: Readonly<Record<string, readonly string[]>>
  /** Files with a requirement that has a hash; a file counts if one that it names has one. */
  readonly hashed: readonly string[]
  /** Variables that are to be filled in (`${NAME}`). */
  readonly variables: readonly string[]
  readonly text: string
}

/** Files that are read at most, and of each at most so many bytes. */
const maxFiles = 200
const maxBytes = 4 * 1024 * 1024

const shortNames: Readonly<Record<string, string>> = {
  '-i': 'index-url',
  '--pypi-url': 'index-url',
  '-f': 'find-links',
  '-r': 'requirement',
  '-c': 'constraint',
  '-e': 'editable'
}

/** Reads requirements files and those that they name; what can't be read is left to the installer. */
export async function readRequirementFiles(paths: readonly string[]): Promise<FileFacts> {
  const seen = new Map<string, boolean>()
  const options: Record<string, string[]> = {}
  const variables = new Set<string>()
  const hashed: string[] = []
  const texts: string[] = []

  const read = async (path: string): Promise<boolean> => {
    const known = seen.get(path)
    if (known !== undefined || seen.size >= maxFiles) return known ?? false
    // Files may name each other in a circle.
    seen.set(path, false)
    const text = await textOf(path)
    texts.push(text)
    for (const [, name = ''] of text.matchAll(/\$\{([A-Z0-9_]+)\}/g)) variables.add(name)

    let hasHash = false
    for (const line of linesOf(text)) {
      hasHash ||= /\s--hash[=\s]/.test(line)
      const found = optionOf(line)
      if (found === undefined) continue
      options[found.name] = [...(options[found.name] ?? []), found.value]
      const isFile = ['requirement', 'constraint'].includes(found.name) && !/^[a-z][a-z0-9+.-]+:\/\//i.test(found.value)
      if (isFile) hasHash = (await read(resolve(dirname(path), found.value))) || hasHash
    }
    seen.set(path, hasHash)
    return hasHash
  }

  for (const path of paths) if (await read(path)) hashed.push(path)
  return { options, hashed, variables: [...variables], text: texts.join('\n') }
}

/** The lines of a requirements file as pip reads them: continued ones joined, without comments. */
function linesOf(text: string): readonly string[] {
  const joined = text.replace(/\\(?:\r\n|\n|\r)/g, ' ')
  return joined.split(/\r\n|\n|\r/).map(line => line.replace(/(^|\s)#.*$/, '').trim())
}

function optionOf(line: string): { readonly name: string; readonly value: string } | undefined {
  const [, short, long, value = ''] = /^(?:(-[a-z])|(--[a-z][a-z0-9-]*))(?:\s*=\s*|\s*)(.*)$/.exec(line) ?? []
  const option = short ?? long
  if (option === undefined) return undefined
  return { name: shortNames[option] ?? option.replace(/^-+/, ''), value: value.replace(/^(['"])(.*)\1$/, '$2') }
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    return size > maxBytes ? '' : await readFile(path, 'utf8')
  } catch {
    return ''
  }
}
