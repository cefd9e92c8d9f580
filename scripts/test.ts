// npm test: all tests; npm run test:unit (--unit): those that need neither Python nor the built files; npm run test:built
// (--built): those that need the built files alone. Other arguments go to jest.
// The failed tests are told again at the end, where a long log is read first; the last line says how many tests passed,
// failed and were skipped, over all of jest's projects that ran.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { installTestbed } from '../testbed/install.ts'
import { installTools } from '../testbed/tools.ts'
import { readFigures } from './figures.ts'
import { type Count, count, sum } from './test-count.ts'
import { failures } from './test-failures.ts'

const jest = createRequire(import.meta.url).resolve('jest/bin/jest')
/**
 * Jest's projects, which run side by side, with how many test files of each may run at once. Those with a server mostly
 * wait, for polls, runs and limits of time, so that there are more of them than a small machine has cores; those with
 * the built files wait too, several tests of a file at once.
 */
const projects = { unit: availableParallelism(), built: 2, server: 4 }
const named = Object.keys(projects).find(name => process.argv.includes(`--${name}`))
const selected = Object.entries(projects).filter(([name]) => named === undefined || name === named)
const needsServer = selected.some(([name]) => name === 'server')
const extra = process.argv.slice(2).filter(argument => argument !== `--${named}`)

/** Installs what the server's tests need, or ends the process with the reason why it can't. */
async function install(): Promise<void> {
  const log = (line: string): void => console.log(`install: ${line}`)
  console.log('install: looking for a Python and, the first time, installing a ZenML server and act into .testbed')
  try {
    await installTestbed({ log })
    await installTools({ log })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.error("No test was run. The tests that need no Python are 'npm run test:unit' and 'npm run test:built'.")
    process.exit(1)
  }
}

/** Process groups of the projects that are running, by their ids. */
const groups = new Set<number>()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (groups.size === 0) process.exit(1)
    for (const group of groups) process.kill(-group, signal)
  })
}

/** What came of one of jest's projects: how many tests, and what is told of those that failed. */
interface Outcome extends Count {
  readonly failures: readonly string[]
}

async function runProject(name: string, workers: number, folder: string): Promise<Outcome> {
  const outputFile = join(folder, `${name}.json`)
  const options = ['--selectProjects', name, '--maxWorkers', String(workers), '--passWithNoTests', '--json']
  // Jest's ES modules are still experimental in Node; the flag is not put into NODE_OPTIONS, where what the tests start
  // would find it too.
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
  const args = [...flags, jest, ...options, '--outputFile', outputFile, ...extra]
  // In a group of its own, so that a signal reaches all that jest started as well.
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'pipe'], detached: true })
  const { pid } = child
  if (pid !== undefined) groups.add(pid)
  // Through a pipe jest says what came of a file when it knows that, and moves no cursor, which two would fight for.
  child.stderr.pipe(process.stderr, { end: false })
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  if (pid !== undefined) groups.delete(pid)

  const report = readReport(outputFile)
  const counted = count(report, status === 0)
  const told = failures(report, process.cwd())
  const isUntold = counted.failed > 0 && told.length === 0
  const how = `jest ended with ${signal ?? `exit code ${status}`} and named no failed test`
  return { ...counted, failures: isUntold ? [`failed: the project ${name}: ${how}`] : told }
}

/** What jest has written down; undefined if it didn't. */
function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

if (needsServer) await install()
const folder = mkdtempSync(join(tmpdir(), 'gated-trigger-tests-'))
process.env['FIGURES_FILE'] = join(folder, 'figures.jsonl')
try {
  const outcomes = await Promise.all(selected.map(([name, workers]) => runProject(name, workers, folder)))
  const { passed, failed, skipped } = sum(outcomes)
  if (passed + failed === 0) console.error('No test ran.')
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
  for (const line of readFigures(process.env['FIGURES_FILE'])) console.log(line)
  for (const line of outcomes.flatMap(outcome => outcome.failures)) console.log(line)
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
