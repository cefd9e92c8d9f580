import { ActionError } from '../../src/errors.ts'

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
