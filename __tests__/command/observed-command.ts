import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { lstat, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'
import { commandEnvironment } from '../../src/command/command-environment.ts'
import { type Observations, readObservations } from '../../src/command/observed-starts.ts'
import { placeObserver } from '../../src/command/observer.ts'
import { runProcess } from '../../src/process/run-process.ts'
import { request } from '../process/sample-process.ts'
import { shared } from '../server/shared-testbed.ts'

/** A stand-in for ZenML's store, which answers each path with the status and body that it is given. */
export interface Store {
  readonly url: string
  /** `METHOD /path`, in order. */
  readonly requests: readonly string[]
  close(): Promise<unknown>
}

/** Opens a store on a free port; a POST whose path has no answer of its own gets a new run, as the server tells it. */
export async function openStore(
  answers: Readonly<
    Record<string, { readonly status?: number; readonly body: string; readonly location?: string }>
  > = {}
): Promise<Store> {
  const requests: string[] = []
  const server = createServer((asked, answer) => {
    asked.resume()
    requests.push(`${asked.method} ${asked.url}`)
    const given = answers[asked.url ?? '']
    const run = { id: randomUUID(), name: 'of-the-server' }
    const body = asked.url?.endsWith('/api/v1/runs') ? [run, true] : run
    const headers = given?.location === undefined ? {} : { location: given.location }
    answer.writeHead(given?.status ?? 200, { 'content-type': 'application/json', ...headers })
    answer.end(given?.body ?? JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, close }
}

/** What a test's program did and left. */
export interface Observed extends Observations {
  readonly code: number | null
  readonly lines: readonly string[]
  /** The whole file of notes; empty if it is gone or something else. */
  readonly notes: string
  readonly folder: string
}

/** A program to run as the action runs a `command`. */
export interface Program {
  /** Files in the program's folder, in addition to `main.py`. */
  readonly files?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Address of the store as the action has it, if it differs from the store's own. */
  readonly storeUrl?: string
  /** The program is the testbed's Python unless another is named. */
  readonly python?: string
}

const helpers = `
import json, os, sys
STORE = sys.argv[-1]
def post(path, body=None, **more):
    import requests
    return requests.post(STORE + path, json=body, headers={"Authorization": "Bearer SECRET-TOKEN"}, **more)
`

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** Runs a Python program with the hook; it can `from helpers import *`, and gets the store's address as its last argument. */
export async function observe(store: Store, source: string, program: Program = {}): Promise<Observed> {
  const folder = await mkdtemp(join(tmpdir(), 'observed-'))
  folders.push(folder)
  const all = { 'main.py': source, 'helpers.py': helpers, ...program.files }
  for (const [name, text] of Object.entries(all)) await writeFile(join(folder, name), text)
  const observer = await placeObserver(join(folder, 'step'))

  const env = commandEnvironment(
    { PATH: process.env['PATH'], ...program.env },
    {
      connection: {
        serverUrl: program.storeUrl ?? store.url,
        credential: { kind: 'token', token: 'SECRET-TOKEN' },
        stackId: 'STACK',
        projectId: 'PROJECT',
        configFolder: folder
      },
      python: { bin: null, venv: null },
      passEnv: ['NOTES', 'OTHER'],
      observer,
      platform: process.platform
    }
  )
  const python = program.python ?? shared.python
  const asked = request(python, [...(program.args ?? ['main.py']), store.url], { cwd: folder, env })
  const { code } = await runProcess(asked)

  // A pipe that the program put there would never end.
  const isFile = (await lstat(observer.notesFile).catch(() => undefined))?.isFile() ?? false
  const notes = isFile ? await readFile(observer.notesFile, 'utf8') : ''
  return { ...(await readObservations(observer.notesFile)), code, lines: asked.lines, notes, folder }
}
