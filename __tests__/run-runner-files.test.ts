import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { run } from '../src/run.ts'
import { ActionError } from '../src/text/errors.ts'
import type { RunnerFiles } from '../src/world/world.ts'
import { endingAs, MemoryJob, quick } from './pieces/memory-job.ts'
import type { RunScript } from './stand-in/run-script.ts'

let temporary = ''
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'runner-temp-'))
})
afterAll(() => rm(temporary, { recursive: true }))

type Written = 'setOutput' | 'saveState' | 'exportVariable' | 'writeSummary'

/** A step whose runner takes so many values of a kind, and none after them. */
async function stepAfter(
  kinds: readonly Written[],
  taken: number,
  {
    script = quick,
    inputs = {}
  }: { readonly script?: RunScript; readonly inputs?: Readonly<Record<string, string>> } = {}
) {
  const job = new MemoryJob({ script })
  const world = job.world(inputs, { RUNNER_TEMP: temporary })
  let count = 0
  const refuseLate = (kind: Written): void => {
    if (!kinds.includes(kind) || count++ < taken) return
    throw new ActionError("The runner's file /x cannot be written: the disk is full (ENOSPC)", { where: kind })
  }
  const { runner } = world
  const failing: RunnerFiles = {
    ...runner,
    setOutput: (name, value) => {
      refuseLate('setOutput')
      runner.setOutput(name, value)
    },
    saveState: (name, value) => {
      refuseLate('saveState')
      runner.saveState(name, value)
    },
    exportVariable: () => refuseLate('exportVariable'),
    writeSummary: async markdown => {
      refuseLate('writeSummary')
      await runner.writeSummary(markdown)
    }
  }
  const green = await Promise.race([run({ ...world, runner: failing }), job.time.hung])
  return { job, green, wasRefused: count > taken }
}

/** Plays a step for each moment from one on at which a runner's file can become unwritable, and one in which none does. */
async function* stepsAfter(kinds: readonly Written[], first: number) {
  for (let taken = first; ; taken++) {
    const step = await stepAfter(kinds, taken)
    yield { ...step, taken }
    if (!step.wasRefused) return
  }
}

describe('files of the runner that can no longer be written decide no colour', () => {
  test.each([[['setOutput']], [['writeSummary']], [['setOutput', 'writeSummary']]] as const)(
    '%j, from each moment on',
    async kinds => {
      let refused = 0
      for await (const { job, green, taken, wasRefused } of stepsAfter(kinds, 0)) {
        expect([taken, green, job.runner.text('error')]).toEqual([taken, true, ''])
        expect(job.standIn.runs).toHaveLength(1)
        expect(job.runner.text()).not.toContain('Unexpected error')
        expect(job.runner.text('warning').includes('cannot be written')).toBe(wasRefused)
        if (wasRefused) refused++
      }
      expect(refused).toBeGreaterThan(0)
    }
  )

  test('the state, from each moment on after the first', async () => {
    let refused = 0
    for await (const { job, green, taken, wasRefused } of stepsAfter(['saveState'], 1)) {
      if (wasRefused) refused++
      expect([taken, green, job.runner.text('error')]).toEqual([taken, true, ''])
    }
    expect(refused).toBeGreaterThan(0)
  })

  test('a failed run is red with its own errors alone: of its step, and its own', async () => {
    const { job, green } = await stepAfter(['setOutput', 'writeSummary'], 0, { script: endingAs('failed') })
    expect(green).toBe(false)
    // Its step's own, with the traceback, stands before it.
    expect(job.runner.text('error')).toMatch(
      /^the data has drifted\n(?:[^\n]*\n){2}ValueError: drift\nThe run on stack staging ended as failed: [^\n]*$/
    )
  })

  test('the log has the run, and how it ended', async () => {
    const { job } = await stepAfter(['setOutput', 'writeSummary'], 0)
    const [id] = job.standIn.runs.map(one => one.id)
    const log = job.runner.text('info')
    for (const line of [`Output run-id: ${id}`, 'Output status: completed', 'Output conclusion: success'])
      expect(log).toContain(line)
    expect(log).toMatch(/Output run-url: http:\/\/zenml\.test\/.*\/runs\//)
  })
})

describe('nothing is started', () => {
  test('if post could never hear of it', async () => {
    const { job, green } = await stepAfter(['saveState'], 0)
    expect(green).toBe(false)
    expect(job.sent).toEqual([])
    expect(job.runner.text('error')).toMatch(/^saveState: The runner's file .* cannot be written/)
    expect(job.runner.outputs).toMatchObject({ triggered: 'false', conclusion: 'failure' })
  })

  test('if later steps cannot get the credentials that were promised', async () => {
    const { job, green } = await stepAfter(['exportVariable'], 0, { inputs: { 'export-credentials': 'token' } })
    expect(green).toBe(false)
    expect(job.asked('start')).toEqual([])
    expect(job.runner.text('error')).toMatch(/^exportVariable: The runner's file .* cannot be written/)
  })
})
