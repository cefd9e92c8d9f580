import type { Patience } from '../zenml/question.ts'

/** Time that one attempt gets whose answer is only shown: a server that is silent must not keep from seeing the run, ms. */
export const shownAttemptMs = 5_000

/** Patience with a question that can be done without. */
export function asideOf({ attemptMs, signal, until }: Patience): Patience {
  return {
    attempts: 2,
    ...(attemptMs === undefined ? {} : { attemptMs }),
    ...(signal === undefined ? {} : { signal }),
    ...(until === undefined ? {} : { until })
  }
}

/** Patience with a question whose answer is only shown, in a few attempts of a few seconds each. */
export function shownOf(patience: Patience, attempts = 2): Patience {
  return { ...asideOf(patience), attempts, attemptMs: shownAttemptMs }
}
