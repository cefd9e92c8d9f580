import { describe, expect, test } from '@jest/globals'
import { formsOf as formsWithPadding, holdsKey, maskSecret, Redactor } from '../../src/world/secrets.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'
import { formsOf } from '../stand-in/leak.ts'

function masksOf(secret: string): readonly string[] {
  const runner = new CapturedRunner()
  maskSecret(runner.connect(() => true).log, secret)
  return runner.masks.map(mask => mask.secret)
}

test('a secret is masked as it is, URL-encoded, form-encoded, as base64 with and without padding, and JSON-escaped', () => {
  expect(masksOf('a"b\\+/ ~?>')).toEqual([
    'a"b\\+/ ~?>',
    'a%22b%5C%2B%2F%20~%3F%3E',
    'a%22b%5C%2B%2F+%7E%3F%3E',
    'YSJiXCsvIH4/Pg==',
    'YSJiXCsvIH4/Pg',
    'YSJiXCsvIH4_Pg',
    '6122625c2b2f207e3f3e',
    'a\\"b\\\\+/ ~?>'
  ])
})

test('every form of a real key in which the leak tests look for it is masked', () => {
  const key = 'ZENKEY_eyJpZCI6ImYxIn0+q/7Zr8=+4mWx'
  const hidden = (text: string) => masksOf(key).reduce((rest, mask) => rest.replaceAll(mask, ''), text)
  for (const form of formsOf(key)) expect(hidden(form)).toBe('')
})

test('a form that is like another is masked once', () => {
  expect(masksOf('plain')).toEqual(['plain', 'cGxhaW4=', 'cGxhaW4', '706c61696e'])
})

test('a key with a line end around it is masked with and without it', () => {
  expect(masksOf('key\n').slice(0, 2)).toEqual(['key', 'key\n'])
})

test.each(['', ' ', '\n'])('an empty secret %j is not a mask: it would hide everything', secret => {
  expect(masksOf(secret)).toEqual([])
})

test('a secret is taken out of a text, and not only its beginning if another one is longer', () => {
  const redactor = new Redactor()
  redactor.add('secret')
  redactor.add('secret-and-more')
  expect(redactor.redact('a secret-and-more secret secre')).toBe('a *** *** secre')
})

test.each(['sec\u001b[31mret', 'sec\u200bret', '\u001b[1ms\u0000ecre\u202et', 'secret'])(
  'a secret that stands whole in what is shown of %j is taken out',
  text => {
    const redactor = new Redactor()
    redactor.add('secret')
    expect(redactor.redact(`a\n\t${text} b`)).toBe('a\n\t*** b')
  }
)

test('a text without a secret keeps its colours', () => {
  const redactor = new Redactor()
  redactor.add('secret')
  expect(redactor.redact('\u001b[31msecre\u001b[0m t')).toBe('\u001b[31msecre\u001b[0m t')
})

test.each(['', 'a', 'short'])('%j is too short to be taken out of texts', text => {
  const redactor = new Redactor()
  redactor.add(text)
  expect(redactor.redact('a short text')).toBe('a short text')
})

/** A key as ZenML makes it: base64 of JSON with an id and the secret. */
function zenmlKey(prefix: string, content: string): string {
  return `${prefix}${Buffer.from(content).toString('base64')}`
}

describe('the secret inside an API key', () => {
  const inner = 'b5/0+f3c1d9e84a7266c05e1b9d3f8a47c2e6'
  const content = JSON.stringify({ id: '0b8d5c3e-45a1-4d5f-9c57-5a0f6b8f3c11', key: inner })

  test.each(['ZENKEY_', 'ZENPROKEY_'])('of %s is hidden in every form, even if it stands alone', prefix => {
    const key = zenmlKey(prefix, content)
    const hidden = (text: string) => masksOf(key).reduce((rest, mask) => rest.replaceAll(mask, ''), text)
    for (const secret of [key, key.slice(prefix.length), inner])
      for (const form of formsOf(secret)) expect(hidden(form)).toBe('')
  })

  test('is hidden in a line of the log that has nothing else of the key', () => {
    const runner = new CapturedRunner()
    const { log } = runner.connect(() => true)
    maskSecret(log, `${zenmlKey('ZENKEY_', content)}\n`)
    log.info(`could not verify ${inner} for the account`)
    expect(runner.text('info')).toBe('could not verify *** for the account')
  })

  test('is hidden if the key was stored with its base64 on several lines', () => {
    const [first, second] = [zenmlKey('ZENKEY_', content).slice(0, 76), zenmlKey('ZENKEY_', content).slice(76)]
    expect(masksOf(`${first}\n${second}`)).toContain(inner)
  })

  test('leaves the id readable, which is not a secret', () => {
    const key = zenmlKey('ZENKEY_', content)
    expect(masksOf(key)).not.toContain('0b8d5c3e-45a1-4d5f-9c57-5a0f6b8f3c11')
  })
})

describe('a text holds a key', () => {
  const key = zenmlKey('ZENKEY_', JSON.stringify({ id: 'an-id', key: 'b5/0+f3c1d9e84a7266c05e1' }))

  test('if it has it, or the secret inside it, in any form', () => {
    for (const secret of [key, key.slice('ZENKEY_'.length), 'b5/0+f3c1d9e84a7266c05e1'])
      for (const form of formsOf(secret)) expect(holdsKey(`before ${form} after`, key)).toBe(true)
  })

  test.each(['', 'ZENKEY_', 'an-id', 'b5/0', 'anything else'])('not if it is %j', text => {
    expect(holdsKey(text, key)).toBe(false)
  })

  test('not if the key is so short that it could be a word', () => {
    expect([holdsKey('a short text', 'short'), holdsKey('longer', 'longer')]).toEqual([false, true])
  })
})

test.each([
  ['no base64', 'ZENKEY_!!!'],
  ['no JSON', zenmlKey('ZENKEY_', 'plain text')],
  ['no key', zenmlKey('ZENKEY_', '{"id":"f1"}')],
  ['a number for a key', zenmlKey('ZENKEY_', '{"key":1234567}')],
  ['a null', zenmlKey('ZENKEY_', 'null')],
  ['nothing inside', 'ZENKEY_'],
  ['another prefix', zenmlKey('TOKEN_', '{"key":"0123456789"}')],
  ['something before its prefix', zenmlKey('MY_ZENKEY_', '{"key":"0123456789"}')]
])('a key with %s is masked as it is, and no more', (_, key) => {
  expect([...masksOf(key)].sort()).toEqual([...formsWithPadding(key)].sort())
})

test.each(['', 'a', 'short'])('an inner secret %j is too short to be masked: it would tear words apart', key => {
  expect(masksOf(zenmlKey('ZENKEY_', JSON.stringify({ key })))).not.toContain(key)
})

test('an inner secret of six characters is masked', () => {
  expect(masksOf(zenmlKey('ZENKEY_', JSON.stringify({ key: '6chars' })))).toContain('6chars')
})
