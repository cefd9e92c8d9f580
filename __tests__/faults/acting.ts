import { afterEach, expect } from '@jest/globals'
import { noteFigures } from '../figures.ts'
import { type Fault, faultName, type Question } from '../stand-in/fault.ts'
import { leaksIn } from '../stand-in/leak.ts'
import type { RunScript } from '../stand-in/run-script.ts'
import { Stage, type StageOptions } from '../stand-in/stage.ts'

let stages: Stage[] = []

afterEach(() => {
  const all = stages
  stages = []
  for (const stage of all) stage.close()
  for (const stage of all) expectSecrecy(stage)
})

/** A stage that is closed after the test, when nothing that was written on it may hold a secret. */
export function open(options: StageOptions = {}): Stage {
  const stage = new Stage(options)
  stages.push(stage)
  return stage
}

/** The same fault for some requests with one question. */
export function faulty(question: Question, fault: Fault, nth = 0, times = 1): NonNullable<StageOptions['faultFor']> {
  return passed => (passed.question === question && passed.nth >= nth && passed.nth < nth + times ? fault : undefined)
}

/** When a run begins, and how long it goes on from then. */
export interface Course {
  readonly startMs?: number
  readonly runsMs?: number
}

/** A run that begins, goes on and ends as asked; without an end it goes on for good. */
export function scripted(end: string | undefined, more: Partial<RunScript> & Course = {}) {
  const { startMs = 4_000, runsMs = 40_000, ...script } = more
  const statuses = [
    { atMs: 0, status: 'initializing' },
    { atMs: startMs, status: 'running' },
    ...(end === undefined ? [] : [{ atMs: startMs + runsMs, status: end }])
  ]
  return (): RunScript => ({ statuses, stop: 'graceful', stopTakesMs: 15_000, ...script })
}

/** Adds a fault that was tried, and whether the step told the truth, to the project's figures: by its name, and in all. */
export function noteFault(server: 'stand-in' | 'real server', fault: Fault | string, survived: boolean): void {
  const name = typeof fault === 'string' ? fault : faultName(fault)
  const count = survived ? 1 : 0
  noteFigures({ [`${server}, tried: ${name}`]: 1, [`${server}, survived: ${name}`]: count })
  noteFigures({ [`${server}, faults tried`]: 1, [`${server}, faults survived`]: count })
}

function expectSecrecy({ runners, standIn }: Stage): void {
  for (const runner of runners) {
    const all = [runner.text(), JSON.stringify(runner.outputs), JSON.stringify(runner.states), runner.summary].join(
      '\n'
    )
    expect(leaksIn(all, standIn.credentials.secrets)).toEqual([])
  }
}
