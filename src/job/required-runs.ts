import type { ProvenCode } from '../trigger/provenance.ts'
import { counts, isSameCode, type Requirement } from '../trigger/requirement-rules.ts'
import type { Run } from '../zenml/entities.ts'
import { runsOn } from '../zenml/runs.ts'
import type { Trees } from './commit-trees.ts'
import type { ConnectedJob } from './job.ts'
import type { Missing } from './requirement-missing.ts'

/** How many of the newest runs in the required environment are looked at, and how many at once. */
const [maxRuns, pageSize] = [200, 25]

/** The newest run of this code, and the newest one of any, which may be the same; `among` says how many were looked at if not all. */
export async function findNewest(
  { connection: { project, session }, until, world }: Pick<ConnectedJob, 'connection' | 'until' | 'world'>,
  requirement: Requirement,
  trees: Trees,
  isWanted: (run: Run) => boolean = () => true
): Promise<Pick<Missing, 'among' | 'newest'> & { readonly run: Run | undefined }> {
  const { account: user, code, pipeline, stack } = requirement
  let newest: Run | undefined

  for (let page = 1; page * pageSize <= maxRuns; page++) {
    const asked = { project: project.id, stack: stack.id, pipeline, user, page, size: pageSize }
    const { items, pages } = await runsOn(session, asked, { attempts: 6, until, signal: world.cancel })

    for (const run of items.filter(each => counts(each, requirement))) {
      newest ??= run
      if (isWanted(run) && (await isOf(run, code, trees))) return { run, newest, among: undefined }
    }
    if (page >= pages) return { run: undefined, newest, among: undefined }
  }
  return { run: undefined, newest, among: maxRuns }
}

/** Whether a run has the code; trees are asked for only where commits differ. */
export async function isOf(run: Run, code: ProvenCode, trees: Trees): Promise<boolean> {
  const { extra } = run
  if (extra?.codeCommit === undefined || isSameCode(run, code)) return isSameCode(run, code)

  const codeTree = extra.codeTree ?? (await trees(extra.codeCommit))
  return (
    codeTree !== undefined && isSameCode({ extra: { ...extra, codeTree } }, { ...code, tree: await trees(code.commit) })
  )
}
