import type { JsonObject } from '../text/json.ts'
import { completed } from '../trigger/configuration.ts'
import { provenanceOf, provenanceTags } from '../trigger/provenance.ts'
import { type Identity, identify } from '../trigger/run-identity.ts'
import type { SourceJob } from './source-driver.ts'

/** What makes a run the one of this job: where it runs, and what was asked for. */
export function sourceIdentity({ job, prepared }: SourceJob, pipelineName: string): Identity {
  const { connection, environment, inputs, invocation } = job
  // Without tags, `extra` and the name: a workflow may write the attempt into what only describes a run.
  const { extra: _, run_name: name, tags: __, ...asked } = prepared.configuration
  return identify(invocation, {
    prefix: inputs.runName ?? (prefixOf(name) || pipelineName),
    environment: environment.name,
    request: {
      server: connection.session.access.base.href,
      project: connection.project.id,
      stack: connection.stack.id,
      environment: environment.name,
      source: prepared.source,
      configuration: asked
    }
  })
}

/** The beginning of a run's name from that of the configuration, without what ZenML would fill in (`{date}`, `{time}`). */
function prefixOf(name: unknown): string {
  if (typeof name !== 'string') return ''
  return name.replace(/[-_ .]*\{[^}]*\}/g, '').trim()
}

/** A configuration with the run's name, tags and provenance. */
export function namedConfiguration(
  { job, prepared }: SourceJob,
  configuration: JsonObject,
  { runName }: Identity
): JsonObject {
  const { environment, inputs, invocation } = job
  return completed(configuration, {
    runName,
    tags: [...inputs.tags, ...provenanceTags(invocation, environment.name)],
    provenance: provenanceOf(invocation, { runName, environment: environment.name, code: prepared.code.proven })
  })
}
