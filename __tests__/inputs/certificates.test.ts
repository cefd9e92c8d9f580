import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { describe, expect, test } from '@jest/globals'
import { readAuthorities } from '../../src/inputs/certificates.ts'
import { failure } from '../pieces/thrown.ts'
import { memoryFiles } from '../stand-in/captured-runner.ts'

const [first = '', second = ''] = rootCertificates
const env = { GITHUB_WORKSPACE: '/repo' }

/** A workspace with some files; whatever else is asked for is not there. */
function files(contents: Readonly<Record<string, string>>) {
  const memory = memoryFiles(contents)
  return {
    ...memory,
    realPath: async (path: string) => (path === '/repo' || contents[path] !== undefined ? path : undefined)
  }
}

/** A PEM text without its line ends, which may be at other places. */
const bare = (pem: string | undefined) => pem?.replace(/\n/g, '')
const read = (input: string | undefined, contents = {}) => readAuthorities(input, { env, files: files(contents) })
const refusal = (input: string, contents = {}) => failure(() => read(input, contents))

test('without the input nothing is added', async () => {
  expect(await read(undefined)).toBeUndefined()
})

describe('the text itself', () => {
  test('gives its certificates, without what stands around them', async () => {
    const text = await read(`# mine\n${first}\nand\n${second}\ntail`)
    expect(bare(text)).toBe(bare(`${first}\n${second}`))
    expect(text?.match(/^-----(?:BEGIN|END) CERTIFICATE-----$/gm)).toHaveLength(4)
  })

  test('may have the line ends of Windows', async () => {
    expect(await read(first.replaceAll('\n', '\r\n'))).toContain('-----END CERTIFICATE-----')
  })

  test.each([
    ['spaces for line ends', (pem: string) => pem.replaceAll('\n', ' ')],
    ['line ends written out', (pem: string) => pem.replaceAll('\n', '\\n')],
    ['empty lines', (pem: string) => pem.replaceAll('\n', '\n\n')]
  ])('may have %s', async (_, change) => {
    expect(bare(await read(change(first)))).toBe(bare(first))
  })

  test.each([
    ['PEM', Buffer.from(`${first}\n${second}`).toString('base64'), `${first}\n${second}`],
    ['PEM, in lines', Buffer.from(first).toString('base64').replace(/.{76}/g, '$&\n'), first],
    ['PEM in UTF-16', Buffer.from(`\uFEFF${first}`, 'utf16le').toString('base64'), first],
    ['bytes (DER)', new X509Certificate(first).raw.toString('base64'), first]
  ])('may be base64 of %s', async (_, text, expected) => {
    expect(bare(await read(text))).toBe(bare(expected))
  })

  test('is refused if one of several certificates is cut short', async () => {
    const broken = second.replace(/\n[^\n]+\n-----END/, '\n-----END')
    const error = await refusal(`${first}\n${broken}`)
    expect(error.where).toBe('ca-certificate')
    expect(error.message).toBe('A certificate in it cannot be read')
  })

  test('is refused if it holds a key, which is not repeated', async () => {
    const error = await refusal('-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----')
    expect(error.message).toBe('There is no PEM certificate in it')
    expect(JSON.stringify(error)).not.toContain('MC4CAQ')
  })
})

test('a certificate that was not copied to its end is refused, though another one is whole', async () => {
  const error = await refusal(`${first}\n${second.slice(0, -40)}`)
  expect(error.message).toBe('A certificate in it has no end')
})

describe('a path', () => {
  test('is that of a file in the workspace', async () => {
    expect(bare(await read('certs/ca.pem', { '/repo/certs/ca.pem': first }))).toBe(bare(first))
  })

  test('may be that of a file in base64', async () => {
    const contents = { '/repo/ca.b64': Buffer.from(first).toString('base64') }
    expect(bare(await read('ca.b64', contents))).toBe(bare(first))
  })

  test('is refused if nothing is there', async () => {
    const error = await refusal('certs/ca.pem')
    expect(error.message).toContain('Neither a PEM certificate, plain or in base64, nor a file')
    expect(error.remedy).toContain('actions/checkout')
  })

  test('is refused outside the workspace', async () => {
    expect((await refusal('../ca.pem', { '/ca.pem': first })).message).toContain('outside the workspace')
  })

  test('is refused if the file holds no certificate', async () => {
    expect((await refusal('ca.pem', { '/repo/ca.pem': 'x' })).message).toBe('There is no PEM certificate in it')
  })

  test('is refused if the file cannot be read', async () => {
    const unreadable = { ...files({ '/repo/ca.pem': first }), readText: () => Promise.reject(new Error('too large')) }
    const error = await failure(() => readAuthorities('ca.pem', { env, files: unreadable }))
    expect(error.message).toContain('larger than 1 MiB')
  })
})
