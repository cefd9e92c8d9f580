import { cut, oneLine } from '../text/foreign.ts'
import type { Step } from '../zenml/entities.ts'
import type { StepEdge, StepGraph } from '../zenml/step-graph.ts'
import type { Facts } from './facts.ts'
import { inert } from './markdown.ts'
import { type StepKind, stepKind, stepSigns } from './step-kinds.ts'
import { stepDuration } from './steps-part.ts'

/** Steps drawn at most: beyond that only those that failed or are in progress, and their neighbours. */
const maxNodes = 60
/** Longest name in a node, characters. */
const maxLabel = 40
/** Levels from which on a graph is drawn from top to bottom, since it would be shrunk to the page's width. */
const deepLevels = 6

/** Colours that can be read on a light and a dark page, as GitHub's own labels have them. */
const styles: Readonly<Record<StepKind, string>> = {
  done: 'fill:#dafbe1,stroke:#1a7f37,color:#116329',
  cached: 'fill:#ddf4ff,stroke:#0969da,color:#0550ae',
  failed: 'fill:#ffebe9,stroke:#cf222e,color:#a40e26',
  stopped: 'fill:#fff1e5,stroke:#bc4c00,color:#953800',
  retried: 'fill:#f6f8fa,stroke:#818b98,color:#59636e',
  active: 'fill:#fff8c5,stroke:#9a6700,color:#7d4e00',
  waiting: 'fill:#f6f8fa,stroke:#818b98,color:#59636e,stroke-dasharray:4'
}

/** A node as it is drawn. */
interface Node {
  readonly name: string
  readonly kind: StepKind
  /** How long it took, or that it took nothing since it was cached. */
  readonly took: string | undefined
}

/** The graphs of the runs as Mermaid flowcharts (docs.github.com, creating diagrams), each under its run's name if there are several. */
export function graphParts({ graphs = [], runs = [], steps = [] }: Facts): readonly string[] {
  const known = new Map(steps.map(step => [step.id, step]))
  return graphs.flatMap(graph => {
    const drawn = graphPart(graph, known)
    const run = runs.find(({ id }) => id === graph.runId)
    if (drawn === undefined) return []
    return runs.length < 2 || run === undefined ? [drawn] : [`**Run ${inert(run.name)}**\n\n${drawn}`]
  })
}

/** One graph; undefined if it would show nothing that the table of the steps doesn't. */
function graphPart(graph: StepGraph, known: ReadonlyMap<string, Step>): string | undefined {
  const nodes = graph.steps.map(({ id, name, status }): Node => {
    // What the log has reported of a step stays true here.
    const step = id === undefined ? undefined : known.get(id)
    const kind = stepKind(step?.status ?? status)
    return { name, kind, took: kind === 'cached' ? 'cached' : step && stepDuration(step) }
  })
  if (nodes.length < 2) return undefined

  const drawn = drawnNodes(nodes, graph.edges)
  if (drawn.size === 0) return `_The graph is left out: none of the ${nodes.length} steps failed or is in progress._`
  const chart = `\`\`\`mermaid\n${flowchart(nodes, graph.edges, drawn)}\n\`\`\``
  const left = nodes.length - drawn.size
  if (left === 0) return chart
  return `${chart}\n\n_The graph leaves out ${left} of ${nodes.length} steps: it shows those that failed or are in progress, and their neighbours._`
}

/** The indexes of the nodes that there is room for, with those that need a look before their neighbours. */
function drawnNodes(nodes: readonly Node[], edges: readonly StepEdge[]): ReadonlySet<number> {
  if (nodes.length <= maxNodes) return new Set(nodes.keys())
  const isOpen = ({ kind }: Node): boolean => kind === 'failed' || kind === 'stopped' || kind === 'active'
  const open = [...nodes.entries()].flatMap(([index, node]) => (isOpen(node) ? [index] : []))

  const isChosen = new Set(open)
  const neighbours = edges.flatMap(({ from, to }) => [
    ...(isChosen.has(to) ? [from] : []),
    ...(isChosen.has(from) ? [to] : [])
  ])
  return new Set([...new Set([...open, ...neighbours])].slice(0, maxNodes))
}

function flowchart(nodes: readonly Node[], edges: readonly StepEdge[], drawn: ReadonlySet<number>): string {
  const shown = [...nodes.entries()].filter(([index]) => drawn.has(index))
  const links = edges.filter(({ from, to }) => drawn.has(from) && drawn.has(to))
  const kinds = [...new Set(shown.map(([, { kind }]) => kind))]
  return [
    `flowchart ${levels(shown.length, links) < deepLevels ? 'LR' : 'TD'}`,
    ...shown.map(([index, node]) => `  n${index}["${stepSigns[node.kind]} ${label(node)}"]:::${node.kind}`),
    ...links.map(({ from, to }) => `  n${from} --> n${to}`),
    ...kinds.map(kind => `  classDef ${kind} ${styles[kind]}`)
  ].join('\n')
}

/** How many nodes the longest way has; a circle ends it at the number of nodes. */
function levels(count: number, links: readonly StepEdge[]): number {
  const level = new Map<number, number>()
  for (let round = 1; round < count; round++) {
    let isSettled = true
    for (const { from, to } of links) {
      const next = (level.get(from) ?? 1) + 1
      if (next <= (level.get(to) ?? 1)) continue
      level.set(to, next)
      isSettled = false
    }
    if (isSettled) break
  }
  return Math.max(1, ...level.values())
}

function label({ name, took }: Node): string {
  const short = oneLine(name, 1000)
  const shown = short.length > maxLabel ? `${cut(short, maxLabel - 1)}…` : short
  // A unit doesn't stand on a line of its own.
  return coded(took === undefined ? shown : `${shown} (${took.replaceAll(' ', '\u00a0')})`)
}

/** A name in which Mermaid finds nothing but letters, digits and blanks: everything else is one of its entity codes. */
function coded(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N} ]/gu, one => `#${one.codePointAt(0)};`)
}
