import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { decompress, TooLargeError } from '../../src/zenml/content-encoding.ts'

const text = '{"a": 1}'
const plain = Buffer.from(text)
const decoded = (bytes: Uint8Array, encodings?: string, most = 1000) =>
  Buffer.from(decompress(bytes, encodings, most)).toString()

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
])('a body with the coding %s is read', (_, bytes, encodings) => {
  expect(decoded(bytes, encodings)).toBe(text)
})

test('an empty body stays empty, whatever its coding, as with a redirect', () => {
  expect(decoded(Buffer.alloc(0), 'gzip')).toBe('')
})

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync]
])('a small body of %s that would be large is given up', (encoding, compress) => {
  expect(() => decoded(compress(Buffer.alloc(1001)), encoding)).toThrow(TooLargeError)
  expect(decoded(compress(Buffer.alloc(1000, 'a')), encoding)).toHaveLength(1000)
})

test('a layer inside that would be large is given up, and so are more layers than anybody needs', () => {
  const inner = gzipSync(Buffer.alloc(100_000_000))
  expect(() => decoded(gzipSync(inner), 'gzip, gzip', 50_000)).toThrow(TooLargeError)
  expect(() => decoded(plain, 'gzip,gzip,gzip,gzip,gzip')).toThrow(TooLargeError)
})

test.each([
  ['cut short', gzipSync(plain).subarray(0, 15)],
  ['not compressed at all', plain]
])('a body that is %s is an error', (_, bytes) => {
  expect(() => decoded(bytes, 'gzip')).toThrow()
})
