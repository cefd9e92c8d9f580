import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Results, readResults } from '../../bench/results.ts'
import { rows } from '../../bench/rows.ts'
import { refreshPage } from '../../bench/table.ts'
import { read, root } from '../docs/markdown.ts'

const committed = readResults(read('bench/results.json'))

function bench(...args: readonly string[]) {
  return spawnSync(process.execPath, [join('bench', 'main.ts'), ...args], { cwd: root, encoding: 'utf8' })
}

test('docs/performance.md shows what bench/results.json says', () => {
  const page = read('docs/performance.md')
  expect(refreshPage(page, rows, committed)).toBe(page)
})

test('each row of the results has the figures that its row of the bench names', () => {
  const figuresOf = (name: string) => Object.keys(rows.find(row => row.name === name)?.figures ?? {})
  for (const [name, { figures }] of Object.entries(committed)) expect(Object.keys(figures)).toEqual(figuresOf(name))
})

test('the results have every row that needs nothing but this machine', () => {
  const needed = rows.filter(({ isOptional }) => isOptional !== true).map(({ name }) => name)
  expect(Object.keys(committed)).toEqual(expect.arrayContaining(needed))
})

test('an unknown row is refused with the names that there are', () => {
  const { status, stderr } = bench('--only', 'loaded,unknown')
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("There is no row 'unknown'") })
  expect(stderr).toContain('loaded, accepted, questions')
})

test.each(['0', '1.5', 'many'])('%s is not a number of pairs', pairs => {
  const { status, stderr } = bench('--pairs', pairs, '--only', 'loaded')
  expect({ status, stderr }).toEqual({ status: 1, stderr: `'${pairs}' is not a number of pairs\n` })
})

describe('a short run of the bench', () => {
  const names = ['post', 'loaded', 'questions', 'quiet-poll', 'thousand-steps']
  const folder = mkdtempSync(join(tmpdir(), 'gated-trigger-bench-test-'))
  let measured: Results = {}
  let printed = ''

  beforeAll(() => {
    const file = join(folder, 'results.json')
    const { status, stderr, stdout } = bench('--pairs', '1', '--only', names.join(','), '--results', file)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    measured = readResults(readFileSync(file, 'utf8'))
    printed = stdout
    // A busy machine may need many times the ten seconds of an idle one.
  }, 600_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('measures every figure of the rows that it was asked for, and no other row', () => {
    expect(Object.keys(measured)).toEqual(names)
    for (const [name, { figures }] of Object.entries(measured)) {
      const wanted = rows.find(row => row.name === name)?.figures
      expect(Object.keys(figures)).toEqual(Object.keys(wanted ?? {}))
      for (const { median, n } of Object.values(figures)) {
        expect(median).toBeGreaterThan(0)
        expect(n).toBeGreaterThanOrEqual(1)
      }
    }
  })

  test('prints a line for each figure', () => {
    const titles = rows.filter(({ name }) => names.includes(name)).flatMap(({ figures }) => Object.values(figures))
    for (const { title } of titles) expect(printed).toContain(title)
  })

  test('a chain of requests is at most as long as there are requests', () => {
    const { depth, requests } = measured['questions']?.figures ?? {}
    expect(depth?.median).toBeLessThanOrEqual(requests?.median ?? 0)
    // Who the server is, the login, a look at something, the start: none of them can be asked sooner.
    expect(depth?.median).toBeGreaterThanOrEqual(3)
  })

  // Nothing of this depends on how fast the machine is.
  const steady = rows
    .filter(({ name }) => names.includes(name) && name !== 'post')
    .flatMap(({ figures, name }) => Object.entries(figures).map(([key, { title }]) => ({ key, name, title })))
  test.each(steady)('$title: not more than a tenth above bench/results.json', ({ key, name }) => {
    const now = measured[name]?.figures[key]?.median
    const was = committed[name]?.figures[key]?.median ?? 0
    expect(was).toBeGreaterThan(0)
    expect(now).toBeLessThanOrEqual(was * 1.1)
  })
})
