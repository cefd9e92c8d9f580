import { describe, expect, test } from '@jest/globals'
import { graphParts } from '../../src/report/graph-part.ts'
import type { GraphStep, StepEdge } from '../../src/zenml/step-graph.ts'
import { aStep, made } from '../pieces/entities.ts'

const node = (name: string, status?: string): GraphStep => ({ id: status && `step-${name}`, name, status })

/** The only graph of steps in which each needs the one before, unless there are other edges. */
function graphOf(steps: readonly GraphStep[], edges?: readonly StepEdge[], change: object = {}): string {
  const chain = steps.slice(1).map((_, index) => ({ from: index, to: index + 1 }))
  return graphParts({ graphs: [{ runId: 'r', steps, edges: edges ?? chain }], ...change }).join('\n')
}

test('steps stand in a flowchart with their statuses, and arrows lead to what needs them', () => {
  const steps = [node('load', 'cached'), node('train', 'completed'), node('test', 'failed'), node('publish')]
  expect(graphOf(steps).split('\n')).toEqual([
    '```mermaid',
    'flowchart LR',
    '  n0["♻️ load #40;cached#41;"]:::cached',
    '  n1["✅ train"]:::done',
    '  n2["❌ test"]:::failed',
    '  n3["⚪ publish"]:::waiting',
    '  n0 --> n1',
    '  n1 --> n2',
    '  n2 --> n3',
    ...['cached', 'done', 'failed', 'waiting'].map(kind => expect.stringMatching(`^  classDef ${kind} fill:#`)),
    '```'
  ])
})

test.each([
  ['running', '⏳', 'active'],
  ['a-new-word', '⏳', 'active'],
  ['stopped', '🛑', 'stopped'],
  ['cancelled', '🛑', 'stopped'],
  ['retried', '🔁', 'retried'],
  ['skipped', '✅', 'done']
])('a step that is %s is drawn with %s as %s', (status, sign, kind) => {
  expect(graphOf([node('a', status), node('b')])).toContain(`["${sign} a"]:::${kind}\n  n1`)
})

test('each kind of step has colours of its own', () => {
  const statuses = ['completed', 'cached', 'failed', 'stopped', 'retried', 'running', undefined]
  const drawn = graphOf(statuses.map((status, index) => node(`s${index}`, status)))
  const styles = [...drawn.matchAll(/^ {2}classDef (\w+) (fill:#[\da-f]{6},stroke:#[\da-f]{6},color:#[\da-f]{6}.*)$/gm)]
  expect(styles.map(([, kind]) => kind)).toEqual([
    'done',
    'cached',
    'failed',
    'stopped',
    'retried',
    'active',
    'waiting'
  ])
  expect(new Set(styles.map(([, , style]) => style)).size).toBe(7)
})

test('what the log has reported of a step counts, and how long it took stands beside it', () => {
  const steps = [aStep('load', 'completed', { endMs: made + 5_000 }), aStep('train', 'running')]
  const drawn = graphOf([node('load', 'running'), node('train', 'failed')], undefined, { steps })
  expect(drawn).toContain('n0["✅ load #40;5#160;s#41;"]:::done')
  expect(drawn).toContain('n1["⏳ train"]:::active')
})

test('a name has nothing but letters, digits and blanks; all else is an entity of Mermaid', () => {
  const drawn = graphOf([node('a"]; click b`<é日😀\n%%'), node('end')])
  expect(drawn).toContain('n0["⚪ a#34;#93;#59; click b#96;#60;é日#128512; #37;#37;"]:::waiting')
  expect(drawn).toContain('n1["⚪ end"]:::waiting')
})

test('a long name is cut', () => {
  expect(graphOf([node('x'.repeat(300)), node('b')])).toContain(`["⚪ ${'x'.repeat(39)}#8230;"]`)
})

test('a long chain goes down, where it would be shrunk to the width of the page, and a short one to the right', () => {
  const chain = (count: number) => graphOf(Array.from({ length: count }, (_, index) => node(`s${index}`)))
  expect(chain(5)).toContain('flowchart LR')
  expect(chain(6)).toContain('flowchart TD')
})

test('a long chain goes down in whatever order its arrows are known', () => {
  const steps = Array.from({ length: 6 }, (_, index) => node(`s${index}`))
  const edges = steps.slice(1).map((_, index) => ({ from: index, to: index + 1 }))
  expect(graphOf(steps, edges.toReversed())).toContain('flowchart TD')
})

test('a circle, which no pipeline has, is drawn too', () => {
  const steps = Array.from({ length: 8 }, (_, index) => node(`s${index}`))
  const edges = steps.map((_, index) => ({ from: index, to: (index + 1) % steps.length }))
  expect(graphOf(steps, edges)).toContain('n7 --> n0')
})

test('a single step gets no graph', () => {
  expect(graphParts({ graphs: [{ runId: 'r', steps: [node('train', 'completed')], edges: [] }] })).toEqual([])
  expect(graphParts({})).toEqual([])
})

test('each of several runs has its own graph, under its name', () => {
  const steps = [node('load', 'completed'), node('train', 'completed')]
  const run = (id: string) => ({ id, name: `training-${id}`, status: 'completed', url: 'https://zenml.test' })
  const graphs = ['a', 'b'].map(runId => ({ runId, steps, edges: [] }))
  const parts = graphParts({ graphs, runs: [run('a'), run('b')] })
  expect(parts.map(part => part.split('\n\n')[0])).toEqual([
    '**Run <code>training-a</code>**',
    '**Run <code>training-b</code>**'
  ])
})

describe('of more than 60 steps', () => {
  const many = (statusOf: (index: number) => string) =>
    Array.from({ length: 61 }, (_, index) => node(`s${index}`, statusOf(index)))
  const drawn = (graph: string) => [...graph.matchAll(/^ {2}n(\d+)\[/gm)].map(([, index]) => Number(index))

  test('60 are all drawn, 61 are not', () => {
    const steps = many(() => 'completed')
    expect(drawn(graphOf(steps.slice(1)))).toHaveLength(60)
    expect(graphOf(steps)).toBe('_The graph is left out: none of the 61 steps failed or is in progress._')
  })

  test('those that failed or are in progress are drawn, with their neighbours, and the others counted', () => {
    const graph = graphOf(many(index => (index === 10 ? 'failed' : index === 40 ? 'running' : 'completed')))
    expect(drawn(graph)).toEqual([9, 10, 11, 39, 40, 41])
    expect(graph).toContain('n9 --> n10\n  n10 --> n11\n  n39 --> n40')
    expect(graph).not.toContain('n11 --> n12')
    expect(graph).toContain(
      '_The graph leaves out 55 of 61 steps: it shows those that failed or are in progress, and their neighbours._'
    )
  })

  test('there are never more than 60, and those that need a look come first', () => {
    const edges = Array.from({ length: 60 }, (_, index) => ({ from: 60, to: index }))
    expect(
      drawn(
        graphOf(
          many(index => (index === 60 ? 'failed' : 'completed')),
          edges
        )
      )
    ).toHaveLength(60)
    expect(
      drawn(
        graphOf(
          many(index => (index === 60 ? 'failed' : 'completed')),
          edges
        )
      )
    ).toContain(60)
    expect(drawn(graphOf(many(() => 'failed')))).toHaveLength(60)
  })
})
