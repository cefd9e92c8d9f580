import { describe, expect, test } from '@jest/globals'
import type { Asked } from '../../src/zenml/no-answer.ts'
import { notZenml, redirected, unreachable } from '../../src/zenml/no-answer.ts'
import { answerOf, broken } from '../pieces/fake-server.ts'

const base = new URL('https://zenml.test/team')
const asked: Asked = { what: 'ask', base, path: '/api/v1/info', firstContact: true }

describe('a request without an answer', () => {
  test.each([
    ['unreachable', 'cannot be reached', 'server-url', true, true],
    ['certificate', 'certificate is not trusted', 'ca-certificate', false, false],
    ['client-certificate', 'without a client certificate', 'Set client-certificate', false, true],
    ['handshake', 'did not agree on TLS', 'TLS 1.2', false, true],
    ['no-tls', 'does not speak TLS', "http://zenml.test/team with allow-http: 'true'", false, true],
    ['tls', 'expects https://', 'Set server-url to', false, true],
    ['proxy', 'the proxy did not connect', 'NO_PROXY', true, true],
    ['proxy-refusal', 'the proxy refused', 'user and password', false, true],
    ['timeout', 'did not answer in time', 'too slow', true, true],
    ['broken', 'connection broke', 'gateway or proxy', true, true],
    ['too-large', 'too large', 'server-url', false, false]
  ] as const)('for the fault %s says so, with its remedy', (fault, message, remedy, passesFirst, passesLater) => {
    const cause = broken(false, fault)
    const error = unreachable(asked, cause)
    expect(error.message).toContain(message)
    expect(error.message).toContain('socket hang up')
    expect(error.remedy).toContain(remedy)
    expect(error).toMatchObject({ fault, passing: passesFirst, cause, where: 'https://zenml.test', status: undefined })
    expect(unreachable({ ...asked, firstContact: false }, cause).passing).toBe(passesLater)
  })

  test('never suggests to leave certificates unchecked', () => {
    expect(unreachable(asked, broken(false, 'certificate')).remedy).toContain('never left unchecked')
  })

  test.each([
    ['http://127.0.0.1:8080/zenml', 'tls', 'Set server-url to https://127.0.0.1:8080/zenml.'],
    ['https://127.0.0.1:8080', 'no-tls', 'Set server-url to http://127.0.0.1:8080, or to the port that has TLS.'],
    ['https://zenml.test:8080', 'no-tls', 'which sends the API key unencrypted']
  ] as const)('behind %s proposes the other scheme, and warns of one that is not encrypted', (url, fault, remedy) => {
    expect(unreachable({ ...asked, base: new URL(url) }, broken(false, fault)).remedy).toContain(remedy)
  })

  test('that broke at the first contact with TLS may have wanted a client certificate', () => {
    expect(unreachable(asked, broken(true)).remedy).toContain('client-certificate')
    expect(unreachable({ ...asked, firstContact: false }, broken(true)).remedy).not.toContain('client-certificate')
    expect(unreachable({ ...asked, base: new URL('http://127.0.0.1') }, broken(true)).remedy).not.toContain('client')
  })
})

describe('a page', () => {
  test('is named by its kind, at the whole address', () => {
    const error = notZenml(asked, answerOf({ page: '<html>', status: 200 }))
    expect(error.message).toContain('status 200, text/html; charset=utf-8 instead of JSON')
    expect(error).toMatchObject({ where: 'https://zenml.test/team', passing: false })
  })

  test.each([
    ['sign-in', 'single sign-on'],
    ['client-certificate', 'client-certificate'],
    ['tls', 'Set server-url to']
  ] as const)('of the kind %s has its own remedy', (page, remedy) => {
    const error = notZenml(asked, { ...answerOf({ page: '<html>', status: 403 }), page })
    expect(error.remedy).toContain(remedy)
    expect(error.message).not.toContain("a page that is not ZenML's API answered")
  })
})

const redirect = (location: string, change: Partial<Asked> = {}) =>
  redirected({ ...asked, ...change }, answerOf({ status: 302, headers: { location } }))

describe('a redirect', () => {
  test.each([
    ['https://evil.test/a?token=x#y', 'https://evil.test/a'],
    ['https://me:secret@evil.test/a', 'https://evil.test/a'],
    ['//evil.test/a', 'https://evil.test/a'],
    ['/login', 'https://zenml.test/login'],
    ['login', 'https://zenml.test/team/api/v1/login'],
    ['https://', 'another address'],
    ['javascript:alert(1)', 'another address'],
    ['', 'https://zenml.test/team/api/v1/info']
  ])('to %j names %s', (location, shown) => {
    const message = `Could not ask: the server redirects to ${shown}, and credentials are not sent along`
    expect(redirect(location).message).toBe(message)
  })

  test.each([
    'https://login.example.com/realms/team/protocol/openid-connect/auth?redirect_uri=https://zenml.test',
    'https://login.microsoftonline.com/tenant/oauth2/v2.0/authorize',
    'https://accounts.google.com/o/oauth2/v2/auth?client_id=1',
    'https://acme.cloudflareaccess.com/cdn-cgi/access/login/zenml.test/api/v1/info?kid=1',
    'https://sso.example.com/api/v1/info',
    'https://auth.example.com/?rd=https://zenml.test/api/v1/info',
    'https://portal.example.com/',
    '/oauth2/start?rd=/api/v1/info',
    '/oauth2/sign_in',
    '/login/api/v1/info',
    '/.auth/login/aad',
    '/saml2/idp/SSOService.php'
  ])('to %s leads to a login page, which is never proposed as the server', location => {
    const { remedy } = redirect(location)
    expect(remedy).toContain('A login page (single sign-on) stands in the way')
    expect(remedy).not.toContain('set server-url to')
  })

  test.each([
    ['/zenml/api/v1/info', 'https://zenml.test/zenml'],
    ['/api/v1/info', 'https://zenml.test'],
    ['https://zenml.example.com/api/v1/info', 'https://zenml.example.com'],
    ['https://zenml.test:8443/team/api/v1/info', 'https://zenml.test:8443/team']
  ])('to %s asks the same elsewhere, so that the server is at %s', (location, url) => {
    expect(redirect(location).remedy).toBe(`If that is the server, set server-url to ${url}.`)
  })

  test('from http to https proposes https', () => {
    const change = { base: new URL('http://zenml.test') }
    expect(redirect('https://zenml.test/api/v1/info', change).remedy).toContain('set server-url to https://zenml.test.')
  })

  test('to the same address redirects in circles', () => {
    expect(redirect('/team/api/v1/info').remedy).toContain('redirects in circles')
  })

  test('to an address that is not encrypted is never proposed', () => {
    expect(redirect('http://zenml.test/team/api/v1/info').remedy).toMatch(/^That address is not encrypted\./)
  })

  test.each(['http://', 'zenml:login', 'https://'])('to no address of the web (%j) asks for the server', location => {
    expect(redirect(location).remedy).toBe('Set server-url to the address of the server itself.')
  })

  test.each(['/dashboard', '/team/api/v1/info/', '/'])('to another page (%s) of the server says so', location => {
    expect(redirect(location).remedy).toContain('that is another page')
  })

  test('is final at the first contact only', () => {
    expect(redirect('/login').passing).toBe(false)
    expect(redirect('/login', { firstContact: false }).passing).toBe(true)
  })
})
