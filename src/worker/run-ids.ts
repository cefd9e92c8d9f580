import { withoutEscapes } from '../text/foreign.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const patterns = [
  // "Dashboard URL for Pipeline Run: …/runs/<id>" (0.60 to 0.98), "Dashboard URL: …/pipelines/<id>/runs/<id>/dag" and
  // "…/all-runs/<id>/dag" (0.55).
  `/(?:all-)?runs/(${uuid})`,
  // "Started snapshot run `<id>`." of `zenml pipeline snapshot run` (0.98; a console that wraps may break the line before the id).
  `\\b(?:snapshot|template|pipeline) run \`(${uuid})\``,
  // "Waiting for pipeline run with ID <id> to finish" (synchronous remote orchestrators, 0.98).
  `\\bpipeline run with ID (${uuid})`
].map(source => new RegExp(`${source}(?![0-9a-f-])`, 'gi'))

/**
 * The ids of pipeline runs that a line of the ZenML client's output names: lower-case UUIDs, each once, in order of appearance. They are
 * candidates only, since a command can print anything. Read in the sources of zenml 0.55.5 to 0.98.0; seen printed by 0.98.0.
 */
export function readRunIds(line: string): readonly string[] {
  // Colours stand inside the URL where the client has not been told to leave them out.
  const clean = withoutEscapes(line)
  const found = patterns.flatMap(pattern =>
    [...clean.matchAll(pattern)].map(match => ({ at: match.index, id: match[1] ?? '' }))
  )
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ id }) => id.toLowerCase()))]
}
