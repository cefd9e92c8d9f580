// A step that hands on values, waits for its runner's files to change, and hands on some more.
import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { openWorld } from '../../src/node/world.ts'
import { explain } from '../../src/text/errors.ts'

const limit = process.env['LIMIT_BLOCKS']
if (process.argv[1]?.endsWith('late-step.ts') === true && limit !== undefined) {
  // As on a disk that becomes full: no file may grow beyond so many blocks.
  const { LIMIT_BLOCKS: _, ...env } = process.env
  const args = ['-c', `ulimit -f ${limit}; exec "$0" "$1"`, process.execPath, process.argv[1]]
  execFileSync('bash', args, { env, stdio: 'inherit' })
} else if (process.argv[1]?.endsWith('late-step.ts') === true) {
  const { runner, log } = openWorld()
  const attempts = {
    output: () => runner.setOutput('late', 'x'.repeat(5_000)),
    state: () => runner.saveState('late', 'x'.repeat(5_000)),
    variable: () => runner.exportVariable('LATE', 'x'.repeat(5_000)),
    summary: () => runner.writeSummary('### late\n')
  }
  for (const name of ['setOutput', 'saveState', 'exportVariable'] as const) runner[name]('EARLY', 'early')
  log.info('waiting')
  await sleep(200)
  // Root may write whatever the file's mode says.
  if (process.env['AS_OTHER_USER'] !== undefined && process.getuid?.() === 0) process.setuid?.(12_345)
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      await attempt()
      log.info(`${name}: written`)
    } catch (error) {
      log.info(`${name}: ${explain(error)}`)
    }
  }
  process.exit(0)
}
