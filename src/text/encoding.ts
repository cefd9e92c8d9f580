/**
 * The text that bytes from outside hold: UTF-8 with or without a byte order mark, or UTF-16, as some editors, shells and
 * gateways of Windows write it. Without a mark UTF-16 is recognized by the zero beside its first character, which
 * is an ASCII one in everything that is read here (YAML 1.2.2, 5.2).
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === undefined || second === undefined) return 'utf-8'
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return 'utf-8'
}
