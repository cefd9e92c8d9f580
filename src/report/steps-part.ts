import { formatDuration } from '../world/clock.ts'
import type { Step } from '../zenml/entities.ts'
import type { Facts } from './facts.ts'
import { inert } from './markdown.ts'
import { stepKind, stepSigns } from './step-kinds.ts'

/** Steps shown at most: a pipeline can have thousands. */
const maxSteps = 200
/** From how many rows on the table is folded away. */
const maxOpenSteps = 30

/** The steps with their durations and cache hits; empty if none is known. */
export function stepsPart({ stepCount = 0, steps = [] }: Facts): string {
  if (steps.length === 0) return ''
  const shown = shownSteps(steps)
  const left = Math.max(steps.length, stepCount) - shown.length
  const more = left > 0 ? [`| … ${left} more | | |`] : []
  const table = ['| Step | Status | Duration |', '| --- | --- | --- |', ...shown.map(row), ...more].join('\n')

  if (shown.length <= maxOpenSteps) return table
  return `<details><summary>${shown.length + left} steps</summary>\n\n${table}\n\n</details>`
}

/** The steps that the summary has room for, in their order: those that did not succeed before others. */
function shownSteps(steps: readonly Step[]): readonly Step[] {
  if (steps.length <= maxSteps) return steps
  const isFailed = ({ status }: Step) => ['failed', 'stopped'].includes(stepKind(status))
  const chosen = [...steps.filter(isFailed), ...steps.filter(step => !isFailed(step))].slice(0, maxSteps)
  const ids = new Set(chosen.map(({ id }) => id))
  return steps.filter(({ id }) => ids.has(id))
}

function row(step: Step): string {
  const { name, status } = step
  return `| ${stepSigns[stepKind(status)]} ${inert(name)} | ${inert(status)} | ${stepDuration(step) ?? ''} |`
}

/** How long a step took; undefined until both its times are known, and if the cache had its result. */
export function stepDuration({ endMs, startMs, status }: Step): string | undefined {
  if (startMs === undefined || endMs === undefined || stepKind(status) === 'cached') return undefined
  return formatDuration(endMs - startMs)
}
