import { withoutTrailingSlashes } from '../text/foreign.ts'
import type { Named, ServerInfo } from './entities.ts'

/** Addresses of what a project has, in the dashboard. */
export interface DashboardUrls {
  /** What the addresses of the project's own pages begin with, without a slash at the end. */
  readonly projectUrl: string
  readonly runUrl: (runId: string) => string
  /** Undefined on an open-source server, whose dashboard has no page for a model version (0.98.0). */
  readonly modelVersionUrl: (modelVersionId: string) => string | undefined
}

/**
 * The addresses in the dashboard as ZenML's client builds them (`dashboard_utils.py` of 0.98.0): Pro goes by the
 * project's id, open source by its name. Falls back to the address that the user gave if the server knows none.
 */
export function dashboardUrls(info: ServerInfo, base: URL, project: Named): DashboardUrls {
  const known = URL.parse(info.dashboardUrl)
  const dashboard = known !== null && ['https:', 'http:'].includes(known.protocol) ? known : base
  // Without what else a server's configuration may hold: a password, or what would swallow the path.
  const origin = withoutTrailingSlashes(`${dashboard.origin}${dashboard.pathname}`)
  const place = `${origin}/projects/${encodeURIComponent(info.isPro ? project.id : project.name)}`
  return {
    projectUrl: place,
    runUrl: id => `${place}/runs/${encodeURIComponent(id)}`,
    modelVersionUrl: id => (info.isPro ? `${place}/model-versions/${encodeURIComponent(id)}` : undefined)
  }
}
