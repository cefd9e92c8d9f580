import { describe, expect, test } from '@jest/globals'
import { readStepGraph, stepGraph } from '../../src/zenml/step-graph.ts'
import { FakeServer, ids } from '../pieces/fake-server.ts'

const step = (name: string, status?: string) => ({
  node_id: `step/${name}`,
  type: 'step',
  id: status === undefined ? null : `id-${name}`,
  name,
  metadata: status === undefined ? {} : { status }
})
const artifact = (id: string) => ({ node_id: id, type: 'artifact', id: null, name: 'output', metadata: {} })
const edge = (source: string, target: string) => ({ source, target, metadata: {} })

const graph = (nodes: readonly object[], edges: readonly object[], id: string = ids.run) =>
  readStepGraph({ id, status: 'running', nodes, edges }, ids.run)

test('the steps are those of the server, those that have not started too', () => {
  expect(graph([step('load', 'completed'), artifact('x'), step('train')], [])).toEqual({
    runId: ids.run,
    steps: [
      { id: 'id-load', name: 'load', status: 'completed' },
      { id: undefined, name: 'train', status: undefined }
    ],
    edges: []
  })
})

describe('a step needs another one', () => {
  const nodes = [step('load'), step('train'), step('test'), artifact('rows'), artifact('outside')]

  test('whose artifact it takes', () => {
    const edges = [edge('step/load', 'rows'), edge('rows', 'step/train'), edge('rows', 'step/test')]
    expect(graph(nodes, edges).edges).toEqual([
      { from: 0, to: 1 },
      { from: 0, to: 2 }
    ])
  })

  test('that it names itself', () => {
    expect(graph(nodes, [edge('step/train', 'step/test')]).edges).toEqual([{ from: 1, to: 2 }])
  })

  test('once, however many artifacts it takes', () => {
    const more = [...nodes, artifact('more')]
    const edges = ['rows', 'more'].flatMap(name => [edge('step/load', name), edge(name, 'step/train')])
    expect(graph(more, edges).edges).toEqual([{ from: 0, to: 1 }])
  })

  test('but not itself, nothing for an artifact from outside, and nothing that is unknown', () => {
    const edges = [edge('outside', 'step/load'), edge('step/load', 'step/load'), edge('step/gone', 'step/test'), {}]
    expect(graph(nodes, edges).edges).toEqual([])
  })
})

test.each([
  ['another run', { id: ids.pipeline, nodes: [], edges: [] }],
  ['no nodes', { id: ids.run, edges: [] }],
  ['no edges', { id: ids.run, nodes: [] }],
  ['no object', 'completed']
])('an answer about %s is refused', (_, json) => {
  expect(() => readStepGraph(json, ids.run)).toThrow("The server's answer")
})

test('it is asked for by one request', async () => {
  const server = new FakeServer(() => ({ json: { id: ids.run, nodes: [], edges: [] } }))
  const { session } = server.connection()
  expect(await stepGraph(session, ids.run, { attempts: 1 })).toEqual({ runId: ids.run, steps: [], edges: [] })
  expect(server.asked).toEqual([`GET /api/v1/runs/${ids.run}/dag`])
})
