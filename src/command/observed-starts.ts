import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { field, isObject, type JsonObject } from '../text/json.ts'

/** Where the hook stops, so that more is not its own. */
const maxBytes = 1 << 20
const maxLines = 10_000

/** How a run is asked for: by the client that runs it, or of the server by a snapshot, a run template or an earlier run. */
export type StartKind = 'run' | 'snapshot' | 'template' | 'replay'

/** A request of the command that starts a run, as its Python noted it: a candidate, since the command can write what it likes. */
export interface ObservedStart {
  /** Tells it from every other one. */
  readonly key: string
  readonly kind: StartKind
  /** The name that the request gave the run, 1 to 255 characters, foreign text; of the client's two for one run, the second is not it (0.98.0). */
  readonly name?: string
  /** UUID in lower case of the snapshot, run template or run that it was started from. */
  readonly sourceId?: string
  /** UUID in lower case of the run, from the server's answer. Two requests may have the same, since the client sends two for one run. */
  readonly runId?: string
  /** HTTP status of an answer without a run; with neither, no answer came, or none so far. */
  readonly status?: number
}

/** What a command's own Python noted of its requests. */
export interface Observations {
  /** Whether any Python got as far as the hook; a `python -I` that is not observed may have started one that is. */
  readonly python: boolean
  /** Whether any request went to the store. */
  readonly client: boolean
  /** In order of their first appearance. */
  readonly starts: readonly ObservedStart[]
  /** Whether there was more than is noted or read. */
  readonly isCut: boolean
}

/** A request to start a run whose answer nobody has heard: by the run's name, or by what it was to be started from. */
export interface UnansweredStart extends Partial<Pick<ObservedStart, 'name' | 'sourceId'>> {
  /** Whether the same was asked for again later, and answered with a run. */
  readonly wasRepeated?: boolean
}

type Changeable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Reads the notes; what isn't a regular file, or can't be read, has none. Neither follows a link nor waits for anybody; never throws. */
export async function readObservations(path: string): Promise<Observations> {
  let file: FileHandle | undefined
  try {
    // Windows has neither flag.
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    if (!(await file.stat()).isFile()) return parseObservations('')

    const { bytes, isCut } = await readStart(file)
    const observed = parseObservations(bytes.toString())
    return { ...observed, isCut: observed.isCut || isCut }
  } catch {
    return parseObservations('')
  } finally {
    await file?.close().catch(() => undefined)
  }
}

async function readStart(file: FileHandle): Promise<{ readonly bytes: Buffer; readonly isCut: boolean }> {
  const buffer = Buffer.alloc(maxBytes + 1)
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return { bytes: buffer.subarray(0, Math.min(length, maxBytes)), isCut: length > maxBytes }
}

/** The notes in a text, of which only whole lines count; lines that the hook doesn't write say nothing. */
export function parseObservations(text: string): Observations {
  const lines = text
    .split('\n')
    .slice(0, -1)
    .filter(line => line !== '')
  const starts = new Map<string, Changeable<ObservedStart>>()
  const observed = { python: false, client: false, isCut: lines.length > maxLines }

  for (const line of lines.slice(0, maxLines)) {
    const note = readNote(line)
    if (note === undefined) continue
    observed.python ||= typeof field(note, 'python') === 'number'
    observed.client ||= typeof field(note, 'client') === 'number'
    observed.isCut ||= typeof field(note, 'cut') === 'number'
    readStartNote(note, starts)
  }
  return { ...observed, starts: [...starts.values()] }
}

function readNote(line: string): JsonObject | undefined {
  try {
    const note: unknown = JSON.parse(line)
    return isObject(note) ? note : undefined
  } catch {
    return undefined
  }
}

/** A start has a line when it is sent, and one when it is answered. */
function readStartNote(note: JsonObject, starts: Map<string, Changeable<ObservedStart>>): void {
  const key = field(note, 'start')
  if (typeof key !== 'string' || !/^\d+-[0-9a-f]{1,64}$/.test(key)) return

  const kind = readKind(field(note, 'kind'))
  const known = starts.get(key)
  if (known === undefined) {
    if (kind === undefined) return
    const name = readName(field(note, 'name'))
    const sourceId = readId(note, 'source')
    starts.set(key, {
      key,
      kind,
      ...(name === undefined ? {} : { name }),
      ...(sourceId === undefined ? {} : { sourceId })
    })
    return
  }

  if (known.runId !== undefined || known.status !== undefined) return
  const runId = readId(note, 'id')
  const status = field(note, 'status')
  if (runId !== undefined) known.runId = runId
  else if (typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599)
    known.status = status
}

function readKind(value: unknown): StartKind | undefined {
  return value === 'run' || value === 'snapshot' || value === 'template' || value === 'replay' ? value : undefined
}

function readName(value: unknown): string | undefined {
  // Counted as Python and ZenML's database do, by code points.
  return typeof value === 'string' && value !== '' && [...value].length <= 255 ? value : undefined
}

function readId(note: JsonObject, name: string): string | undefined {
  const value = field(note, name)
  const isUuid = typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
  return isUuid ? value.toLowerCase() : undefined
}

/** The ids of the runs that were seen to be started, each once, in the order of their requests. */
export function startedIds({ starts }: Observations): readonly string[] {
  return [...new Set(starts.flatMap(({ runId }) => runId ?? []))]
}

/** The starts of which it is not known whether they made a run; ZenML's client repeats a request under the same name. */
export function unansweredStarts({ starts }: Observations): readonly UnansweredStart[] {
  const answered = new Set(starts.flatMap(({ name, runId }) => (name === undefined || runId === undefined ? [] : name)))
  const names = new Set<string>()

  return starts.flatMap(({ kind, name, runId, sourceId, status }, index): UnansweredStart[] => {
    if (runId !== undefined || isRefusal(status)) return []
    if (name === undefined) {
      const isSame = (other: ObservedStart) => other.kind === kind && other.sourceId === sourceId
      const wasRepeated = starts.slice(index + 1).some(other => isSame(other) && other.runId !== undefined)
      return [{ ...(sourceId === undefined ? {} : { sourceId }), wasRepeated }]
    }
    if (answered.has(name) || names.has(name)) return []
    names.add(name)
    return [{ name }]
  })
}

/** Whether an answer says that no run was made; what a gateway says after its own time limit does not. */
function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && ![408, 499].includes(status)
}
