import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { refresh } from '../../scripts/docs.ts'
import { situations } from '../../scripts/situations.ts'
import { documents, read } from './markdown.ts'

/** Documents with generated parts, each with a marker of one, and with how a reader would change it. */
const generated = [
  ['README.md', 'outputs', '| `server-url` |', '| `server-uri` |'],
  ['README.md', 'source.yml', 'source: run.training', 'source: run.other'],
  ['docs/inputs.md', 'gate-inputs', '### `server-url`', '### `server-uri`'],
  ['docs/environments.md', 'situations', '| skipped |', '| ignored |']
] as const

describe.each(generated)('%s, generated part %s', (path, marker, right, wrong) => {
  test('is fresh', () => {
    expect(read(path)).toContain(right)
    expect(refresh(path, read(path))).toBe(read(path))
  })

  test('is noticed if it is stale', () => {
    const stale = read(path).replace(right, wrong)
    expect(refresh(path, stale)).not.toBe(stale)
    expect(refresh(path, stale)).toBe(read(path))
  })

  test('needs its markers', () => {
    const without = read(path).replace(`<!-- ${marker}:end -->`, '')
    expect(() => refresh(path, without)).toThrow(`${path} has no markers <!-- ${marker}:start -->`)
  })
})

test('every situation of the gate is in docs/environments.md', () => {
  const rows = read('docs/environments.md').match(/^\| (?:skipped|refused) \|/gm) ?? []
  expect(rows).toHaveLength(Object.keys(situations).length)
})

test('every input that a workflow may set is in the README, and in full in docs/inputs.md', () => {
  const { inputs } = parse(read('action.yml')) as { inputs: Readonly<Record<string, { description: string }>> }
  const settable = Object.keys(inputs).filter(name => !name.startsWith('job-'))
  const named = (path: string, form: RegExp) => [...read(path).matchAll(form)].map(([, name]) => name)
  expect(named('docs/inputs.md', /^### `([\w-]+)`$/gm)).toEqual(settable)

  const [, table = ''] = /<!-- inputs:start -->([\s\S]*?)<!-- inputs:end -->/.exec(read('README.md')) ?? []
  expect([...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name)).toEqual(settable)
})

test('the README is read in one go: at most 2,200 words', () => {
  const words = read('README.md').split(/\s+/).filter(Boolean)
  expect(words.length).toBeGreaterThan(500)
  expect(words.length).toBeLessThanOrEqual(2200)
})

describe('tables read well as text', () => {
  const rows = (path: string) => read(path).match(/^ *\|.*$/gm) ?? []

  test.each(documents)('no cell of %s is padded', path => {
    expect(rows(path).filter(row => /[^ |] {2}|\| {3}|\| *:?-{4}/.test(row))).toEqual([])
  })

  test('rows of the README are short', () => {
    expect(rows('README.md').length).toBeGreaterThan(50)
    expect(rows('README.md').filter(row => row.length > 140)).toEqual([])
  })
})
