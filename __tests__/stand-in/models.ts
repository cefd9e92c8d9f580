import { zenmlTime } from './entities.ts'

/** A version of the stand-in's only model. */
export interface StoredVersion {
  readonly id: string
  readonly number: number
  stage: string | null
  /** Time of the last change, ms since the epoch. */
  updatedMs: number
  readonly metadata: Record<string, unknown>
}

/** Who changes a version: the server at a request of the step that is tested, or anybody else. */
export type Changer = 'step' | 'other'

/** Who had a stage after a change. */
export interface Holding {
  /** ms since the epoch */
  readonly atMs: number
  readonly by: Changer
  readonly numbers: readonly number[]
}

/** The model whose versions runs make, and its stages, as measured on 0.98.0: there is no compare-and-set. */
export class Models {
  readonly name = 'churn'
  readonly id = '0fea7096-c3f0-452b-a704-443410d0c16c'
  readonly versions: StoredVersion[] = []
  readonly #projectId: string
  /** How the versions were after each change, and who made it. */
  readonly #history: {
    readonly atMs: number
    readonly by: Changer
    readonly versions: readonly StoredVersion[]
  }[] = []

  constructor(projectId: string) {
    this.#projectId = projectId
  }

  /** Makes the next version, as a run does that starts. */
  add(now: number, stage: string | null = null): StoredVersion {
    const number = this.versions.length + 1
    const id = `abd8ed7a-2f8b-4ff6-a260-${String(number).padStart(12, '0')}`
    const version = { id, number, stage, updatedMs: now, metadata: {} }
    this.versions.push(version)
    this.#keep(now, 'other')
    return version
  }

  /** The numbers of the versions that have a stage. */
  holders(stage: string): readonly number[] {
    return numbersOf(this.versions, stage)
  }

  /** Who had a stage from the beginning, and after each later change: moments in ms since the epoch. */
  holdersSince(stage: string): readonly Holding[] {
    return this.#history.map(({ versions, ...rest }) => ({ ...rest, numbers: numbersOf(versions, stage) }))
  }

  /** Gives a version a stage beside the one that has it, as of two transactions at once both may (measured). */
  join(version: StoredVersion, stage: string, now: number): void {
    Object.assign(version, { stage, updatedMs: now })
    this.#keep(now, 'other')
  }

  /** Writes into a version's metadata. */
  note(version: StoredVersion, values: object, now: number): void {
    Object.assign(version.metadata, values)
    this.#keep(now, 'step')
  }

  /** The versions as they were at a moment. */
  at(ms: number): readonly StoredVersion[] {
    const isLast = this.#history.every(({ atMs }) => atMs <= ms)
    return isLast ? this.versions : (this.#history.findLast(({ atMs }) => atMs <= ms)?.versions ?? [])
  }

  /** Gives a version a stage; the answer's status, and its JSON. */
  update(
    id: string | undefined,
    { stage, force }: { stage: string; force: boolean },
    now: number,
    by: Changer = 'step'
  ) {
    const version = this.versions.find(each => each.id === id)
    if (version === undefined) return { status: 404, json: { detail: ['KeyError', `Model version ${id} not found.`] } }
    const holder = this.versions.find(each => each.stage === stage && each !== version)
    if (holder !== undefined && !force) {
      const words = `Model version ${holder.number} is in ${stage}, but \`force\` flag is False.`
      return { status: 500, json: { detail: ['RuntimeError', words] } }
    }
    // Only one of several.
    if (holder !== undefined) Object.assign(holder, { stage: 'archived', updatedMs: now })
    Object.assign(version, { stage, updatedMs: now })
    this.#keep(now, by)
    return { status: 200, json: this.json(version, true) }
  }

  /** A version as the server writes it. */
  json({ id, metadata, number, stage, updatedMs }: StoredVersion, hydrated: boolean) {
    const model = {
      body: null,
      metadata: null,
      resources: null,
      id: this.id,
      permission_denied: false,
      name: this.name
    }
    return {
      body: {
        created: zenmlTime(updatedMs),
        updated: zenmlTime(updatedMs),
        project_id: this.#projectId,
        stage,
        number,
        model
      },
      metadata: hydrated ? { description: null, run_metadata: metadata } : null,
      resources: null,
      id,
      permission_denied: false,
      name: String(number)
    }
  }

  /** The versions that fit a query, as they were at a moment. */
  list(query: URLSearchParams, hydrated: boolean, ms: number) {
    const stage = query.get('stage')?.replace('equals:', '')
    const above = Number(/^gt:(\d+)$/.exec(query.get('number') ?? '')?.[1] ?? -1)
    return this.at(ms)
      .filter(version => (stage === undefined || version.stage === stage) && version.number > above)
      .filter(() => [null, this.id, this.name].includes(query.get('model')))
      .map(version => this.json(version, hydrated))
  }

  #keep(atMs: number, by: Changer): void {
    this.#history.push({
      atMs,
      by,
      versions: this.versions.map(version => ({ ...version, metadata: { ...version.metadata } }))
    })
  }
}

function numbersOf(versions: readonly StoredVersion[], stage: string): readonly number[] {
  return versions.filter(version => version.stage === stage).map(({ number }) => number)
}
