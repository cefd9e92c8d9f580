import { oneLine } from '../text/foreign.ts'
import { conclude } from '../zenml/conclusion.ts'
import type { Run } from '../zenml/entities.ts'
import type { Ending } from './job.ts'

/** How a command that ended by itself concludes the step, by its own end, its runs' ends, and what is wrong with them. */
export function concludeCommand(
  end: { readonly code: number | null; readonly signal: string | null },
  statuses: readonly string[],
  faults: readonly string[],
  hidden: boolean
): Ending {
  const all = [...faults]
  if (end.code !== 0)
    all.unshift(`The command ended with ${end.code === null ? `signal ${end.signal}` : `exit code ${end.code}`}.`)
  if (all.length === 0 && statuses.length === 0) {
    all.push(
      "The command started no pipeline run that the server knows of. Let it start one, and print what ZenML's client says: the run is found by its address there."
    )
  }
  if (all.length === 0) return { conclusion: 'success' }
  const ends = statuses.map(conclude)
  // Stopped by somebody, and nothing else is wrong.
  const stopped =
    end.code === 0 && !hidden && ends.includes('stopped') && ends.every(one => one === 'success' || one === 'stopped')
  return { conclusion: stopped ? 'stopped' : 'failure', error: all.join(' ') }
}

/** A run that the command did not name may be anybody's who uses the account, so it is told but not stopped. */
export function unnamedFault(run: Run, url: string): string {
  const name = oneLine(run.name, 200)
  const there = `${oneLine(run.status, 60)} on stack ${oneLine(run.stack?.name ?? 'unknown', 80)}`
  return `The account also started the run ${name} (${there}), which the command's output does not name, so it can't be judged: let the command print what ZenML's client says, and give each workflow a service account of its own. ${url}`
}
