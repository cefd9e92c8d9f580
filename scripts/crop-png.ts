import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** Bytes of a pixel by PNG's colour type, where a channel has eight bits. */
const pixelBytes: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/**
 * The first rows of a PNG (W3C, Portable Network Graphics): no row depends on one below it, so that none has to be
 * decoded. Throws an `Error` for what Chromium doesn't write: another file, 16 bits a channel, interlaced rows.
 */
export function cropPng(png: Buffer, height: number): Buffer {
  const chunks = chunksOf(png)
  const header = Buffer.from(chunks[0]?.data ?? [])
  const bytes = pixelBytes[header[9] ?? -1]
  if (chunks[0]?.type !== 'IHDR' || bytes === undefined || header[8] !== 8 || header[12] !== 0)
    throw new Error('Not a PNG of eight bits a channel whose rows stand one after the other')

  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)))
  const shown = Math.min(height, header.readUInt32BE(4))
  // Each row begins with the byte of its filter.
  const kept = rows.subarray(0, shown * (1 + header.readUInt32BE(0) * bytes))
  header.writeUInt32BE(shown, 4)
  const image = deflateSync(kept, { level: 9 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', image), chunk('IEND', Buffer.alloc(0))])
}

interface Chunk {
  readonly type: string
  readonly data: Buffer
}

function chunksOf(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = []
  if (!png.subarray(0, 8).equals(signature)) return chunks
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) })
    at += 12 + length
  }
  return chunks
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
