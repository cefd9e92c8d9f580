import { withoutTrailingSlashes } from '../text/foreign.ts'
import type { Named, ServerInfo } from './entities.ts'

/**
 * Addresses of a project's runs in the dashboard, as ZenML's client builds it (`dashboard_utils.py` of 0.98.0): Pro goes by the
 * project's id, open source by its name. Falls back to the address that the user gave if the server knows none.
 */
export function runUrls(info: ServerInfo, base: URL, project: Named): (runId: string) => string {
  const known = URL.parse(info.dashboardUrl)
  const dashboard = known !== null && ['https:', 'http:'].includes(known.protocol) ? known : base
  // Without what else a server's configuration may hold: a password, or what would swallow the path.
  const place = withoutTrailingSlashes(`${dashboard.origin}${dashboard.pathname}`)
  const projectPart = encodeURIComponent(info.isPro ? project.id : project.name)
  return runId => `${place}/projects/${projectPart}/runs/${encodeURIComponent(runId)}`
}
