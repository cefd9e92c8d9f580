import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { isBy, isSameCode, isThere, type Requirement } from '../trigger/requirement-rules.ts'
import type { Run } from '../zenml/entities.ts'
import { runsOn } from '../zenml/runs.ts'
import type { Trees } from './commit-trees.ts'
import type { RequiringJob } from './requirement.ts'

/** What was looked for, and what there is instead. */
export interface Missing {
  readonly requirement: Requirement
  /** The newest run in the required environment, of other code. */
  readonly newest: Run | undefined
  /** How many of the newest runs were looked at; undefined if that were all. */
  readonly among: number | undefined
  readonly trees: Trees
}

/** Why code may not run: the required environment has had no run of it. `place` names the rule. Throws `ServerError`. */
export async function explainMissing(
  job: RequiringJob,
  { among, newest, requirement, trees }: Missing,
  place: string
): Promise<ActionError> {
  const { code, environment, pipeline } = requirement
  const required = oneLine(environment, 80)
  const looked = among === undefined ? '' : ` among the ${among} newest`
  const ofPipeline = pipeline === undefined ? '' : ` of pipeline ${oneLine(pipeline, 80)}`
  const missing = `${required} has had no run of this code (commit ${short(code.commit)})${ofPipeline}${looked}`

  const instead = await insteadOf(job, requirement, newest)
  const tree =
    (await trees(code.commit)) === undefined
      ? ' The git tree of this commit is not known, so that only a run of the same commit counts.'
      : ''
  return new ActionError(`${missing}. ${instead}${tree}`, {
    where: place,
    remedy: `Let this code run in ${required} until it is green there, then re-run this job.${tree === '' ? '' : ' Use actions/checkout before this step, or set github-token, so that a merge of the same files counts too.'}`
  })
}

/** What there is in place of the run that is missing, nearest first. */
async function insteadOf(job: RequiringJob, requirement: Requirement, newest: Run | undefined): Promise<string> {
  const { connection, until, world } = job
  const { pipeline, stack } = requirement
  const asked = { project: connection.project.id, stack: stack.id, page: 1, size: 50 }
  const { items } = await runsOn(connection.session, asked, { attempts: 2, until, signal: world.cancel })

  const near = items.find(run => isThere(run, requirement) && isSameCode(run, requirement.code))
  if (near !== undefined) {
    const name = `The run ${oneLine(near.name, 200)} of this code`
    const url = connection.runUrl(near.id)
    if (!isBy(near, requirement.account))
      return `${name} was started by ${oneLine(near.serviceAccount ?? 'a person', 80)}, whose runs don't count: ${url}.`
    if (pipeline !== undefined && near.pipelineName !== pipeline)
      return `${name} is one of pipeline ${oneLine(near.pipelineName ?? 'unknown', 80)}: ${url}.`
  }
  if (newest === undefined) return 'No run of this repository counts there so far.'
  return `The newest run there, ${oneLine(newest.name, 200)}, is of commit ${short(newest.extra?.codeCommit ?? 'unknown')}: ${connection.runUrl(newest.id)}.`
}

function short(commit: string): string {
  return oneLine(commit, 64).slice(0, 12)
}
