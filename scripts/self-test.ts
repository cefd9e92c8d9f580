// The parts of the self-test workflow that are not an action: a ZenML server for the job, and the check of what ran on it.
//   node scripts/self-test.ts start | check | stop
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { appendFileSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AdminRequest, AdminSession, type Credentials, runOf } from '../testbed/admin.ts'

const startLimitMs = 10 * 60_000
const folder = process.env['RUNNER_TEMP'] ?? ''
const facts = join(folder, 'testbed.json')
const log = join(folder, 'testbed.log')

interface Server {
  readonly url: string
  readonly apiKey: string
  readonly admin: Credentials
  readonly pid: number
}

/** A step as the workflow's `toJSON(steps.id)` tells it. */
interface Step {
  readonly outcome: string
  readonly outputs: Readonly<Record<string, string>>
}

function readServer(): Server | undefined {
  try {
    return JSON.parse(readFileSync(facts, 'utf8')) as Server
  } catch {
    return undefined
  }
}

/** Starts the testbed as a process that outlives this step, and gives the job its address and key. */
async function start(): Promise<void> {
  // Its output ends with the key, so it goes to a file.
  const output = openSync(log, 'w', 0o600)
  const child = spawn(process.execPath, [join(import.meta.dirname, '../testbed/cli.ts'), '--out', facts], {
    detached: true,
    stdio: ['ignore', output, output]
  })
  child.unref()
  const deadline = Date.now() + startLimitMs
  let server = readServer()
  for (; server === undefined; server = readServer()) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill()
      throw new Error(`The ZenML server did not start:\n${shownLog()}`)
    }
    await sleep(500)
  }
  console.log(`::add-mask::${server.apiKey}`)
  appendFileSync(process.env['GITHUB_OUTPUT'] ?? '', `url=${server.url}\napi-key=${server.apiKey}\n`)
}

function shownLog(): string {
  const lines = readFileSync(log, 'utf8').split('\n')
  return lines.filter(line => !/^(?:api key|admin):/.test(line)).join('\n')
}

async function check(): Promise<void> {
  const server = readServer()
  assert(server !== undefined)
  const session = new AdminSession(server.url, server.admin)
  const ask: AdminRequest = (method, path) => session.request(method, path)
  const expected = [
    ['PIPELINE', 'success', 'success', 'completed'],
    ['FAILING', 'failure', 'failure', 'failed']
  ] as const
  for (const [name, outcome, conclusion, status] of expected) {
    const step = JSON.parse(process.env[name] ?? '') as Step
    assert.equal(step.outcome, outcome)
    assert.equal(step.outputs['conclusion'], conclusion)
    assert.equal(step.outputs['environment'], 'staging')
    const run = await runOf(ask, step.outputs['run-id'])
    assert.equal(run.body.status, status)
    assert.equal(run.resources.stack.name, 'staging')
    console.log(`${name}: the step was a ${outcome}, and the run ${status} on ${run.resources.stack.name}`)
  }
}

function stop(): void {
  const server = readServer()
  if (server !== undefined) process.kill(server.pid, 'SIGTERM')
}

const commands: Readonly<Record<string, () => Promise<void> | void>> = { start, check, stop }
const command = commands[process.argv[2] ?? '']
assert(command !== undefined, `one of ${Object.keys(commands).join(', ')}`)
await command()
