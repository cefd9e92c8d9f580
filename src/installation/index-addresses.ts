import { oneLine } from '../text/foreign.ts'

/** What stands before the @ of an address. */
const userInfo = /[a-z][a-z0-9+.-]*:\/\/([^/\s@'"]+)@/gi

/** A user without a password may be a token, if it is longer than names are; a shorter password would tear words apart. */
const shortestToken = 16
const shortestPassword = 4
/** Names that say that a token comes from elsewhere (keyring). */
const tokenUsers = ['oauth2accesstoken', '__token__']

/** The secrets in the addresses of a text: the password, or the token in its place, as written and decoded. */
export function credentialsIn(text: string): readonly string[] {
  const found = [...text.matchAll(userInfo)].flatMap(([, info = '']) => {
    const [user = '', ...rest] = info.split(':')
    const password = rest.join(':')
    // GitHub takes a token as the user, with this for a password.
    const isToken = password === '' || password === 'x-oauth-basic'
    const secret = isToken ? user : password
    const isVariable = /^\$\{\w+\}$/.test(secret)
    if (isVariable || tokenUsers.includes(secret) || secret.length < (isToken ? shortestToken : shortestPassword))
      return []
    return [secret, decoded(secret)]
  })
  return [...new Set(found)]
}

/** An index or a folder of packages as it may be shown: host and port of an address, else the path. */
export function shownIndex(entry: string): string {
  // uv's own indexes may have a name in front.
  const address = entry.replace(/^[\w-]+=(?=[a-z]+:)/i, '')
  try {
    const { host, protocol } = new URL(address)
    if (host !== '') return oneLine(host, 200)
    if (protocol === 'file:') return oneLine(address, 200)
  } catch {
    // A path, or an address with a variable in it.
  }
  return oneLine(address.replace(userInfo, 'https://'), 200)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
