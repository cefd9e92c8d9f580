import type { Environment } from '../gate/environment.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { readInput } from './names.ts'
import { placesOf } from './places.ts'
import { readName } from './values.ts'

/** What to run where: on the server from a snapshot, in this job by a command, or nothing. */
export type Work =
  | { readonly kind: 'pipeline'; readonly pipeline: string | undefined; readonly snapshot: string | undefined }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'nothing' }

interface Choice {
  readonly pipeline: string | undefined
  readonly snapshot: string | undefined
  readonly command: string | undefined
}

/** Reads what to run for an environment; throws {@link InputError} if it could be a pipeline and a command. */
export function readWork(env: Environ, environment: Environment): Work {
  const { command, pipeline, snapshot } = chosenFor(environment, {
    pipeline: readName(env, 'pipeline') || undefined,
    snapshot: readName(env, 'snapshot') || undefined,
    command: readInput(env, 'command') || undefined
  })

  const isOnServer = pipeline !== undefined || snapshot !== undefined
  if (command !== undefined && isOnServer) {
    throw new InputError('pipeline (or snapshot) is set as well, and only one of them can run', {
      where: placesOf(environment).command,
      remedy: 'Keep pipeline to start it on the server, or command to run it in this job.'
    })
  }

  if (command !== undefined) return { kind: 'command', command }
  return isOnServer ? { kind: 'pipeline', pipeline, snapshot } : { kind: 'nothing' }
}

/** An environment that says how it runs replaces the common way; one that only narrows the snapshot keeps it. */
function chosenFor({ overrides }: Environment, common: Choice): Choice {
  const { command, pipeline, snapshot } = overrides
  if (command !== undefined) return { command, pipeline, snapshot }
  if (pipeline === undefined && snapshot === undefined) return common
  return { command, pipeline: pipeline ?? common.pipeline, snapshot: snapshot ?? common.snapshot }
}
