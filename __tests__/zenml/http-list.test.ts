import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import type { Exchange } from '../../src/world/network.ts'
import { sender } from '../../src/zenml/http.ts'
import { ProcessClock, VirtualTime } from '../stand-in/virtual-clock.ts'

/** Items whose characters take one to four bytes, so that some stand across whatever boundary the bytes are read up to. */
const messages = Array.from({ length: 3_000 }, (_, nth) => `${nth}: ${'aé…🚀'.repeat(1 + (nth % 7))}`)
const bytes = Buffer.from(JSON.stringify(messages))

async function* inPieces(body: Uint8Array, size: number) {
  for (let from = 0; from < body.byteLength; from += size) yield body.subarray(from, from + size)
}

async function read(body: AsyncIterable<Uint8Array>, encoding?: string): Promise<{ found: unknown[]; json: unknown }> {
  const found: unknown[] = []
  const headers = {
    'content-type': 'application/json',
    ...(encoding === undefined ? {} : { 'content-encoding': encoding })
  }
  const exchange: Exchange = async () => ({ statusCode: 200, headers, body })
  const send = sender(new URL('https://zenml.test'), exchange, new ProcessClock(new VirtualTime()), text => text)
  const items = { maxBytes: 2 ** 30, onItem: (item: unknown) => found.push(item) }
  const { json } = await send({ method: 'GET', path: '/logs', items })
  return { found, json }
}

test.each([1, 7, 8_191, 8_192, 8_193, 65_536, 10_000_000])(
  'a list that comes %i bytes at a time is read whole',
  async size => {
    expect(await read(inPieces(bytes, size))).toEqual({
      found: messages,
      json: { items: messages.length, bytes: bytes.byteLength }
    })
  }
)

test('a list that was compressed is read whole', async () => {
  expect(await read(inPieces(gzipSync(bytes), 1_000), 'gzip')).toEqual({
    found: messages,
    json: { items: messages.length, bytes: bytes.byteLength }
  })
})
