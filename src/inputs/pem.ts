import { X509Certificate } from 'node:crypto'
import { decodeText } from '../text/encoding.ts'

/** One block of a PEM text (RFC 7468). */
export interface PemBlock {
  /** What it is, as in `CERTIFICATE`. */
  readonly label: string
  /** The whole block, with the line ends that parsers want. */
  readonly text: string
}

/**
 * The blocks of a PEM text, whatever has become of its line ends on the way: those of Windows, spaces in their place, as
 * if a shell had the text without quotes, or `\\n` written out, as JSON has them.
 */
export function pemBlocks(text: string): readonly PemBlock[] {
  const blocks = text.matchAll(/-----BEGIN ([A-Z\d ]+)-----([\s\S]+?)-----END \1-----/g)
  return [...blocks].map(([, label = '', body = '']) => ({
    label,
    text: `-----BEGIN ${label}-----\n${wrapped(body)}\n-----END ${label}-----`
  }))
}

/** Whether a PEM text has a block without an end, as one that was not copied whole. */
export function isCutOff(text: string): boolean {
  return (text.match(/-----BEGIN /g) ?? []).length > pemBlocks(text).length
}

function wrapped(body: string): string {
  const text = body.replace(/(?:\\r)?\\n/g, '\n')
  // Headers as of an encrypted key, which have lines of their own.
  if (text.includes(':')) return text.trim()
  return text.replace(/\s/g, '').replace(/.{64}(?=.)/g, '$&\n')
}

/**
 * The PEM text that an input or a file holds: as it is, or in base64, as pipelines keep it that allow one line only, of
 * PEM or of a certificate's bytes (DER). Undefined if it is neither.
 */
export function pemTextOf(text: string): string | undefined {
  if (text.includes('-----BEGIN')) return text
  if (!/^[A-Za-z\d+/\s]{64,}={0,2}\s*$/.test(text)) return undefined

  const bytes = Buffer.from(text, 'base64')
  const inner = decodeText(bytes)
  if (inner.includes('-----BEGIN')) return inner
  try {
    return new X509Certificate(bytes).toString()
  } catch {
    return undefined
  }
}
