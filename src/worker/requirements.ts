import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { kindOf, type PathLookup, pathInside, type Workspace } from '../world/workspace-path.ts'

const where = 'requirements'

/** What to install besides ZenML: real, absolute paths of requirements files, and single requirements. */
export interface Requirements {
  readonly files: readonly string[]
  readonly lines: readonly string[]
}

// PEP 508: name [extras] (version specifiers or @ URL) ; marker. The installer checks the rest; this tells it from paths and options.
const name = '[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?'
const extras = '(?:\\s*\\[[A-Za-z0-9._,\\s-]*\\])?'
const clause = '(?:===|==|~=|!=|<=|>=|<|>)\\s*[\\w.*+!-]+'
const versions = `\\s*(?:${clause}(?:\\s*,\\s*${clause})*|\\(\\s*${clause}(?:\\s*,\\s*${clause})*\\s*\\))`
const url = '\\s*@\\s*[A-Za-z][A-Za-z0-9+.-]*:\\S+'
const requirement = new RegExp(`^${name}${extras}(?:${versions}|${url})?(?:\\s*;.+)?$`)

/** `-r file`, `--requirement file` and `--requirement=file`, as in a requirements file. */
const fileOption = /^(?:-r\s*|--requirement(?:\s+|\s*=\s*))(\S.*)$/
const looksLikeFile = /^\.|^[^@;\s]*[\\/]|\.(?:txt|in|lock|toml|cfg|pip|ya?ml|py)$/i

/**
 * The input `requirements`: one entry a line, each a requirements file inside the workspace (relative to the working directory) or a
 * requirement such as `pandas==2.*`, `zenml[s3]`, `name @ https://…`; blank lines and comments are dropped.
 * Throws {@link InputError} naming the line, for any other option, a file that isn't there or lies outside the workspace, and anything else.
 */
export async function readRequirements(text: string, workspace: Workspace, lookup: PathLookup): Promise<Requirements> {
  const files: string[] = []
  const lines: string[] = []
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    // pip's own rule: a comment begins at the start or after a blank, since # is also part of URLs.
    const entry = line.replace(/(^|\s)#.*$/, '').trim()
    if (entry === '') continue
    const found = await readEntry(entry, `${where} line ${index + 1}`, workspace, lookup)
    if (found.kind === 'file') files.push(found.path)
    else lines.push(entry)
  }
  return { files, lines }
}

type Entry = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'requirement' }

async function readEntry(entry: string, place: string, workspace: Workspace, lookup: PathLookup): Promise<Entry> {
  const shown = oneLine(entry, 200)
  const option = fileOption.exec(entry)?.[1]
  if (option === undefined && entry.startsWith('-')) {
    throw new InputError(`the option '${shown}' can't be used`, {
      where: place,
      remedy: 'Put options into a requirements file and name that file; only -r and --requirement are read here.'
    })
  }
  const path = option ?? entry
  // A URL is no path, and asking the file system for it would only confuse the message.
  if (option !== undefined || !/^[^\\/]*@\s*[a-z][a-z0-9+.-]*:/i.test(entry)) {
    const real = await pathInside(path, workspace, lookup, place)
    const kind = real === undefined ? 'missing' : await kindOf(real, path, place, lookup)
    if (real !== undefined && kind === 'file') return { kind: 'file', path: real }
    if (option !== undefined || looksLikeFile.test(entry)) {
      const what = kind === 'missing' ? 'there is no file' : 'not a file:'
      throw new InputError(`${what} '${oneLine(path, 200)}' (looked for in ${workspace.folder})`, {
        where: place,
        remedy:
          kind === 'folder'
            ? 'Name a requirements file, or install the package of a folder by a line `.` or `-e .` in such a file.'
            : 'Check its spelling; it is read relative to working-directory, and a step before this one has to check the repository out.'
      })
    }
  }
  if (requirement.test(entry)) return { kind: 'requirement' }
  throw new InputError(`'${shown}' is neither a file nor a requirement`, {
    where: place,
    remedy: 'Write the path of a requirements file or one requirement a line, for example `pandas==2.*`.'
  })
}
