import { describe, expect, test } from '@jest/globals'
import { CommandQuestions } from '../../src/job/command-questions.ts'
import { Report } from '../../src/report/report.ts'
import type { Run } from '../../src/zenml/entities.ts'
import { aRun, runJson } from '../pieces/entities.ts'
import { FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'

const [first, second, third] = ['1', '2', '3'].map(end => `${ids.run.slice(0, -1)}${end}`) as [string, string, string]
const asking = (id: string, change: Partial<Run> = {}) =>
  aRun({ id, name: `train-${id.at(-1)}`, status: 'running', isDynamic: true, ...change })

/** When a run begins to wait and when it is answered, ms. */
type Waits = Readonly<Record<string, readonly [fromMs: number, untilMs: number]>>

const forever = [0, Number.POSITIVE_INFINITY] as const

/** What a server does otherwise. */
interface Otherwise {
  /** The status of each run, by virtual time, ms; running unless given. */
  readonly status?: (ms: number) => string
  /** The answer to a path, if it is another one. */
  readonly instead?: (path: string, ms: number) => Reply | undefined
}

/** Questions of runs on a server on which they wait. */
function questionsOf(own: readonly Run[], waits: Waits, { instead, status = () => 'running' }: Otherwise = {}) {
  const server: FakeServer = new FakeServer(({ path }) => {
    const other = instead?.(path, server.clock.elapsed())
    if (other !== undefined) return other
    const id = /\/runs\/([^/?]+)/.exec(path)?.[1]
    if (id !== undefined) {
      const word = status(server.clock.elapsed())
      return { json: path.endsWith('/status') ? word : runJson(word, { id, name: `train-${id.at(-1)}` }) }
    }

    const run = new URL(path, 'https://x').searchParams.get('pipeline_run') ?? ''
    const [fromMs, untilMs] = waits[run] ?? [0, 0]
    const now = server.clock.elapsed()
    if (now < fromMs || now >= untilMs) return page([])
    const metadata = { question: 'Release it?', data_schema: { type: 'boolean' } }
    const about = { body: { status: 'pending' }, metadata, resources: { run: { id: run } } }
    return page([{ id: `ask-${run}`, name: 'approve', ...about }])
  })

  const connected = server.runner.connect(() => true)
  const world = { ...connected, clock: server.clock }
  const report = new Report(world)
  const runs = { own }
  const job = { connection: server.connection(), report, until: Number.POSITIVE_INFINITY, world }
  return { questions: new CommandQuestions(job as never, runs), report, runs, server }
}

/** Lets them be watched for a while, ms. */
async function watch({ questions, server }: ReturnType<typeof questionsOf>, forMs: number): Promise<void> {
  const over = new AbortController()
  server.clock.at(server.clock.elapsed() + forMs, () => over.abort())
  await questions.watch(over.signal)
}

describe("the questions of a command's runs", () => {
  test('are annotated and known while the command goes on, of each run that waits', async () => {
    const watched = questionsOf([asking(first), asking(second), asking(third)], { [first]: forever, [third]: forever })
    await watch(watched, 30_000)
    const notices = watched.server.runner.text('notice').split('\n')
    expect(notices.map(each => /answer 'approve'.*runs\/\S+(\d)\)$/.exec(each)?.[1])).toEqual(['1', '3'])

    const said = (nth: number) =>
      `The run train-${nth} waits for a person to answer 'approve': Release it? Answer: {"type":"boolean"}.`
    expect(watched.questions.words()).toBe(`${said(1)} ${said(3)}`)
    watched.questions.publish()
    expect(watched.report.facts.questions?.map(({ url }) => url.at(-1))).toEqual(['1', '3'])
  })

  test('are annotated within three seconds in the first two minutes', async () => {
    const watched = questionsOf([asking(first)], { [first]: [100_000, Number.POSITIVE_INFINITY] })
    await watch(watched, 103_000)
    expect(watched.server.runner.text('notice')).toContain("answer 'approve'")
  })

  test('are not open any longer once they have been answered', async () => {
    const watched = questionsOf([asking(first)], { [first]: [0, 10_000] })
    await watch(watched, 30_000)
    expect(watched.server.runner.text('notice')).toContain("answer 'approve'")
    watched.questions.publish()
    expect([watched.questions.words(), watched.report.facts.questions]).toEqual(['', []])
  })

  test('end with the run', async () => {
    const watched = questionsOf([asking(first)], { [first]: forever })
    await watch(watched, 10_000)
    watched.runs.own = [asking(first, { status: 'stopped' })]
    watched.questions.publish()
    expect([watched.questions.words(), watched.report.facts.questions]).toEqual(['', []])
  })

  test('end with the run, whose end is seen while the command goes on', async () => {
    const status = (ms: number) => (ms < 60_000 ? 'running' : 'failed')
    const watched = questionsOf([asking(first)], { [first]: forever }, { status })
    await watch(watched, 50_000)
    expect(watched.questions.words()).toContain('The run train-1 waits')

    await watch(watched, 12_000)
    watched.questions.publish()
    expect([watched.questions.words(), watched.report.facts.questions]).toEqual(['', []])
    const asked = watched.server.requests.length
    await watch(watched, 600_000)
    expect(watched.server.requests).toHaveLength(asked)
  })

  test.each(['failed', 'stopped', 'completed'])('are not annotated if the run is %s by then', async status => {
    const watched = questionsOf([asking(first)], { [first]: forever }, { status: () => status })
    await watch(watched, 30_000)
    expect([watched.server.runner.text('notice'), watched.questions.words()]).toEqual(['', ''])
  })

  test('that the run has ended is seen within a minute, even if it asks nothing', async () => {
    const watched = questionsOf([asking(first)], {}, { status: ms => (ms < 60_000 ? 'running' : 'completed') })
    await watch(watched, 120_000)
    const asked = watched.server.requests.length
    await watch(watched, 600_000)
    expect(watched.server.requests).toHaveLength(asked)
  })

  test.each([
    ['questions', /run_wait_conditions/],
    ['run', /[/]runs[/]/]
  ])('are not claimed any longer a minute after the %s could be read last', async (_, path) => {
    const instead = (asked: string, ms: number) =>
      ms > 10_000 && path.test(asked) ? refused(403, 'IllegalOperationError', 'No') : undefined
    const watched = questionsOf([asking(first)], { [first]: forever }, { instead })
    await watch(watched, 60_000)
    expect(watched.questions.words()).toContain('The run train-1 waits')

    await watch(watched, 20_000)
    watched.questions.publish()
    expect([watched.questions.words(), watched.report.facts.questions]).toEqual(['', []])
  })

  test('that were open at the timeout are not in the error if the run is known to have ended by itself meanwhile', async () => {
    const watched = questionsOf([asking(first), asking(second)], { [first]: forever, [second]: forever })
    await watch(watched, 10_000)
    const { waiting } = watched.questions
    // The one ended before the stop came, the other by it.
    watched.runs.own = [asking(first, { status: 'failed' }), asking(second, { status: 'stopped' })]
    expect(watched.questions.words(waiting)).toMatch(/^The run train-2 waits for a person .*}[.]$/)
  })

  test('are left to whoever follows the run, who does not annotate them again', async () => {
    const watched = questionsOf([asking(first)], { [first]: forever })
    await watch(watched, 10_000)
    const asked = watched.server.requests.length
    const handed = watched.questions.handOver(asking(first))
    await watch(watched, 10_000)
    expect(watched.server.requests).toHaveLength(asked)

    await handed.look({ attempts: 1 }, async () => true)
    expect(watched.server.runner.text('notice').match(/approve/g)).toHaveLength(1)
    expect(watched.questions.words()).toContain('The run train-1 waits')
  })

  test('are not asked for if the pipeline is not dynamic, or the run has ended', async () => {
    const watched = questionsOf([asking(first, { isDynamic: false }), asking(second, { status: 'completed' })], {})
    await watch(watched, 10_000)
    expect(watched.server.requests).toEqual([])
  })

  test('of many runs are not all in the error', async () => {
    const many = Array.from({ length: 8 }, (_, nth) => asking(`${ids.run.slice(0, -1)}${nth}`))
    const watched = questionsOf(many, Object.fromEntries(many.map(({ id }) => [id, forever])))
    await watch(watched, 10_000)
    expect(watched.questions.words().match(/waits for a person/g)).toHaveLength(5)
    expect(watched.questions.words()).toMatch(/ So do 3 more of its runs\.$/)
  })
})
