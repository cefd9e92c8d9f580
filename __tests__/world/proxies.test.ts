import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/text/errors.ts'
import { basicLogin, hideProxyPasswords, proxyFor } from '../../src/world/proxies.ts'
import { failure } from '../pieces/thrown.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'

const server = new URL('https://zenml.test')
const found = (env: Readonly<Record<string, string>>, url = server) => {
  const proxy = proxyFor(env, url)
  return proxy === undefined ? undefined : `${proxy.from} ${proxy.url.href}`
}

describe('the variable', () => {
  test.each([
    [{ HTTPS_PROXY: 'http://a:1' }, 'HTTPS_PROXY http://a:1/'],
    [{ https_proxy: 'http://a:1' }, 'https_proxy http://a:1/'],
    [{ HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:1' }, 'https_proxy http://b:1/'],
    [{ HTTP_PROXY: 'http://a:1' }, undefined],
    [{ ALL_PROXY: 'http://a:1' }, 'ALL_PROXY http://a:1/'],
    [{ all_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:1' }, 'HTTPS_PROXY http://b:1/'],
    [{ HTTPS_PROXY: '' }, undefined],
    [{ HTTPS_PROXY: '', ALL_PROXY: 'http://a:1' }, 'ALL_PROXY http://a:1/'],
    [{ HTTPS_PROXY: 'http://a:1', https_proxy: '' }, undefined],
    [{ HTTPS_PROXY: 'http://a:1', NO_PROXY: 'zenml.test' }, undefined],
    [{ HTTPS_PROXY: 'http://a:1', NO_PROXY: 'zenml.test', no_proxy: 'other.test' }, 'HTTPS_PROXY http://a:1/'],
    [{ HTTPS_PROXY: 'http://a:1', NO_PROXY: 'zenml.test', no_proxy: '' }, undefined],
    [{}, undefined]
  ])('of %j for https is %s', (env, expected) => {
    expect(found(env)).toBe(expected)
  })

  test('for http is HTTP_PROXY', () => {
    const env = { HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:1' }
    expect(found(env, new URL('http://zenml.test'))).toBe('HTTP_PROXY http://a:1/')
    expect(found({ HTTPS_PROXY: 'http://b:1' }, new URL('http://zenml.test'))).toBeUndefined()
  })

  test.each([
    { HTTP_PROXY: '://' },
    { HTTPS_PROXY: '://', NO_PROXY: '*' },
    { HTTPS_PROXY: 'http://a:1', ALL_PROXY: '://' },
    { HTTPS_PROXY: '://', https_proxy: 'http://a:1' }
  ])('that is not used is not judged: %j', env => {
    expect(() => proxyFor(env, server)).not.toThrow()
  })
})

describe('the address', () => {
  test.each([
    ['proxy:8080', 'http://proxy:8080/'],
    ['127.0.0.1:3128', 'http://127.0.0.1:3128/'],
    ['proxy.example.com', 'http://proxy.example.com/'],
    [' http://proxy:1/ ', 'http://proxy:1/'],
    ['HTTP://proxy:1', 'http://proxy:1/'],
    ['https://proxy:1', 'https://proxy:1/'],
    ['[::1]:3128', 'http://[::1]:3128/'],
    ['socks5h://proxy:1', 'socks5://proxy:1'],
    ['proxy:1/http://', 'http://proxy:1/'],
    ['me:pass@proxy:1', 'http://proxy:1/']
  ])('%j is %s', (text, expected) => {
    expect(proxyFor({ HTTPS_PROXY: text }, server)?.url.href).toBe(expected)
  })

  test.each([
    ['://', 'Not the address of a proxy'],
    ['http://', 'Not the address of a proxy'],
    ['http://proxy:99999', 'Not the address of a proxy'],
    ['ftp://me:secret@proxy', 'ftp:// is not a kind of proxy'],
    ['socks4://me:secret@proxy', 'socks4:// is not a kind of proxy'],
    ['http://me:secret#1@proxy:3128', 'a character in the user or password'],
    ['http://me:12#secret@proxy:3128', 'a character in the user or password'],
    ['http://me:sec/ret@proxy:3128', 'a character in the user or password'],
    ['me:1/secret@proxy:3128', 'a character in the user or password'],
    ['http://me:1?secret@proxy:3128', 'a character in the user or password']
  ])('%j is an error that names the variable and quotes nothing', async (text, message) => {
    const error = await failure(() => proxyFor({ https_proxy: text }, server))
    expect(error).toBeInstanceOf(InputError)
    expect(error).toMatchObject({ where: 'https_proxy', message: expect.stringContaining(message) })
    expect(error.remedy).toMatch(
      message.startsWith('a character') ? /percent-encoded: %23 for #/ : /^Write it like http:/
    )
    expect(`${error.message}${error.remedy}${error.cause}`).not.toMatch(/secret|sec\/ret|proxy:3128$/)
  })
})

const sent = (text: string) => {
  const login = proxyFor({ HTTPS_PROXY: text }, server)?.login
  return login === undefined ? undefined : Buffer.from(basicLogin(login), 'base64').toString()
}

test.each([
  ['http://proxy:1', undefined],
  ['http://me:pass@proxy:1', 'me:pass'],
  ['http://me:p%40ss@proxy:1', 'me:p@ss'],
  ['http://me:p@ss@proxy:1', 'me:p@ss'],
  ['http://me:100%@proxy:1', 'me:100%'],
  ['http://me:100%-sure@proxy:1', 'me:100%-sure'],
  ['http://me:50%25%zz@proxy:1', 'me:50%%zz'],
  ['http://me:gr%C3%BCn@proxy:1', 'me:grün'],
  ['http://me:grün@proxy:1', 'me:grün'],
  ['http://me:a b@proxy:1', 'me:a b'],
  ['http://dom%5Cme:pass@proxy:1', 'dom\\me:pass'],
  ['http://token@proxy:1', 'token:'],
  ['http://:pass@proxy:1', ':pass']
])('user and password of %j are read as curl reads them', (text, expected) => {
  expect(sent(text)).toBe(expected)
})

test.each([
  [{ HTTP_PROXY: 'http://me:s3cret-1@proxy:1' }, ['s3cret-1', Buffer.from('me:s3cret-1').toString('base64')]],
  [{ https_proxy: 'me:s3cret-2@proxy' }, ['s3cret-2']],
  [{ ALL_PROXY: 'socks5://me:s3%63ret@proxy' }, ['s3%63ret', 's3cret']],
  [{ HTTPS_PROXY: 'http://t0ken-3@proxy' }, ['t0ken-3']],
  [{ HTTPS_PROXY: 'http://me:s3cret#4@proxy:1' }, ['s3cret#4']],
  [{ HTTPS_PROXY: 'http://me:s3@cret@proxy:1', NO_PROXY: '*' }, ['s3@cret']]
])('the password in %j is hidden, whether the proxy is used or not', (env, secrets) => {
  const runner = new CapturedRunner()
  hideProxyPasswords(runner.connect(() => true).log, env)
  expect(runner.masks.map(({ secret }) => secret)).toEqual(expect.arrayContaining(secrets))
})

test('a password that is an ordinary word is not taken out of what the server says', () => {
  const { log } = new CapturedRunner().connect(() => true)
  hideProxyPasswords(log, { HTTPS_PROXY: 'http://me:training@proxy:1' })
  expect([log.redact('training'), log.withoutCredentials('training')]).toEqual(['***', 'training'])
})

test('a proxy without a password hides nothing', () => {
  const runner = new CapturedRunner()
  hideProxyPasswords(runner.connect(() => true).log, { HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'me@x' })
  expect(runner.masks).toEqual([])
})
