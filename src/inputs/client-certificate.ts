import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { InputError } from '../text/errors.ts'
import type { SafeLog } from '../world/log.ts'
import type { ClientCertificate } from '../world/network.ts'
import { maskSecret } from '../world/secrets.ts'
import { isCutOff, type PemBlock, pemBlocks, pemTextOf } from './pem.ts'

const where = 'client-certificate'

/**
 * Hides the input `client-certificate`: the whole as it is and decoded, the keys in it, and every line of these, since a
 * log shows a text of several lines one by one. Words around them stay, which may be names that are needed.
 */
export function maskClientCertificate(log: SafeLog, input: string): void {
  const decoded = pemTextOf(input) ?? input
  const keys = [...decoded.matchAll(/-----BEGIN [A-Z\d ]*PRIVATE KEY-----([\s\S]*?)(?:-----END|$)/g)].map(
    ([, body = '']) => body
  )
  for (const text of [input, decoded, ...keys.map(body => linesOf(body).join(''))]) maskSecret(log, text)

  const isPlain = decoded === input
  const others = decoded.replace(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g, '\n')
  const long = [others, isPlain ? '' : input].flatMap(linesOf).filter(line => line.length >= 40)
  const own = keys.flatMap(linesOf).filter(line => line.length >= 8)
  for (const line of new Set([...long, ...own])) log.mask(line)
}

/** The lines of a text that can be base64, whatever parts them. */
function linesOf(text: string): readonly string[] {
  return text.split(/\s+|(?:\\r)?\\n/).filter(line => /^[A-Za-z\d+/]+={0,2}$/.test(line))
}

/**
 * The certificate and private key of the input `client-certificate`, one PEM text, also in base64, in any order. Throws
 * {@link InputError} if one of them is missing or can't be used, without a word of what is in it.
 */
export function readClientCertificate(input: string | undefined): ClientCertificate | undefined {
  if (input === undefined) return undefined

  const text = pemTextOf(input) ?? ''
  const blocks = pemBlocks(text)
  const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE')
  if (certificates.length === 0) throw new InputError('There is no PEM certificate in it', { where, remedy: asOneText })
  if (isCutOff(text)) throw new InputError('A part of it has no end', { where, remedy: asOneText })

  const key = onlyKey(blocks)
  const privateKey = readKey(key)
  const own = certificates.find(certificate => readCertificate(certificate).checkPrivateKey(privateKey))
  if (own === undefined) {
    throw new InputError('Its private key is not that of a certificate in it', {
      where,
      remedy: 'Give the certificate and the key that were made for each other.'
    })
  }

  // TLS wants our own first, and those of its authorities after it.
  const chain = [own, ...certificates.filter(certificate => certificate !== own)]
  return { chain: chain.map(({ text }) => text).join('\n'), key: key.text }
}

function onlyKey(blocks: readonly PemBlock[]): PemBlock {
  const [key, ...others] = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'))
  if (key === undefined) throw new InputError('There is no private key in it', { where, remedy: asOneText })
  if (others.length === 0) return key

  const remedy = 'Keep the one that belongs to the certificate.'
  throw new InputError('There is more than one private key in it', { where, remedy })
}

const asOneText =
  'Give the certificate and its private key as one text, one after the other, each from its -----BEGIN to its -----END line.'

function readCertificate({ text }: PemBlock): X509Certificate {
  try {
    return new X509Certificate(text)
  } catch {
    throw new InputError('A certificate in it cannot be read', { where, remedy: 'Copy it whole.' })
  }
}

function readKey({ label, text }: PemBlock): KeyObject {
  if (label.startsWith('ENCRYPTED') || /^Proc-Type:.*ENCRYPTED/m.test(text)) {
    throw new InputError('Its private key has a passphrase, which the action cannot enter', {
      where,
      remedy: 'Store the key without it as a secret: `openssl pkey -in key.pem` prints it.'
    })
  }

  try {
    return createPrivateKey(text)
  } catch {
    throw new InputError('The private key in it cannot be read', { where, remedy: 'Copy it whole.' })
  }
}
