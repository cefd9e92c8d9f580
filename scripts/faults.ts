// Plays random scenarios of faults against the action and judges each by what the stand-in server knows to be true:
//   npm run test:faults -- --runs 10000 --seed 1 [--workers 2]
// The same runs and seed are the same scenarios, however many workers there are. Ends with 1 on any violation.
import { appendFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { type BatchResult, runBatch } from '../__tests__/faults/batch.ts'
import { addCounts, addKinds } from '../__tests__/faults/counts.ts'

const batchSize = 100
const columns = ['injected', 'scenarios', 'survived', 'told', 'cutOff', 'gaveUp'] as const

interface Task {
  readonly seed: number
  readonly runs: number
}

if (isMainThread) process.exit(await main())
else parentPort?.on('message', async ({ seed, runs }: Task) => parentPort?.postMessage(await runBatch(seed, runs)))

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' }
    }
  })
  const [runs, seed, workers] = [Number(values.runs), Number(values.seed), Number(values.workers)]
  if (![runs, seed, workers].every(Number.isSafeInteger) || runs < 1 || workers < 1) {
    console.error('--runs and --workers are whole numbers from 1, --seed is a whole number.')
    return 2
  }
  const began = performance.now()
  const tasks = Array.from({ length: Math.ceil(runs / batchSize) }, (_, index) => ({
    seed: (seed * 1_000_003 + index) | 0,
    runs: Math.min(batchSize, runs - index * batchSize)
  }))
  const results = await playAll(tasks, Math.min(workers, tasks.length))
  return report(results, seed, (performance.now() - began) / 1000)
}

/** Hands the tasks out to as many threads; stops handing out at the first violation. */
async function playAll(tasks: readonly Task[], threads: number): Promise<readonly BatchResult[]> {
  const queue = [...tasks]
  const results: BatchResult[] = []
  const serve = async (): Promise<void> => {
    const worker = new Worker(new URL(import.meta.url))
    try {
      for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
        const result = await new Promise<BatchResult>((resolve, reject) => {
          worker.once('message', resolve).once('error', reject).postMessage(task)
        })
        worker.removeAllListeners('error')
        results.push(result)
        if (result.violation !== undefined) queue.length = 0
        if (results.length % 10 === 0) console.log(`${results.length * batchSize} scenarios …`)
      }
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: threads }, serve))
  return results
}

async function report(results: readonly BatchResult[], seed: number, seconds: number): Promise<number> {
  const sum = (pick: (result: BatchResult) => number) => results.reduce((total, each) => total + pick(each), 0)
  const kinds = addKinds(results.map(each => each.kinds))
  const counts = addCounts(results.map(each => each.counts))
  const violations = results.flatMap(each => each.violation ?? [])
  const line = (name: string, cells: readonly (string | number)[]) =>
    console.log(name.padEnd(36) + cells.map(cell => String(cell).padStart(10)).join(''))
  console.log()
  line('fault', columns)
  for (const [kind, each] of Object.entries(kinds).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    line(
      kind,
      columns.map(column => each[column])
    )
  const { cutOff, gaveUp, injected, scenarios, survived, told } = counts
  console.log(
    `\n${scenarios} scenarios (seed ${seed}) in ${seconds.toFixed(0)} s: ${injected} faults injected, ` +
      `${survived} survived without a violation. Of these, ${told} steps reported the run's own end, ` +
      `${cutOff} were cut off on purpose (cancelled, killed, timed out, not to wait), ` +
      `${gaveUp} failed and said what kept them from knowing. ` +
      `${sum(each => each.runsCreated)} runs created, ${sum(each => each.requests)} requests, ${violations.length} violations.`
  )
  for (const { scenario, violations: what } of violations)
    console.log(`\nVIOLATION: ${what.join('; ')}\n${JSON.stringify(scenario)}`)
  const file = process.env['FIGURES_FILE']
  if (file !== undefined && file !== '') {
    const figures = { figure: 'random faults', seed, ...counts, violations: violations.length, kinds }
    await appendFile(file, `${JSON.stringify({ ...figures, seconds: Math.round(seconds) })}\n`)
  }
  return violations.length === 0 ? 0 : 1
}
