import { describe, expect, test } from '@jest/globals'
import { Cancelled } from '../../src/world/cancelled.ts'
import { decoded } from '../pieces/markdown.ts'
import {
  answer,
  apiKey,
  endingAs,
  type Instead,
  MemoryJob,
  type MemoryJobOptions,
  quick
} from '../pieces/memory-job.ts'
import type { ScriptedArtifact, ScriptedVisualization } from '../stand-in/run-script.ts'

const showing = (...shows: readonly ScriptedVisualization[]): ScriptedArtifact => ({ metadata: {}, shows })
const card = showing({ type: 'markdown', value: '# Model card' })

const making = (
  artifacts: Readonly<Record<string, ScriptedArtifact>>,
  more: MemoryJobOptions = {}
): MemoryJobOptions => ({
  script: { ...quick, logged: { artifacts } },
  ...more
})

const asked = (job: MemoryJob) => job.sent.filter(({ path }) => path.includes('/visualize')).map(({ path }) => path)
const summaryOf = (job: MemoryJob) => decoded(job.runner.summary)

test('what a run reports stands in the summary, and takes one request for each text', async () => {
  const job = new MemoryJob(
    making({
      card,
      table: showing({ type: 'csv', value: 'a,b\n1,2' }, { type: 'image', value: 'iVBORw0' }),
      limits: showing({ type: 'json', value: '{"max":9007199254740993}' }),
      curve: showing({ type: 'html', value: '<script>' })
    })
  )
  expect(await job.main()).toBe(true)
  const summary = summaryOf(job)
  expect(summary).toContain(
    'Report <code>card</code> of step <code>train</code> (Markdown)</summary>\n\n<pre># Model card</pre>'
  )
  expect(summary).toContain('| <code>1</code> | <code>2</code> |')
  expect(summary).toContain('"max": 9007199254740993')
  expect(summary).toMatch(
    /\*\*In <a [^>]*>the dashboard<\/a>\*\*: <code>table<\/code> .* \(image\), <code>curve<\/code> .* \(HTML\)\./
  )
  expect(asked(job).map(path => path.replace(/.*index=/, ''))).toEqual(['1', '1', '1'])
})

test('the plain values of steps are no reports, and what a cached step has made is not this run’s', async () => {
  const job = new MemoryJob(making({ rows: showing(), cached: { ...card, isCached: true } }))
  expect(await job.main()).toBe(true)
  expect(asked(job)).toEqual([])
  expect(job.runner.summary).not.toMatch(/Report|dashboard<\/a>\*\*/)
})

test('of many the last ten are read, and the others are named', async () => {
  const job = new MemoryJob(making(Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`r${index}x`, card]))))
  expect(await job.main()).toBe(true)
  expect(asked(job)).toHaveLength(10)
  expect(summaryOf(job)).toContain('Report <code>r12x</code>')
  expect(summaryOf(job)).toMatch(/In <a [^>]*>the dashboard<\/a>\*\*: <code>r0x<\/code> .*<code>r2x<\/code> [^,]*\.\n/)
})

test('nothing is read of a run that did not succeed', async () => {
  const failed = new MemoryJob({ script: { ...endingAs('failed'), logged: { artifacts: { card } } } })
  expect(await failed.main()).toBe(false)
  expect(asked(failed)).toEqual([])
})

test.each([
  ['before the reports are read', 'holders', 0],
  ['while they are read', 'results', 1]
])('a job that is cancelled %s has them as a link, and says nothing of trouble', async (_, when, count) => {
  const job: MemoryJob = new MemoryJob({
    script: { ...quick, hasModel: true, logged: { artifacts: { card } } },
    instead: ({ path, question }) => {
      const isReport = path.includes('/visualize')
      if (question === when && (isReport || when === 'holders')) job.cancel.abort(new Cancelled('SIGINT'))
      return isReport ? 'never' : undefined
    }
  })
  await job.main({ promote: 'production' })
  expect(asked(job)).toHaveLength(count)
  expect(summaryOf(job)).toMatch(/In <a [^>]*>the dashboard<\/a>\*\*: <code>card<\/code>/)
  expect(summaryOf(job) + job.runner.text('info')).not.toMatch(/could not be read|doesn't have all/)
})

describe('the step is as green, says why in one line, and leads to the dashboard', () => {
  const instead =
    (reply: () => ReturnType<Instead>): Instead =>
    ({ path }) =>
      path.includes('/visualize') ? reply() : undefined
  const refused = (status: number, exception: string, why: string) => () => answer(status, { detail: [exception, why] })

  test.each<readonly [string, () => ReturnType<Instead>, string]>([
    [
      'for a local artifact store',
      refused(403, 'IllegalOperationError', 'Files in a local artifact store cannot be accessed from the server.'),
      'the server answered 403: Files in a local artifact store cannot be accessed'
    ],
    [
      'for a file that is gone',
      refused(404, 'DoesNotExistException', 'File is gone'),
      'the server answered 404: File is gone'
    ],
    [
      'for a store that it lacks the packages for',
      refused(501, 'NotImplementedError', 'Not here'),
      'the server answered 501: Not here'
    ],
    [
      'for a server in trouble',
      () => ({ status: 500, headers: {}, body: 'Internal Server Error' }),
      'the server answered 500'
    ],
    [
      'for a report of 3 MB',
      () => answer(200, { type: 'markdown', value: 'x'.repeat(3_000_000) }),
      'larger than 2 MiB'
    ],
    [
      'for an answer about something else',
      () => answer(200, { type: 'html', value: 'x' }),
      'is a visualization of another type'
    ],
    ['for a server that never answers', () => 'never', 'Could not read the report']
  ])('%s', async (_, reply, why) => {
    const job = new MemoryJob(making({ card, other: card }, { instead: instead(reply) }))
    expect(await job.main()).toBe(true)
    expect(job.runner.outputs['conclusion']).toBe('success')
    expect(job.runner.text('warning', 'error', 'notice')).toBe('')
    const said = job.runner.text('info').match(/^The summary doesn't have all reports: .*$/gm) ?? []
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(why)
    const lines = summaryOf(job).match(/^\*\*Reports that could not be read.*$/gm) ?? []
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/<code>card<\/code> .*<code>other<\/code> .*Open the dashboard<\/a>$/)
    expect(lines[0]).toContain(why)
  })

  test('after eight seconds at most', async () => {
    const waiting = (reply: () => ReturnType<Instead>) => new MemoryJob(making({ card }, { instead: instead(reply) }))
    const [quickly, slowly] = [waiting(() => undefined), waiting(() => 'never')]
    await quickly.main()
    await slowly.main()
    expect(slowly.time.elapsed - quickly.time.elapsed).toBeLessThanOrEqual(8_500)
    expect(slowly.time.elapsed - quickly.time.elapsed).toBeGreaterThan(7_000)
  })

  test('and shows those that could be read', async () => {
    const job = new MemoryJob(
      making(
        { card, other: card },
        {
          instead: ({ path }) =>
            path.includes('/0a270000') && path.includes('/visualize') ? answer(403, { detail: ['X', 'No'] }) : undefined
        }
      )
    )
    expect(await job.main()).toBe(true)
    expect(summaryOf(job)).toContain('Report <code>other</code>')
    expect(summaryOf(job)).toMatch(/could not be read\*\*: <code>card<\/code> of step/)
  })
})

test('no form of a secret is shown, however a report writes it', async () => {
  const escaped = [...apiKey].map(one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  const values = [
    { type: 'markdown', value: `key: ${apiKey}` },
    { type: 'json', value: `{"key": "${escaped}", "${escaped}": 1}` },
    { type: 'csv', value: `a,b\nx,"${apiKey}"` },
    { type: 'csv', value: `a,b\n"${apiKey.slice(0, 9)}\u200b${apiKey.slice(9)}",x` }
  ] as const
  const job = new MemoryJob(making({ card: showing(...values) }))
  expect(await job.main()).toBe(true)
  expect(summaryOf(job).match(/Report <code>card/g)).toHaveLength(4)
  expect(summaryOf(job)).toContain('"***": 1')
  expect(summaryOf(job)).not.toContain(apiKey)
  expect(summaryOf(job)).not.toContain(apiKey.slice(10))
})
