import { oneLine } from '../text/foreign.ts'
import { at, optionalString } from '../text/json.ts'
import { readNamed } from './entities.ts'
import { withId } from './fit.ts'
import type { Patience } from './question.ts'
import { SchemaError } from './schema.ts'
import type { Session } from './session.ts'

/** The steps of a run, those that have not started too, and which follows which. */
export interface StepGraph {
  readonly runId: string
  readonly steps: readonly GraphStep[]
  readonly edges: readonly StepEdge[]
}

/** A step as a node; without an id and a status if it has not started. */
export interface GraphStep {
  readonly id: string | undefined
  readonly name: string
  readonly status: string | undefined
}

/** That a step needs another one, by their indexes. */
export interface StepEdge {
  readonly from: number
  readonly to: number
}

/**
 * The graph of a run: one answer of about 700 bytes a step, where the steps with their details, which name what they
 * need too, have 7,000 (measured on 0.98.0; the path exists since 0.84, source). Throws `ServerError`.
 */
export function stepGraph(session: Session, runId: string, patience: Patience): Promise<StepGraph> {
  const path = `/api/v1/runs/${runId}/dag`
  return session.read("read the run's graph", path, json => readStepGraph(json, runId), patience)
}

/** Reads the graph of a run; throws {@link SchemaError} if it is another run's, or no graph. */
export function readStepGraph(json: unknown, runId: string): StepGraph {
  withId(readNamed(json), runId)
  const nodes = listAt(json, 'nodes')
  const stepNodes = nodes.filter(node => at(node, 'type') === 'step')
  const steps = stepNodes.map(readGraphStep)

  const indexes = new Map(stepNodes.map((node, index) => [optionalString(node, 'node_id') ?? '', index]))
  return { runId, steps, edges: readEdges(listAt(json, 'edges'), indexes) }
}

function readGraphStep(json: unknown): GraphStep {
  const status = optionalString(json, 'metadata', 'status')
  return {
    id: optionalString(json, 'id'),
    name: optionalString(json, 'name') ?? '',
    status: status === undefined ? undefined : oneLine(status, 60)
  }
}

/** What steps need of each other, directly or by an artifact between them: the server draws both as edges. */
function readEdges(edges: readonly unknown[], indexes: ReadonlyMap<string, number>): readonly StepEdge[] {
  const makers = new Map<string, number[]>()
  const links = edges.map(edge => ({
    source: optionalString(edge, 'source') ?? '',
    target: optionalString(edge, 'target') ?? ''
  }))
  for (const { source, target } of links) {
    const maker = indexes.get(source)
    if (maker !== undefined && !indexes.has(target)) makers.set(target, [...(makers.get(target) ?? []), maker])
  }

  const found = new Map<string, StepEdge>()
  for (const { source, target } of links) {
    const to = indexes.get(target)
    const own = indexes.get(source)
    const from = own === undefined ? (makers.get(source) ?? []) : [own]
    for (const each of from) if (to !== undefined && to !== each) found.set(`${each} ${to}`, { from: each, to })
  }
  return [...found.values()]
}

function listAt(json: unknown, name: string): readonly unknown[] {
  const list = at(json, name)
  if (!Array.isArray(list)) throw new SchemaError(`isn't a graph: it has no '${name}'`)
  return list
}
