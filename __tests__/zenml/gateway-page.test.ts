import { expect, test } from '@jest/globals'
import { pageKind } from '../../src/zenml/gateway-page.ts'

test.each([
  ['<title>Sign In</title><button type="submit">Sign in with OpenID Connect</button>', 'sign-in'],
  ['<title>Log in - Keycloak</title>', 'sign-in'],
  ['<h1>Acme Login</h1>', 'sign-in'],
  ['<form><input name=p type=password></form>', 'sign-in'],
  ['<form method="post" action="https://idp"><input type="hidden" name="SAMLRequest" value="x"/></form>', 'sign-in'],
  ['<meta http-equiv="refresh" content="0; url=/oauth2/start">', 'sign-in'],
  ['<script>window.location.href = "https://sso.example.com/"</script>', 'sign-in'],
  ['<a href="https://idp/authorize?client_id=1&redirect_uri=x">go on</a>', 'sign-in'],
  [
    '<center><h1>400 Bad Request</h1></center><center>No required SSL certificate was sent</center>',
    'client-certificate'
  ],
  ['<title>400 The SSL certificate error</title>', 'client-certificate'],
  ['403.7 - Forbidden: Client certificate required', 'client-certificate'],
  ['<center>The plain HTTP request was sent to HTTPS port</center>', 'tls'],
  ['Client sent an HTTP request to an HTTPS server.\n', 'tls'],
  ["Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />", 'tls']
])('%s', (text, kind) => {
  expect(pageKind(text, {})).toBe(kind)
})

test.each([
  '<!doctype html><html><head><title>ZenML Dashboard</title><script src="/assets/index.js"></script>',
  '<html><title>502 Bad Gateway</title><center>nginx</center>',
  '<title>The catalog in the blog</title>',
  'Not Found',
  ''
])('%s is a page like any other', text => {
  expect(pageKind(text, {})).toBeUndefined()
})

test('a gateway that wants its own user and password says so in a header', () => {
  expect(pageKind('<h1>401</h1>', { 'www-authenticate': 'Basic realm="acme"' })).toBe('sign-in')
  expect(pageKind('<h1>401</h1>', { 'www-authenticate': 'Bearer' })).toBeUndefined()
})
