// The most memory that the built action uses while it follows a run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunScript } from '../__tests__/stand-in/run-script.ts'
import { built, runAction } from '../testbed/runner.ts'
import type { Effort, Row } from './figure.ts'
import { fourSteps, runUntil, thousandSteps } from './follow.ts'
import { onServer } from './model-server.ts'
import { type Sample, sampleOf } from './statistics.ts'
import { pushUse } from './uses.ts'

const hook = fileURLToPath(new URL('peak.cjs', import.meta.url))

/** Follows a run in real time; gives the peak of the memory that stands in RAM, MiB. */
async function peak(script: RunScript): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'gated-trigger-peak-'))
  const file = join(folder, 'peak')
  try {
    return await onServer(script, async server => {
      const inputs = { 'server-url': server.url, 'api-key': server.apiKey, pipeline: 'training' }
      const use = pushUse(built.main, 'develop', inputs)
      const env = { ...use.env, NODE_OPTIONS: `--require=${hook}`, BENCH_PEAK_FILE: file }
      const { code, log } = await runAction({ ...use, env })
      if (code !== 0) throw new Error(`The run was not followed: ${log}`)
      return Number(readFileSync(file, 'utf8')) / 1_024
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The peaks of some runs, MiB. */
export async function peaks(script: RunScript, { pairs }: Effort): Promise<Sample> {
  const all: number[] = []
  for (let time = 0; time < Math.ceil(pairs / 5); time++) all.push(await peak(script))
  return sampleOf(all)
}

export const memoryRows: readonly Row[] = [
  {
    name: 'memory',
    figures: {
      four: { title: 'Peak memory, 4 steps', unit: 'MiB', before: 98, goal: 72 },
      thousand: { title: 'Peak memory, 1,000 steps', unit: 'MiB', before: 232, goal: 115 }
    },
    measure: async effort => ({
      four: await peaks(runUntil(10_000, fourSteps(10_000)), effort),
      thousand: await peaks(runUntil(14_000, thousandSteps(3_000)), effort)
    })
  }
]
