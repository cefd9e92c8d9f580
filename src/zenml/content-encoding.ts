import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'

/** What is decoded would be larger than allowed. */
export class TooLargeError extends Error {}

type Decoder = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array

/** The content codings that are in use (RFC 9110, 8.4.1; RFC 7932; RFC 8878). */
const decoders: Readonly<Record<string, Decoder>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
  // Some servers leave out the wrapping of zlib, whose first byte has 8 in its lower half.
  deflate: (bytes, options) => (((bytes[0] ?? 8) & 0x0f) === 8 ? inflateSync : inflateRawSync)(bytes, options)
}

/** More layers than any server has use for could only be meant to keep us busy. */
const maxLayers = 4

/**
 * A body without its content codings, which gateways may apply although nobody asked for them; each layer is at most
 * `maxBytes` large. Bytes in a coding that isn't one of the usual ones are returned as they came.
 *
 * @throws TooLargeError if a layer is larger, and the errors of zlib if it is cut short or broken.
 */
export function decompress(bytes: Uint8Array, encodings: string | undefined, maxBytes: number): Uint8Array {
  // The coding that was applied last comes last.
  const layers = (encodings ?? '')
    .split(',')
    .map(layer => layer.trim().toLowerCase())
    .filter(layer => layer !== '' && layer !== 'identity')
    .reverse()
  if (layers.length > maxLayers) throw new TooLargeError(`${layers.length} layers`)

  let body = bytes
  for (const layer of layers) {
    const decode = decoders[layer]
    if (decode === undefined || body.byteLength === 0) return body
    try {
      body = decode(body, { maxOutputLength: maxBytes })
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE')
        throw new TooLargeError(`more than ${maxBytes}`)
      throw error
    }
  }
  return body
}
