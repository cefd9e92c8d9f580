import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answered, Asked } from './stand-in.ts'

/** Passes requests on to a real server over a connection of their own. */
export function forwardTo(origin: string): (asked: Asked) => Promise<Answered> {
  return async ({ method, path, headers, body }) => {
    const kept = Object.entries(headers).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !['content-length', 'transfer-encoding', 'accept-encoding'].includes(entry[0])
    )
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { ...Object.fromEntries(kept), connection: 'close' },
      redirect: 'manual',
      ...(['GET', 'HEAD'].includes(method) ? {} : { body })
    })
    const text = await response.text()
    const skipped = ['content-length', 'content-encoding', 'transfer-encoding', 'connection', 'keep-alive']
    const answered = [...response.headers].filter(([name]) => !skipped.includes(name))
    return { status: response.status, headers: Object.fromEntries(answered), body: text }
  }
}

/** A server that nobody should ever talk to: it keeps what reaches it. */
export interface Catcher {
  readonly url: string
  /** Requests as one text each, head and body; connections without a request as an empty text. */
  readonly caught: readonly string[]
  close(): void
}

/** Starts a {@link Catcher} on loopback. */
export async function startCatcher(): Promise<Catcher> {
  const caught: string[] = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString('utf8')
    caught.push(`${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n\n${body}`)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  // A proxy is asked for a tunnel with CONNECT before anything else.
  server.on('connect', (request, socket) => {
    caught.push(`CONNECT ${request.url}\n${request.rawHeaders.join('\n')}`)
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    caught,
    close: () => {
      server.closeAllConnections()
      server.close()
    }
  }
}
