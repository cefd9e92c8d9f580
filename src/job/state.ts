import type { ProcessGroup } from '../process/process-group.ts'
import { ActionError } from '../text/errors.ts'
import { at, isObject, optionalString } from '../text/json.ts'
import type { RunnerFiles } from '../world/world.ts'
import type { Baseline } from './start-search.ts'

/** What main leaves for post: enough to find and stop its runs, and never a secret. */
export interface State {
  /** Whether main has seen its work to an end, or meant to leave it. */
  readonly settled: boolean
  /** Name of the environment. */
  readonly environment: string
  /** Base URL of the server that main used. */
  readonly server: string
  /** Digest of what else decides where a connection goes: proxies and trusted certificates. */
  readonly route: string
  readonly projectId: string
  readonly accountId: string
  /** Name under which main asked the server to start a run; missing with a command. */
  readonly runName?: string
  /** Idempotency key of the requests to start it, a UUIDv4. */
  readonly idempotencyKey?: string
  /** The command in this job, if there is one. */
  readonly command?: CommandState
  /** Ids of the runs that are known to be main's. */
  readonly runIds: readonly string[]
  /** Dashboard address of the first run. */
  readonly runUrl?: string
}

/** What post has to know of a command, beside the ids of its runs. */
export interface CommandState extends Baseline {
  /** The process group that it leads, once it has been started. */
  readonly group?: ProcessGroup
  /** Absolute path of the file into which its requests to start runs are noted. */
  readonly notesFile: string
  /** Ids that it printed as those of its runs, in case its requests could not be observed. */
  readonly printedIds: readonly string[]
}

const key = 'trigger'

/** What main leaves for post, saved at each change: the runner keeps the last value of a name. */
export class SavedState {
  readonly #runner: RunnerFiles
  #state: State

  constructor(runner: RunnerFiles, initial: State) {
    this.#runner = runner
    this.#state = initial
  }

  get current(): State {
    return this.#state
  }

  save(change: Partial<State>): void {
    this.#keep({ ...this.#state, ...change })
  }

  /** Forgets a process in this job that has ended and started nothing, so that only what comes after it is left. */
  forgetCommand(): void {
    const { command: _, ...rest } = this.#state
    this.#keep(rest)
  }

  #keep(state: State): void {
    this.#state = state
    this.#runner.saveState(key, JSON.stringify(this.#state))
  }
}

/**
 * Leaves word that there is nothing for post to do so far. Without it a later step could make up a state of its own,
 * since the runner hands the job's variables on to post, `STATE_trigger` too.
 */
export function saveNothingToDo(runner: RunnerFiles): void {
  runner.saveState(key, JSON.stringify({ settled: true }))
}

/** The state that main saved last, or undefined if it saved none; throws {@link ActionError} if it can't be read. */
export function readState(runner: Pick<RunnerFiles, 'readState'>): State | undefined {
  const text = runner.readState(key)
  if (text === '') return undefined
  const json = parse(text)
  if (!isObject(json)) return undefined

  const textOf = (name: string): string => optionalString(json, name) ?? ''
  const optional = (name: 'runName' | 'idempotencyKey' | 'runUrl') => {
    const value = optionalString(json, name)
    return value === undefined ? {} : { [name]: value }
  }

  const baseline = { projectId: textOf('projectId'), accountId: textOf('accountId') }
  const command = readCommand(json['command'], baseline)
  return {
    settled: json['settled'] === true,
    environment: textOf('environment'),
    server: textOf('server'),
    route: textOf('route'),
    ...baseline,
    runIds: texts(json['runIds']),
    ...optional('runName'),
    ...optional('idempotencyKey'),
    ...(command === undefined ? {} : { command }),
    ...optional('runUrl')
  }
}

/** Whether main left something for post to see to, or a state that can't be read. */
export function isLeft(runner: Pick<RunnerFiles, 'readState'>): boolean {
  try {
    return readState(runner)?.settled === false
  } catch {
    return true
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ActionError('What the main step left for the post step cannot be read', { where: 'GITHUB_STATE', cause })
  }
}

function readCommand(json: unknown, baseline: Pick<Baseline, 'projectId' | 'accountId'>): CommandState | undefined {
  const notesFile = optionalString(json, 'notesFile')
  const sinceMs = at(json, 'sinceMs')
  if (notesFile === undefined || typeof sinceMs !== 'number') return undefined

  const pid = at(json, 'group', 'pid')
  const startTicks = at(json, 'group', 'startTicks')
  const [earlierIds, printedIds] = [texts(at(json, 'earlierIds')), texts(at(json, 'printedIds'))]
  const command = { ...baseline, notesFile, sinceMs, earlierIds, printedIds }
  if (typeof pid !== 'number' || pid < 2) return command
  return { ...command, group: { pid, startTicks: typeof startTicks === 'number' ? startTicks : null } }
}

function texts(json: unknown): readonly string[] {
  return Array.isArray(json) ? json.filter(item => typeof item === 'string') : []
}
