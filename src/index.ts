import * as core from '@actions/core'
import { openWorld } from './node/world.ts'
import { run } from './run.ts'
import { explain } from './text/errors.ts'

try {
  if (!(await run(openWorld()))) process.exitCode = core.ExitCode.Failure
} catch (error) {
  core.setFailed(explain(error))
}
// Keep-alive connections must not hold the step.
process.exit()
