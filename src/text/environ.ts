/**
 * Environment variables as a process sees them; those that the runner sets are listed at
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables.
 */
export type Environ = Readonly<Record<string, string | undefined>>
