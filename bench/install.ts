// How long the action takes to install ZenML's client on a machine without uv, beside pip alone: both from the index of
// this machine's settings, into a fresh environment, with empty caches.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { findPython } from '../testbed/python-finder.ts'
import { built, runAction } from '../testbed/runner.ts'
import type { Row } from './figure.ts'
import { onServer } from './model-server.ts'
import { median, sampleOf } from './statistics.ts'
import { endsAtOnce } from './trigger.ts'
import { pushUse } from './uses.ts'

/** What the model server says that it is, so that the action installs this. */
const version = '0.98.0'

/** The variables that decide where packages come from, and a PATH without a uv that this machine may have. */
function packageEnv(): Readonly<Record<string, string>> {
  const settings = Object.entries(process.env).flatMap(([name, value]) =>
    /^(?:PIP_|UV_|SSL_CERT_|HTTPS?_PROXY$|NO_PROXY$)/i.test(name) && value !== undefined ? [[name, value] as const] : []
  )
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(folder => !existsSync(join(folder, 'uv')))
  return { ...Object.fromEntries(settings), PATH: folders.join(delimiter) }
}

/** Makes a fresh environment, does something with its Python, and removes all. */
async function inFreshEnvironment<T>(work: (python: string, env: Readonly<Record<string, string>>) => Promise<T>) {
  const { command } = await findPython()
  const folder = mkdtempSync(join(tmpdir(), 'gated-trigger-install-'))
  try {
    const env = { ...packageEnv(), PIP_CACHE_DIR: join(folder, 'pip'), UV_CACHE_DIR: join(folder, 'uv') }
    const { status } = spawnSync(command, ['-m', 'venv', join(folder, 'venv')])
    if (status !== 0) throw new Error(`${command} -m venv ended with ${status}`)
    return await work(join(folder, 'venv', 'bin', 'python'), env)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Time of `pip install`, ms. */
function byPip(): Promise<number> {
  return inFreshEnvironment(async (python, env) => {
    const startedMs = performance.now()
    const { status, stderr } = spawnSync(python, ['-m', 'pip', 'install', `zenml==${version}`], { env })
    if (status !== 0) throw new Error(`pip ended with ${status}: ${stderr.toString()}`)
    return performance.now() - startedMs
  })
}

/** Time of the action's group of lines about the installation, ms. */
function byAction(): Promise<number> {
  return inFreshEnvironment((python, env) =>
    onServer(endsAtOnce, async server => {
      const inputs = { 'server-url': server.url, 'api-key': server.apiKey, command: 'true', python }
      const marks: { fromMs?: number; untilMs?: number } = {}
      const use = pushUse(built.main, 'develop', inputs)
      const onLine = (line: string) => {
        if (line.startsWith('::group::Installing')) marks.fromMs ??= performance.now()
        else if (line.startsWith('::endgroup::')) marks.untilMs ??= performance.now()
      }
      const { log } = await runAction({ ...use, env: { ...use.env, ...env }, onLine })
      const { fromMs, untilMs } = marks
      // The command starts no run, which is an error, but one that comes after the installation.
      if (fromMs === undefined || untilMs === undefined || !/starts? no run|started no|no run/i.test(log))
        throw new Error(`The action did not install: ${log}`)
      return untilMs - fromMs
    })
  )
}

export const installRow: Row = {
  name: 'install',
  isOptional: true,
  figures: {
    wall: { title: 'Installation without uv on PATH ÷ `pip install`', unit: 'ratio', before: 1.0, goal: 0.5 }
  },
  measure: async ({ pairs }) => {
    const all: { readonly action: number; readonly pip: number }[] = []
    for (let pair = 0; pair < Math.ceil(pairs / 5); pair++) all.push({ action: await byAction(), pip: await byPip() })
    const raw = { 'action, ms': median(all.map(each => each.action)), 'pip, ms': median(all.map(each => each.pip)) }
    return {
      wall: sampleOf(
        all.map(each => each.action / each.pip),
        raw
      )
    }
  }
}
