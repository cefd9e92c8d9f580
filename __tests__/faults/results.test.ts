import { describe, expect, test } from '@jest/globals'
import type { Fault } from '../stand-in/fault.ts'
import { faulty, noteFault, open, scripted } from './acting.ts'
import { named, passing, passingLater, strays } from './every-fault.ts'

/** What is asked for when a run with checks has succeeded: about the run itself, and about what it is compared with. */
const ofResults = [
  ['results', 0],
  ['baseline', 0],
  ['results', 2]
] as const

/** For a read it is the same whether the server did what was asked before the answer got lost. */
const once = (faults: readonly Fault[]) => named(faults.filter(fault => !('processed' in fault && fault.processed)))
const inputs = { checks: 'run.accuracy: {min: 0.8, max-drop: 0.05}', promote: 'production' }

/** A run that logs an accuracy; the other job's, which it is compared with, has 0.9. */
const logging = (accuracy: number) =>
  scripted('completed', { startMs: 2_000, runsMs: 8_000, hasModel: true, logged: { run: { accuracy } } })

describe('results are read once more', () => {
  test.each(once([...passing, ...passingLater]))('after %s, whichever of the questions it met', async (_, fault) => {
    for (const [question, nth] of ofResults) {
      const stage = open({ scriptOf: logging(0.9), faultFor: faulty(question, fault, nth) })
      const main = await stage.main(inputs)
      const { verdict } = stage.runner.outputs
      noteFault('stand-in', fault, main.green === true)
      expect([question, nth, main.green, verdict]).toEqual([question, nth, true, 'passed'])
      stage.close()
    }
  })
})

describe('results that are too bad are never green, and promote nothing', () => {
  test.each(once([...passing, ...passingLater, ...strays]))('through %s', async (_, fault) => {
    for (const [question, nth] of ofResults) {
      const stage = open({ scriptOf: logging(0.5), faultFor: faulty(question, fault, nth) })
      const main = await stage.main(inputs)
      const { conclusion, verdict } = stage.runner.outputs
      noteFault('stand-in', fault, main.green === false)
      expect([question, nth, main.green, conclusion, verdict]).toEqual([question, nth, false, 'success', 'failed'])
      expect(stage.standIn.furniture.models.holders('production')).toEqual([])
      stage.close()
    }
  })
})

test.each(once(strays))(
  '%s at a question about results is red with checks, and nothing without them',
  async (_, fault) => {
    // A 401 is a reason for a new login.
    const passes = 'status' in fault && fault.status === 401
    for (const [question, nth] of ofResults) {
      const checked = open({ scriptOf: logging(0.9), faultFor: faulty(question, fault, nth) })
      const main = await checked.main(inputs)
      expect([question, nth, main.green, checked.runner.outputs['conclusion']]).toEqual([
        question,
        nth,
        passes,
        'success'
      ])
      const plain = open({ scriptOf: logging(0.9), faultFor: faulty(question, fault, nth) })
      expect((await plain.main()).green).toBe(true)
      for (const stage of [checked, plain]) stage.close()
    }
  }
)
