import type { Environment } from '../gate/environment.ts'
import { refuseUnseen } from '../gate/environment-fields.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { parseDuration } from '../world/clock.ts'
import { choice } from './choice.ts'
import { type InputName, readInput } from './names.ts'

/** Longest `timeout`, ms: a job on a self-hosted runner ends after five days (docs.github.com, usage limits). */
export const maxTimeoutMs = 5 * 24 * 3600 * 1000

/** What is to be run where: on the server from a snapshot, in this worker by a command, or nothing. */
export type Work =
  | { readonly kind: 'pipeline'; readonly pipeline: string | undefined; readonly snapshot: string | undefined }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'nothing' }

type PlacedName = 'pipeline' | 'snapshot' | 'command' | 'config' | 'stack'

/** Every other input, checked, with the environment's overrides applied. */
export interface Inputs {
  readonly server: { readonly url: string; readonly apiKey: string; readonly from: string }
  readonly caCertificate: string | undefined
  readonly clientCertificate: string | undefined
  readonly allowHttp: boolean
  readonly project: string
  readonly work: Work
  readonly requirements: string
  /** Names of ZenML's integrations, as written. */
  readonly integrations: readonly string[]
  readonly zenmlVersion: string
  readonly python: string | undefined
  readonly workingDirectory: string
  readonly installEnv: readonly string[]
  readonly passEnv: readonly string[]
  readonly exportCredentials: 'none' | 'token' | 'api-key'
  readonly config: string | undefined
  /** Where these are from, for error messages: an input, or the environment's own value. */
  readonly places: Readonly<Record<PlacedName, string>>
  readonly runName: string | undefined
  readonly tags: readonly string[]
  readonly wait: boolean
  readonly timeoutMs: number
  readonly leaveRunning: boolean
  readonly dryRun: boolean
  readonly onRerun: 'auto' | 'attach' | 'new'
}

/**
 * Reads everything else for an environment that the gate has chosen; `isFork` says that the workflow runs in a fork.
 * Throws {@link InputError}.
 */
export function readInputs(env: Environ, environment: Environment, isFork = false): Inputs {
  const { overrides } = environment
  const work = readWork(env, environment)
  const inputs: Inputs = {
    server: readServer(env, environment, isFork),
    caCertificate: readInput(env, 'ca-certificate') || undefined,
    clientCertificate: readInput(env, 'client-certificate') || undefined,
    allowHttp: flag(env, 'allow-http', false),
    project: overrides.project ?? (name(env, 'project') || 'default'),
    work,
    requirements: readInput(env, 'requirements'),
    integrations: words(readInput(env, 'integrations'), /[,\s]/),
    zenmlVersion: readInput(env, 'zenml-version') || 'server',
    python: readInput(env, 'python') || undefined,
    workingDirectory: readInput(env, 'working-directory') || '.',
    installEnv: words(readInput(env, 'install-env')),
    passEnv: words(readInput(env, 'pass-env')),
    exportCredentials: choice(env, 'export-credentials', ['none', 'token', 'api-key']),
    config: overrides.config ?? (readInput(env, 'config') || undefined),
    places: placesOf(environment),
    runName: name(env, 'run-name') || undefined,
    tags: words(readInput(env, 'tags')).map(tag => seen(tag, 'tags')),
    wait: flag(env, 'wait', true),
    timeoutMs: readTimeout(env),
    leaveRunning: flag(env, 'leave-running', false),
    dryRun: flag(env, 'dry-run', false),
    onRerun: choice(env, 'on-rerun', ['auto', 'attach', 'new'])
  }
  refuseIdleInputs(inputs)
  return inputs
}

/** Inputs that are set but only have an effect on a command, where none is to be run. */
export function idleInputs(inputs: Inputs): readonly InputName[] {
  if (inputs.work.kind === 'command') return []
  return [
    ...(inputs.requirements === '' ? [] : (['requirements'] as const)),
    ...(inputs.integrations.length === 0 ? [] : (['integrations'] as const)),
    ...(inputs.python === undefined ? [] : (['python'] as const)),
    ...(inputs.installEnv.length === 0 ? [] : (['install-env'] as const)),
    ...(inputs.passEnv.length === 0 ? [] : (['pass-env'] as const))
  ]
}

/** Refuses inputs that can't have the effect on this kind of work that they promise; throws {@link InputError}. */
function refuseIdleInputs(inputs: Inputs): void {
  const { work } = inputs
  if (work.kind === 'nothing' && inputs.exportCredentials === 'none') {
    throw new InputError('Neither pipeline nor command is set, so there is nothing to do', {
      where: 'pipeline',
      remedy:
        "Set pipeline (started on the server) or command (run in this worker); leave both out only with export-credentials: 'token' or 'api-key'."
    })
  }
  if (work.kind !== 'pipeline') {
    for (const [name, value] of [
      ['config', inputs.config],
      ['run-name', inputs.runName]
    ] as const) {
      if (value !== undefined) {
        throw new InputError('It only applies to a pipeline that is started on the server', {
          where: name === 'config' ? inputs.places.config : name,
          remedy: `Remove it, or set pipeline instead of command; a command takes its configuration itself.`
        })
      }
    }
  }
  if (inputs.clientCertificate !== undefined) refuseForZenmlClient(inputs)
  if (work.kind === 'command' && !inputs.wait) {
    throw new InputError("'false' has no meaning for a command, which runs in this worker", {
      where: 'wait',
      remedy: 'Remove it.'
    })
  }
}

/** ZenML's own client (`RestZenStoreConfiguration` of 0.98.0) can be given authorities, but not who it is. */
function refuseForZenmlClient({ exportCredentials, work }: Inputs): void {
  const where = 'client-certificate'
  if (work.kind === 'command') {
    throw new InputError("ZenML's own client has no option for it, so the command could not reach the server", {
      where,
      remedy:
        'Set pipeline, which the action itself starts, or let this runner reach the server without the certificate.'
    })
  }
  if (exportCredentials !== 'none') {
    throw new InputError("ZenML's own client has no option for it, so later steps could not reach the server", {
      where,
      remedy: "Set export-credentials to 'none', or let this runner reach the server without the certificate."
    })
  }
}

function readWork(env: Environ, environment: Environment): Work {
  const { overrides } = environment
  const own = { pipeline: overrides.pipeline, snapshot: overrides.snapshot, command: overrides.command }
  const common = {
    pipeline: name(env, 'pipeline') || undefined,
    snapshot: name(env, 'snapshot') || undefined,
    command: readInput(env, 'command') || undefined
  }
  // An environment that says how it runs replaces the common way; one that only narrows the snapshot keeps it.
  const place = own.command ?? own.pipeline ?? own.snapshot
  const server = { pipeline: own.pipeline ?? common.pipeline, snapshot: own.snapshot ?? common.snapshot }
  const chosen =
    place === undefined ? common : own.command === undefined ? { ...server, command: undefined } : { ...own }
  if (chosen.command !== undefined && (chosen.pipeline !== undefined || chosen.snapshot !== undefined)) {
    throw new InputError('pipeline (or snapshot) is set as well, and only one of them can run', {
      where: placesOf(environment).command,
      remedy: 'Keep pipeline to start it on the server, or command to run it in this worker.'
    })
  }
  if (chosen.command !== undefined) return { kind: 'command', command: chosen.command }
  if (chosen.pipeline === undefined && chosen.snapshot === undefined) return { kind: 'nothing' }
  return { kind: 'pipeline', pipeline: chosen.pipeline, snapshot: chosen.snapshot }
}

const serviceAccountRemedy =
  'Create a service account and its API key (`zenml service-account create <name>`), store the key as a secret, and pass it as api-key; a web login can not work in CI. If there is a secret, the job lacks the `environment:` that holds it, or its name is misspelt.'

/** GitHub hands secrets and variables on to no fork, nor are its environments copied (docs.github.com, fork a repository). */
const forkRemedy =
  "Forks get neither the secrets nor the variables of the original: switch the workflow off in the fork, keep its job to the original with `if: github.repository == '<owner>/<name>'`, or set up both here."

function readServer(env: Environ, environment: Environment, isFork: boolean): Inputs['server'] {
  const inFork = isFork ? ', and this repository is a fork' : ''
  const remedy = isFork ? forkRemedy : serviceAccountRemedy
  const override = environment.overrides.serverUrl
  const input = { url: override ?? readInput(env, 'server-url'), apiKey: readInput(env, 'api-key') }
  const fallback = { url: (env['ZENML_STORE_URL'] ?? '').trim(), apiKey: (env['ZENML_STORE_API_KEY'] ?? '').trim() }
  if (input.url === '' && input.apiKey === '') {
    if (fallback.url === '') {
      throw new InputError(`No ZenML server is given${inFork}`, {
        where: 'server-url',
        remedy: isFork
          ? forkRemedy
          : 'Set server-url, and api-key to the key of a service account (`zenml service-account create <name>`), or the variables ZENML_STORE_URL and ZENML_STORE_API_KEY. If server-url is set from vars, the job lacks the `environment:` that holds the variable, or its name is misspelt.'
      })
    }
    if (fallback.apiKey === '')
      throw new InputError(`No API key is given${inFork}`, { where: 'ZENML_STORE_API_KEY', remedy })
    return { ...fallback, from: 'ZENML_STORE_URL' }
  }
  // Never mixed: a key from one place must not be sent to an address from another.
  if (input.url === '') {
    throw new InputError(`api-key is set but server-url is not${inFork}`, {
      where: 'server-url',
      remedy: isFork
        ? forkRemedy
        : 'Set both as inputs, or both as ZENML_STORE_URL and ZENML_STORE_API_KEY; the two places are not mixed.'
    })
  }
  if (input.apiKey === '') {
    const also = fallback.apiKey === '' ? '' : ' ZENML_STORE_API_KEY is not used, since server-url is an input.'
    const bot =
      env['GITHUB_ACTOR'] === 'dependabot[bot]' ? ' A run that Dependabot started gets no Actions secrets.' : ''
    throw new InputError(`No API key is given${inFork}.${also}${bot}`, { where: 'api-key', remedy })
  }
  return { ...input, from: override === undefined ? 'server-url' : `${placeOf(environment)}.server-url` }
}

function placeOf({ name }: Environment): string {
  return `environments: ${oneLine(name, 80)}`
}

function placesOf(environment: Environment): Inputs['places'] {
  const { name, overrides, stack } = environment
  const own = placeOf(environment)
  const place = (key: 'pipeline' | 'snapshot' | 'command' | 'config') =>
    overrides[key] === undefined ? key : `${own}.${key}`
  return {
    pipeline: place('pipeline'),
    snapshot: place('snapshot'),
    command: place('command'),
    config: place('config'),
    // By default it is the environment's name that is wrong.
    stack: stack === name ? own : `${own}.stack`
  }
}

function readTimeout(env: Environ): number {
  const text = readInput(env, 'timeout') || '5h30m'
  const where = 'timeout'
  if (/^0*[1-9]\d*$/.test(text)) {
    // GitHub's timeout-minutes counts minutes, many other tools seconds.
    const number = oneLine(text, 40)
    const remedy = `Write '${number}m' for minutes or '${number}s' for seconds.`
    throw new InputError(`'${number}' has no unit`, { where, remedy })
  }
  const ms = parseDuration(text)
  if (ms !== undefined && ms <= maxTimeoutMs) return ms
  throw new InputError(`'${oneLine(text, 40)}' is no duration between 1s and 5d`, {
    where,
    remedy: "Write whole numbers with their units, like '90s', '45m', '5h30m' or '1d'; decimals are not taken."
  })
}

/** Booleans as in YAML's core schema, as `getBooleanInput` of @actions/core reads them; never "anything but false". */
function flag(env: Environ, name: InputName, fallback: boolean): boolean {
  const text = readInput(env, name)
  if (text === '') return fallback
  if (['true', 'True', 'TRUE'].includes(text)) return true
  if (['false', 'False', 'FALSE'].includes(text)) return false
  throw new InputError(`'${oneLine(text, 40)}' is neither true nor false`, {
    where: name,
    remedy: "Write 'true' or 'false'."
  })
}

/** An input that is a name; throws {@link InputError} for one that would look like another. */
function name(env: Environ, input: InputName): string {
  return seen(readInput(env, input), input)
}

function seen(text: string, input: InputName): string {
  refuseUnseen(text, input)
  return text
}

/** Entries separated by commas or line ends, without empty ones. */
function words(text: string, ends = /[,\n]/): readonly string[] {
  return text
    .split(ends)
    .map(word => word.trim())
    .filter(word => word !== '')
}
