import { oneLine, withoutTrailingSlashes } from '../text/foreign.ts'
import { isLoopback } from './address.ts'
import { isSignIn, type PageKind } from './gateway-page.ts'
import type { HttpAnswer, NetworkError, NetworkFault } from './http.ts'
import type { SchemaError } from './schema.ts'
import { ServerError } from './server-error.ts'

/** What was asked for, and of which server; the error says where it came to nothing. */
export interface Asked {
  /** As `Could not …` continues. */
  readonly what: string
  readonly base: URL
  /** Path and query behind the base URL. */
  readonly path: string
  /** Whether nothing has been heard of the server so far, so that a wrong address is likelier than trouble on the way. */
  readonly firstContact: boolean
}

interface Fault {
  readonly problem: string
  readonly remedy: string
  /** Whether the same question may do better later: always, never, or unless nothing ever did. */
  readonly passing: 'always' | 'later' | 'never'
}

const faults: Readonly<Record<NetworkFault, Fault>> = {
  unreachable: {
    problem: 'the server cannot be reached',
    remedy: 'Check server-url, that the server is up, and that this runner may reach it (firewall, VPN, proxy).',
    passing: 'always'
  },
  certificate: {
    problem: "the server's certificate is not trusted",
    remedy:
      "Give the certificate of the server's authority in ca-certificate, or fix the server's certificate; it is never left unchecked.",
    passing: 'never'
  },
  'client-certificate': {
    problem: 'the other side refuses the connection without a client certificate that it knows',
    remedy:
      'Set client-certificate to one that the gateway before the server takes, with its private key; if it is set already, it may have expired, or come from another authority. A failed handshake can also mean that there is no TLS version or cipher in common.',
    passing: 'later'
  },
  handshake: {
    problem: 'the other side and this runner did not agree on TLS',
    remedy: 'The server, or a gateway before it, has to offer TLS 1.2 or newer with a current cipher.',
    passing: 'later'
  },
  'no-tls': {
    problem: 'this port does not speak TLS, which https:// needs',
    remedy: '',
    passing: 'later'
  },
  tls: {
    problem: 'this port expects https://, not http://',
    remedy: '',
    passing: 'later'
  },
  proxy: {
    problem: 'the proxy did not connect this runner to the server',
    remedy: 'Check that the variable is right and the proxy up; hosts that need no proxy go into NO_PROXY.',
    passing: 'always'
  },
  'proxy-refusal': {
    problem: 'the proxy refused',
    remedy: "Check the variable's address, user and password, and that the proxy lets this runner reach the server.",
    passing: 'later'
  },
  timeout: {
    problem: 'the server did not answer in time',
    remedy: 'The server, a gateway before it or a proxy on the way is too slow or silent; check their health.',
    passing: 'always'
  },
  broken: {
    problem: 'the connection broke before a whole answer came',
    remedy: 'The connection broke; check the server, and any gateway or proxy before it.',
    passing: 'always'
  },
  // What sends gigabytes isn't a server in trouble.
  'too-large': {
    problem: 'the answer was too large',
    remedy: 'The answer is too large to be what was asked for; check server-url.',
    passing: 'never'
  }
}

/** Turns a request without an answer into an error with its remedy. */
export function unreachable({ what, base, firstContact }: Asked, error: NetworkError): ServerError {
  const { passing, problem, remedy } = faults[error.fault]
  const other = error.fault === 'tls' || error.fault === 'no-tls' ? otherScheme(base) : ''
  const more = error.fault === 'broken' && firstContact && base.protocol === 'https:' ? clientHint : ''
  return new ServerError(`Could not ${what}: ${problem} (${oneLine(error.message, 300)})`, {
    where: base.origin,
    remedy: `${remedy}${other}${more}`,
    fault: error.fault,
    passing: passing === 'always' || (passing === 'later' && !firstContact),
    cause: error
  })
}

const clientHint = ' A gateway that wants a client certificate (input client-certificate) may also end it this way.'

/** The address with TLS instead of none, or the other way round, which is not for every network. */
function otherScheme(base: URL): string {
  if (base.protocol === 'http:') return `Set server-url to https://${addressOf(base)}.`
  const plain = `http://${addressOf(base)}`
  if (isLoopback(base.hostname)) return `Set server-url to ${plain}, or to the port that has TLS.`
  return `Set server-url to the port that has TLS. Only if the network between is trusted: ${plain} with allow-http: 'true', which sends the API key unencrypted.`
}

function addressOf(url: URL): string {
  return oneLine(`${url.host}${withoutTrailingSlashes(url.pathname)}`, 200)
}

const signInRemedy =
  'A login page (single sign-on) stands in the way, and a job cannot get through it: ask for a way around it for this runner to the paths below /api/, or use an address of the server behind it. server-url is never the address of a login page.'

const pages: Readonly<Record<PageKind, { readonly problem: string; readonly remedy: string }>> = {
  'sign-in': {
    problem: "a page of a gateway that wants a login answered instead of ZenML's API",
    remedy: signInRemedy
  },
  'client-certificate': { problem: faults['client-certificate'].problem, remedy: faults['client-certificate'].remedy },
  tls: { problem: faults.tls.problem, remedy: '' }
}

const unknownPage = {
  problem: "a page that is not ZenML's API answered",
  remedy:
    'Set server-url to the address of the ZenML server itself, as `zenml status` shows it (not a dashboard page, a login page or a proxy).'
}

/**
 * The error for an answer that is not ZenML's, such as HTML where ZenML always sends JSON: another page answers at this
 * URL, for good or, where it is `passing`, while a gateway is in trouble.
 */
export function notZenml({ what, base }: Asked, answer: HttpAnswer, passing = false): ServerError {
  const kind = oneLine(answer.headers['content-type'] ?? 'no content type', 80)
  const instead = answer.isJson ? "JSON without ZenML's detail" : `${kind} instead of JSON`
  const { problem, remedy } = answer.page === undefined ? unknownPage : pages[answer.page]

  return new ServerError(`Could not ${what}: ${problem} (status ${answer.status}, ${instead})`, {
    where: base.href,
    status: answer.status,
    passing,
    remedy: answer.page === 'tls' ? otherScheme(base) : remedy
  })
}

/**
 * The error for an answer with 200 that isn't about what was asked, or can't be read: what a cache or a gateway between
 * makes that gives one question's answer to another, or, at first contact, an address at which no ZenML server is.
 */
export function foreign({ what, base, firstContact }: Asked, { why }: SchemaError): ServerError {
  const shown = oneLine(why, 400)
  return new ServerError(`Could not ${what}: the server's answer is about something else, since it ${shown}`, {
    where: base.origin,
    status: 200,
    passing: !firstContact,
    remedy: firstContact
      ? 'Is server-url a ZenML server of a supported version (0.84 or newer)?'
      : 'Look at what stands between this runner and the server: a cache, a proxy or a gateway mixes answers up.'
  })
}

/** The error for a redirect, which is never followed: the API key stays at the address that the user gave. */
export function redirected(asked: Asked, answer: HttpAnswer): ServerError {
  const { base, firstContact, what } = asked
  const found = URL.parse(answer.headers['location'] ?? '', `${withoutTrailingSlashes(base.href)}${asked.path}`)
  const target = found !== null && /^https?:$/.test(found.protocol) ? found : null
  // A query may hold what a login is about.
  const shown = target === null ? 'another address' : oneLine(`${target.protocol}//${addressOf(target)}`, 300)
  return new ServerError(`Could not ${what}: the server redirects to ${shown}, and credentials are not sent along`, {
    where: base.origin,
    status: answer.status,
    passing: !firstContact,
    remedy: target === null ? 'Set server-url to the address of the server itself.' : redirectRemedy(asked, target)
  })
}

/** What to do about a redirect: only one that leads to the same question elsewhere says where the server is. */
function redirectRemedy({ base, path }: Asked, target: URL): string {
  const question = path.replace(/\?.*/, '')
  const isSame = target.pathname.endsWith(question)
  const prefix = isSame ? target.pathname.slice(0, -question.length) : target.pathname
  if (isSignIn(target, prefix)) return signInRemedy
  if (!isSame && target.hostname !== base.hostname) return signInRemedy
  if (!isSame)
    return 'Set server-url to the address of the server itself, as `zenml status` shows it: that is another page.'

  const url = oneLine(`${target.protocol}//${target.host}${withoutTrailingSlashes(prefix)}`, 200)
  if (target.protocol === 'http:' && base.protocol === 'https:') {
    return 'That address is not encrypted. Fix the redirect: the server, or a gateway before it, does not know that it is reached by https://.'
  }
  const isHere = url === withoutTrailingSlashes(base.href)
  return isHere
    ? 'That is the same address, so a gateway before the server redirects in circles: look at its rules.'
    : `If that is the server, set server-url to ${url}.`
}
