// What a command waits for because the action runs it, beside the command alone.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { optionalString } from '../src/text/json.ts'
import { built } from '../testbed/runner.ts'
import type { Row } from './figure.ts'
import { latencyOf, type ModelServer, onServer } from './model-server.ts'
import { type Measurable, withUse } from './processes.ts'
import { median, sampleOf } from './statistics.ts'
import { endsAtOnce } from './trigger.ts'
import { pushUse } from './uses.ts'

/**
 * Stands for a Python that runs a pipeline: it creates a run on the server, notes that as the observer in a Python does
 * (src/command/observer/), and works for a moment. The token is one that the model server made up.
 */
const script = `
set -e
answer=$(curl --silent --show-error --fail --header "Authorization: Bearer $ZENML_STORE_API_TOKEN" \\
  --json '{"run_configuration":{}}' "$ZENML_STORE_URL/api/v1/pipeline_snapshots/SNAPSHOT/runs")
id=$(printf %s "$answer" | sed 's/.*"id":"\\([^"]*\\)","permission_denied":false,"name":"training-.*/\\1/')
[ -z "$ZENML_GATED_TRIGGER_NOTES" ] || printf '%s\\n' '{"client":1}' \\
  '{"start":"1-1","kind":"snapshot"}' "{\\"start\\":\\"1-1\\",\\"id\\":\\"$id\\"}" >>"$ZENML_GATED_TRIGGER_NOTES"
sleep 0.5
`

async function logIn({ apiKey, url }: ModelServer): Promise<string> {
  const answer = await fetch(`${url}/api/v1/login`, { method: 'POST', body: new URLSearchParams({ password: apiKey }) })
  return optionalString(await answer.json(), 'access_token') ?? ''
}

/** Time from a process's start to its end, ms; throws where it fails. */
async function duration({ argv: [program = '', ...args], cwd, env }: Measurable): Promise<number> {
  const startedMs = performance.now()
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = Promise.all([child.stdout, child.stderr].map(each => each.setEncoding('utf8').toArray()))
  const [code] = await once(child, 'close')
  const ms = performance.now() - startedMs
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${(await output).flat().join('')}`)
  return ms
}

export const commandRow: Row = {
  name: 'command',
  figures: {
    beyond: {
      title: "The action's part of a `command`, beyond the command alone and one login",
      unit: 'seconds',
      // 1.87 s with a login of 0.8 to 1.0 s in it.
      before: 0.97,
      goal: 1.0
    }
  },
  measure: ({ pairs }) =>
    onServer(endsAtOnce, async server => {
      const own = { command: 'sh command.sh', python: './python', 'zenml-version': 'none' }
      const use = pushUse(built.main, 'develop', { 'server-url': server.url, 'api-key': server.apiKey, ...own })
      return withUse(use, async action => {
        const workspace = action.env['GITHUB_WORKSPACE'] ?? ''
        const text = script.replace('SNAPSHOT', server.standIn.furniture.snapshots['staging'] ?? '')
        await writeFile(join(workspace, 'command.sh'), text)
        // All that the action asks of an interpreter.
        await writeFile(join(workspace, 'python'), "#!/bin/sh\necho 'zenml -'\n", { mode: 0o755 })

        const path = { PATH: process.env['PATH'] ?? '' }
        const env = { ...path, ZENML_STORE_URL: server.url, ZENML_STORE_API_TOKEN: await logIn(server) }
        const bare = { argv: ['sh', 'command.sh'], cwd: workspace, env }
        const loginMs = latencyOf('POST', '/api/v1/login')
        const all: { readonly action: number; readonly bare: number }[] = []
        for (let pair = 0; pair < pairs; pair++)
          all.push({ action: await duration(action), bare: await duration(bare) })
        const raw = {
          'action, ms': median(all.map(each => each.action)),
          'bare, ms': median(all.map(each => each.bare))
        }
        const beyond = all.map(each => (each.action - each.bare - loginMs) / 1_000)
        return { beyond: sampleOf(beyond, raw) }
      })
    })
}
