// What following a run costs the server, and how soon its end is noticed: the action's own code in virtual time.
import type { Exchanged } from '../__tests__/stand-in/exchange-log.ts'
import type { RunScript } from '../__tests__/stand-in/run-script.ts'
import { Stage } from '../__tests__/stand-in/stage.ts'
import type { Asked } from '../__tests__/stand-in/stand-in.ts'
import { fullSize } from './answer-size.ts'
import type { Row } from './figure.ts'
import { exact, type Sample, sampleOf, spread } from './statistics.ts'

const seconds = 1_000
const minutes = 60_000
/** Time from a request to its answer, ms. */
const latencyMs = 40
/** End of a run whose last change of a step is long past by then, ms. */
const untilMs = 55_000

/** Four steps one after another, the last of which goes on until the run ends. */
export const fourSteps = (endMs: number): Partial<RunScript> => ({
  stepCount: 4,
  stepTimes: (index, createdMs) => ({
    startMs: createdMs + 2_000 * (index + 1),
    endMs: createdMs + (index === 3 ? endMs : 2_000 * (index + 2))
  })
})

/** A thousand steps that change within half a second, on both sides of a full second, as those of a cached map do. */
export const thousandSteps = (afterMs: number): Partial<RunScript> => ({
  stepCount: 1_000,
  stepTimes: (index, createdMs) => {
    const fullSecond = Math.ceil((createdMs + afterMs) / 1_000) * 1_000
    const changedMs = fullSecond - 320 + index / 2
    return { startMs: changedMs, endMs: changedMs }
  }
})

/** A run that goes on until a time after its creation, ms. */
export function runUntil(endMs: number, more: Partial<RunScript>): RunScript {
  const statuses = [
    { atMs: 0, status: 'initializing' },
    { atMs: 2_000, status: 'running' },
    { atMs: endMs, status: 'completed' }
  ]
  return { statuses, stop: 'graceful', stopTakesMs: 0, ...more }
}

/** What there was to see of a run that was followed to its end. */
export interface Followed {
  /** Requests after the run was accepted; times are virtual ms since then. */
  readonly asked: readonly Pick<Exchanged, 'atMs' | 'body' | 'url'>[]
  /** Virtual time from the run's end to the end of the action, ms. */
  readonly noticedMs: number
}

/** Follows a run in virtual time; logs have requests of their own, and are measured by themselves. */
export async function follow(script: RunScript, logs = 'none'): Promise<Followed> {
  const stage = new Stage({ scriptOf: () => script, latencyMs })
  const plain = stage.standIn.answer.bind(stage.standIn)
  stage.standIn.answer = (asked: Asked, lagMs?: number) => fullSize(asked, plain(asked, lagMs))
  try {
    const played = await stage.main({ logs })
    const [run] = stage.standIn.runs
    if (played.green !== true || run === undefined) throw new Error(`The run was not followed: ${stage.runner.text()}`)

    const createdMs = run.createdMs - stage.time.epoch
    const endMs = script.statuses.at(-1)?.atMs ?? 0
    const asked = stage.exchanged.map(({ atMs, body, url }) => ({ atMs: atMs - createdMs, body, url }))
    return { asked: asked.filter(({ atMs }) => atMs > 0), noticedMs: played.untilMs - createdMs - endMs }
  } finally {
    stage.close()
  }
}

function bytesOf(asked: Followed['asked']): number {
  return asked.reduce((total, { body }) => total + Buffer.byteLength(body), 0)
}

/** Requests from one moment to another, ms since the run was created. */
export function between({ asked }: Followed, fromMs: number, untilMs: number): Followed['asked'] {
  return asked.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs)
}

/** Looks at a run that goes on while nothing changes: mean requests and bytes of a look. */
async function quietPoll(steps: Partial<RunScript>): Promise<{ readonly bytes: Sample; readonly requests: Sample }> {
  const quiet = between(await follow(runUntil(untilMs, steps)), 25 * seconds, 50 * seconds)
  // Looks are seconds apart, what is asked in one of them is not.
  const looks = quiet.filter(({ atMs }, index) => atMs - (quiet[index - 1]?.atMs ?? 0) > 400).length
  return { bytes: exact(bytesOf(quiet) / looks), requests: exact(quiet.length / looks) }
}

/** Ends of runs that are measured for a median; virtual time makes the same of them each time. */
const ends = 9

/** How long after its end a run is reported, for ends that are spread over a time, ms since its creation. */
async function noticed(fromMs: number, toMs: number): Promise<Sample> {
  const all: number[] = []
  for (const part of spread(ends)) {
    const endMs = fromMs + part * (toMs - fromMs)
    all.push((await follow(runUntil(endMs, fourSteps(endMs)))).noticedMs / seconds)
  }
  return sampleOf(all)
}

/** Requests a minute from one moment to another of a run that goes on, ms since its creation. */
async function requestsAMinute(fromMs: number, toMs: number): Promise<Sample> {
  const asked = between(await follow(runUntil(toMs, fourSteps(toMs))), fromMs, toMs)
  return exact((asked.length / (toMs - fromMs)) * minutes)
}

export const followRows: readonly Row[] = [
  {
    name: 'quiet-poll',
    figures: {
      four: { title: 'Quiet poll, 4 steps', unit: 'bytes', before: 10_000, goal: 250 },
      fourRequests: { title: 'Requests of a quiet poll, 4 steps', unit: 'count', before: 2 },
      thousand: { title: 'Quiet poll, 1,000 steps', unit: 'bytes', before: 1_900_000, goal: 250 },
      thousandRequests: { title: 'Requests of a quiet poll, 1,000 steps', unit: 'count', before: 6 }
    },
    measure: async () => {
      const four = await quietPoll(fourSteps(untilMs))
      const thousand = await quietPoll(thousandSteps(5 * seconds))
      return {
        four: four.bytes,
        fourRequests: four.requests,
        thousand: thousand.bytes,
        thousandRequests: thousand.requests
      }
    }
  },
  {
    name: 'thousand-steps',
    figures: {
      bytes: {
        title: 'Whole follow of 1,000 steps that change at once',
        unit: 'bytes',
        before: 54_000_000,
        goal: 7_000_000
      }
    },
    measure: async () => {
      const { asked } = await follow(runUntil(40 * seconds, thousandSteps(5 * seconds)))
      return { bytes: exact(bytesOf(asked)) }
    }
  },
  {
    name: 'end-early',
    figures: {
      noticed: { title: 'End of a run noticed, in its first 2 minutes', unit: 'seconds', before: 2.3, goal: 1.0 },
      requests: { title: 'Requests in the first 2 minutes', unit: 'per minute', before: 66, goal: 66 }
    },
    measure: async () => ({
      noticed: await noticed(10 * seconds, 2 * minutes),
      requests: await requestsAMinute(0, 2 * minutes)
    })
  },
  {
    name: 'end-late',
    figures: {
      noticed: { title: 'End of a run noticed, after 15 minutes', unit: 'seconds', before: 5.2, goal: 2.7 },
      requests: { title: 'Requests after 15 minutes', unit: 'per minute', before: 12, goal: 12 }
    },
    measure: async () => ({
      noticed: await noticed(15 * minutes, 25 * minutes),
      requests: await requestsAMinute(15 * minutes, 25 * minutes)
    })
  }
]
