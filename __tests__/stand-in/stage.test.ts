import { afterEach, expect, test } from '@jest/globals'
import { cpuMsSince } from '../pieces/cpu-time.ts'
import { Stage } from './stage.ts'

let stage: Stage | undefined
afterEach(() => stage?.close())

test('a run is started, followed and reported in virtual time', async () => {
  stage = new Stage()
  const main = await stage.main()
  expect(stage.runner.text('error', 'warning')).toBe('')
  expect(main.green).toBe(true)
  expect(stage.runner.outputs['conclusion']).toBe('success')
  expect(stage.standIn.runs).toHaveLength(1)
  expect(main.untilMs).toBeGreaterThan(60_000)
  expect(main.untilMs).toBeLessThan(70_000)
  const requests = stage.exchanged.length
  await stage.post()
  expect(stage.exchanged).toHaveLength(requests)
})

test('an hour passes in a moment', async () => {
  const began = process.cpuUsage()
  stage = new Stage({
    scriptOf: () => ({ statuses: [{ atMs: 0, status: 'running' }], stop: 'graceful', stopTakesMs: 15_000 })
  })
  const main = await stage.main({ timeout: '1h' })
  expect(main.green).toBe(false)
  expect(stage.runner.outputs['conclusion']).toBe('timed-out')
  expect(main.untilMs).toBeGreaterThanOrEqual(3_600_000)
  expect(main.untilMs).toBeLessThan(3_600_000 + 60_000)
  expect(cpuMsSince(began)).toBeLessThan(60_000)
})
