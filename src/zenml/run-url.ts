import { withoutTrailingSlashes } from '../text/foreign.ts'
import type { Named, ServerInfo } from './entities.ts'

/**
 * Address of a run in the dashboard, as ZenML's client builds it (`dashboard_utils.py` of 0.98.0): Pro goes by the
 * project's id, open source by its name. Falls back to the address that the user gave where the server knows none.
 */
export function runUrl(info: ServerInfo, base: URL, project: Named, runId: string): string {
  const known = URL.parse(info.dashboardUrl)
  const dashboard = known !== null && ['https:', 'http:'].includes(known.protocol) ? known.href : base.href
  const projectPart = encodeURIComponent(info.isPro ? project.id : project.name)
  return `${withoutTrailingSlashes(dashboard)}/projects/${projectPart}/runs/${encodeURIComponent(runId)}`
}
