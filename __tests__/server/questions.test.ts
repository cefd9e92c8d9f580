import { describe, expect, test } from '@jest/globals'
import { serverTime } from '../../src/zenml/schema.ts'
import { questionOf } from '../stand-in/fault.ts'
import { FaultProxy, realPacing } from '../stand-in/fault-proxy.ts'
import { forwardTo } from '../stand-in/origin.ts'
import type { Asked } from '../stand-in/stand-in.ts'
import { admin, push, shared } from './shared-testbed.ts'
import { commitAll, pushSource, useCheckout, write } from './source-checkout.ts'

useCheckout('server-questions')

const approving = `import zenml
from zenml import pipeline, step

@step(enable_cache=False)
def build() -> str:
    return "model-1"

@pipeline(name="server-questions-approving", dynamic=True, enable_cache=False)
def approving() -> None:
    build()
    zenml.wait(schema=bool, question="Release it?", timeout=600, poll_interval=1, name="approve")
`

interface Condition {
  readonly id: string
  readonly body: { readonly created: string }
}

/** Answers all questions that are open with yes; when the first of them was asked, by the server's clock, ms since the epoch. */
async function answerAll(): Promise<number> {
  const path = `/api/v1/run_wait_conditions?project=${shared.project}&status=pending`
  const { items } = (await admin('GET', path)) as { items: readonly Condition[] }
  for (const { id } of items)
    await admin('PUT', `/api/v1/run_wait_conditions/${id}/resolve`, { resolution: 'continue', result: true })
  return Math.min(...items.map(({ body }) => serverTime(body.created) ?? Number.NaN))
}

/** A poll that asks what a run waits for: when it came (ms since the epoch), and whether its answer had a question. */
interface Poll {
  readonly atMs: number
  readonly found: boolean
}

const isQuestionPoll = ({ method, path }: Asked): boolean => questionOf(method, path) === 'questions'

/** A loopback proxy that notes the polls, and holds back each that comes after a question was found until it was noticed. */
function recorder() {
  const noticed = Promise.withResolvers<void>()
  const forward = forwardTo(shared.url)
  const polls: Poll[] = []
  const proxy = new FaultProxy({
    pacing: realPacing,
    now: () => Date.now(),
    faultFor: () => undefined,
    upstream: async asked => {
      if (!isQuestionPoll(asked)) return forward(asked)
      if (polls.some(({ found }) => found)) await noticed.promise
      const atMs = Date.now()
      const answered = await forward(asked)
      polls.push({ atMs, found: answered.body.includes('"pending"') })
      return answered
    }
  })
  return { noticed, polls, proxy }
}

describe('a question to a person', () => {
  test('is annotated with the first poll after it was asked, while the run still says that it is running', async () => {
    const { noticed, polls, proxy } = recorder()
    await proxy.up()
    let askedMs = Number.NaN
    const notices: string[] = []
    const result = await push(
      'develop',
      {
        'server-url': proxy.url,
        pipeline: 'approval',
        config: 'parameters: {timeout: 60, question: "Release it?"}',
        timeout: '4m'
      },
      {
        onLine: async line => {
          if (!line.startsWith('::notice::The run waits for a person')) return
          notices.push(line)
          noticed.resolve()
          askedMs = await answerAll()
        }
      }
    )
    proxy.down()
    expect(notices).toEqual([
      expect.stringContaining(`a person to answer 'approve': Release it? Answer: {"type":"boolean"} (${shared.url}`)
    ])
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
    expect(result.log).not.toContain('Run: paused')
    expect(result.log).toContain('│ released model-1')

    // The server stamps a question before a poll can see it: only a poll in between may miss it.
    const first = polls.findIndex(({ found }) => found)
    const missed = polls.slice(0, first).filter(({ atMs }) => atMs > askedMs)
    expect(missed.length).toBeLessThanOrEqual(1)
    // A busy machine makes the time between two polls longer, never shorter.
    const times = polls.slice(0, first + 1).map(({ atMs }) => atMs)
    expect(times.length).toBeGreaterThan(1)
    const gaps = times.slice(1).map((ms, nth) => ms - (times[nth] ?? 0))
    expect(Math.min(...gaps)).toBeLessThanOrEqual(3_000)
  })

  test('of a pipeline that runs in this job is annotated meanwhile, and is in the error of the timeout', async () => {
    write('pipelines/approving.py', approving)
    commitAll('Approving')
    const result = await pushSource('worker-staging', { source: 'pipelines.approving.approving', timeout: '90s' })
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'timed-out'])
    const asked = `'approve': Release it? Answer: {"type":"boolean"}`
    expect(result.log).toContain(`::notice::The run waits for a person to answer ${asked} (${shared.url}`)
    expect(result.log).toMatch(
      /::error::timeout: What runs in this job did not end within 1m 30s\. The run \S+ waits for/
    )
    expect(result.log).toContain(`waits for a person to answer ${asked}. The run `)
  })
})
