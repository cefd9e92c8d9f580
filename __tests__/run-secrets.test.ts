import { describe, expect, test } from '@jest/globals'
import { answer, apiKey, endingAs, MemoryJob, type MemoryJobOptions } from './pieces/memory-job.ts'
import { leaksIn } from './stand-in/leak.ts'

/** What a step's exception may well hold: its environment, and headers that it sent. */
const everything = (authorization: string | undefined) => `env: ${apiKey} ${authorization}`

type Json = Record<string, unknown>

/** A server whose answers repeat the key and the token, at the end of a text that is cut. */
const echo: MemoryJobOptions['instead'] = ({ headers, path, question }, pass) => {
  if (['login', 'info', 'start'].includes(question)) return undefined
  const passed = pass()
  const said = everything(headers['authorization'])
  const long = `${'x'.repeat(290 - apiKey.length)}${said}`
  const json = JSON.parse(passed.body) as { metadata?: Json; resources?: Json; items?: Json[] }
  if (path.includes('/steps/')) json.metadata = { ...json.metadata, exception_info: { message: long, traceback: said } }
  if (path.includes('/runs/')) json.metadata = { ...json.metadata, run_metadata: { config: said } }
  if (path.includes('/pipeline_snapshots')) json.resources = { ...json.resources, user: { id: 'u', name: said } }
  for (const item of question === 'steps' ? (json.items ?? []) : []) item['name'] = said
  return { ...passed, headers: { ...passed.headers, 'x-request-id': said }, body: JSON.stringify(json) }
}

function wroteSecret({ runner, standIn }: MemoryJob): readonly string[] {
  return leaksIn(runner.text(), standIn.credentials.secrets)
}

describe('a server that repeats what it was sent', () => {
  test('brings no secret into log, summary, outputs or state', async () => {
    const job = new MemoryJob({ script: endingAs('failed'), instead: echo })
    await job.main()
    expect(wroteSecret(job)).toEqual([])
    // Or nothing was repeated, and this says little.
    expect(job.runner.outputs['metadata']).toContain('***')
    expect(job.runner.summary).toContain('&#42;&#42;&#42;')
    expect(job.runner.text('info')).toContain('env: *** Bearer ***')
  })

  test.each([
    ['login', 401],
    ['project', 403],
    ['start', 403],
    ['status', 403]
  ] as const)('brings none into the error at the question for %s', async (where, status) => {
    const job: MemoryJob = new MemoryJob({
      instead: ({ headers, question }) =>
        question === where
          ? answer(status, {
              detail: ['Error', `${'x'.repeat(598 - apiKey.length)}${everything(headers['authorization'])}`]
            })
          : undefined
    })
    expect(await job.main()).toBe(false)
    expect(wroteSecret(job)).toEqual([])
    expect(job.runner.text('error')).toContain('***')
  })
})

test('the leak test finds a secret in a summary, where it stands in entities', async () => {
  expect(leaksIn('ZENKEY&#95;a', ['ZENKEY_a'])).toEqual(['ZENKEY_a'])
})
