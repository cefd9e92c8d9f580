import { ActionError, explain } from '../text/errors.ts'
import { type Clock, formatDuration } from '../world/clock.ts'
import type { Ending, Job } from './job.ts'

/** The reason with which the step's timeout (ms) ends a command. */
export class TimeUp extends ActionError {
  constructor(timeoutMs: number) {
    super(`What runs in this job did not end within ${formatDuration(timeoutMs)}`, { where: 'timeout' })
  }
}

/**
 * Does the step's work, which may ask for a signal that ends its processes as soon as the step's timeout comes. What
 * fails at the timeout, before a run could be followed, is called a timeout; anything else is thrown.
 */
export async function withinTimeout(
  { inputs, until, world }: Pick<Job, 'inputs' | 'until' | 'world'>,
  work: (timeUp: () => AbortSignal) => Promise<Ending>
): Promise<Ending> {
  const { cancel, clock } = world
  const over = new AbortController()
  const timer = once(() => signalAt(until, new TimeUp(inputs.timeoutMs), clock, over.signal))

  try {
    return await work(timer)
  } catch (error) {
    if (error instanceof TimeUp) return { conclusion: 'timed-out', error: explain(error) }
    if (cancel.aborted || clock.elapsed() < until) throw error
    return { conclusion: 'timed-out', error: `Timed out after ${formatDuration(inputs.timeoutMs)}. ${explain(error)}` }
  } finally {
    over.abort()
  }
}

/** A signal that aborts with a reason at a moment of `clock.elapsed()`, ms, unless it is called off before. */
function signalAt(until: number, reason: Error, clock: Clock, off: AbortSignal): AbortSignal {
  const signal = new AbortController()
  clock.sleep(Math.max(0, until - clock.elapsed()), off).then(
    () => signal.abort(reason),
    () => undefined
  )
  return signal.signal
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
