import type { Environment } from '../gate/environment.ts'
import { oneLine } from '../text/foreign.ts'

/** Where the values that an environment may set are from, for error messages: an input, or the environment itself. */
export type Places = Readonly<
  Record<'pipeline' | 'snapshot' | 'command' | 'source' | 'config' | 'promote' | 'checks' | 'stack', string>
>

/** The place of an environment, as in `environments: staging`. */
export function placeOf({ name }: Environment): string {
  return `environments: ${oneLine(name, 80)}`
}

/** The places of the values with which an environment runs. */
export function placesOf(environment: Environment): Places {
  const { name, overrides, stack } = environment
  const own = placeOf(environment)
  const place = (key: 'pipeline' | 'snapshot' | 'command' | 'source' | 'config' | 'promote' | 'checks') =>
    overrides[key] === undefined ? key : `${own}.${key}`

  return {
    pipeline: place('pipeline'),
    snapshot: place('snapshot'),
    command: place('command'),
    source: place('source'),
    config: place('config'),
    promote: place('promote'),
    checks: place('checks'),
    // By default it is the environment's name that is wrong.
    stack: stack === name ? own : `${own}.stack`
  }
}
