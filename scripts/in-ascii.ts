/**
 * Writes each character of a script that isn't ASCII as an escape. Node reads a script of ASCII alone with one byte for
 * each character, and any other with two: the action takes 4 MiB less memory so. Throws Error where the escape would
 * mean something else: after a backslash, and in `String.raw`.
 */
export function inAscii(script: string): string {
  const unsafe = /\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f`][^`]*`/.exec(script)
  if (unsafe !== null) throw new Error(`Can't be written in ASCII: ${unsafe[0]}`)
  return script.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
