import { withoutEscapes } from '../text/foreign.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const announcements = [
  // "Dashboard URL for Pipeline Run: …/runs/<id>" (0.60 to 0.98), "Dashboard URL: …/pipelines/<id>/runs/<id>/dag" and
  // "…/all-runs/<id>/dag" (0.55).
  `/(?:all-)?runs/(${uuid})`,
  // "Started snapshot run `<id>`." of `zenml pipeline snapshot run` (0.98; a console that wraps may break the line before the id).
  `\\b(?:snapshot|template|pipeline) run \`(${uuid})\``,
  // "Waiting for pipeline run with ID <id> to finish" (synchronous remote orchestrators, 0.98).
  `\\bpipeline run with ID (${uuid})`
].map(source => new RegExp(`${source}(?![0-9a-f-])`, 'gi'))
const anywhere = new RegExp(`(?<![0-9a-f-])(${uuid})(?![0-9a-f-])`, 'gi')

/** Ids of each kind that are kept at most: each may cost a request to the server. */
const maxIds = 200

/**
 * The ids that a command prints. They are candidates only, since a command can print anything, and only looked at where
 * its requests could not be observed. Read in the sources of zenml 0.55.5 to 0.98.0; seen printed by 0.98.0.
 */
export class PrintedIds {
  readonly #announced = new Set<string>()
  readonly #any = new Set<string>()

  /** Reads a line of the command's output. */
  hear(line: string): void {
    // Colours stand inside the address where the client has not been told to leave them out.
    const clean = withoutEscapes(line)
    for (const pattern of announcements) collect(this.#announced, clean, pattern)
    collect(this.#any, clean, anywhere)
  }

  /** Lower-case UUIDs in the places where ZenML's client names a run that it has started. */
  get announced(): readonly string[] {
    return [...this.#announced]
  }

  /** Every lower-case UUID that stands by itself, in whatever form, those that were announced first. */
  get all(): readonly string[] {
    return [...new Set([...this.#announced, ...this.#any])]
  }
}

function collect(found: Set<string>, line: string, pattern: RegExp): void {
  for (const [, id = ''] of line.matchAll(pattern)) if (found.size < maxIds) found.add(id.toLowerCase())
}
