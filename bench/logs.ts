// What showing the logs of steps costs: requests, and the most memory while the longest log that a server gives is read.
import type { RunScript } from '../__tests__/stand-in/run-script.ts'
import type { Row } from './figure.ts'
import { between, follow, fourSteps, runUntil } from './follow.ts'
import { peaks } from './memory.ts'
import { exact, type Sample } from './statistics.ts'

const seconds = 1_000
const minutes = 60_000

/** Entries of the longest log that a server gives. */
const most = 50_000

/** Four steps whose last one prints 50,000 lines of a hundred characters in some ms. */
function printing(withinMs: number): Partial<RunScript> {
  const all = Array.from({ length: most }, (_, nth) => ({
    message: `epoch ${nth}, loss ${(1 / (nth + 1)).toFixed(9)}, accuracy ${(nth / most).toFixed(9)}`.padEnd(100, '.')
  }))
  const countAt = (elapsedMs: number): number => Math.floor((most * (elapsedMs - 2 * seconds)) / withinMs)
  return { logAt: (index, elapsedMs) => (index < 3 ? [] : all.slice(0, Math.max(0, countAt(elapsedMs)))) }
}

/** Requests for logs in a minute, from one moment to another of a run that goes on, ms since its creation. */
async function requestsAMinute(script: Partial<RunScript>, fromMs: number, toMs: number): Promise<Sample> {
  const followed = await follow(runUntil(toMs, { ...fourSteps(toMs), ...script }), 'live')
  const asked = between(followed, fromMs, toMs).filter(({ url }) => url.includes('/logs?'))
  return exact((asked.length / (toMs - fromMs)) * minutes)
}

export const logRows: readonly Row[] = [
  {
    name: 'logs',
    figures: {
      busy: { title: 'Requests for logs, a step that prints every second', unit: 'per minute', goal: 12 },
      quiet: { title: 'Requests for logs, a step that prints nothing more', unit: 'per minute', goal: 2 }
    },
    measure: async () => {
      const everySecond = (_: number, elapsedMs: number) =>
        Array.from({ length: Math.floor(elapsedMs / seconds) }, (__, nth) => ({ message: `line ${nth}` }))
      return {
        busy: await requestsAMinute({ logAt: everySecond }, 2 * minutes, 10 * minutes),
        quiet: await requestsAMinute({ logAt: () => [{ message: 'line' }] }, 5 * minutes, 15 * minutes)
      }
    }
  },
  {
    name: 'log-memory',
    figures: {
      peak: { title: 'Peak memory, a log of 50,000 lines', unit: 'MiB', goal: 104 }
    },
    measure: async effort => ({
      peak: await peaks(runUntil(40 * seconds, { ...fourSteps(40 * seconds), ...printing(25 * seconds) }), effort)
    })
  }
]
