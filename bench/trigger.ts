// From the start of the process to the server's word that the run is accepted.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { RunScript } from '../__tests__/stand-in/run-script.ts'
import { built } from '../testbed/runner.ts'
import type { Row } from './figure.ts'
import { depthOf, isStart, type ModelServer, onServer, type Served } from './model-server.ts'
import { type Measurable, withUse } from './processes.ts'
import { exact, median, sampleOf } from './statistics.ts'
import { pushUse } from './uses.ts'

/** A run that is at its end as soon as it is created: only its start is measured. */
export const endsAtOnce: RunScript = { statuses: [{ atMs: 0, status: 'completed' }], stop: 'graceful', stopTakesMs: 0 }

/**
 * The questions of the action's first version by curl, one after another. The key is one that the model server made up,
 * so that it may stand in arguments.
 */
const byCurl = `
set -e
ask() { curl --silent --show-error --fail --output /dev/null --header "Authorization: Bearer $token" "$@"; }
api="$SERVER/api/v1"
token=
ask "$api/info"
token=$(curl --silent --show-error --fail --data-urlencode "password=$KEY" "$api/login" |
  sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
ask "$api/current-user"
ask "$api/projects/default"
ask "$api/stacks?name=equals:staging&page=1&size=100"
ask "$api/pipeline_snapshots?project=$PROJECT&pipeline=training&named_only=true&sort_by=desc:created&page=1&size=100"
ask "$api/pipeline_snapshots/$SNAPSHOT?hydrate=true&include_config_schema=true"
ask --json '{"run_configuration":{}}' "$api/pipeline_snapshots/$SNAPSHOT/runs"
`

/** What was asked from the start of a process until its run was accepted, and how long that took. */
interface Accepted {
  readonly ms: number
  /** Everything up to the request that starts the run, in order of arrival. */
  readonly served: readonly Served[]
}

/** Lets a process start a run, and looks at what the server saw of it. */
async function accepted(server: ModelServer, { argv, cwd, env }: Measurable): Promise<Accepted> {
  const before = server.served.length
  const startedMs = performance.now()
  const [program = '', ...args] = argv
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] })
  const [errors] = await Promise.all([child.stderr.setEncoding('utf8').toArray(), once(child, 'close')])

  const all = server.served.slice(before).toSorted((a, b) => a.arrivedMs - b.arrivedMs)
  const start = all.findIndex(isStart)
  const answeredMs = all[start]?.answeredMs
  if (answeredMs === undefined) throw new Error(`${program} started no run: ${errors.join('')}`)
  return { ms: answeredMs - startedMs, served: all.slice(0, start + 1) }
}

/** Time that an answer takes where the order of the requests is measured, ms: what goes out at once arrives before. */
const orderMs = 1_500

/** Starts a run with the action and with curl; an answer takes `leastMs` at least. */
function withBoth<T>(
  work: (both: { action: () => Promise<Accepted>; curl: () => Promise<Accepted> }) => Promise<T>,
  leastMs?: number
) {
  const measure = (server: ModelServer) => {
    const inputs = { 'server-url': server.url, 'api-key': server.apiKey, pipeline: 'training' }
    const { project, snapshots } = server.standIn.furniture
    const facts = { SERVER: server.url, KEY: server.apiKey, PROJECT: project.id, SNAPSHOT: snapshots['staging'] ?? '' }
    return withUse(pushUse(built.main, 'develop', inputs), action => {
      const curl = { ...action, argv: ['bash', '-c', byCurl], env: { PATH: process.env['PATH'] ?? '', ...facts } }
      return work({ action: () => accepted(server, action), curl: () => accepted(server, curl) })
    })
  }
  return onServer(endsAtOnce, measure, leastMs)
}

export const triggerRows: readonly Row[] = [
  {
    name: 'accepted',
    figures: {
      wall: { title: 'Start → run accepted ÷ eight questions by curl', unit: 'ratio', before: 1.044, goal: 0.9 }
    },
    measure: ({ pairs }) =>
      withBoth(async ({ action, curl }) => {
        const all: { readonly action: number; readonly curl: number }[] = []
        for (let pair = 0; pair < pairs; pair++) all.push({ action: (await action()).ms, curl: (await curl()).ms })
        const raw = {
          'action, ms': median(all.map(each => each.action)),
          'curl, ms': median(all.map(each => each.curl))
        }
        return {
          wall: sampleOf(
            all.map(each => each.action / each.curl),
            raw
          )
        }
      })
  },
  {
    name: 'questions',
    figures: {
      requests: { title: 'Requests until the run is accepted', unit: 'count', before: 8, goal: 7 },
      depth: { title: 'Of these one after another', unit: 'count', before: 8, goal: 4 },
      bytes: { title: 'Bytes of their answers', unit: 'bytes', before: 68_800, goal: 26_000 }
    },
    measure: () =>
      withBoth(async ({ action }) => {
        const { served } = await action()
        const bytes = served.reduce((total, each) => total + each.bytes, 0)
        return { requests: exact(served.length), depth: exact(depthOf(served)), bytes: exact(bytes) }
      }, orderMs)
  }
]
