import { join } from 'node:path'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { kindOf, type PathLookup, pathInside, type Workspace } from '../world/workspace-path.ts'

const where = 'requirements'

/** What to install along with ZenML; every path is real and absolute. */
export interface Requirements {
  /** Requirements files. */
  readonly files: readonly string[]
  /** Files whose dependencies only uv reads: a project's `pyproject.toml`, `setup.py` or `setup.cfg`, a script with metadata. */
  readonly projects: readonly string[]
  /** Single requirements, as lines of a requirements file: names, addresses, packages and folders of the workspace. */
  readonly lines: readonly string[]
}

// PEP 508: name [extras] (version specifiers or @ URL) ; marker. The installer checks the rest; this only sets a requirement apart
// from paths and options.
const name = '[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?'
const extras = '(?:\\s*\\[[A-Za-z0-9._,\\s-]*\\])?'
const clause = '(?:===|==|~=|!=|<=|>=|<|>)\\s*[\\w.*+!-]+'
const versions = `\\s*(?:${clause}(?:\\s*,\\s*${clause})*|\\(\\s*${clause}(?:\\s*,\\s*${clause})*\\s*\\))`
const url = '\\s*@\\s*[A-Za-z][A-Za-z0-9+.-]*:\\S+'
const requirement = new RegExp(`^${name}${extras}(?:${versions}|${url})?(?:\\s*;.+)?$`)

/** `-r file`, `--requirement file` and `--requirement=file`, as in a requirements file. */
const fileOption = /^(?:-r\s*|--requirement(?:\s+|\s*=\s*))(\S.*)$/
const editableOption = /^(?:-e\s*|--editable(?:\s+|\s*=\s*))(\S.*)$/
const looksLikeFile = /^\.|^[^@;\s]*[\\/]|\.(?:txt|in|lock|toml|cfg|pip|ya?ml|py|whl|zip|tar\.gz)$|^Pipfile$/i
const address = /^(?:[^\\/]*@\s*)?[a-z][a-z0-9+.-]+:\/\/\S/i
const archive = /\.(?:whl|zip|tar\.gz|tgz|tar\.bz2)$/i
/** What makes a folder a package that can be installed. */
const projectFiles = ['pyproject.toml', 'setup.py', 'setup.cfg'] as const

const asProject = 'Write `.` to install the project itself, or'
/** Files of other tools, which no installer reads as requirements, and what to do with each. */
const foreignFiles: readonly (readonly [RegExp, string])[] = [
  [/^uv\.lock$/i, `${asProject} name a file made by \`uv export --frozen --no-emit-project -o requirements.txt\`.`],
  [/^poetry\.lock$/i, `${asProject} name a file made by \`poetry export -o requirements.txt\` (poetry-plugin-export).`],
  [/^pdm\.lock$/i, `${asProject} name a file made by \`pdm export -o requirements.txt\`.`],
  [/^pipfile(?:\.lock)?$/i, 'Name a file made by `pipenv requirements > requirements.txt`.'],
  [
    /^pylock(?:\.[^.]+)?\.toml$/i,
    'Name a file with the same packages as requirements, made by the tool that made this one, for example `uv export --frozen -o requirements.txt`.'
  ],
  [
    /^(?:conda-lock|environment[\w.-]*|conda[\w.-]*)\.ya?ml$|^conda[\w.-]*\.lock$/i,
    "It lists conda's packages: write their names on PyPI as requirements, or make the environment in a step before this one and set `python` to its interpreter and `zenml-version: none`."
  ]
]

type Entry = { readonly kind: 'files' | 'projects' | 'lines'; readonly value: string }

/**
 * The input `requirements`, one entry a line: a requirements file, `pyproject.toml`, a folder with a project (`.`, `.[extra]`,
 * `-e .`) or a built package, each inside the workspace and relative to the working directory, or a requirement such as
 * `pandas==2.*`, `zenml[s3]`, `name @ https://…`; blank lines and comments are dropped.
 * Throws {@link InputError} naming the line, for any other option, a file that isn't there or lies outside the workspace, a file
 * of another tool, and anything else.
 */
export async function readRequirements(text: string, workspace: Workspace, lookup: PathLookup): Promise<Requirements> {
  const found: Record<Entry['kind'], string[]> = { files: [], projects: [], lines: [] }
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    // pip's own rule: a comment begins at the start or after a blank, since # is also part of URLs.
    const entry = line.replace(/(^|\s)#.*$/, '').trim()
    if (entry === '') continue

    const { kind, value } = await readEntry(entry, `${where} line ${index + 1}`, workspace, lookup)
    found[kind].push(value)
  }
  return found
}

async function readEntry(entry: string, place: string, workspace: Workspace, lookup: PathLookup): Promise<Entry> {
  const shown = oneLine(entry, 200)
  const option = fileOption.exec(entry)?.[1]
  const editable = editableOption.exec(entry)?.[1]
  const isBare = option === undefined && editable === undefined
  if (isBare && entry.startsWith('-')) {
    throw new InputError(`The option '${shown}' cannot be used`, {
      where: place,
      remedy:
        'Put options into a requirements file and name that file; only -r, --requirement, -e and --editable are read here.'
    })
  }

  // The file system isn't asked for a URL, which would only confuse the message.
  if (isBare && address.test(entry)) return { kind: 'lines', value: entry }
  if (editable !== undefined && address.test(editable)) {
    throw new InputError(`'${shown}' would be installed from elsewhere so that it can be edited`, {
      where: place,
      remedy: 'Write `name @ git+https://…`; -e is for a folder of the workspace.'
    })
  }

  const local = await readPath({ option, editable, entry }, place, workspace, lookup)
  if (local !== undefined) return local
  if (requirement.test(entry)) return { kind: 'lines', value: entry }
  throw new InputError(`'${shown}' is neither a file nor a requirement`, {
    where: place,
    remedy: 'Write the path of a requirements file or one requirement a line, for example `pandas==2.*`.'
  })
}

interface PathEntry {
  readonly option: string | undefined
  readonly editable: string | undefined
  readonly entry: string
}

/** What an entry names in the workspace; undefined if nothing is there and it may be a requirement. */
async function readPath(
  asked: PathEntry,
  place: string,
  workspace: Workspace,
  lookup: PathLookup
): Promise<Entry | undefined> {
  const { option, editable } = asked
  const { path, extra } = splitExtra(asked)
  const mayBePath = option !== undefined || editable !== undefined || looksLikeFile.test(path)
  if (extra !== '' && !mayBePath) return undefined

  const real = await pathInside(path, workspace, lookup, place)
  const kind = real === undefined ? 'missing' : await kindOf(real, path, place, lookup)
  // `src` is a package's name before it is the name of a folder.
  if (real !== undefined && kind === 'folder' && option === undefined && mayBePath) {
    await requireProject(real, path, place, lookup)
    return { kind: 'lines', value: `${editable === undefined ? '' : '-e '}${real}${extra}` }
  }

  if (real !== undefined && kind === 'file' && editable === undefined) return fileEntry(real, path, extra, place)
  if (!mayBePath) return undefined
  const what = editable === undefined ? 'file' : 'folder'
  throw kind === 'missing' ? notThere(what, path, place, workspace) : notOfKind(what, path, place, workspace)
}

/** A path and the extras of its package, `./folder[s3]`; a file that `-r` names has none. */
function splitExtra({ option, editable, entry }: PathEntry): { readonly path: string; readonly extra: string } {
  const text = option ?? editable ?? entry
  const found = option === undefined ? /^(.*?)\s*(\[[A-Za-z0-9._,\s-]*\])$/s.exec(text) : null
  return { path: found?.[1] ?? text, extra: found?.[2] ?? '' }
}

function notThere(what: string, path: string, place: string, { folder }: Workspace): InputError {
  return new InputError(`There is no ${what} '${oneLine(path, 200)}' (looked for in ${folder})`, {
    where: place,
    remedy:
      'Check its spelling; it is read relative to working-directory, and a step before this one has to check the repository out.'
  })
}

function notOfKind(what: string, path: string, place: string, { folder }: Workspace): InputError {
  return new InputError(`Not a ${what}: '${oneLine(path, 200)}' (looked for in ${folder})`, {
    where: place,
    remedy: 'Name a requirements file; the package of a folder is installed by `.`, `./folder` or `-e ./folder`.'
  })
}

function fileEntry(real: string, path: string, extra: string, place: string): Entry {
  const file = real.replace(/^.*[\\/]/, '')
  const remedy = foreignFiles.find(([pattern]) => pattern.test(file))?.[1]
  if (remedy !== undefined) {
    throw new InputError(`'${oneLine(path, 200)}' is not a requirements file, but another tool's`, {
      where: place,
      remedy
    })
  }

  if (archive.test(file)) return { kind: 'lines', value: `${real}${extra}` }
  return { kind: /\.(?:toml|py|cfg)$/i.test(file) ? 'projects' : 'files', value: real }
}

async function requireProject(real: string, path: string, place: string, lookup: PathLookup): Promise<void> {
  for (const file of projectFiles) {
    if ((await kindOf(join(real, file), path, place, lookup)) === 'file') return
  }
  throw new InputError(`The folder '${oneLine(path, 200)}' has no Python project`, {
    where: place,
    remedy: 'It needs a pyproject.toml or a setup.py; name a requirements file if the folder has one.'
  })
}
