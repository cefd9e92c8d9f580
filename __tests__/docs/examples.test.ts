import { basename } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { hostingRepository } from '../../scripts/repository.ts'
import { decide } from '../../src/gate/decide.ts'
import { defaultRules } from '../../src/gate/environment.ts'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { readEvent } from '../../src/gate/event.ts'
import { gateInputNames, inputNames } from '../../src/inputs/names.ts'
import { outputNames } from '../../src/report/outputs.ts'
import { baseEvents } from '../gate/hostile/base-event.ts'
import { env, put } from '../gate/hostile/mutation.ts'
import { codeBlocks, documents, examplePaths, read } from './markdown.ts'
import { type Workflow, workflows } from './workflows.ts'

const action = hostingRepository(read('package.json'))
/** Each example as a link from examples/ names it: a workflow, or a folder with the page of a whole repository. */
const links = examplePaths.map(path => {
  const [folder] = path.slice('examples/'.length).split('/.github/')
  return path.includes('/.github/') ? `[${folder}/](${folder}/README.md)` : `[${basename(path)}](${basename(path)})`
})
const blocks = documents.flatMap(path => codeBlocks(read(path)))

/** The steps of a workflow that use the action. */
function usesOf(workflow: Workflow) {
  return Object.values(workflow.jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses?.startsWith(action)))
}

/** The different rules that a workflow's steps go by. */
function rulesOf(workflow: Workflow): readonly string[] {
  const rules = usesOf(workflow).map(step => step.with?.['environments'] ?? defaultRules)
  return [
    ...new Set(rules.map(rule => (rule === `\${{ env.ENVIRONMENTS }}` ? (workflow.env?.['ENVIRONMENTS'] ?? '') : rule)))
  ]
}

/** Where everybody who can push may run on production, since a secret of the repository is used. */
const withoutEnvironment = ['examples/source.yml', 'examples/command.yml', 'examples/pipeline.yml']

test('there are examples, and both lists of them have each', () => {
  expect(links.length).toBeGreaterThanOrEqual(14)
  for (const [document, folder] of [
    ['README.md', 'examples/'],
    ['examples/README.md', '']
  ] as const) {
    expect(links.filter(link => !read(document).includes(link.replace('](', `](${folder}`)))).toEqual([])
  }
})

describe.each(workflows)('$path', ({ path, text, workflow }) => {
  const jobs = Object.values(workflow.jobs)
  const ours = usesOf(workflow)

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
    const rules = rulesOf(workflow)
    expect(rules).toHaveLength(1)
    const named = path === 'examples/pull-request.yml' ? ['review'] : ['staging', 'production']
    expect(parseEnvironments(rules[0] ?? '').map(({ name }) => name)).toEqual(named)
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

describe('the gate chooses what the example promises', () => {
  const pullRequest = (base: string) => {
    const input = baseEvents['pull request into main']()
    env('GITHUB_BASE_REF', base)(input)
    put('pull_request.base.ref', base)(input)
    return input
  }

  test.each([
    ['gate-and-pipeline.yml', 'a push to develop', baseEvents['push to develop'](), undefined, 'staging'],
    ['gate-and-pipeline.yml', 'a push to main', baseEvents['push to main'](), undefined, 'production'],
    ['gate-and-pipeline.yml', 'a pull request into main', pullRequest('main'), undefined, undefined],
    ['schedule.yml', 'a schedule on main', baseEvents['schedule on main'](), undefined, 'production'],
    ['releases.yml', 'a push to develop', baseEvents['push to develop'](), undefined, 'staging'],
    ['releases.yml', 'a push of the tag v1.2.3', baseEvents['push of tag v1.2.3'](), undefined, 'production'],
    ['releases.yml', 'a push to main', baseEvents['push to main'](), undefined, undefined],
    ['published-release.yml', 'a push to develop', baseEvents['push to develop'](), undefined, 'staging'],
    ['published-release.yml', 'a release of v1.2.3', baseEvents['release of v1.2.3'](), undefined, 'production'],
    ['published-release.yml', 'a push of the tag v1.2.3', baseEvents['push of tag v1.2.3'](), undefined, undefined],
    ['releases.yml', 'a release of v1.2.3', baseEvents['release of v1.2.3'](), undefined, undefined],
    ['staging-before-merge.yml', 'a pull request into main', pullRequest('main'), undefined, 'staging'],
    ['staging-before-merge.yml', 'a push to main', baseEvents['push to main'](), undefined, 'production'],
    ['staging-before-merge.yml', 'a pull request into develop', pullRequest('develop'), undefined, undefined],
    ['training.yml', 'a push to develop', baseEvents['push to develop'](), undefined, 'staging'],
    ['training.yml', 'a push to main', baseEvents['push to main'](), undefined, 'production'],
    ['staging-then-production.yml', 'a push to main', baseEvents['push to main'](), 'staging', 'staging'],
    ['staging-then-production.yml', 'a push to main', baseEvents['push to main'](), 'production', 'production'],
    ['pull-request.yml', 'a pull request into develop', pullRequest('develop'), undefined, 'review'],
    ['pull-request.yml', 'a pull request into main', pullRequest('main'), undefined, undefined],
    ['pull-request.yml', 'a push to develop', baseEvents['push to develop'](), undefined, undefined]
  ])('%s: %s', (name, _, input, requested, expected) => {
    const workflow = workflows.find(({ path }) => basename(path) === name)?.workflow
    const [rules = ''] = workflow === undefined ? [] : rulesOf(workflow)
    const decision = decide(readEvent(input.env, JSON.stringify(input.payload)), parseEnvironments(rules), requested)
    expect(decision.kind === 'match' ? decision.environment.name : undefined).toBe(expected)
  })
})

test('the default of environments is shown as it is', () => {
  const shown = blocks.filter(({ code }) => code.startsWith('staging:')).map(({ code }) => parse(code) as unknown)
  expect(shown.length).toBeGreaterThan(0)
  expect(shown).toEqual(shown.map(() => parse(defaultRules) as unknown))
})

test('rules that a page shows are rules that the gate takes', () => {
  const rules = blocks.filter(({ code }) => /^(?:staging|production):/.test(code))
  expect(rules.length).toBeGreaterThanOrEqual(4)
  for (const { code } of rules) expect(parseEnvironments(code).map(({ name }) => name)).toContain('production')
})

test('what is shown of a step alone has inputs that exist', () => {
  const fragments = blocks.filter(({ code }) => code.startsWith('command:'))
  expect(fragments.length).toBeGreaterThan(0)
  for (const { code } of fragments) {
    const used = Object.keys(parse(code) as Record<string, unknown>)
    expect(used.filter(name => !(inputNames as readonly string[]).includes(name))).toEqual([])
  }
})
