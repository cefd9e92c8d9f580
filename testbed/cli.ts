// Starts a testbed for use by hand and keeps it until Ctrl-C:
//   node testbed/cli.ts [--out FILE] [--no-workload-manager] [--max-concurrent-runs N]
import { chmod, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { startTestbed } from './testbed.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    'no-workload-manager': { type: 'boolean', default: false },
    'max-concurrent-runs': { type: 'string' }
  }
})

const ended = new Promise<void>(resolve => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
})
const maxConcurrentRuns = values['max-concurrent-runs']
const started = Date.now()
const testbed = await startTestbed({
  workloadManager: !values['no-workload-manager'],
  ...(maxConcurrentRuns !== undefined && { maxConcurrentRuns: Number(maxConcurrentRuns) }),
  log: line => console.log(line)
})
try {
  const { url, apiKey, accountName, admin, account, project, stacks, snapshots, python, bin } = testbed
  const { dataFolder, workerFolder, pipelinesFolder } = testbed
  // The one place where a key may be printed: it is worth nothing without this very server.
  console.log(`ready after ${((Date.now() - started) / 1000).toFixed(1)} s\nurl:     ${url}\napi key: ${apiKey}`)
  console.log(`admin:   ${admin.username} ${admin.password}\nstacks:  ${Object.keys(stacks).join(', ')}`)
  if (values.out !== undefined) {
    const facts = { url, apiKey, accountName, account, admin, project, stacks, snapshots, python, bin }
    const folders = { dataFolder, workerFolder, pipelinesFolder, pid: process.pid }
    await writeFile(values.out, `${JSON.stringify({ ...facts, ...folders }, null, 2)}\n`, { mode: 0o600 })
    await chmod(values.out, 0o600)
  }
  console.log('Ctrl-C ends it.')
  const stayAlive = setInterval(() => {}, 60_000)
  await ended
  clearInterval(stayAlive)
} finally {
  await testbed.stop()
}
