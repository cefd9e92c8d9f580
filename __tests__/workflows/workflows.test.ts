import { globSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { read, root } from '../docs/markdown.ts'

interface Workflow {
  readonly permissions: unknown
  readonly concurrency: unknown
  readonly jobs: Readonly<Record<string, { readonly 'timeout-minutes'?: number; readonly steps: readonly Step[] }>>
}
interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

const paths = globSync('.github/workflows/*.yml', { cwd: root }).sort()
const pins = paths.flatMap(path => [...read(path).matchAll(/uses: (?!\.\/)(.+)/g)].map(([, pin = '']) => pin))

test('there are the four workflows', () => {
  expect(paths.map(path => path.replaceAll(/^.*[\\/]|\.yml$/g, ''))).toEqual([
    ...['check-dist', 'ci', 'release', 'self-test']
  ])
})

describe.each(paths)('%s', path => {
  const workflow = parse(read(path)) as Workflow
  const jobs = Object.values(workflow.jobs)

  test('gives no permission to all of its jobs, and none of them hours', () => {
    expect(workflow.permissions).toEqual({})
    expect(workflow.concurrency).toBeDefined()
    for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(60)
  })

  test('leaves no token behind in the checkout', () => {
    const checkouts = jobs.flatMap(job => job.steps).filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false })
  })
})

test('each action of others is pinned to one commit, whose version a comment gives', () => {
  expect(pins.length).toBeGreaterThan(8)
  for (const pin of pins) expect(pin).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  const actions = new Set(pins.map(pin => pin.split('@')[0]))
  expect(new Set(pins).size).toBe(actions.size)
})
