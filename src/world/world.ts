import type { Environ } from '../text/environ.ts'
import type { Clock } from './clock.ts'
import type { SafeLog } from './log.ts'
import type { Certificates, Exchange } from './network.ts'
import type { PathLookup } from './workspace-path.ts'

/** Reading files; all paths absolute. */
export interface Files extends PathLookup {
  /** The text of a file of at most `maxBytes`; rejects where it is missing, a folder or larger. */
  readText(path: string, maxBytes: number): Promise<string>
}

/** What a later step or the post step gets to know from this one; the runner's command files behind it. */
export interface RunnerFiles {
  setOutput(name: string, value: string): void
  saveState(name: string, value: string): void
  /** A value that main saved; empty where it saved none. */
  readState(name: string): string
  exportVariable(name: string, value: string): void
  /** Replaces this step's job summary with Markdown of at most 1 MiB. */
  writeSummary(markdown: string): Promise<void>
}

/** Everything outside the action, passed in as one value, so that the rest are plain functions. */
export interface World {
  readonly env: Environ
  readonly clock: Clock
  readonly log: SafeLog
  readonly files: Files
  readonly runner: RunnerFiles
  /** Uniform in [0, 1). */
  random(): number
  /** A random UUIDv4. */
  uuid(): string
  /** Opens the network, with certificates beside the usual ones. */
  network(certificates: Certificates): Promise<Exchange>
  /** Aborts when the runner cancels the job (SIGINT or SIGTERM). */
  readonly cancel: AbortSignal
}
