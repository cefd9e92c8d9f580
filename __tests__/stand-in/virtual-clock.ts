import type { Clock } from '../../src/world/clock.ts'

/** Macrotask rounds without news after which everything that can happen without time passing has happened. */
const quietRounds = 3
/** Real time after which a simulation counts as hung, ms: in it, a busy machine may be about to bring something. */
const hungAfterMs = 5_000

interface Timer {
  readonly at: number
  readonly order: number
  readonly fire: () => void
}

/**
 * Virtual time over real HTTP. It jumps to the next timer only when no exchange is in the air but those that the proxy
 * has declared slow, so that hours pass in milliseconds and the order of events is always the same.
 */
export class VirtualTime {
  /** Server time at the start, ms since the epoch. */
  readonly epoch = Date.UTC(2026, 10, 23, 12)
  #elapsed = 0
  #order = 0
  #timers: Timer[] = []
  /** Exchanges in the air, and whether the proxy holds each back. */
  readonly #exchanges = new Map<string, boolean>()
  #settling = false
  #stirred = false
  #stopped = false
  #hung: NodeJS.Timeout | undefined
  readonly #onHung: (error: Error) => void
  readonly #hungAfterMs: number
  /** Rejects when nothing can ever happen again. */
  readonly hung: Promise<never>

  /** `hungAfter` is the real time without anything to wait for after which that is so, ms. */
  constructor(hungAfter = hungAfterMs) {
    this.#hungAfterMs = hungAfter
    const { promise, reject } = Promise.withResolvers<never>()
    promise.catch(() => undefined)
    this.hung = promise
    this.#onHung = reject
  }

  /** Virtual time since the start, ms. */
  get elapsed(): number {
    return this.#elapsed
  }

  /** True time, which no jump of the runner's wall clock moves, ms since the epoch. */
  get now(): number {
    return this.epoch + this.#elapsed
  }

  /** Calls back once at a moment; returns how to call it off. */
  at(moment: number, fire: () => void): () => void {
    const timer = { at: Math.max(moment, this.#elapsed), order: this.#order++, fire }
    const index = this.#timers.findIndex(other => other.at > timer.at)
    this.#timers.splice(index < 0 ? this.#timers.length : index, 0, timer)
    this.#stir()
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer)
      this.#stir()
    }
  }

  /** Waits for virtual ms. */
  sleep(ms: number): Promise<void> {
    return new Promise(resolve => {
      this.at(this.#elapsed + Math.max(0, ms), resolve)
    })
  }

  /** An exchange goes into the air: time stands still until it ends or is held back. */
  begin(exchange: string): void {
    this.#exchanges.set(exchange, false)
    this.#stir()
  }

  /** The proxy holds an exchange back, so that time may pass meanwhile; unknown ones are ignored. */
  hold(exchange: string): void {
    if (this.#exchanges.has(exchange)) this.#exchanges.set(exchange, true)
    this.#stir()
  }

  /** The proxy goes on with an exchange that it held back. */
  unhold(exchange: string): void {
    if (this.#exchanges.has(exchange)) this.#exchanges.set(exchange, false)
    this.#stir()
  }

  /** An exchange has ended, well or badly. */
  end(exchange: string): void {
    this.#exchanges.delete(exchange)
    this.#stir()
  }

  /** Lets no more time pass. */
  stop(): void {
    this.#stopped = true
    this.#timers = []
    clearTimeout(this.#hung)
  }

  #stir(): void {
    this.#stirred = true
    clearTimeout(this.#hung)
    if (this.#settling || this.#stopped) return
    this.#settling = true
    void this.#settle()
  }

  async #settle(): Promise<void> {
    while (!this.#stopped) {
      for (let quiet = 0; quiet < quietRounds; quiet++) {
        await new Promise(setImmediate)
        if (this.#stirred) quiet = -1
        this.#stirred = false
      }
      if ([...this.#exchanges.values()].includes(false)) break
      const next = this.#timers.shift()
      if (next === undefined) {
        this.#hung = setTimeout(() => this.#onHung(new Error('nothing can ever happen again')), this.#hungAfterMs)
        // Whoever still waits for something has a timer of the test's own.
        this.#hung.unref()
        break
      }
      this.#elapsed = next.at
      next.fire()
    }
    this.#settling = false
  }
}

/** The clocks of one process on the runner: monotonic time, a wall clock that may jump, and an end by SIGKILL. */
export class ProcessClock implements Clock {
  readonly #time: VirtualTime
  readonly #began: number
  #shift = 0
  #killed = false

  constructor(time: VirtualTime) {
    this.#time = time
    this.#began = time.elapsed
  }

  now(): number {
    return this.#time.now + this.#shift
  }

  elapsed(): number {
    return this.#time.elapsed - this.#began
  }

  /** Moves the wall clock forward or back, ms; monotonic time does not notice. */
  jump(ms: number): void {
    this.#shift += ms
  }

  /** From here on nothing that this process waits for ever comes. */
  kill(): void {
    this.#killed = true
  }

  get killed(): boolean {
    return this.#killed
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    if (signal?.aborted === true) reject(signal.reason)
    const onAbort = () => {
      cancel()
      if (!this.#killed) reject(signal?.reason)
    }
    const cancel = this.#time.at(this.#time.elapsed + Math.max(0, ms), () => {
      signal?.removeEventListener('abort', onAbort)
      if (!this.#killed) resolve()
    })
    if (signal?.aborted === true) cancel()
    else signal?.addEventListener('abort', onAbort, { once: true })
    return promise
  }
}
