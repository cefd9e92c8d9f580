/** Where the action writes; every argument is already safe to print (see `text.ts`). */
export interface Log {
  info(line: string): void
  /** Shown only where the repository has step debugging switched on. */
  debug(line: string): void
  /** An annotation of the step; GitHub keeps ten of each kind a step. */
  notice(line: string): void
  warning(line: string): void
  error(line: string): void
  /** Opens a fold in the log, to be closed by `endGroup`. */
  startGroup(title: string): void
  endGroup(): void
  /** Makes the runner hide a secret from here on. */
  mask(secret: string): void
}
