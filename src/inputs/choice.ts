import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { didYouMean } from '../text/suggest.ts'
import { type InputName, readInput } from './names.ts'

/** An input that is one of some words, the first by default; throws {@link InputError} with the words for another one. */
export function choice<const T extends string>(env: Environ, name: InputName, values: readonly [T, ...T[]]): T {
  const text = readInput(env, name)
  if (text === '') return values[0]
  const found = values.find(value => value === text)
  if (found !== undefined) return found
  throw new InputError(`'${oneLine(text, 40)}' is not one of ${values.join(', ')}`, {
    where: name,
    remedy: didYouMean(text, values) || `Use '${values[0]}' for the default.`
  })
}
