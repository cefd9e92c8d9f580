import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { read } from './markdown.ts'

const page = read('docs/from-gitflow.md')
const path = 'examples/gitflow/.github/workflows/training.yml'
const workflow = read(path).trimEnd().split('\n')
const counted = workflow.filter(line => !/^\s*(?:#.*)?$/.test(line)).length

/** The rows of the table of lines: the file there, its lines, and the lines here. */
const rows = [...page.matchAll(/^\| (\S+) \| (\S+) \|.*\| (\S+) \|$/gm)].map(
  ([, file = '', before = '', after = '']) => ({
    file: file.replaceAll(/[`*]/g, ''),
    before: Number(before.replaceAll('*', '')),
    after: Number(after.replaceAll('*', ''))
  })
)
const sumOf = (kind: RegExp, side: 'before' | 'after') =>
  rows.filter(({ file }) => kind.test(file)).reduce((sum, row) => sum + row[side], 0)

describe('the lines of docs/from-gitflow.md', () => {
  test.each([
    ['YAML', /\.yaml$/],
    ['Python', /\.py$/]
  ])('of %s add up', (name, kind) => {
    const total = rows.find(({ file }) => file === name)
    expect(total).toMatchObject({ before: sumOf(kind, 'before'), after: sumOf(kind, 'after') })
    expect(total?.before).toBeGreaterThanOrEqual(100)
  })

  test('are those that the workflow has: at most 30, and no script', () => {
    expect(sumOf(/\.(?:py|yaml)$/, 'after')).toBe(counted)
    expect(page).toContain(`\`training.yml\` is ${workflow.length} lines long`)
    expect(workflow.length).toBeLessThanOrEqual(30)
    const { jobs } = parse(read(path)) as { jobs: { train: { steps: readonly { run?: string }[] } } }
    expect(jobs.train.steps.filter(({ run }) => run !== undefined)).toEqual([])
  })
})
