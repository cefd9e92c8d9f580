import { conclude } from '../zenml/conclusion.ts'
import type { Ending } from './job.ts'

/**
 * How a command that ended by itself concludes the step: by its own end, its runs' statuses and why those did not
 * succeed, and what else is wrong with them, in sentences.
 */
export function concludeCommand(
  end: { readonly code: number | null; readonly signal: string | null },
  statuses: readonly string[],
  failures: readonly string[],
  faults: readonly string[]
): Ending {
  const all = [...failures, ...faults]
  if (end.code !== 0)
    all.unshift(`The command ended with ${end.code === null ? `signal ${end.signal}` : `exit code ${end.code}`}.`)
  if (all.length === 0 && statuses.length === 0) {
    all.push(
      "The command started no pipeline run. Let it start one; where its requests can't be observed (python -I, another machine), let it print the run's id."
    )
  }
  if (all.length === 0) return { conclusion: 'success' }

  // Stopped by somebody, and nothing else is wrong.
  const ends = statuses.map(conclude)
  const isStopped =
    end.code === 0 &&
    faults.length === 0 &&
    ends.includes('stopped') &&
    ends.every(one => one === 'success' || one === 'stopped')
  return { conclusion: isStopped ? 'stopped' : 'failure', error: all.join(' ') }
}
