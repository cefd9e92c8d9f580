import { type Decision, decide } from './gate/decide.ts'
import { readEvent } from './gate/event.ts'
import type { GateInputs } from './inputs/gate-inputs.ts'
import type { World } from './world/world.ts'

/** Largest event file that is read, bytes: GitHub's payloads end at 25 MB (docs.github.com, webhook payloads). */
const maxEventBytes = 26 * 1024 * 1024

/** Decides by event and rules alone; no credential has been read when this is asked. */
export async function openGate(world: Pick<World, 'env' | 'files'>, inputs: GateInputs): Promise<Decision> {
  const path = world.env['GITHUB_EVENT_PATH']
  const payload = path ? await world.files.readText(path, maxEventBytes).catch(() => undefined) : undefined
  return decide(readEvent(world.env, payload), inputs.environments, inputs.requested)
}
