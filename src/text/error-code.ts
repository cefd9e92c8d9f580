/** The code of a system error (`ENOENT`), empty where it has none; asked of the value alone, since jest's errors are of another realm. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
