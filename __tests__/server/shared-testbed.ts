import { readFileSync } from 'node:fs'
import { expect } from '@jest/globals'
import * as ask from '../../testbed/admin.ts'
import { type ActionResult, type ActionUse, built, pushTo, runAction } from '../../testbed/runner.ts'
import type { Testbed } from '../../testbed/testbed.ts'
import { noteFigures } from '../figures.ts'
import { leaksIn } from '../stand-in/leak.ts'
import { testbedFile } from './testbed-file.ts'

/** The shared real server: everything of a testbed that can be said in JSON. */
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

/** The server that setup.ts started, with the account that is this worker’s alone. */
const { JEST_WORKER_ID = '1', TESTBED_FOLDER = '' } = process.env
export const shared = JSON.parse(readFileSync(testbedFile(TESTBED_FOLDER, JEST_WORKER_ID), 'utf8')) as SharedTestbed

const session = new ask.AdminSession(shared.url, shared.admin)

/** Asks the shared server as its admin; throws unless it answers 2xx. */
export const admin: ask.AdminRequest = (method, path, body) => session.request(method, path, body)

/**
 * Runs the built action for a push to a branch, connected to the shared server unless the inputs say otherwise, with
 * step debugging on. Whatever it is used for, nothing that it wrote may hold a secret.
 */
export async function push(
  branch: string,
  inputs: Readonly<Record<string, string>>,
  more: Partial<ActionUse> = {}
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
  const keys = [all['api-key'], more.env?.['ZENML_STORE_API_KEY'] ?? '']
  const leaks = leaksOf(result, keys, (inputs['export-credentials'] ?? 'none') !== 'none')
  noteFigures({ scenarios: 1, leaks: leaks.length })
  expect(leaks).toEqual([])
  return result
}

/** Any token of the server: a JSON web token. */
const anyToken = /eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/

/**
 * Where a secret stands in what the action wrote and left behind: a key, a token that it told the runner to hide, in
 * any form, or anything that looks like a token, whether the action knew of it or not.
 */
export function leaksOf(
  result: Pick<ActionResult, 'log' | 'summary' | 'outputs' | 'state' | 'exported' | 'left'>,
  keys: readonly string[],
  isExported: boolean
): readonly string[] {
  const masked = [...result.log.matchAll(/^::add-mask::(.+)$/gm)].map(match => match[1] ?? '')
  const secrets = [...keys.filter(key => key.length >= 16), ...masked.filter(value => anyToken.test(value))]
  const written = {
    log: result.log.replace(/^::add-mask::.*$/gm, ''),
    summary: result.summary,
    outputs: JSON.stringify(result.outputs),
    state: JSON.stringify(result.state),
    exported: isExported ? '' : JSON.stringify(result.exported),
    left: result.left
  }
  return Object.entries(written).flatMap(([place, text]) =>
    leaksIn(text, secrets).length > 0 || anyToken.test(text) ? [place] : []
  )
}

/** A run as the shared server tells it. */
export const runOf = (id: string | undefined): Promise<ask.RunAnswer> => ask.runOf(admin, id)

/** How many runs of this worker's account the shared server has. */
export const runCount = (): Promise<number> => ask.runCount(admin, { user: shared.account.id })

/** What a run says of where it came from: in its configuration where the action started it, else in its metadata. */
export async function provenanceOf(id: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  const { metadata } = (await admin('GET', `/api/v1/runs/${id}?hydrate=true`)) as {
    metadata: {
      run_metadata: { gate?: Record<string, unknown> }
      config: { extra: { gate?: Record<string, unknown> } }
    }
  }
  return metadata.run_metadata.gate ?? metadata.config.extra.gate ?? {}
}
