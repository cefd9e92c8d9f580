import { basename } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { hostingRepository } from '../../scripts/repository.ts'
import { defaultRules } from '../../src/gate/environment.ts'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { gateInputNames, inputNames } from '../../src/inputs/names.ts'
import { outputNames } from '../../src/report/outputs.ts'
import { codeBlocks, documents, examplePaths, read } from './markdown.ts'
import { workflows } from './workflows.ts'

const action = hostingRepository(read('package.json'))
const names = examplePaths.map(path => basename(path))
const blocks = documents.flatMap(path => codeBlocks(read(path)))

/** Where everybody who can push may run on production, since a secret of the repository is used. */
const withoutEnvironment = ['examples/command.yml', 'examples/pipeline.yml']

test('there are examples, and both lists of them have each', () => {
  expect(names.length).toBeGreaterThanOrEqual(13)
  for (const [document, folder] of [
    ['README.md', 'examples/'],
    ['examples/README.md', '']
  ] as const) {
    expect(names.filter(name => !read(document).includes(`[${name}](${folder}${name})`))).toEqual([])
  }
})

describe.each(workflows)('$path', ({ path, text, workflow }) => {
  const jobs = Object.values(workflow.jobs)
  const ours = jobs.flatMap(job => job.steps).filter(({ uses }) => uses?.startsWith(action))

  test('says at its head what it is for', () => {
    expect(text).toMatch(/^# [A-Z][\s\S]*?\.\nname: /)
  })

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
    expect(workflow.concurrency?.['cancel-in-progress']).toBe(false)
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
    const named = path === 'examples/pull-request.yml' ? ['review'] : ['staging', 'production']
    expect(parseEnvironments(expanded ?? defaultRules).map(({ name }) => name)).toEqual(named)
  })

  test('takes its key from a GitHub environment, or says that it is for trying', () => {
    const keyed = jobs.filter(({ steps }) => steps.some(step => step.with?.['api-key'] !== undefined))
    expect(keyed.length).toBeGreaterThan(0)
    expect(keyed.every(({ environment }) => environment === undefined)).toBe(withoutEnvironment.includes(path))
    expect(keyed.every(({ environment }) => environment !== undefined)).toBe(!withoutEnvironment.includes(path))
  })

  test('a job after the gate runs only in the environment that the gate chose', () => {
    const chosen = 'needs.gate.outputs.environment'
    for (const job of jobs.filter(({ needs }) => needs === 'gate')) {
      expect(job.if).toBe(`${chosen} != ''`)
      expect(job.environment?.name).toBe(`\${{ ${chosen} }}`)
      const uses = job.steps.filter(step => ours.includes(step))
      expect(uses.map(step => step.with?.['environment'])).toEqual(uses.map(() => `\${{ ${chosen} }}`))
    }
    expect(jobs.some(({ needs }) => needs === 'gate')).toBe('gate' in workflow.jobs)
  })
})

test('the default of environments is shown as it is', () => {
  const shown = blocks.filter(({ code }) => code.startsWith('staging:')).map(({ code }) => parse(code) as unknown)
  expect(shown.length).toBeGreaterThan(0)
  expect(shown).toEqual(shown.map(() => parse(defaultRules) as unknown))
})

test('what is shown of a step alone has inputs that exist', () => {
  const fragments = blocks.filter(({ code }) => code.startsWith('command:'))
  expect(fragments.length).toBeGreaterThan(0)
  for (const { code } of fragments) {
    const used = Object.keys(parse(code) as Record<string, unknown>)
    expect(used.filter(name => !(inputNames as readonly string[]).includes(name))).toEqual([])
  }
})
