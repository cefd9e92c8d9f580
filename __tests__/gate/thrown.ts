import { InputError } from '../../src/errors.ts'

/** The {@link InputError} that `run` throws; anything else it throws goes on up, and nothing thrown is an error too. */
export function inputError(run: () => unknown): InputError {
  let result: unknown
  try {
    result = run()
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error(`expected an InputError, got ${JSON.stringify(result)}`)
}
