import { describe, expect, test } from '@jest/globals'
import type { RunResultsFacts } from '../../src/report/facts.ts'
import { resultsPart } from '../../src/report/results-part.ts'
import type { ResultRow } from '../../src/results/rows.ts'

/** The part with its entities as a reader sees them. */
const shown = (...runs: readonly RunResultsFacts[]) =>
  resultsPart({
    results: { verdict: 'none', runs },
    runs: runs.map(run => ({ ...run, id: run.name, status: 'completed' }))
  })
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll(/<\/?code>/g, '')

const run = (rows: readonly ResultRow[], more: Partial<RunResultsFacts> = {}): RunResultsFacts => ({
  name: 'training-1',
  url: 'https://zenml.test/runs/1',
  metrics: {},
  rows,
  notes: [],
  ...more
})
const plain: ResultRow = { name: 'model.accuracy', value: '0.9', isPlain: true }

test('there is nothing without results', () => {
  expect([resultsPart({}), shown(), shown(run([]))]).toEqual(['', '', ''])
})

test('numbers stand in a table, beside the baseline and the verdict of the checks', () => {
  const rows = [
    { ...plain, before: '0.8', change: '+0.1 (+12.5 %)', isPassed: true },
    { name: 'run.latency', value: '', isPlain: true, isPassed: false }
  ]
  const baseline = { words: 'version 3 of model churn', url: 'https://zenml.test/models/3' }
  expect(shown(run(rows, { baseline }))).toBe(`**Results**

Compared with version 3 of model churn, <a href="https://zenml.test/models/3">open</a>.

| Metric | Value | Baseline | Change | Check |
| --- | --: | --: | --: | :-: |
| model.accuracy | 0.9 | 0.8 | +0.1 (+12.5 %) | ✅ |
| run.latency |  |  |  | ❌ |`)
})

test('columns in which nothing stands are left out', () => {
  expect(shown(run([plain]))).toContain('| Metric | Value |\n| --- | --: |\n| model.accuracy | 0.9 |')
})

test('texts, lists and parts of values are folded, unless they are checked', () => {
  const text = shown(
    run([
      plain,
      { name: 'model.kind', value: 'forest', isPlain: false },
      { name: 'model.nested.f1', value: '0.8', isPlain: false, isPassed: true }
    ])
  )
  expect(text.indexOf('model.nested.f1')).toBeLessThan(text.indexOf('<details>'))
  expect(text).toContain(
    '<details><summary>1 more value</summary>\n\n| Metric | Value |\n| --- | --: |\n| model.kind | forest |'
  )
})

test('what could not be compared is said', () => {
  expect(shown(run([plain], { notes: ['model.accuracy has no baseline.'] }))).toContain(
    '\n\n- model.accuracy has no baseline.'
  )
})

test('of several runs each is named', () => {
  const text = shown(run([plain]), run([plain], { name: 'training-2' }))
  expect(text.match(/^\*\*Results\*\* of .* training-\d$/gm)).toHaveLength(2)
})

test('of very many values the first are shown, and how many there are', () => {
  const rows = Array.from({ length: 1_000 }, (_, index): ResultRow => ({ ...plain, name: `run.m${index}` }))
  const text = shown(run(rows))
  expect(text.match(/^\| run\.m/gm)).toHaveLength(250)
  expect(text).toContain('<details><summary>950 more values</summary>')
  expect(text).toContain('… 750 more')
})

describe('nothing foreign works', () => {
  const hostile = '](javascript:1) <img src=x onerror=1> | `a` @octocat ::error:: ##[x]\n# b'

  test('as a name, a value or the words of a baseline', () => {
    const part = resultsPart({
      results: {
        verdict: 'none',
        runs: [
          run([{ ...plain, name: hostile, value: hostile }], {
            name: hostile,
            notes: [hostile],
            baseline: { words: hostile, url: 'javascript:alert(1)' }
          })
        ]
      },
      runs: []
    })
    expect(part).not.toMatch(/<img|\]\(|@octocat|`a`|##\[|\n# b|href="javascript/)
    // The bars of the table alone: those of the name are entities.
    expect(
      part
        .split('\n')
        .find(line => line.startsWith('| <code>'))
        ?.match(/\|/g)
    ).toHaveLength(3)
  })
})
