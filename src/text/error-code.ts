/** The code of a system error (`ENOENT`), empty if it has none; no `instanceof`, since jest's errors are of another realm. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

/** An error and its causes, at most eight, the outermost first: undici and Node wrap the one that says why. */
export function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = []
  let current = error
  while (isError(current) && causes.length < 8) {
    causes.push(current)
    const several = (current as { errors?: unknown }).errors
    current = Array.isArray(several) ? (several[0] as unknown) : current.cause
  }
  return causes
}

function isError(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'
}
