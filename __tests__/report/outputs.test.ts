import { expect, test } from '@jest/globals'
import { maxMetadataLength, outputNames, outputsOf } from '../../src/report/outputs.ts'
import type { JsonObject } from '../../src/text/json.ts'
import { aSnapshot } from '../pieces/entities.ts'

const model = { id: 'v', name: '7', modelName: 'churn', url: undefined }
const run = (id: string) => ({ id, name: `run-${id}`, status: 'running', url: `https://zenml.test/runs/${id}` })

test('what is not known sets no output', () => {
  expect(outputsOf({})).toEqual({})
  expect(outputsOf({ project: 'p', account: 'a', codeNote: 'n', error: 'e', dryRun: true, steps: [] })).toEqual({})
})

test('every output comes from its fact', () => {
  const facts = {
    environment: 'staging',
    stack: { id: 's', name: 'k8s' },
    reason: 'why',
    serverVersion: '0.98.0',
    snapshot: { ...aSnapshot({ id: 'n' }), ageMs: 1_000 },
    codeSha: 'c',
    triggered: true,
    runs: [run('1'), { ...run('2'), model }],
    metadata: { accuracy: 0.9 },
    results: {
      verdict: 'passed',
      runs: [{ name: 'a', url: '', metrics: { 'run.big': 2n ** 53n + 1n }, rows: [], notes: [] }]
    },
    conclusion: 'success'
  } as const
  const outputs = outputsOf(facts)
  expect(outputs).toEqual({
    environment: 'staging',
    stack: 'k8s',
    'stack-id': 's',
    triggered: 'true',
    reason: 'why',
    'run-id': '1',
    'run-ids': '["1","2"]',
    'run-name': 'run-1',
    'run-url': 'https://zenml.test/runs/1',
    'snapshot-id': 'n',
    'code-sha': 'c',
    status: 'running',
    conclusion: 'success',
    'model-name': 'churn',
    'model-version': '7',
    'model-version-id': 'v',
    metadata: '{"accuracy":0.9}',
    metrics: '{"run.big":9007199254740993}',
    verdict: 'passed',
    'server-version': '0.98.0'
  })
  expect(Object.keys(outputs).sort()).toEqual([...outputNames].sort())
})

test('the model version is that of all runs, and empty if they have several', () => {
  const same = [run('1'), { ...run('2'), model }, { ...run('3'), model }]
  expect(outputsOf({ runs: same })).toMatchObject({ 'model-version-id': 'v' })
  const outputs = outputsOf({ runs: [...same, { ...run('4'), model: { ...model, id: 'w' } }] })
  expect(outputs).toMatchObject({ 'model-name': '', 'model-version': '', 'model-version-id': '' })
})

test('a model version that the account may not read has no model name', () => {
  const hidden = { ...model, name: '', modelName: undefined }
  expect(outputsOf({ runs: [{ ...run('1'), model: hidden }] })).toMatchObject({ 'model-version-id': 'v' })
  expect(Object.keys(outputsOf({ runs: [{ ...run('1'), model: hidden }] }))).not.toContain('model-name')
})

test('a stack of which only the name is known has no id', () => {
  expect(outputsOf({ stack: { name: 'k8s' } })).toEqual({ stack: 'k8s' })
})

test('nothing triggered is said, and is not a lack of knowledge', () => {
  expect(outputsOf({ triggered: false })).toEqual({ triggered: 'false' })
  expect(outputsOf({ runs: [] })).toEqual({ 'run-ids': '[]' })
})

test('metadata that is too large is left out, whole', () => {
  const fits = { x: 'x'.repeat(maxMetadataLength - '{"x":""}'.length) }
  expect(outputsOf({ metadata: fits }).metadata).toHaveLength(maxMetadataLength)
  expect(outputsOf({ metadata: { x: `${fits.x}x` } })).toEqual({ metadata: '{}' })
})

test('metadata that is nested too deeply to be written is left out, whole', () => {
  let deep: JsonObject = {}
  for (let depth = 0; depth < 200_000; depth++) deep = { deep }
  expect(outputsOf({ metadata: deep })).toEqual({ metadata: '{}' })
})
