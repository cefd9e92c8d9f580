import { describe, expect, test } from '@jest/globals'
import { answer, apiKey, endingAs, type Instead, MemoryJob } from './pieces/memory-job.ts'
import { leaksIn } from './stand-in/leak.ts'

/** What a step's exception may well hold: its environment, and headers that it sent. */
const everything = (authorization: string | undefined) => `env: ${apiKey} ${authorization}`

type Json = Record<string, unknown>

/** A server whose answers repeat the key and the token, at the end of a text that is cut. */
const echo: Instead = ({ headers, path, question }, pass) => {
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

/** The same, with every answer's text changed once more before it is sent. */
const echoing =
  (change: (json: string) => string): Instead =>
  (sent, pass) => {
    const answered = echo(sent, pass)
    return answered === undefined || answered === 'never' || answered instanceof Error
      ? answered
      : { ...answered, body: change(answered.body) }
  }

/** The key and the token with something in their middle. */
const interrupted = (by: string) => (json: string) =>
  json.replaceAll('ZENKEY_', `ZENKEY${by}_`).replace(/(?<=Bearer .{4})/g, by)

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
    ['a colour inside', interrupted('\\u001b[32m')],
    ['a zero-width space inside', interrupted('\\u200b')],
    ['a NUL inside', interrupted('\\u0000')],
    ['a colour and bidi controls inside', interrupted('\\u202e\\u001b[0m\\u2066')],
    [
      'characters that JSON need not escape',
      (json: string) => json.replaceAll('=', '\\u003d').replaceAll('+', '\\u002b').replaceAll('/', '\\/')
    ]
  ])('brings none with %s', async (_, change) => {
    const job = new MemoryJob({ script: endingAs('failed'), instead: echoing(change) })
    await job.main()
    expect(wroteSecret(job)).toEqual([])
    expect(job.runner.summary).toContain('&#42;&#42;&#42;')
    expect(job.runner.text('info')).toContain('***')
  })

  test.each([
    ['login', 401],
    ['project', 403],
    ['start', 403],
    ['status', 403]
  ] as const)('brings none into the error at the question for %s', async (where, status) => {
    const job: MemoryJob = new MemoryJob({
      instead: ({ headers, question }) =>
        // Every look at the run: what it sees would be the truth of the step.
        question === where || (where === 'status' && question === 'details')
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

test('a key that JSON escapes is found in an exception that quotes it so', async () => {
  const odd = 'ZENKEY_"quoted"\\back'
  const quoting: Instead = ({ path }, pass) => {
    if (!path.includes('/steps/')) return undefined
    const passed = pass()
    const json = JSON.parse(passed.body) as { metadata?: Json }
    json.metadata = { ...json.metadata, exception_info: { message: JSON.stringify({ odd }) } }
    return { ...passed, body: JSON.stringify(json) }
  }
  const job = new MemoryJob({ script: endingAs('failed'), instead: quoting, apiKey: odd })
  await job.main({ 'api-key': odd })
  expect(leaksIn(job.runner.text(), [odd])).toEqual([])
  expect(job.runner.text('error')).toContain('***')
})

test('the leak test finds a secret in a summary, where it stands in entities', async () => {
  expect(leaksIn('ZENKEY&#95;a', ['ZENKEY_a'])).toEqual(['ZENKEY_a'])
})
