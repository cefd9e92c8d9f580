import type { Environ } from '../text/environ.ts'
import { type Refusal, refuse } from './outcome.ts'

/** A variable's value; the runner sets some to nothing where they don't apply, which is as good as missing. */
export function variable(env: Environ, name: string): string | undefined {
  const value = Object.hasOwn(env, name) ? env[name] : undefined
  return value === '' ? undefined : value
}

/** The refusal of an event for which a variable of the runner is missing. */
export function missing(name: string): Refusal {
  return refuse(
    'variable-missing',
    `${name} is missing, so what happened cannot be told; run this action in a GitHub workflow.`
  )
}
