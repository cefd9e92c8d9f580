import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built entry points, absolute. */
export const built = {
  main: fileURLToPath(new URL('../dist/index.js', import.meta.url)),
  post: fileURLToPath(new URL('../dist/post/index.js', import.meta.url)),
  gate: fileURLToPath(new URL('../dist/gate/index.js', import.meta.url))
}

/** One use of a built entry point, as GitHub's runner would make it. */
export interface ActionUse {
  /** Absolute path of the built file. */
  readonly file: string
  /** Inputs by their names in action.yml. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Event name and payload; the payload's text is used as it is where it is a string. */
  readonly event: { readonly name: string; readonly payload: unknown }
  /** Further variables; undefined takes one of the runner's own away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** State that an earlier entry point of the same step saved. */
  readonly state?: Readonly<Record<string, string>>
  /** Called with every line of the log as it comes. */
  readonly onLine?: (line: string, process: ActionProcess) => void
  /** Ended by SIGKILL after this time, ms. */
  readonly limitMs?: number
}

/** The running entry point. */
export interface ActionProcess {
  readonly pid: number
  /** Paths of the runner's command files by their variables. */
  readonly files: Readonly<Record<string, string | undefined>>
  kill(signal: NodeJS.Signals): void
}

/** What came of it: exit code, the log as printed, and the parsed command files. */
export interface ActionResult {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly exported: Readonly<Record<string, string>>
  readonly summary: string
  /** All text of the files that were left in the workspace, the temporary folder and the home folder. */
  readonly left: string
  readonly durationMs: number
}

const commandFiles = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'] as const

/** Runs a built entry point under this Node with nothing but what a runner gives it. */
export async function runAction(use: ActionUse): Promise<ActionResult> {
  const folder = await mkdtemp(join(tmpdir(), 'gated-trigger-runner-'))
  try {
    const env = await runnerEnvironment(use, folder)
    const started = performance.now()
    const child = spawn(process.execPath, [use.file], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    const files = Object.fromEntries(commandFiles.map(name => [name, env[name]]))
    const handle: ActionProcess = { pid: child.pid ?? -1, files, kill: signal => child.kill(signal) }
    let log = ''
    let pending = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text
        const lines = (pending + text).split('\n')
        pending = lines.pop() ?? ''
        for (const line of lines) use.onLine?.(line, handle)
      })
    }
    const limit = setTimeout(() => child.kill('SIGKILL'), use.limitMs ?? 180_000)
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    clearTimeout(limit)
    const [outputs, state, exported] = await Promise.all(
      (['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV'] as const).map(name => parseCommandFile(env[name] ?? ''))
    )
    const summary = await readCommandFile(env['GITHUB_STEP_SUMMARY'] ?? '')
    const left = await textsIn(folder, new Set(commandFiles))
    const durationMs = performance.now() - started
    return {
      code,
      signal,
      log,
      outputs: outputs ?? {},
      state: state ?? {},
      exported: exported ?? {},
      summary,
      left,
      durationMs
    }
  } finally {
    // A command that outlives a killed main may write into it meanwhile.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

/** The texts of a folder's files, but for packages that were installed there, and what is far too large for a secret. */
async function textsIn(folder: string, without: ReadonlySet<string>): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true })
  const texts = entries.map(async entry => {
    const path = join(folder, entry.name)
    if (without.has(entry.name) || entry.name === 'site-packages') return ''
    if (entry.isDirectory()) return textsIn(path, new Set())
    return entry.isFile() && (await stat(path)).size < 1_000_000 ? readFile(path, 'utf8') : ''
  })
  return (await Promise.all(texts)).join('\n')
}

/** The variables of a runner for one use, with the files behind them in a folder. */
export async function runnerEnvironment(use: ActionUse, folder: string): Promise<Record<string, string>> {
  const eventPath = join(folder, 'event.json')
  const { payload } = use.event
  await writeFile(eventPath, typeof payload === 'string' ? payload : JSON.stringify(payload))
  for (const name of ['workspace', 'temp']) await mkdir(join(folder, name))
  const files = Object.fromEntries(commandFiles.map(name => [name, join(folder, name)]))
  await Promise.all(Object.values(files).map(path => writeFile(path, '')))
  const inputs = Object.entries(use.inputs ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  const state = Object.entries(use.state ?? {}).map(([name, value]) => [`STATE_${name}`, value])
  const all: Record<string, string | undefined> = {
    PATH: process.env['PATH'],
    HOME: folder,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: use.event.name,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_REPOSITORY: 'acme/models',
    GITHUB_SHA: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
    GITHUB_RUN_ID: String(Math.floor(Math.random() * 1e12)),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'train',
    GITHUB_ACTION: '__acme_zenml-gated-trigger',
    GITHUB_ACTOR: 'octocat',
    GITHUB_WORKSPACE: join(folder, 'workspace'),
    RUNNER_TEMP: join(folder, 'temp'),
    RUNNER_OS: 'Linux',
    ...files,
    ...Object.fromEntries([...inputs, ...state]),
    ...use.env
  }
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** The text of a command file; empty where something that can't be read has taken its place, as a test may want. */
async function readCommandFile(path: string): Promise<string> {
  const isFile = (await stat(path).catch(() => undefined))?.isFile() ?? false
  return isFile ? readFile(path, 'utf8') : ''
}

/** Reads a command file of the runner: `name=value` lines and `name<<delimiter` blocks; the last value counts. */
async function parseCommandFile(path: string): Promise<Record<string, string>> {
  const lines = (await readCommandFile(path)).split('\n')
  const values: Record<string, string> = {}
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const block = /^(.+?)<<(.+)$/.exec(line)
    if (block === null) {
      const equals = line.indexOf('=')
      if (equals > 0) values[line.slice(0, equals)] = line.slice(equals + 1)
      continue
    }
    const end = lines.indexOf(block[2] ?? '', index + 1)
    if (end < 0) throw new Error(`the block of ${block[1]} has no end`)
    values[block[1] ?? ''] = lines.slice(index + 1, end).join('\n')
    index = end
  }
  return values
}

/** A push event to a branch, as GitHub delivers it, cut down to what matters, with the variables that go with it. */
export function pushTo(
  branch: string,
  repository = 'acme/models'
): Pick<ActionUse, 'event'> & { env: Record<string, string> } {
  const ref = `refs/heads/${branch}`
  const after = '6dcb09b5b57875f334f61aebed695e2e4193db5e'
  const payload = {
    ref,
    before: '0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c',
    after,
    created: false,
    deleted: false,
    forced: false,
    base_ref: null,
    repository: { id: 186853002, name: 'models', full_name: repository, fork: false, default_branch: 'main' },
    sender: { login: 'octocat', id: 1, type: 'User' },
    head_commit: { id: after, message: 'Train on the new data' }
  }
  return {
    event: { name: 'push', payload },
    env: {
      GITHUB_REF: ref,
      GITHUB_REF_NAME: branch,
      GITHUB_REF_TYPE: 'branch',
      GITHUB_REPOSITORY: repository,
      GITHUB_SHA: after
    }
  }
}

/** The log as GitHub shows it: masked values hidden, debug lines and mask commands left out, annotations marked. */
export function shownLog(log: string): string {
  const masks = [...log.matchAll(/^::add-mask::(.+)$/gm)].map(match => unescapeData(match[1] ?? ''))
  const lines = log.split('\n').flatMap(line => {
    if (/^::(?:add-mask|debug)::/.test(line)) return []
    const command = /^::(group|endgroup|notice|warning|error)(?: [^:]*)?::(.*)$/.exec(line)
    if (command === null) return [line]
    if (command[1] === 'endgroup') return []
    const text = unescapeData(command[2] ?? '')
    return [command[1] === 'group' ? `▼ ${text}` : `${command[1]}: ${text}`]
  })
  // The longest first, as a short mask may be part of a longer one.
  return masks
    .sort((a, b) => b.length - a.length)
    .reduce((text, mask) => text.replaceAll(mask, '***'), lines.join('\n'))
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
