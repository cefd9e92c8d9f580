import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { SafeLog } from './log.ts'
import { isExempt } from './no-proxy.ts'
import { formsOf } from './secrets.ts'

/** The proxy on the way to a server. */
export interface ProxyServer {
  /** The variable that names it. */
  readonly from: string
  /** Its address, without user and password. */
  readonly url: URL
  /** User and password, decoded, if the address has them. */
  readonly login: { readonly user: Buffer; readonly password: Buffer } | undefined
}

/** The variables that name proxies, without those in capitals, and the kinds of address that they are for. */
const variables = { http_proxy: 'http:', https_proxy: 'https:', all_proxy: '' } as const
const protocols = ['http:', 'https:', 'socks:', 'socks5:', 'socks5h:']

/**
 * The proxy that the variables name for a URL, undefined if there is none or NO_PROXY names the host. They are read
 * as curl, Python's `requests` and GitHub's runner read them: one for http and one for https, ALL_PROXY for what has none
 * of its own; in small letters it comes first, and takes the proxy away if it is empty; without a scheme it is http://.
 * Throws {@link InputError} if the proxy that would be used has no address; what is not used isn't looked at.
 */
export function proxyFor(env: Environ, url: URL): ProxyServer | undefined {
  const found = named(env, url.protocol)
  if (found === undefined || isExempt(env['no_proxy'] || env['NO_PROXY'] || '', url)) return undefined
  return parseProxy(...found)
}

function named(env: Environ, protocol: string): readonly [name: string, text: string] | undefined {
  for (const [name, scheme] of Object.entries(variables)) {
    if (scheme !== '' && scheme !== protocol) continue
    const spelling = env[name] === undefined ? name.toUpperCase() : name
    const text = (env[spelling] ?? '').trim()
    if (text !== '') return [spelling, text]
  }
  return undefined
}

function parseProxy(from: string, text: string): ProxyServer {
  const url = URL.parse(withScheme(text))
  // What follows a / ? or # doesn't belong to a proxy's address: it is the rest of a password.
  if (url === null || /@/.test(`${url.pathname}${url.search}${url.hash}`)) throw notAnAddress(from, text)

  if (!protocols.includes(url.protocol)) {
    throw new InputError(`${oneLine(url.protocol, 40)}// is not a kind of proxy that the action can use`, {
      where: from,
      remedy: 'Write it like http://proxy.example.com:3128, with http://, https:// or socks5://.'
    })
  }

  const login = loginOf(url)
  const bare = new URL(`${url.protocol.startsWith('socks') ? 'socks5:' : url.protocol}//${url.host}`)
  return { from, url: bare, login }
}

function withScheme(text: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`
}

/** User and password; a `%` that begins no encoded character stands for itself, as it does to curl and Python. */
function loginOf({ username, password }: URL): ProxyServer['login'] {
  if (username === '' && password === '') return undefined
  return { user: decoded(username), password: decoded(password) }
}

/** The bytes of text that a URL holds percent-encoded, which is all ASCII. */
function decoded(text: string): Buffer {
  const bytes = text.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}

/** The error for a text that isn't an address; it quotes nothing, since the text may hold a password. */
function notAnAddress(from: string, text: string): InputError {
  if (!text.includes('@')) {
    const remedy = 'Write it like http://proxy.example.com:3128.'
    return new InputError('Not the address of a proxy', { where: from, remedy })
  }

  const message = 'Cannot be read as the address of a proxy; a character in the user or password seems to end it'
  const remedy = 'Write such characters percent-encoded: %23 for #, %2F for /, %3F for ?, %40 for @.'
  return new InputError(message, { where: from, remedy })
}

/**
 * Hides the passwords of all proxies that variables name, whether they are used or not, and what is sent in their place.
 * They may be ordinary words, so they are taken out of what is shown, and never out of what the server says.
 */
export function hideProxyPasswords(log: SafeLog, env: Environ): void {
  const texts = Object.keys(variables).flatMap(name => [env[name] ?? '', env[name.toUpperCase()] ?? ''])
  for (const secret of texts.flatMap(secretsIn)) for (const form of formsOf(secret)) log.hide(form)
}

/** The password in a proxy's address as it is written, decoded, and as it is sent; a user without one is a token. */
function secretsIn(text: string): readonly string[] {
  const written = /^(?:[a-z][a-z\d+.-]*:\/\/)?([^:]*)(?::(.*))?@/is.exec(text.trim())
  if (written === null) return []
  const url = URL.parse(withScheme(text.trim()))
  const login = url === null ? undefined : loginOf(url)
  const sent = login === undefined ? [] : [login.password.length > 0 ? login.password : login.user, basicLogin(login)]
  return [written[2] || written[1] || '', ...sent.map(secret => secret.toString())]
}

/** User and password as the scheme Basic sends them (RFC 7617). */
export function basicLogin({ user, password }: NonNullable<ProxyServer['login']>): string {
  return Buffer.concat([user, Buffer.from(':'), password]).toString('base64')
}
