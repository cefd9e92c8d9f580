import * as core from '@actions/core'
import { explain } from '../text/errors.ts'
import type { World } from '../world/world.ts'
import { openWorld } from './world.ts'

/** Tells a story in the real world, and ends the process as green or red as the story says. */
export async function asStep(story: (world: World) => Promise<boolean>): Promise<never> {
  let isGreen = false
  try {
    isGreen = await story(openWorld())
  } catch (error) {
    core.error(explain(error))
  }
  // Keep-alive connections must not hold the step.
  process.exit(isGreen ? core.ExitCode.Success : core.ExitCode.Failure)
}
