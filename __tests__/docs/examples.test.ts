import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { hostingRepository } from '../../scripts/repository.ts'
import { defaultRules } from '../../src/gate/environment.ts'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { gateInputNames, inputNames } from '../../src/inputs/names.ts'
import { outputNames } from '../../src/report/outputs.ts'
import { codeBlocks, read } from './markdown.ts'
import { workflows } from './workflows.ts'

const action = hostingRepository(read('package.json'))
const blocks = codeBlocks(read('README.md'))

test('the README has the workflows', () => {
  expect(workflows.map(({ name }) => name)).toEqual([
    ...['one-step', 'gate-job', 'own-rules', 'worker-side', 'matrix', 'trunk-based', 'export-credentials']
  ])
})

describe.each(workflows)('$name', ({ text, workflow }) => {
  const steps = Object.values(workflow.jobs).flatMap(job => job.steps)
  const ours = steps.filter(({ uses }) => uses?.startsWith(action))

  test('uses the action, with inputs that exist', () => {
    expect(ours.length).toBeGreaterThan(0)
    for (const { uses, with: inputs = {} } of ours) {
      expect([`${action}@v1`, `${action}/gate@v1`]).toContain(uses)
      const known: readonly string[] = uses === `${action}@v1` ? inputNames : gateInputNames
      expect(Object.keys(inputs).filter(name => !known.includes(name))).toEqual([])
    }
  })

  test('has the least permissions, and kills no run for a newer one', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    if (workflow.concurrency !== undefined) expect(workflow.concurrency['cancel-in-progress']).toBe(false)
  })

  test('reads outputs that exist', () => {
    const outputs = [...text.matchAll(/steps\.(\w+)\.outputs\.([\w-]+)/g)]
    for (const [, id, output = ''] of outputs) {
      expect(ours.map(step => step.id)).toContain(id)
      expect(outputNames as readonly string[]).toContain(output)
    }
  })

  test('has one set of rules, which the gate takes', () => {
    const rules = new Set(ours.map(step => step.with?.['environments']))
    expect(rules.size).toBe(1)
    const [rule] = rules
    const expanded = rule === `\${{ env.ENVIRONMENTS }}` ? workflow.env?.['ENVIRONMENTS'] : rule
    expect(parseEnvironments(expanded ?? defaultRules).map(({ name }) => name)).toEqual(['staging', 'production'])
  })
})

test('the default of environments is shown as it is', () => {
  const shown = blocks.filter(({ code }) => code.startsWith('staging:')).map(({ code }) => parse(code) as unknown)
  expect(shown).toEqual([parse(defaultRules)])
})

test('what is shown of a step alone has inputs that exist', () => {
  const fragments = blocks.filter(({ code }) => code.startsWith('command:'))
  expect(fragments.length).toBeGreaterThan(0)
  for (const { code } of fragments) {
    const names = Object.keys(parse(code) as Record<string, unknown>)
    expect(names.filter(name => !(inputNames as readonly string[]).includes(name))).toEqual([])
  }
})
