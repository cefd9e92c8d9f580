import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { findStack } from '../zenml/catalogue.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Run } from '../zenml/entities.ts'
import type { ConnectedJob } from './job.ts'

/** What is wrong with the place of a command's run, which has to be on the environment's stack; undefined if nothing is. */
export function misplacement(
  run: Run,
  { project, stack }: Pick<Connection, 'project' | 'stack'>
): ActionError | undefined {
  if (run.projectId !== project.id) {
    return new ActionError(
      `The run ${oneLine(run.name, 200)} is in another project, not in ${oneLine(project.name, 80)}`,
      {
        where: 'command',
        remedy: 'Let the command use the active project: remove what sets another one.'
      }
    )
  }
  if (run.stack?.id === stack.id) return undefined

  return onOtherStack(run, [stack.name], {
    where: 'command',
    remedy: 'Let the command use the active stack: remove what sets another one (`zenml stack set`, --stack).'
  })
}

/** Throws {@link ActionError} unless a run that was given is on the stack of this environment, or of the one that it requires. */
export async function requireStackOf(
  { connection, environment }: Pick<ConnectedJob, 'connection' | 'environment'>,
  run: Run
): Promise<void> {
  const { session, stack: own } = connection
  if (run.stack?.id === own.id) return
  const wanted = environment.requires?.stack
  const required = wanted === undefined ? undefined : await findStack(session, wanted)
  if (required !== undefined && run.stack?.id === required.id) return

  throw onOtherStack(run, [own.name, ...(wanted === undefined ? [] : [required?.name ?? wanted])], {
    where: 'run-id',
    remedy: 'Give a run of this environment, or of the one that it requires.'
  })
}

function onOtherStack({ name, stack }: Run, allowed: readonly string[], advice: { where: string; remedy: string }) {
  const there = oneLine(stack?.name ?? 'unknown', 80)
  const stacks = allowed.map(each => oneLine(each, 80)).join(' or ')
  return new ActionError(`The run ${oneLine(name, 200)} is on stack ${there}, not on ${stacks}`, advice)
}
