import type { FailedStep } from '../zenml/entities.ts'
import type { Facts } from './facts.ts'
import { inert, inertTail } from './markdown.ts'

/** The tail of each step that did not succeed, the first one open: each a part of its own, which may be left out alone. */
export function failureParts({ failures = [] }: Facts): readonly string[] {
  return failures.map((failed, index) => failurePart(failed, index === 0))
}

function failurePart({ failure, step }: FailedStep, isOpen: boolean): string {
  const title = `Step ${inert(step.name)}: ${inert(step.status)}`
  if (failure === undefined) return `**${title}**`

  const tail = inertTail(failure.traceback ?? failure.message)
  return `<details${isOpen ? ' open' : ''}><summary><b>${title}</b></summary>\n\n${tail}\n\n</details>`
}
