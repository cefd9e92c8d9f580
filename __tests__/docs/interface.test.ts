import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { defaultRules } from '../../src/gate/environment.ts'
import { gateInputNames, inputNames } from '../../src/inputs/names.ts'
import { outputNames } from '../../src/report/outputs.ts'
import { parseDuration } from '../../src/world/clock.ts'
import { read, root } from './markdown.ts'

interface Metadata {
  readonly description: string
  readonly inputs: Readonly<Record<string, { readonly description?: string; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description?: string }>>
  readonly runs: { readonly using: string; readonly main: string; readonly post?: string }
}

const main = parse(read('action.yml')) as Metadata
const gate = parse(read('gate/action.yml')) as Metadata

test("action.yml has the source's inputs and outputs, in their order", () => {
  expect(Object.keys(main.inputs)).toEqual([...inputNames])
  expect(Object.keys(main.outputs)).toEqual([...outputNames])
})

test('nobody has to look through more than 36 inputs', () => {
  const hidden = ['job-instance', 'job-index', 'job-matrix']
  const visible = Object.keys(main.inputs).filter(name => !hidden.includes(name))
  expect(visible).toHaveLength(Object.keys(main.inputs).length - hidden.length)
  expect(visible.length).toBeLessThanOrEqual(36)
})

test("gate/action.yml has the gate's inputs, and outputs that the main action has too", () => {
  expect(Object.keys(gate.inputs)).toEqual([...gateInputNames])
  expect(Object.keys(gate.outputs)).toEqual(['environment', 'stack', 'reason'])
})

test.each([
  ['action.yml', main],
  ['gate/action.yml', gate]
] as const)('%s: each input has a text default, and each input and output a description', (_, metadata) => {
  for (const { description, default: value } of Object.values(metadata.inputs)) {
    expect(description).toMatch(/\.$/)
    expect(typeof value).toBe('string')
  }
  for (const { description } of Object.values(metadata.outputs)) expect(description).toMatch(/\.$/)
})

test.each([
  ['action.yml', main],
  ['gate/action.yml', gate]
] as const)('%s describes itself in one sentence that the Marketplace takes', (_, { description }) => {
  expect(description).toMatch(/^[A-Z][^.]+\.$/)
  // "Description must be less than 125 characters", says the release page, and only there: no document of GitHub has it.
  expect(description.length).toBeLessThan(125)
})

test('what both have is the same in both', () => {
  expect(main.inputs['environments']?.default).toBe(defaultRules)
  for (const name of gateInputNames) expect(gate.inputs[name]?.default).toBe(main.inputs[name]?.default)
})

test('what tells jobs and legs of a matrix apart comes from where GitHub knows it', () => {
  const expression = (name: string) => main.inputs[name]?.default
  expect(expression('job-instance')).toBe(`\${{ job.check_run_id }}`)
  expect(expression('job-index')).toBe(`\${{ strategy.job-index }}`)
  expect(expression('job-matrix')).toBe(`\${{ toJSON(matrix) }}`)
})

test('the default timeout is a duration', () => {
  expect(parseDuration(main.inputs['timeout']?.default ?? '')).toBeGreaterThan(0)
})

describe('entry points', () => {
  test.each([
    ['action.yml', main],
    ['gate/action.yml', gate]
  ] as const)('%s names files that exist, for Node 24', (path, { runs }) => {
    expect(runs.using).toBe('node24')
    for (const file of [runs.main, ...(runs.post === undefined ? [] : [runs.post])]) {
      expect(existsSync(join(root, dirname(path), file))).toBe(true)
    }
  })
})
