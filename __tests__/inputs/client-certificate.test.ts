import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { maskClientCertificate, readClientCertificate } from '../../src/inputs/client-certificate.ts'
import { selfSigned } from '../node/self-signed.ts'
import { failure } from '../pieces/thrown.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'

const own = selfSigned('runner.test')
const other = selfSigned('authority.test')
const both = `${own.certificate}\n${own.key}`
const base64 = (text: string) => Buffer.from(text).toString('base64')
const fingerprint = (pem: string) => new X509Certificate(pem).fingerprint256

const cutOff = (pem: string) => pem.slice(0, pem.indexOf('-----END'))

/** Keys in the forms that have names of their own. */
function rsa() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const locked = { cipher: 'aes-128-cbc', passphrase: 'x', format: 'pem' } as const
  return {
    pkcs1: String(privateKey.export({ type: 'pkcs1', format: 'pem' })),
    encrypted: String(privateKey.export({ type: 'pkcs8', ...locked })),
    legacy: String(privateKey.export({ type: 'pkcs1', ...locked }))
  }
}

test.each([
  ['as it is', both],
  ['with the key first', `${own.key}${own.certificate}`],
  ['with words around', `Bag Attributes\n  friendlyName: x\n${own.certificate}\nKey Attributes\n${own.key}`],
  ['with the line ends of Windows', both.replaceAll('\n', '\r\n')],
  ['with spaces for line ends', both.replaceAll('\n', ' ')],
  ['with line ends written out', both.replaceAll('\n', '\\n')],
  ['with empty lines', both.replaceAll('\n', '\n\n')],
  ['in base64', base64(both)],
  ['in base64 of several lines', base64(both).replace(/.{76}/g, '$&\n')]
])('certificate and key are read %s', (_, text) => {
  const read = readClientCertificate(text)
  expect(fingerprint(read?.chain ?? '')).toBe(fingerprint(own.certificate))
  expect(read?.key.trim()).toBe(own.key.trim())
})

test('without the input there is none', () => {
  expect(readClientCertificate(undefined)).toBeUndefined()
})

test('our own certificate comes first, whatever the order', () => {
  const read = readClientCertificate(`${other.certificate}\n${both}`)
  const certificates = read?.chain.match(/^-----BEGIN CERTIFICATE-----$[\s\S]+?^-----END CERTIFICATE-----$/gm) ?? []
  expect(certificates.map(fingerprint)).toEqual([own.certificate, other.certificate].map(fingerprint))
})

describe('what cannot be used is named', () => {
  const { encrypted, legacy, pkcs1 } = rsa()

  test.each([
    ['no certificate', own.key, 'There is no PEM certificate in it', 'as one text'],
    ['no key', own.certificate, 'There is no private key in it', 'as one text'],
    ['a path', 'certs/client.pem', 'There is no PEM certificate in it', 'as one text'],
    ['another key', `${own.certificate}\n${other.key}`, 'is not that of a certificate in it', 'made for each other'],
    [
      'a key of another kind',
      `${own.certificate}\n${pkcs1}`,
      'is not that of a certificate in it',
      'made for each other'
    ],
    ['two keys', `${both}\n${other.key}`, 'more than one private key', 'the one that belongs to the certificate'],
    ['a key with a passphrase', `${own.certificate}\n${encrypted}`, 'has a passphrase', '`openssl pkey -in key.pem`'],
    ['an old key with a passphrase', `${own.certificate}\n${legacy}`, 'has a passphrase', '`openssl pkey -in key.pem`'],
    ['an authority that has no end', `${both}\n${cutOff(other.certificate)}`, 'A part of it has no end', 'as one text'],
    ['a key that has no end', `${own.certificate}\n${cutOff(own.key)}`, 'A part of it has no end', 'as one text'],
    [
      'a key that is cut',
      `${own.certificate}\n${own.key.replace(/\n.{20}/, '\n')}`,
      'private key in it cannot be read',
      'Copy it whole.'
    ],
    [
      'a certificate that is cut',
      `${own.certificate.replace(/\n.{64}/, '')}\n${own.key}`,
      'certificate in it cannot be read',
      'Copy it whole.'
    ]
  ])('%s', async (_, text, message, remedy) => {
    const error = await failure(() => readClientCertificate(text))
    expect(error.where).toBe('client-certificate')
    expect(error.message).toContain(message)
    expect(error.remedy).toContain(remedy)
    for (const line of text.split('\n').filter(each => each.length > 20 && !each.startsWith('-----')))
      expect(`${error.message}${error.remedy}${error.cause}`).not.toContain(line)
  })
})

describe('what is hidden', () => {
  const hidden = (text: string) => {
    const runner = new CapturedRunner()
    maskClientCertificate(runner.connect(() => true).log, text)
    return new Set(runner.masks.map(({ secret }) => secret))
  }
  const keyLines = own.key.split('\n').filter(line => line.length >= 8 && !line.startsWith('-----'))

  test.each([
    ['as it is', both],
    ['with spaces for line ends', both.replaceAll('\n', ' ')],
    ['with line ends written out', both.replaceAll('\n', '\\n')],
    ['without its end', both.replace(/-----END PRIVATE KEY-----\s*$/, '')],
    ['in base64', base64(both)]
  ])('is the whole, and each line of the key, %s', (_, text) => {
    const masks = hidden(text)
    expect(masks).toContain(text.trim())
    for (const line of keyLines) expect(masks).toContain(line)
    expect(masks).toContain(keyLines.join(''))
  })

  test('are the lines of base64', () => {
    const lines = base64(both).replace(/.{76}/g, '$&\n')
    for (const line of lines.split('\n').filter(each => each.length >= 40)) expect(hidden(lines)).toContain(line)
  })

  test('are not words around them, or anything that everybody may see', () => {
    const masks = hidden(`# for production\n${own.certificate}\n${own.key}`)
    for (const line of ['production', ...own.certificate.split('\n')]) expect(masks).not.toContain(line)
  })

  test('is nothing if the input is not set', () => {
    expect(hidden('')).toEqual(new Set())
  })
})
