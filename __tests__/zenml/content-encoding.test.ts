import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { decompress, TooLargeError } from '../../src/zenml/content-encoding.ts'

const text = '{"a": 1}'
const plain = Buffer.from(text)
const decoded = async (bytes: Uint8Array, encodings?: string, most = 1000) =>
  Buffer.from(await decompress(bytes, encodings, most)).toString()

test.each([
  ['none', plain, undefined],
  ['an empty list', plain, ' , '],
  ['identity', plain, 'identity'],
  ['one that is not known', plain, 'utf-8'],
  ['gzip', gzipSync(plain), 'gzip'],
  ['gzip in capitals', gzipSync(plain), 'GZIP'],
  ['x-gzip', gzipSync(plain), 'x-gzip'],
  ['deflate', deflateSync(plain), 'deflate'],
  ['deflate without its wrapping', deflateRawSync(plain), 'deflate'],
  ['br', brotliCompressSync(plain), 'br'],
  ['zstd', zstdCompressSync(plain), 'zstd'],
  ['two', brotliCompressSync(gzipSync(plain)), 'gzip, br']
])('a body with the coding %s is read', async (_, bytes, encodings) => {
  expect(await decoded(bytes, encodings)).toBe(text)
})

test('an empty body stays empty, whatever its coding, as with a redirect', async () => {
  expect(await decoded(Buffer.alloc(0), 'gzip')).toBe('')
})

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync]
])('a small body of %s that would be large is given up', async (encoding, compress) => {
  await expect(decoded(compress(Buffer.alloc(1001)), encoding)).rejects.toBeInstanceOf(TooLargeError)
  expect(await decoded(compress(Buffer.alloc(1000, 'a')), encoding)).toHaveLength(1000)
})

test('a layer inside that would be large is given up, and so are more layers than anybody needs', async () => {
  const inner = gzipSync(Buffer.alloc(100_000_000))
  await expect(decoded(gzipSync(inner), 'gzip, gzip', 50_000)).rejects.toBeInstanceOf(TooLargeError)
  await expect(decoded(plain, 'gzip,gzip,gzip,gzip,gzip')).rejects.toBeInstanceOf(TooLargeError)
})

test.each([
  ['cut short', gzipSync(plain).subarray(0, 15)],
  ['not compressed at all', plain]
])('a body that is %s is an error', async (_, bytes) => {
  await expect(decoded(bytes, 'gzip')).rejects.toThrow()
})
