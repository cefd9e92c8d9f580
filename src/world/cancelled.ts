import { ActionError } from '../text/errors.ts'

/** The reason with which the runner's cancel aborts everything. */
export class Cancelled extends ActionError {
  constructor(signal: string) {
    super(`The job was cancelled (${signal})`)
  }
}
