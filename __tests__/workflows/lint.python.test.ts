import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { hostingRepository } from '../../scripts/repository.ts'
import { installTools, type Tools } from '../../testbed/tools.ts'
import { read as readText, root } from '../docs/markdown.ts'
import { workflowExamples } from './examples.ts'

const hosted = hostingRepository(readText('package.json'))
let tools: Tools
// A project of its own, whose root is the action: so actionlint knows the action's inputs and outputs.
const project = mkdtempSync(join(tmpdir(), 'gated-trigger-lint-'))

beforeAll(async () => {
  tools = await installTools()
  for (const name of ['.git', '.github/workflows']) mkdirSync(join(project, name), { recursive: true })
  for (const name of ['action.yml', 'gate', 'dist']) cpSync(join(root, name), join(project, name), { recursive: true })
})

afterAll(() => rmSync(project, { recursive: true, force: true }))

interface Findings {
  readonly status: number | null
  readonly text: string
}

function lint(program: string, args: readonly string[], cwd: string): Findings {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  return { status, text: `${stdout}${stderr}` }
}

/** What actionlint finds in an example, with the action itself in place of `owner/name@v1`. */
function lintExample(workflow: string): Findings {
  const local = workflow.replaceAll(`${hosted}/gate@v1`, './gate').replaceAll(`${hosted}@v1`, './')
  writeFileSync(join(project, '.github/workflows/example.yml'), local)
  return lint(tools.actionlint, ['-no-color', '-shellcheck=', '-pyflakes='], project)
}

/** What zizmor finds in an example; that a reader pins the actions is not the example's business. */
function auditExample(workflow: string): Findings {
  const path = join(project, 'zizmor.yml')
  writeFileSync(path, 'rules: {unpinned-uses: {disable: true}}\n')
  writeFileSync(join(project, '.github/workflows/example.yml'), workflow)
  return lint(tools.zizmor, ['--offline', '--quiet', '--config', path, '.github/workflows/example.yml'], project)
}

const examples = workflowExamples().map(({ place, workflow }) => [place, workflow] as const)

test('there are examples of workflows, and documents that show some', () => {
  expect(examples.length).toBeGreaterThanOrEqual(17)
})

describe.each(examples)('%s', (_, workflow) => {
  test('is right for actionlint, which knows the inputs and outputs of the action', () => {
    expect(lintExample(workflow)).toEqual({ status: 0, text: '' })
  })

  test('is safe for zizmor', () => {
    const { status, text } = auditExample(workflow)
    if (status !== 0) throw new Error(text)
  })
})

describe('the checks of examples find what they are for', () => {
  const [, example = ''] = examples.find(([, workflow]) => workflow.includes('gate@v1')) ?? []

  test.each([
    ['an input that does not exist', 'pipeline: training', 'pipelin: training', '"pipelin" is not defined'],
    ['an output that does not exist', 'outputs.run-url', 'outputs.run-uri', '"run-uri" is not defined'],
    ['an output of the gate that does not exist', 'outputs.environment }}', 'outputs.env }}', '"env" is not defined'],
    ['a job that does not exist', 'needs: gate', 'needs: gates', 'gates']
  ])('%s', (_, right, wrong, finding) => {
    expect(example).toContain(right)
    const { status, text } = lintExample(example.replace(right, wrong))
    expect(text).toContain(finding)
    expect(status).toBe(1)
  })

  test('a template in a script', () => {
    const step = `      - run: echo \${{ github.head_ref }}\n`
    expect(auditExample(example + step).text).toContain('template-injection')
  })
})

describe('the workflows of this repository', () => {
  test('are right for actionlint', () => {
    expect(lint(tools.actionlint, ['-no-color', '-shellcheck=', '-pyflakes='], root)).toEqual({ status: 0, text: '' })
  })

  test('are safe for zizmor', () => {
    const { status, text } = lint(tools.zizmor, ['--offline', '--no-progress', '.'], root)
    expect(text).toContain('No findings to report')
    expect(status).toBe(0)
  })

  test('name a script of package.json in each npm run', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: Readonly<Record<string, string>> }
    const texts = ['ci', 'check-dist', 'self-test', 'release'].map(name => readText(`.github/workflows/${name}.yml`))
    const named = [...texts, readText('.ci/run')].flatMap(text => [...text.matchAll(/npm run ([\w:-]+)/g)])
    expect(named.length).toBeGreaterThan(10)
    expect(named.map(([, name = '']) => name).filter(name => scripts[name] === undefined)).toEqual([])
  })
})
