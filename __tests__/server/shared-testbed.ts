import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from '@jest/globals'
import { AdminSession } from '../../testbed/admin.ts'
import { type ActionResult, type ActionUse, pushTo, runAction } from '../../testbed/runner.ts'
import type { Testbed } from '../../testbed/testbed.ts'
import { noteFigures } from '../figures.ts'
import { leaksIn } from '../stand-in/leak.ts'

/** The shared real server: everything of a testbed that can be told in JSON. */
export type SharedTestbed = Pick<
  Testbed,
  | 'url'
  | 'apiKey'
  | 'accountName'
  | 'account'
  | 'admin'
  | 'stacks'
  | 'snapshots'
  | 'python'
  | 'bin'
  | 'workerFolder'
  | 'project'
>

/** The server that setup.ts started. */
export const shared = JSON.parse(readFileSync(process.env['TESTBED_FILE'] ?? '', 'utf8')) as SharedTestbed

const session = new AdminSession(shared.url, shared.admin)

/** Asks the shared server as its admin; throws unless it answers 2xx. */
export const admin = (method: string, path: string, body?: unknown): Promise<unknown> =>
  session.request(method, path, body)

/** The built entry points, absolute. */
export const built = {
  main: fileURLToPath(new URL('../../dist/index.js', import.meta.url)),
  post: fileURLToPath(new URL('../../dist/post/index.js', import.meta.url)),
  gate: fileURLToPath(new URL('../../dist/gate/index.js', import.meta.url))
}

/** How a use of the action may differ from an ordinary one. */
export interface PushOptions extends Partial<ActionUse> {
  /** Whether the command prints its own token, which only the runner's masking hides. */
  readonly printsToken?: boolean
}

/**
 * Runs the built action for a push to a branch, connected to the shared server unless the inputs say otherwise, with
 * step debugging on. Whatever it is used for, nothing that it wrote may hold a secret.
 */
export async function push(
  branch: string,
  inputs: Readonly<Record<string, string>>,
  { printsToken = false, ...more }: PushOptions = {}
): Promise<ActionResult> {
  const event = pushTo(branch)
  const all = { 'server-url': shared.url, 'api-key': shared.apiKey, ...inputs }
  const result = await runAction({
    file: built.main,
    event: event.event,
    ...more,
    env: { ...event.env, RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true', ...more.env },
    inputs: all
  })
  const leaks = leaksOf(result, all['api-key'], printsToken)
  noteFigures({ scenarios: 1, leaks: leaks.length })
  expect(leaks).toEqual([])
  return result
}

/** Where a secret stands in what the action wrote: the key, and every token that it told the runner to hide. */
function leaksOf(result: ActionResult, apiKey: string, printsToken: boolean): readonly string[] {
  const masked = [...result.log.matchAll(/^::add-mask::(.+)$/gm)].map(match => match[1] ?? '')
  const tokens = masked.filter(value => /^eyJ[^.]+\.[^.]+\.[^.]+$/.test(value))
  const secrets = [...(apiKey.length >= 16 ? [apiKey] : []), ...(printsToken ? [] : tokens)]
  const log = result.log.replace(/^::add-mask::.*$/gm, '')
  const written = {
    log,
    summary: result.summary,
    outputs: JSON.stringify(result.outputs),
    state: JSON.stringify(result.state)
  }
  return Object.entries(written).flatMap(([place, text]) => (leaksIn(text, secrets).length > 0 ? [place] : []))
}

/** What the tests read of a run, as the server tells it to its admin. */
export interface RunAnswer {
  readonly name: string
  readonly body: { readonly status: string }
  readonly metadata: { readonly config: { readonly enable_cache: boolean | null } }
  readonly resources: {
    readonly stack: { readonly id: string; readonly name: string }
    readonly user: { readonly name: string }
    readonly source_snapshot: { readonly id: string } | null
    readonly tags: readonly { readonly name: string }[]
  }
}

/** A run as the server tells it. */
export async function runOf(id: string | undefined): Promise<RunAnswer> {
  return (await admin('GET', `/api/v1/runs/${id}?hydrate=true`)) as RunAnswer
}

/** How many runs the shared server has, of a name or in all. */
export async function runCount(name?: string): Promise<number> {
  const filter = name === undefined ? '' : `&name=${encodeURIComponent(`equals:${name}`)}`
  return ((await admin('GET', `/api/v1/runs?size=1${filter}`)) as { readonly total: number }).total
}
