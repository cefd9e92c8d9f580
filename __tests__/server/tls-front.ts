import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSigned } from '../node/self-signed.ts'

/** An https address on loopback in front of an http server, with a certificate that nobody knows. */
export interface TlsFront {
  readonly url: string
  /** PEM certificate, which is its own authority. */
  readonly ca: string
  stop(): Promise<void>
}

/** Starts the front; `target` is the http server's address. */
export async function startTlsFront(target: string): Promise<TlsFront> {
  const { key, certificate } = selfSigned()
  const server = createServer({ cert: certificate, key }, (incoming, outgoing) => {
    const { method, headers } = incoming
    const forward = request(`${target}${incoming.url}`, { method, headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    forward.on('error', () => outgoing.destroy())
    incoming.pipe(forward)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: certificate,
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}
