import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { admin, push, runOf, shared } from './shared-testbed.ts'

const started: string[] = []

afterEach(async () => {
  for (const id of started.splice(0))
    await admin('POST', `/api/v1/runs/${id}/stop?graceful=true`).catch(() => undefined)
})

describe('a run that waits for a person', () => {
  test('the log says the question, and the answer lets the run go on', async () => {
    let answered = false
    const result = await push(
      'develop',
      { pipeline: 'approval', config: 'parameters: {question: "Release ::add-path::/x model-2?"}' },
      {
        onLine: line => {
          const id = /\/runs\/([0-9a-f-]{36})$/.exec(line)?.[1]
          if (id !== undefined) started.push(id)
          if (answered || !line.includes('waits for a person')) return
          answered = true
          void answer(started.at(-1) ?? '')
        }
      }
    )
    expect(result.log).toContain("The run waits for a person to answer 'approve")
    expect(result.log).toContain('Release ::add-path::/x model-2?')
    expect([result.code, result.outputs['status'], result.outputs['conclusion']]).toEqual([0, 'completed', 'success'])
  })

  test('the timeout ends the step while the run is paused', async () => {
    const result = await push('develop', { pipeline: 'approval', timeout: '25s' })
    started.push(result.outputs['run-id'] ?? '')
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'timed-out'])
  })

  async function answer(runId: string): Promise<void> {
    const open = (await admin('GET', `/api/v1/run_wait_conditions?project=default&pipeline_run=${runId}`)) as {
      items: { id: string }[]
    }
    await admin('PUT', `/api/v1/run_wait_conditions/${open.items[0]?.id}/resolve`, {
      resolution: 'continue',
      result: true
    })
  }
})

describe('a run configuration', () => {
  test('is read from a file of the workspace', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
    writeFileSync(join(workspace, 'run.yaml'), 'enable_cache: true\nsteps:\n  load:\n    parameters: {rows: 12}\n')
    const result = await push(
      'develop',
      { pipeline: 'training', config: 'run.yaml', wait: 'false' },
      { env: { GITHUB_WORKSPACE: workspace } }
    )
    rmSync(workspace, { recursive: true })
    started.push(result.outputs['run-id'] ?? '')
    expect(result.code).toBe(0)
    expect((await runOf(result.outputs['run-id'])).metadata.config.enable_cache).toBe(true)
  })
})

describe('the way to the server', () => {
  test('goes through the proxy that HTTP_PROXY names', async () => {
    const { port } = new URL(shared.url)
    // A name that only the proxy knows: without it the server cannot be found.
    const proxy = await startProxy(host => (host === `zenml.test:${port}` ? new URL(shared.url).host : host))
    const inputs = {
      pipeline: 'training',
      'dry-run': 'true',
      'server-url': `http://zenml.test:${port}`,
      'allow-http': 'true'
    }
    const result = await push('develop', inputs, { env: { HTTP_PROXY: proxy.url } })
    proxy.stop()
    expect(result.code).toBe(0)
    expect(new Set(proxy.asked)).toEqual(new Set([`zenml.test:${port}`]))
  })

  test('plain http to this machine never goes through a proxy, where the key could be read', async () => {
    const proxy = await startProxy(host => host)
    const result = await push(
      'develop',
      { pipeline: 'training', 'dry-run': 'true' },
      { env: { HTTP_PROXY: proxy.url } }
    )
    proxy.stop()
    expect(result.code).toBe(0)
    expect(proxy.asked).toEqual([])
  })
})

/** A proxy for plain http, which it gets in absolute form (RFC 9112 3.2.2) and hands on to the host that it knows. */
async function startProxy(resolve: (host: string) => string) {
  const asked: string[] = []
  const proxy = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '')
    asked.push(url.host)
    url.host = resolve(url.host)
    const { method, headers } = incoming
    const onward = request(url, { method, headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    incoming.pipe(onward)
  })
  await new Promise<void>(done => proxy.listen(0, '127.0.0.1', done))
  const stop = (): void => {
    proxy.closeAllConnections()
    proxy.close()
  }
  return { asked, stop, url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` }
}
