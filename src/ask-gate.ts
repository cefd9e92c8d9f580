import { type Decision, decide, type Match } from './gate/decide.ts'
import { readEvent } from './gate/event.ts'
import type { GateInputs } from './inputs/gate-inputs.ts'
import type { World } from './world/world.ts'

/** Largest event file that is read, bytes: GitHub's payloads end at 25 MB (docs.github.com, webhook payloads). */
const maxEventBytes = 26 * 1024 * 1024

/** Decides by event and rules alone; no credential has been read when this is asked. */
export async function askGate(world: Pick<World, 'env' | 'files'>, inputs: GateInputs): Promise<Decision> {
  const path = world.env['GITHUB_EVENT_PATH']
  const payload = path ? await world.files.readText(path, maxEventBytes).catch(() => undefined) : undefined
  return decide(readEvent(world.env, payload), inputs.environments, inputs.requested)
}

/** The error with which a shut gate fails the step; undefined if there is just nothing to run, which a notice says. */
export function shutError(
  log: World['log'],
  { kind, reason }: Exclude<Decision, Match>,
  onNoMatch: GateInputs['onNoMatch']
): string | undefined {
  if (kind === 'refuse') return `Refused: ${reason.text}`
  if (onNoMatch === 'fail') return `${reason.text} (on-no-match is fail)`

  log.notice(`Nothing to run: ${reason.text}`)
  return undefined
}
