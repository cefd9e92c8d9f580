import type { Stage } from '../gate/environment.ts'
import { refuseUnseen, stageOf } from '../gate/environment-fields.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { parseDuration } from '../world/clock.ts'
import { type InputName, readInput } from './names.ts'

/** Longest `timeout`, ms: a job on a self-hosted runner ends after five days (docs.github.com, usage limits). */
const maxTimeoutMs = 5 * 24 * 3600 * 1000

/** Reads an input that is a name; throws {@link InputError} for one that would look like another. */
export function readName(env: Environ, input: InputName): string {
  const name = readInput(env, input)
  refuseUnseen(name, input)
  return name
}

/** Reads `tags`; throws {@link InputError} for one that would look like another. */
export function readTags(env: Environ): readonly string[] {
  const tags = readWords(env, 'tags')
  for (const tag of tags) refuseUnseen(tag, 'tags')
  return tags
}

/** Reads entries that are separated by commas, by line ends or by what else `ends` says, without empty ones. */
export function readWords(env: Environ, input: InputName, ends = /[,\n]/): readonly string[] {
  return readInput(env, input)
    .split(ends)
    .map(word => word.trim())
    .filter(word => word !== '')
}

/**
 * Reads a boolean as in YAML's core schema, like `getBooleanInput` of @actions/core, never "anything but false"; throws
 * {@link InputError} for other words.
 */
export function readFlag(env: Environ, input: InputName, fallback: boolean): boolean {
  const text = readInput(env, input)
  if (text === '') return fallback
  if (['true', 'True', 'TRUE'].includes(text)) return true
  if (['false', 'False', 'FALSE'].includes(text)) return false

  throw new InputError(`'${oneLine(text, 40)}' is neither true nor false`, {
    where: input,
    remedy: "Write 'true' or 'false'."
  })
}

/** Reads `promote`; throws {@link InputError} for what is not a stage that can be promoted to. */
export function readStage(env: Environ): Stage | undefined {
  const text = readInput(env, 'promote')
  return text === '' ? undefined : stageOf(text, 'promote')
}

/** Reads `timeout`, ms, 5 h 30 min by default; throws {@link InputError} for what is not a duration up to five days. */
export function readTimeout(env: Environ): number {
  const text = readInput(env, 'timeout') || '5h30m'
  const where = 'timeout'
  const given = oneLine(text, 40)

  if (/^0*[1-9]\d*$/.test(text)) {
    // GitHub's timeout-minutes counts minutes, many other tools seconds.
    const remedy = `Write '${given}m' for minutes or '${given}s' for seconds.`
    throw new InputError(`'${given}' has no unit`, { where, remedy })
  }

  const ms = parseDuration(text)
  if (ms !== undefined && ms <= maxTimeoutMs) return ms
  throw new InputError(`'${given}' is not a duration between 1s and 5d`, {
    where,
    remedy: "Write whole numbers with their units, like '90s', '45m', '5h30m' or '1d'; decimals are not accepted."
  })
}
