import { at, isObject, optionalString } from './json.ts'
import { digest } from './trigger/identity.ts'
import type { Environ, RunnerFiles } from './world.ts'

/** What main leaves for post: enough to find and stop its run, and never a secret. */
export interface State {
  /** Whether main has seen its work to an end, or meant to leave it. */
  readonly settled: boolean
  /** Name of the environment. */
  readonly environment: string
  /** Base URL of the server that main used. */
  readonly server: string
  /** Digest of what else decides where a connection goes: proxies and trusted certificates. */
  readonly route: string
  readonly projectId: string
  readonly accountId: string
  readonly stackId: string
  /** Name under which main asked the server to start a run; missing in the worker. */
  readonly runName?: string
  /** Tag by which the runs of a command in the worker are told from those of other steps. */
  readonly lineageTag?: string
  /** Snapshot that the run is made from. */
  readonly snapshotId?: string
  /** Server time when the trigger began, ms since the epoch. */
  readonly startedMs: number
  /** Ids of the runs that are known to be main's. */
  readonly runIds: readonly string[]
  /** Dashboard address of the first run. */
  readonly runUrl?: string
  /** The command's process group, as the worker describes it. */
  readonly processGroup?: unknown
}

const key = 'trigger'

/** Saves the state; the runner keeps the last value of a name. */
export function saveState(runner: RunnerFiles, state: State): void {
  runner.saveState(key, JSON.stringify(state))
}

/** The state that main saved last, or undefined where it never came to that. */
export function readState(runner: RunnerFiles): State | undefined {
  const text = runner.readState(key)
  if (text === '') return undefined
  const json: unknown = JSON.parse(text)
  if (!isObject(json)) return undefined
  const runIds = at(json, 'runIds')
  const textOf = (name: string): string => optionalString(json, name) ?? ''
  const optional = (name: 'runName' | 'lineageTag' | 'snapshotId' | 'runUrl') => {
    const value = optionalString(json, name)
    return value === undefined ? {} : { [name]: value }
  }
  return {
    settled: json['settled'] === true,
    environment: textOf('environment'),
    server: textOf('server'),
    route: textOf('route'),
    projectId: textOf('projectId'),
    accountId: textOf('accountId'),
    stackId: textOf('stackId'),
    startedMs: typeof json['startedMs'] === 'number' ? json['startedMs'] : 0,
    runIds: Array.isArray(runIds) ? runIds.filter(id => typeof id === 'string') : [],
    ...optional('runName'),
    ...optional('lineageTag'),
    ...optional('snapshotId'),
    ...optional('runUrl'),
    ...(json['processGroup'] === undefined ? {} : { processGroup: json['processGroup'] })
  }
}

// Variables by which Node and undici choose another way to a server, or trust other certificates.
const routeVariables = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'NODE_USE_ENV_PROXY',
  'NODE_OPTIONS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR'
]

/**
 * A digest of the way to the server. The runner evaluates inputs and environment anew for post, so that a later step
 * could lead post, and with it the API key, somewhere else.
 */
export function routeDigest(env: Environ, caCertificate: string | undefined): string {
  const values = routeVariables.flatMap(name => [env[name] ?? null, env[name.toLowerCase()] ?? null])
  return digest([...values, caCertificate ?? null])
}
