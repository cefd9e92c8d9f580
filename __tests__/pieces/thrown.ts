import { ActionError, InputError } from '../../src/text/errors.ts'

/** The {@link ActionError} with which work fails; everything else that it throws goes on up. */
export async function failure(work: () => unknown): Promise<ActionError> {
  let result: unknown
  try {
    result = await work()
  } catch (error) {
    if (error instanceof ActionError) return error
    throw error
  }
  throw new Error(`expected an error, got ${JSON.stringify(result)}`)
}

/** The {@link InputError} with which work fails; every other error goes on up. */
export async function inputError(work: () => unknown): Promise<InputError> {
  const error = await failure(work)
  if (error instanceof InputError) return error
  throw error
}
