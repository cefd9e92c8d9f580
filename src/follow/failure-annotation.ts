import { oneLine } from '../text/foreign.ts'
import type { Log } from '../world/log.ts'
import type { Step, StepFailure } from '../zenml/entities.ts'
import { exceptionType, exceptionWords } from './traceback.ts'

/** Last lines of a traceback that its annotation has. */
const lastLines = 6

/** A line of the repository. */
export interface CodePlace {
  /** Path from the top of the repository. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
}

/** Finds the line of the checkout where a step failed; undefined if there is none, or if it may not be the code that ran. */
export type FindPlace = (failure: StepFailure) => Promise<CodePlace | undefined>

/** Annotates why a step failed, on the line of the checkout where it did if that is known. */
export function annotateFailure(log: Log, step: Step, failure: StepFailure, place: CodePlace | undefined): void {
  const title = `${exceptionType(failure) ?? 'Failed'} in step ${oneLine(step.name, 120)}`
  const last = (failure.traceback ?? '').trimEnd().split('\n').slice(-lastLines)
  const words = oneLine(exceptionWords(failure), 600)
  log.error([words, ...last].join('\n'), { title, ...place })
}
