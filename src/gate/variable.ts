import type { Environ } from '../text/environ.ts'
import { type Refusal, refuse } from './outcome.ts'

/** A variable's value; the runner sets some that don't apply to the empty text, which counts as missing. */
export function variable(env: Environ, name: string): string | undefined {
  const value = Object.hasOwn(env, name) ? env[name] : undefined
  return value === '' ? undefined : value
}

/** The refusal of an event for which a variable of the runner is missing. */
export function missing(name: string): Refusal {
  const text = `${name} is missing, so the event is unknown; run this action in a GitHub workflow.`
  return refuse('variable-missing', text)
}
