import type { StoredVersion } from './models.ts'
import { fateOf } from './statuses.ts'

/** What a run will do, in virtual time since its creation. */
export interface RunScript {
  /** Statuses in order of time, the first of them at 0. */
  readonly statuses: readonly { readonly atMs: number; readonly status: string }[]
  /** Whether a graceful stop works, answers 501 and works anyway, or leaves the run `stopping` for good. */
  readonly stop: 'graceful' | 'unsupported' | 'stuck'
  /** Time from the stop request to `stopped`, ms. */
  readonly stopTakesMs: number
  /** How many steps it has, where more than one; all but the failing one succeed. */
  readonly stepCount?: number
  /** Which of them, counted from 0, shares the run's fate; the last one unless it says otherwise. */
  readonly decidingStep?: number
  /** Whether its pipeline has a model, of which each run makes a version. */
  readonly hasModel?: boolean
  /** What it logs; by default the accuracy of 0.9 about the run itself. */
  readonly logged?: LoggedValues
  /** When the step of a number starts and completes, by the run's creation (ms since the epoch); without it steps share the run's times. */
  readonly stepTimes?: (index: number, createdMs: number) => StepTimes
  /** The log of the step of a number, at a time since the run's creation, ms; undefined if there isn't one yet. */
  readonly logAt?: (index: number, elapsedMs: number) => readonly ScriptedEntry[] | undefined
  /** When it begins to wait for a person, and until when it does, without another status, ms since its creation. */
  readonly asks?: { readonly fromMs: number; readonly untilMs: number }
}

/** An entry of a step's log, whose other fields the server fills in. */
export interface ScriptedEntry {
  readonly message: string
  /** By default one that belongs to its place. */
  readonly id?: string
  readonly chunk_index?: number
  readonly total_chunks?: number
}

/** What a run logs until it has completed, about what. */
export interface LoggedValues {
  readonly run?: Fields
  /** About the step that shares the run's fate. */
  readonly step?: Fields
  readonly model?: Fields
  /** About artifacts, by their names. */
  readonly artifacts?: Readonly<Record<string, ScriptedArtifact>>
}

/** An artifact that a run makes; that of a cached step belongs to another run. */
export interface ScriptedArtifact {
  readonly metadata: Fields
  readonly isCached?: boolean
  /** What it shows beside its plain value, which ZenML shows of every artifact that is a number or a text. */
  readonly shows?: readonly ScriptedVisualization[]
}

/** A visualization of an artifact, by its type. */
export interface ScriptedVisualization {
  readonly type: 'csv' | 'html' | 'image' | 'json' | 'markdown'
  readonly value: string
}

type Fields = Readonly<Record<string, unknown>>

/** Moments of a step that completes, ms since the epoch. */
export interface StepTimes {
  readonly startMs: number
  readonly endMs: number
}

/** The answer to a request to stop. */
export type StopAnswer = 'accepted' | 'unsupported' | 'too-early' | 'stopping' | 'ended'

/** A run as the server alone knows it: the truth that the action is measured against. */
export class ScriptedRun {
  readonly id: string
  readonly name: string
  readonly tags: string[]
  readonly accountId: string
  readonly snapshotId: string
  readonly sourceSnapshotId: string
  readonly createdMs: number
  /** What its configuration holds as `extra`. */
  readonly extra: Readonly<Record<string, unknown>>
  /** What was written to its metadata from outside. */
  readonly noted: Record<string, unknown> = {}
  /** The version of the model that it works on. */
  modelVersion: StoredVersion | undefined
  readonly #script: RunScript
  #stopAskedMs: number | undefined

  constructor(
    facts: Pick<ScriptedRun, 'id' | 'name' | 'accountId' | 'snapshotId' | 'sourceSnapshotId' | 'createdMs'> & {
      readonly tags: readonly string[]
      readonly extra?: Readonly<Record<string, unknown>>
    },
    script: RunScript
  ) {
    this.id = facts.id
    this.name = facts.name
    this.tags = [...facts.tags]
    this.accountId = facts.accountId
    this.snapshotId = facts.snapshotId
    this.sourceSnapshotId = facts.sourceSnapshotId
    this.createdMs = facts.createdMs
    this.extra = facts.extra ?? {}
    this.#script = script
  }

  /** When somebody first asked it to stop with success, ms since the epoch. */
  get stopAskedMs(): number | undefined {
    return this.#stopAskedMs
  }

  get stepCount(): number {
    return this.#script.stepCount ?? 1
  }

  get decidingStep(): number {
    return this.#script.decidingStep ?? this.stepCount - 1
  }

  /** What it has logged by the time that it completes. */
  get logged(): LoggedValues {
    return this.#script.logged ?? { run: { accuracy: 0.9 } }
  }

  /** Moments of the step of a number, if the script has them. */
  stepTimes(index: number): StepTimes | undefined {
    return this.#script.stepTimes?.(index, this.createdMs)
  }

  /** The log of the step of a number at a moment, as far as there is one. */
  logAt(index: number, now: number): readonly ScriptedEntry[] | undefined {
    return this.#script.logAt?.(index, now - this.createdMs)
  }

  /** Whether its pipeline is dynamic, since no other can ask. */
  get isDynamic(): boolean {
    return this.#script.asks !== undefined
  }

  /** Whether it waits for a person at a moment. */
  asksAt(now: number): boolean {
    const { fromMs = Number.POSITIVE_INFINITY, untilMs = 0 } = this.#script.asks ?? {}
    const elapsedMs = now - this.createdMs
    return this.statusAt(now) === 'paused' || (elapsedMs >= fromMs && elapsedMs < untilMs)
  }

  /** The status at a moment, as a replica that lags shows it later. */
  statusAt(now: number): string {
    if (this.#stopAskedMs === undefined || now < this.#stopAskedMs) return this.#scriptedAt(now)
    const stopped = this.#script.stop !== 'stuck' && now >= this.#stopAskedMs + this.#script.stopTakesMs
    return stopped ? 'stopped' : 'stopping'
  }

  /** When it got its present status, ms since the epoch. */
  changedAt(now: number): number {
    const scripted = this.#script.statuses.findLast(({ atMs }) => this.createdMs + atMs <= now)?.atMs ?? 0
    if (this.#stopAskedMs === undefined || now < this.#stopAskedMs) return this.createdMs + scripted
    return this.statusAt(now) === 'stopped' ? this.#stopAskedMs + this.#script.stopTakesMs : this.#stopAskedMs
  }

  /** Answers a request to stop as measured on 0.98.0. */
  stop(now: number): StopAnswer {
    const status = this.statusAt(now)
    if (fateOf(status) !== undefined) return 'ended'
    if (status === 'stopping') return 'stopping'
    if (status === 'initializing') return 'too-early'
    this.#stopAskedMs = now
    return this.#script.stop === 'unsupported' ? 'unsupported' : 'accepted'
  }

  #scriptedAt(now: number): string {
    return this.#script.statuses.findLast(({ atMs }) => this.createdMs + atMs <= now)?.status ?? 'initializing'
  }
}
