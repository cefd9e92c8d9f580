// npm audit of what is shipped: fails on a high or critical advisory. Where nothing could be checked it says so, and on
// GitHub, whose runners reach the registry, fails too.
import { spawnSync } from 'node:child_process'

interface Audit {
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> }
  readonly statusCode?: number
}

const npm = process.env['npm_execpath']
if (npm === undefined) throw new Error("Call this as 'npm run vulnerabilities'.")
const { stdout } = spawnSync(process.execPath, [npm, 'audit', '--omit=dev', '--json'], { encoding: 'utf8' })
let audit: Audit = {}
try {
  audit = JSON.parse(stdout) as Audit
} catch {
  // Reported below, like an answer without figures.
}
const counts = audit.metadata?.vulnerabilities
if (counts === undefined) {
  const status = audit.statusCode === undefined ? 'no answer' : `status ${audit.statusCode}`
  console.log(`NOT CHECKED: the package registry gives no advisories here (${status}), so nothing is known about them.`)
  if (process.env['GITHUB_ACTIONS'] === 'true') process.exitCode = 1
} else {
  console.log(`Advisories on production dependencies: ${JSON.stringify(counts)}`)
  if ((counts['high'] ?? 0) + (counts['critical'] ?? 0) > 0) process.exitCode = 1
}
