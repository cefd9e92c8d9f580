import type { Environment } from '../gate/environment.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { readInput } from './names.ts'
import { placesOf } from './places.ts'
import { readName } from './values.ts'

/**
 * What to run where: on the server from a snapshot, in this job by a command, the checkout's pipeline wherever that can
 * be, nothing new but a run that is there already, or nothing at all.
 */
export type Work =
  | { readonly kind: 'pipeline'; readonly pipeline: string | undefined; readonly snapshot: string | undefined }
  | { readonly kind: 'command'; readonly command: string }
  /** `source` as `module.attribute`. */
  | { readonly kind: 'source'; readonly source: string }
  /** The id of a run, a UUID in lower case. */
  | { readonly kind: 'run'; readonly runId: string }
  | { readonly kind: 'nothing' }

interface Choice {
  readonly pipeline: string | undefined
  readonly snapshot: string | undefined
  readonly command: string | undefined
  readonly source: string | undefined
}

/** Reads what to run for an environment; throws {@link InputError} if it could be several things. */
export function readWork(env: Environ, environment: Environment): Work {
  const runId = readInput(env, 'run-id')
  const choice = chosenFor(environment, {
    pipeline: readName(env, 'pipeline') || undefined,
    snapshot: readName(env, 'snapshot') || undefined,
    command: readInput(env, 'command') || undefined,
    source: readName(env, 'source') || undefined
  })
  refuseSeveral(choice, runId, environment)

  const { command, pipeline, snapshot, source } = choice
  if (runId !== '') return { kind: 'run', runId: readRunId(runId) }
  if (source !== undefined) return { kind: 'source', source }
  if (command !== undefined) return { kind: 'command', command }
  if (pipeline !== undefined || snapshot !== undefined) return { kind: 'pipeline', pipeline, snapshot }
  return { kind: 'nothing' }
}

/** The name or id of the pipeline that an environment runs; undefined if that is not known before it runs. */
export function pipelineOf(env: Environ, environment: Pick<Environment, 'overrides'>): string | undefined {
  const common = { pipeline: readName(env, 'pipeline') || undefined }
  return chosenFor(environment, { ...common, snapshot: undefined, command: undefined, source: undefined }).pipeline
}

/** An environment that says how it runs replaces the common way; one that only narrows the snapshot keeps it. */
function chosenFor({ overrides }: Pick<Environment, 'overrides'>, common: Choice): Choice {
  const { command, pipeline, snapshot, source } = overrides
  if (command !== undefined || source !== undefined) return { command, pipeline, snapshot, source }
  if (pipeline === undefined && snapshot === undefined) return common
  return { command, source, pipeline: pipeline ?? common.pipeline, snapshot: snapshot ?? common.snapshot }
}

function refuseSeveral({ command, pipeline, snapshot, source }: Choice, runId: string, environment: Environment): void {
  const places = placesOf(environment)
  const ways: readonly (readonly [name: string, where: string, isSet: boolean])[] = [
    ['run-id', 'run-id', runId !== ''],
    ['source', places.source, source !== undefined],
    ['command', places.command, command !== undefined],
    ['pipeline (or snapshot)', places.pipeline, pipeline !== undefined || snapshot !== undefined]
  ]

  const [first, second] = ways.filter(([, , isSet]) => isSet)
  if (first === undefined || second === undefined) return
  throw new InputError(`${second[0]} is set as well, and only one of them can run`, {
    where: first[1],
    remedy:
      'Keep source to run the code of this checkout, pipeline to start a snapshot, command to run a program in this job, or run-id to follow a run.'
  })
}

function readRunId(text: string): string {
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)) return text.toLowerCase()
  throw new InputError(`'${oneLine(text, 80)}' is not the id of a run`, {
    where: 'run-id',
    remedy: 'Give the output run-id of the job that started it, as in needs.train.outputs.run-id.'
  })
}
