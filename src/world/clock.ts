/** Time as the action sees it; passed in, so that tests can let hours go by in a moment. */
export interface Clock {
  /** Wall-clock time in ms since the epoch, for showing and comparing dates; it may jump. */
  now(): number
  /** Monotonic time in ms from an arbitrary start, for deadlines; it never jumps. */
  elapsed(): number
  /** Waits `ms`; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The reason with which {@link within} aborts work that took too long. */
export class TimeLimit extends Error {
  constructor(ms: number) {
    super(`nothing came back within ${formatDuration(ms)}`)
    this.name = 'TimeLimit'
  }
}

/** Why a wait ends that nobody needs any longer. Without a reason each would be a new error, with its stack. */
const notNeeded = 'not needed any longer'

/** Runs abortable work for at most `ms`; rejects with {@link TimeLimit}, or with the outer signal's reason. */
export async function within<T>(
  clock: Clock,
  ms: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  const limit = new AbortController()
  const done = new AbortController()
  const signal = outer === undefined ? limit.signal : AbortSignal.any([limit.signal, outer])
  const timer = clock.sleep(ms, done.signal).then(
    () => limit.abort(new TimeLimit(ms)),
    () => undefined
  )

  try {
    return await work(signal)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw error
  } finally {
    done.abort(notNeeded)
    await timer
  }
}

/** What work resolves to, unless the signal aborts before: then its reason is thrown, and the work is left to itself. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  // Nobody hears of it once the signal has aborted, and Node ends a process over an unheard rejection.
  work.catch(() => undefined)
  signal.throwIfAborted()

  const done = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: done.signal })
  })
  return Promise.race([work, aborted]).finally(() => done.abort(notNeeded))
}

/** What work resolves to, or undefined if that takes longer than `ms`. */
export async function atMost<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T | undefined> {
  const done = new AbortController()
  const limit = clock.sleep(ms, done.signal).then(
    () => undefined,
    () => undefined
  )
  // A timer left over would keep the whole action waiting for it.
  return Promise.race([work, limit]).finally(() => done.abort(notNeeded))
}

/** What a look finds, repeated every `everyMs` until `until`, a moment of `elapsed()`; undefined if it finds nothing by then. */
export async function lookUntil<T>(
  clock: Clock,
  { everyMs, signal, until }: { readonly until: number; readonly everyMs: number; readonly signal?: AbortSignal },
  look: () => Promise<T | undefined>
): Promise<T | undefined> {
  for (;;) {
    const found = await look()
    if (found !== undefined || clock.elapsed() + everyMs >= until) return found
    await clock.sleep(everyMs, signal)
  }
}

/** `1h 5m`, `2m 3s`, `4.2 s` or `250 ms`, from ms. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0).replace(/\.0$/, '')} s`
  const seconds = Math.round(ms / 1000)
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  return h > 0 ? `${h}h${m > 0 ? ` ${m}m` : ''}` : `${m}m${s > 0 ? ` ${s}s` : ''}`
}

/** Parses `90s`, `45m`, `5h30m` or `1d` to ms; undefined if it is none of them, without a unit, or zero. */
export function parseDuration(text: string): number | undefined {
  const compact = text.trim().toLowerCase().replace(/\s+/g, '')
  const match = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/.exec(compact)
  if (match === null || compact === '') return undefined
  const [days, hours, minutes, seconds] = match.slice(1).map(part => Number(part ?? 0))
  const ms = ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000
  return ms > 0 ? ms : undefined
}
