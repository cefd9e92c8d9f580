import { BlockList, isIP } from 'node:net'
import { domainToASCII } from 'node:url'

/**
 * Whether a list like that of NO_PROXY names a URL's host. It is read as curl, Python's `requests` and GitHub's runner
 * read it together: names match themselves and what is below them, with or without a dot before them; addresses match
 * themselves, or as networks in CIDR notation; `*` stands for any characters, and a port after a name narrows it. An entry
 * that is written as a URL, of which these make nothing, names that URL's host.
 */
export function isExempt(list: string, url: URL): boolean {
  const host = bareHost(url.hostname)
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  return list
    .split(/[\s,]+/)
    .map(entry => /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(entry)?.[1] ?? entry)
    .filter(entry => entry !== '')
    .some(entry => fits(entry, host, port))
}

function fits(entry: string, host: string, port: string): boolean {
  const network = /^\[?([\da-f.:]+)\]?\/(\d{1,3})$/i.exec(entry)
  if (network !== null) return isIn(host, network[1] ?? '', Number(network[2]))

  const { name, ownPort } = splitPort(entry)
  if (ownPort !== undefined && ownPort !== port) return false
  if (isIP(name) !== 0) return isIn(host, name, isIP(name) === 4 ? 32 : 128)
  return nameFits(name, host)
}

/** The name or address of an entry, and the port after it; an IPv6 address has one only after brackets. */
function splitPort(entry: string): { readonly name: string; readonly ownPort: string | undefined } {
  const [, bracketed, bare, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? []
  return { name: bareHost(bracketed ?? bare ?? entry), ownPort: port }
}

function nameFits(entry: string, host: string): boolean {
  const name = entry.replace(/^\.+/, '')
  if (name.includes('*')) return fitsWildcards(name, host)
  const ascii = /[\u0080-\uffff]/.test(name) ? domainToASCII(name) : name
  return ascii !== '' && (host === ascii || (isIP(host) === 0 && host.endsWith(`.${ascii}`)))
}

/** Whether a host has the parts between the `*` of a pattern in their order; unlike a regular expression in linear time. */
function fitsWildcards(pattern: string, host: string): boolean {
  const [first = '', ...others] = pattern.split('*')
  const last = others.pop() ?? ''
  if (!host.startsWith(first)) return false

  let at = first.length
  for (const part of others) {
    const found = host.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return host.length - last.length >= at && host.endsWith(last)
}

/** Whether a host is an address in a network; one that isn't a network holds nothing, and one of IPv6 no address of IPv4. */
function isIn(host: string, address: string, bits: number): boolean {
  const [hostKind, kind] = [isIP(host), isIP(address)]
  if (hostKind === 0 || kind === 0 || (hostKind === 4 && kind === 6) || bits > (kind === 4 ? 32 : 128)) return false
  const network = new BlockList()
  network.addSubnet(address, bits, kind === 4 ? 'ipv4' : 'ipv6')
  return network.check(host, hostKind === 4 ? 'ipv4' : 'ipv6')
}

function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/(?<=.)\.$/, '')
}
