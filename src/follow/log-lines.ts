import type { LogEntry } from '../zenml/step-logs.ts'
import { NumberSet } from './number-set.ts'

/**
 * Finds out which entries of a log are new, as it is read from its beginning again and again. Entries go by their ids:
 * an artifact store that can't append merges its files when the step ends, so that for a moment entries stand there
 * twice, or in another order (`ArtifactLogExporter._merge` of 0.98.0). If the ids are made up at each reading, they go by
 * their place.
 */
export class NewEntries {
  #known = new NumberSet()
  #first: LogEntry | undefined
  #goesByPlace = false
  /** Place of the next entry in this reading. */
  #place = 0
  /** How many entries there were at most. */
  #count = 0

  /** To be called before each reading. */
  begin(): void {
    this.#place = 0
  }

  /** Whether an entry, the next one of this reading, was in no reading before. */
  has(entry: LogEntry): boolean {
    if (this.#place === 0) this.#chooseWay(entry)
    const place = this.#place++
    const isBeyond = place >= this.#count
    this.#count = Math.max(this.#count, this.#place)
    const key = keyOf(entry)
    return this.#goesByPlace || Number.isNaN(key) ? isBeyond : this.#known.add(key)
  }

  #chooseWay(entry: LogEntry): void {
    this.#first ??= entry
    const { id, message, timestamp } = this.#first
    const isSame = entry.message === message && entry.timestamp === timestamp
    if (!Number.isNaN(keyOf(entry)) && (entry.id === id || !isSame)) return
    this.#goesByPlace = true
    this.#known = new NumberSet()
  }
}

/** Pieces that a message has at most: more of them than a log of the largest size that is read could hold. */
const mostPieces = 2 ** 16

/** An entry whose piece is one that a message can have; any other number says nothing, so that it is a whole message. */
export function withSoundPiece(entry: LogEntry): LogEntry {
  const { chunk, chunks } = entry
  const isSound = [chunk, chunks].every(Number.isSafeInteger) && chunk >= 0 && chunk < chunks && chunks <= mostPieces
  return isSound ? entry : { ...entry, chunk: 0, chunks: 1 }
}

/**
 * The last 48 bits of a UUID, which are random, moved by which piece it is, so that pieces differ, also in their
 * lowest bits; a positive safe integer, or NaN if the id isn't one.
 */
function keyOf({ chunk, id }: LogEntry): number {
  const bits = /[0-9a-f]{12}$/i.test(id) ? Number.parseInt(id.slice(-12), 16) : Number.NaN
  return ((bits + chunk * (2 ** 32 + 1)) % 2 ** 48) + 1
}

/** Puts messages together that come in pieces, and gives them as lines. */
export class MessageLines {
  #id: string | undefined
  #pieces: string[] = []

  /** The lines that are complete with an entry, in their order. */
  take({ chunk, chunks, id, message }: LogEntry, clean: (text: string) => string): readonly string[] {
    if (chunks <= 1 && this.#id === undefined) return linesOf(clean(message))
    const before = this.#id !== undefined && this.#id !== id ? this.rest(clean) : []
    if (chunks <= 1) return [...before, ...linesOf(clean(message))]

    this.#id = id
    this.#pieces.push(message)
    return chunk < chunks - 1 ? before : [...before, ...this.rest(clean)]
  }

  /** The lines of a message whose end has not come. */
  rest(clean: (text: string) => string): readonly string[] {
    if (this.#id === undefined) return []
    // A secret may stand on both sides of a cut.
    const lines = linesOf(clean(this.#pieces.join('')))
    this.#id = undefined
    this.#pieces = []
    return lines
  }
}

/** Lines as a terminal would show them in the end: what a carriage return has written over is not there any longer. */
function linesOf(message: string): readonly string[] {
  return message.split('\n').map(line => {
    // By hand, since a pattern for this takes half a minute for 100,000 returns.
    let end = line.length
    while (line[end - 1] === '\r') end--
    const shown = line.slice(0, end)
    return shown.slice(shown.lastIndexOf('\r') + 1)
  })
}
