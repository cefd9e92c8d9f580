import { describe, expect, test } from '@jest/globals'
import { fullSize } from '../../bench/answer-size.ts'
import type { Row } from '../../bench/figure.ts'
import { depthOf, isStart, latencyOf, type Served } from '../../bench/model-server.ts'
import { readResults, writeResults } from '../../bench/results.ts'
import { median, spread } from '../../bench/statistics.ts'
import { markdownTable, refreshPage } from '../../bench/table.ts'

describe('the median', () => {
  test.each([
    [[3], 3],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5]
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected)
  })

  test('of nothing is not a number', () => {
    expect(median([])).toBeNaN()
  })
})

test('spread numbers hit every tenth of the range', () => {
  expect(new Set(spread(20).map(part => Math.floor(part * 10))).size).toBe(10)
})

describe('how deep requests are', () => {
  const served = (arrivedMs: number, answeredMs: number): Served => ({
    method: 'GET',
    path: '/',
    arrivedMs,
    answeredMs,
    bytes: 0
  })

  test('one after another, each counts', () => {
    expect(depthOf([served(0, 10), served(10, 20), served(25, 30)])).toBe(3)
  })

  test('at the same time, they count once, in whatever order they are answered', () => {
    expect(depthOf([served(12, 40), served(0, 10), served(11, 20), served(13, 15)])).toBe(2)
  })

  test('a request beside a chain of two is not behind it', () => {
    expect(depthOf([served(0, 50), served(0, 10), served(20, 30), served(55, 60)])).toBe(3)
  })
})

describe('the model server', () => {
  test.each([
    ['POST', '/api/v1/login', 1_000],
    ['POST', '/api/v1/pipeline_snapshots/1/runs', 400],
    ['GET', '/api/v1/pipeline_snapshots/1?hydrate=true&include_config_schema=true', 150],
    ['GET', '/api/v1/runs/1/status', 40]
  ])('%s %s takes %d ms', (method, path, ms) => {
    expect(latencyOf(method, path)).toBe(ms)
  })

  test('a run is started by POST alone', () => {
    expect(isStart({ method: 'POST', path: '/api/v1/pipeline_snapshots/1/runs' })).toBe(true)
    expect(isStart({ method: 'GET', path: '/api/v1/runs' })).toBe(false)
  })
})

describe('an answer of full size', () => {
  const headers = { 'content-type': 'application/json' }
  const full = (path: string, json: unknown, method = 'GET', status = 200) =>
    fullSize({ method, path: `/api/v1${path}` }, { status, headers, body: JSON.stringify(json) }).body

  test.each([
    ['/runs/1', 5_680],
    ['/runs/1?hydrate=false', 4_165],
    ['/pipeline_snapshots/1?hydrate=true&include_config_schema=true', 56_502],
    ['/info', 523]
  ])('%s has the bytes of a real one', (path, bytes) => {
    expect(full(path, { id: '1' })).toHaveLength(bytes)
    expect(JSON.parse(full(path, { id: '1' }))).toMatchObject({ id: '1' })
  })

  test('a request to start a run is answered with the run', () => {
    expect(full('/pipeline_snapshots/1/runs', { id: '1' }, 'POST')).toHaveLength(5_680)
  })

  test('each item of a list is as long as a real one', () => {
    const page = JSON.parse(full('/steps?page=1', { index: 1, items: [{ id: '1' }, { id: '2' }] }))
    expect(page).toMatchObject({ index: 1, items: [{ id: '1' }, { id: '2' }] })
    for (const item of page.items) expect(JSON.stringify(item).length).toBeGreaterThan(5_100)
  })

  test.each([
    ['a status', '/runs/1/status', 'running', 200],
    ['a refusal', '/runs/1', { detail: 'Not Found' }, 404],
    ['an entity that is longer', '/info', { text: 'x'.repeat(600) }, 200]
  ])('%s stays as it is', (_, path, json, status) => {
    expect(full(path, json, 'GET', status)).toBe(JSON.stringify(json))
  })
})

describe('the table', () => {
  const rows: readonly Row[] = [
    {
      name: 'loaded',
      figures: {
        bytes: { title: 'JavaScript', unit: 'bytes', before: 2_408_214, goal: 300_000 },
        other: { title: 'Other', unit: 'ratio' }
      },
      measure: async () => ({})
    }
  ]
  const results = (bytes: number) => ({
    loaded: {
      date: '2026-11-29',
      commit: 'abc1234',
      node: '24.0.0',
      cores: 2,
      load: 0.25,
      figures: { bytes: { median: bytes, n: 3 } }
    }
  })

  test('says of a figure what it was, should be and is, and of another one that it was not measured', () => {
    expect(markdownTable(rows, results(124_321)).split('\n').slice(2)).toEqual([
      '| JavaScript | 2.41 MB | ≤ 300 kB | 124 kB | 3 |',
      '| Other |  |  | not measured |  |'
    ])
  })

  test('says of a figure that it misses its goal', () => {
    expect(markdownTable(rows, results(300_001))).toContain('| 300 kB (missed) | 3 |')
    expect(markdownTable(rows, results(300_000))).not.toContain('missed')
  })

  test('goes between the markers of the page, with where it was measured', () => {
    const page = 'Before\n<!-- bench:start -->\nold\n<!-- bench:end -->\nafter'
    const fresh = refreshPage(page, rows, results(1))
    expect(fresh).toMatch(
      /^Before\n[\s\S]*\| JavaScript \|[\s\S]*2026-11-29 at abc1234, Node 24\.0\.0, 2 cores, load 0\.[23][\s\S]*\nafter$/
    )
    expect(fresh).not.toContain('old')
    expect(refreshPage(fresh, rows, results(1))).toBe(fresh)
  })

  test('needs the markers', () => {
    expect(() => refreshPage('<!-- bench:end --><!-- bench:start -->', rows, {})).toThrow('bench:start')
  })
})

describe('the results', () => {
  const sample = { median: 1.23456, n: 2, raw: { 'a, ms': 614.99999 } }
  const row = { date: '2026-11-29', commit: 'abc1234', node: '24.0.0', cores: 2, load: 0.25, figures: { wall: sample } }

  test('are read as they were written, with four digits', () => {
    const rounded = { median: 1.235, n: 2, raw: { 'a, ms': 615 } }
    expect(readResults(writeResults({ gate: row }))).toEqual({ gate: { ...row, figures: { wall: rounded } } })
  })

  test.each([
    ['figures', { ...row, figures: undefined }],
    ['commit', { ...row, commit: undefined }],
    ['cores', { ...row, cores: '2' }],
    ['median', { ...row, figures: { wall: { n: 2 } } }]
  ])('without %s are refused', (missing, faulty) => {
    expect(() => readResults(JSON.stringify({ gate: faulty }))).toThrow(missing)
  })
})
