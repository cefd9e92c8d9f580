import { oneLine } from '../text/foreign.ts'

/** What stands before the @ of an address. */
const userInfo = /[a-z][a-z0-9+.-]*:\/\/([^/\s@'"]+)@/gi

/** The secrets in the addresses of a text: the password, or the user where there is only one (a token), as written and decoded. */
export function credentialsIn(text: string): readonly string[] {
  const found = [...text.matchAll(userInfo)].flatMap(([, info = '']) => {
    const colon = info.indexOf(':')
    const secret = colon < 0 ? info : info.slice(colon + 1)
    // A variable that is still to be filled in, and users that everybody has.
    if (/^\$\{\w+\}$/.test(secret) || /^(?:git|hg|svn|aws|oauth2accesstoken|__token__)$/.test(secret)) return []
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
