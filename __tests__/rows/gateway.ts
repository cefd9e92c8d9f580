import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import type { Answered, Asked } from '../stand-in/stand-in.ts'
import type { RealTime } from './real-time.ts'

/** What a gateway answers: the server's answer as it is, or with other headers and bytes. */
export type Given = Omit<Answered, 'body'> & { readonly body: string | Uint8Array }

export interface GatewayOptions {
  /** Key and certificate, where it speaks TLS. */
  readonly tls?: TlsOptions
  /** Answers in the server's place, or changes its answer. */
  readonly answer?: (asked: Asked, pass: () => Answered) => Given
}

/** Something on loopback between the action and the server. */
export interface Between {
  readonly port: number
  /** Paths that were asked for, or hosts that a tunnel was asked to. */
  readonly asked: readonly string[]
  /** Connections that were made to it. */
  readonly connections: () => number
  close(): void
}

/** A gateway before a server, on all addresses of this machine but answering for any name. */
export async function startGateway(server: RealTime, { answer, tls }: GatewayOptions = {}): Promise<Between> {
  const asked: string[] = []
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray()).toString('utf8')
    const headers = request.headers as Readonly<Record<string, string | undefined>>
    const one = { method: request.method ?? '', path: request.url ?? '', headers, body }
    asked.push(one.path)
    const pass = () => server.standIn.answer(one)
    const given = answer === undefined ? pass() : answer(one, pass)
    response.writeHead(given.status, { ...given.headers, 'content-length': Buffer.byteLength(given.body) })
    response.end(given.body)
  }
  const listener = tls === undefined ? createServer(serve) : createTlsServer(tls, serve)
  return listening(listener, asked)
}

/** A proxy that makes a tunnel to one port of this machine, whatever name is asked for, to those with the right login. */
export async function startTunnels(port: number, login?: string): Promise<Between> {
  const asked: string[] = []
  const listener = createServer((_, response) => response.writeHead(405).end())
  listener.on('connect', (request, client: Socket) => {
    asked.push(request.url ?? '')
    client.on('error', () => undefined)
    const wanted = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`
    if (request.headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    const upstream = connect({ port, host: '127.0.0.1' }, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      client.pipe(upstream).pipe(client)
    })
    upstream.on('error', () => client.destroy())
    client.on('close', () => upstream.destroy())
  })
  return listening(listener, asked)
}

async function listening(listener: Server, asked: readonly string[]): Promise<Between> {
  const sockets = new Set<Socket>()
  let connections = 0
  listener.on('connection', socket => {
    connections++
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => listener.listen(0, '0.0.0.0', resolve))
  return {
    port: (listener.address() as AddressInfo).port,
    asked,
    connections: () => connections,
    close: () => {
      listener.close()
      for (const socket of sockets) socket.destroy()
    }
  }
}
