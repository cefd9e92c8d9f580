import type { Patience } from '../zenml/question.ts'

/** Patience with a question whose answer is only worth showing. */
export function asideOf({ signal, until }: Patience): Patience {
  return {
    attempts: 2,
    ...(signal === undefined ? {} : { signal }),
    ...(until === undefined ? {} : { until })
  }
}
