import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { crc32 } from 'node:zlib'

/** A wheel as an index serves it. */
export interface Wheel {
  readonly name: string
  readonly file: string
  readonly bytes: Buffer
}

/** What a tiny wheel has apart from its name and version: texts of modules by their paths, and dependencies. */
export interface WheelContents {
  readonly files?: Readonly<Record<string, string>>
  readonly requires?: readonly string[]
}

/** A pure wheel with a module of the package's own name, made here. */
export function makeWheel(name: string, version: string, contents: WheelContents = {}): Wheel {
  const folder = name.replaceAll('-', '_')
  const info = `${folder}-${version}.dist-info`
  const requires = (contents.requires ?? []).map(requirement => `Requires-Dist: ${requirement}\n`)
  const texts: Readonly<Record<string, string>> = {
    [`${folder}/__init__.py`]: `__version__ = '${version}'\n`,
    ...contents.files,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${requires.join('')}`,
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n'
  }
  const record = [...Object.keys(texts), `${info}/RECORD`].map(path => `${path},,\n`).join('')
  const bytes = zip({ ...texts, [`${info}/RECORD`]: record })
  return { name, file: `${folder}-${version}-py3-none-any.whl`, bytes }
}

/** The SHA-256 of a wheel as a requirements file names it. */
export function hashOf({ bytes }: Wheel): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** A zip archive without compression (PKWARE APPNOTE, 4.3). */
function zip(texts: Readonly<Record<string, string>>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, text] of Object.entries(texts)) {
    const name = Buffer.from(path)
    const data = Buffer.from(text)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    // 1980-01-01, the first day that the format knows.
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(name.length, 22)

    bodies.push(Buffer.from('PK\x03\x04'), common, name, data)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(0o644 << 16, 6)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, rest, name)
    offset += 30 + name.length + data.length
  }

  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  const count = Object.keys(texts).length
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, entries, Buffer.from('PK\x05\x06'), end])
}

/** A package index on loopback (PEP 503), which counts what it is asked; with credentials it answers nobody else. */
export class PackageIndex {
  /** Paths that were asked for, those that were refused too. */
  readonly requests: string[] = []
  readonly #wheels: readonly Wheel[]
  readonly #credentials: string | undefined
  readonly #server: Server
  /** Host and port. */
  host = ''

  constructor(wheels: readonly Wheel[], credentials?: string) {
    this.#wheels = wheels
    this.#credentials = credentials
    this.#server = createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? '')
      this.requests.push(path)
      const { status, body, headers } = this.#answer(path, request.headers.authorization)
      response.writeHead(status, headers)
      response.end(body)
    })
  }

  async up(): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    this.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  down(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  /** The address as pip's settings name it, with the credentials. */
  get url(): string {
    return `http://${this.#credentials === undefined ? '' : `${this.#credentials}@`}${this.host}/simple`
  }

  #answer(path: string, authorization: string | undefined) {
    const expected = this.#credentials && decodeURIComponent(this.#credentials)
    const html = { 'content-type': 'text/html' }
    if (expected !== undefined && authorization !== `Basic ${Buffer.from(expected).toString('base64')}`)
      return { status: 401, body: 'no', headers: { ...html, 'www-authenticate': 'Basic realm="index"' } }

    const [, kind = '', name = ''] = path.split('/')
    if (kind === 'files') {
      const wheel = this.#wheels.find(({ file }) => file === name)
      if (wheel !== undefined) return { status: 200, body: wheel.bytes, headers: { 'content-type': 'application/zip' } }
    }
    const wheels = this.#wheels.filter(wheel => wheel.name === name)
    if (kind !== 'simple' || wheels.length === 0) return { status: 404, body: 'none', headers: html }
    const links = wheels.map(({ file }) => `<a href="/files/${file}">${file}</a><br>`)
    return { status: 200, body: `<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`, headers: html }
  }
}
