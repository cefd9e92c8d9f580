import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Run } from '../zenml/entities.ts'

/** What is wrong with the place of a command's run, which has to be on the environment's stack; undefined if nothing is. */
export function misplacement(
  run: Run,
  { project, stack }: Pick<Connection, 'project' | 'stack'>
): ActionError | undefined {
  const name = oneLine(run.name, 200)
  if (run.projectId !== project.id) {
    return new ActionError(`The run ${name} is in another project, not in ${oneLine(project.name, 80)}`, {
      where: 'command',
      remedy: 'Let the command use the active project: remove what sets another one.'
    })
  }
  if (run.stack?.id === stack.id) return undefined

  const there = oneLine(run.stack?.name ?? 'unknown', 80)
  return new ActionError(`The run ${name} is on stack ${there}, not on ${oneLine(stack.name, 80)}`, {
    where: 'command',
    remedy: 'Let the command use the active stack: remove what sets another one (`zenml stack set`, --stack).'
  })
}
