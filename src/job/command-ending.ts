import { withheldRemedy } from '../process/missing-variables.ts'
import { conclude } from '../report/conclusion.ts'
import { explain } from '../text/errors.ts'
import type { Ending } from './job.ts'
import { TimeUp } from './timeout.ts'

/** What is known of why a command or a run of its failed. */
export interface Reasons {
  /** The last lines of the output, safe to print. */
  readonly last: readonly string[]
  /** Variables that were withheld and asked for. */
  readonly asked: readonly string[]
  /** Integrations of ZenML's that are missing. */
  readonly integrations: readonly string[]
  /** What to do about images that could not be built, in sentences. */
  readonly hints: readonly string[]
}

/** How a process ended, before its code, and what is said if it started no run. */
export interface ProcessWords {
  readonly ended: string
  readonly nothing: string
}

const commandWords: ProcessWords = {
  ended: 'The command ended with',
  nothing:
    "The command started no pipeline run. Let it start one; if its requests can't be observed (python -I, another machine), let it print the run's id."
}

/** For the pipeline of a source, which ZenML's client runs here. */
export const sourceWords: ProcessWords = {
  ended: "ZenML's client ended with",
  nothing: "ZenML's client started no pipeline run, although it ended without an error. Its output says more."
}

/**
 * How a command that ended by itself concludes the step: by its own end, its runs' statuses and why those did not
 * succeed, and what else is wrong with them, in sentences; behind them what its output says of the reasons.
 */
export function concludeCommand(
  end: { readonly code: number | null; readonly signal: string | null },
  statuses: readonly string[],
  failures: readonly string[],
  faults: readonly string[],
  reasons: Reasons,
  { ended, nothing }: ProcessWords = commandWords
): Ending {
  const all = [...failures, ...faults]
  if (end.code !== 0) all.unshift(`${ended} ${end.code === null ? `signal ${end.signal}` : `exit code ${end.code}`}.`)
  if (all.length === 0 && statuses.length === 0) all.push(nothing)
  if (all.length === 0) return { conclusion: 'success' }

  // Stopped by somebody, and nothing else is wrong.
  const ends = statuses.map(conclude)
  const isStopped =
    end.code === 0 &&
    faults.length === 0 &&
    ends.includes('stopped') &&
    ends.every(one => one === 'success' || one === 'stopped')
  if (isStopped) return { conclusion: 'stopped', error: all.join(' ') }
  return { conclusion: 'failure', error: [...all, ...reasonsOf(end.code === 0, reasons)].join(' ') }
}

/** What to do first, since an annotation may be cut; the last lines only of a command that failed itself. */
function reasonsOf(isFine: boolean, { last, asked, hints, integrations }: Reasons): readonly string[] {
  const one = integrations.length === 1
  return [
    integrations.length === 0
      ? ''
      : `ZenML's integration${one ? '' : 's'} ${integrations.join(', ')} ${one ? 'is' : 'are'} not, or not fully, installed: set integrations: ${integrations.join(' ')}.`,
    ...hints,
    withheldRemedy(asked, { input: 'pass-env', process: 'the command' }, process.platform),
    isFine || last.length === 0 ? '' : `Its last lines: ${last.join(' / ')}`
  ].filter(sentence => sentence !== '')
}

/** How a step ends whose command was cut off by `cause`, or failed by an `error` of its own; `left` says what became of its runs. */
export function cutShort(cancel: AbortSignal, error: unknown, cause: unknown, left: string): Ending {
  if (cancel.aborted) return { conclusion: 'cancelled', error: `The job was cancelled. ${left}`.trim() }

  const isSame = error === cause || (error instanceof TimeUp && cause instanceof TimeUp)
  const said = [explain(cause), ...(isSame ? [] : [explain(error)]), left].join(' ').trim()
  return { conclusion: cause instanceof TimeUp ? 'timed-out' : 'failure', error: said }
}
