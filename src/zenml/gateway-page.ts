/** What a page that isn't ZenML's gives itself away as, where that says more than that it is one. */
export type PageKind =
  /** A login page, or a refusal by a gateway that wants a login of its own. */
  | 'sign-in'
  /** A gateway's refusal of a connection without the client certificate that it wants. */
  | 'client-certificate'
  /** The word of a port that speaks TLS to one who doesn't. */
  | 'tls'

// The words of nginx, Apache, Go's net/http and IIS, from their sources and documentation.
const kinds: readonly (readonly [PageKind, RegExp])[] = [
  ['tls', /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|plain HTTP to an SSL-enabled/i],
  [
    'client-certificate',
    /No required SSL certificate was sent|The SSL certificate error|client certificate (?:is )?(?:required|missing)/i
  ],
  ['sign-in', /<input[^>]{0,500}\btype\s*=\s*["']?password\b/i],
  ['sign-in', /<(?:title|h1|h2|button|a)\b[^>]{0,500}>[^<]{0,200}\b(?:sign|log)[ -]?(?:in|on)\b/i],
  // Pages that only lead on: a form that sends itself, a refresh, a script.
  ['sign-in', /\bSAMLRequest\b|\b(?:redirect_uri|client_id)=|single sign-?on/i],
  [
    'sign-in',
    /(?:http-equiv\s*=\s*["']?refresh|\blocation(?:\.href)?\s*=|\.replace\()[^>]{0,300}(?:log-?in|sign-?in|sso|oauth)/i
  ]
]

/** Looks where a page has its title, its form, or the script that leads on. */
const looked = 100_000

/** What kind of page a text is that should have been JSON; undefined if nothing says so. */
export function pageKind(text: string, headers: Readonly<Record<string, string | undefined>>): PageKind | undefined {
  const found = kinds.find(([, pattern]) => pattern.test(text.slice(0, looked)))
  if (found !== undefined) return found[0]
  return /^(?:Basic|Digest|Negotiate|NTLM)\b/i.test(headers['www-authenticate'] ?? '') ? 'sign-in' : undefined
}

// Words in hosts and paths of the usual providers and gateways: Azure, Google, Okta, Keycloak, Cloudflare Access,
// oauth2-proxy, Authelia, Pomerium, ADFS, CAS, Shibboleth.
const words =
  'log-?[io]n|sign-?[io]n|sso|saml2?|oauth2?|oidc|openid|auth(?:n|enticate|entication|orize|elia)?|adfs|cas|idp|accounts?|keycloak|okta|cloudflareaccess|microsoftonline|shibboleth'
const signInWord = new RegExp(`(?:^|[/._-])(?:${words})(?:[/._-]|$)`, 'i')
const signInQuery = /[?&](?:redirect_ur[il]|return_?(?:to|url)|rd|client_id|SAMLRequest|RelayState|next|continue)=/i

/** Whether a redirect leads to a login page; `path` is what of the target's path was not asked for. */
export function isSignIn(target: URL, path: string): boolean {
  return signInWord.test(target.hostname) || signInWord.test(path) || signInQuery.test(target.search)
}
