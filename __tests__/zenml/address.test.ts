import { describe, expect, test } from '@jest/globals'
import { isLoopback, parseServerUrl } from '../../src/zenml/address.ts'
import { failure } from '../pieces/thrown.ts'

const parse = (text: string, allowHttp = false) => parseServerUrl(text, 'server-url', allowHttp).href
const refusal = (text: string, allowHttp = false) => failure(() => parse(text, allowHttp))

test.each([
  ['https://zenml.test', 'https://zenml.test/'],
  ['https://zenml.test/', 'https://zenml.test/'],
  ['https://zenml.test:8443', 'https://zenml.test:8443/'],
  ['HTTPS://ZenML.test', 'https://zenml.test/'],
  ['https://zenml.test/team/zenml//', 'https://zenml.test/team/zenml'],
  ['https://zenml.test/api/v1', 'https://zenml.test/'],
  ['https://zenml.test/team/api/v1/', 'https://zenml.test/team'],
  ['http://127.0.0.1:8237', 'http://127.0.0.1:8237/'],
  ['http://localhost:8237', 'http://localhost:8237/'],
  ['http://[::1]:8237', 'http://[::1]:8237/']
])('%s is the server %s', (text, href) => {
  expect(parse(text)).toBe(href)
})

test.each(['', 'zenml', 'zenml.test', '//zenml.test', 'https://', 'https:// zenml.test', 'https://a:b:c'])(
  '%j is not a URL, and the error shows how to write one',
  async text => {
    const error = await refusal(text)
    expect(error.where).toBe('server-url')
    expect(error.remedy).toContain('https://zenml.example.com')
  }
)

test.each(['ftp://zenml.test', 'file:///etc/passwd', 'javascript:alert(1)', 'localhost:8237', 'data:text/plain,x'])(
  '%s is not the address of a server',
  async text => {
    expect((await refusal(text, true)).message).toBe('Only https:// addresses are ZenML servers')
  }
)

test.each([
  'https://me:secret@zenml.test',
  'https://secret@zenml.test',
  'https://:secret@zenml.test',
  'https://zenml.test/a@secret'
])('credentials in %s are refused, and not repeated', async text => {
  const error = await refusal(text)
  expect(error.message).toContain('credentials')
  expect(`${error.message}${error.where}${error.remedy}`).not.toContain('secret')
})

test.each(['https://zenml.test/?x=1', 'https://zenml.test/#/login', 'https://zenml.test?', 'https://zenml.test#'])(
  '%s is a page',
  async text => {
    expect((await refusal(text)).message).toContain('a query or a fragment')
  }
)

describe('http', () => {
  test('is refused off this machine, with what to do', async () => {
    const error = await refusal('http://zenml.test:8080/x')
    expect(error.message).toContain('zenml.test:8080 unencrypted')
    expect(error.remedy).toContain('allow-http')
  })

  test('is taken if it is allowed', () => {
    expect(parse('http://zenml.test', true)).toBe('http://zenml.test/')
  })

  test.each([
    'http://127.0.0.1.evil.test',
    'http://localhost.evil.test',
    'http://evil.test#localhost',
    'http://0.0.0.0',
    'http://10.0.0.1',
    'http://[::ffff:10.0.0.1]',
    'http://128.0.0.1',
    'http://127.evil.test'
  ])('to %s is not loopback', async text => {
    await refusal(text)
  })
})

test.each(['127.0.0.1', '127.1.2.3', 'localhost', '[::1]'])('%s is this machine', host => {
  expect(isLoopback(host)).toBe(true)
})

test.each(['128.0.0.1', '127.0.0.1.', 'x127.0.0.1', '127.0.0', 'localhosts', '::1', '[::2]'])(
  '%s may be another machine',
  host => {
    expect(isLoopback(host)).toBe(false)
  }
)
