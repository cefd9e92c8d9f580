import { expect, test } from '@jest/globals'
import { Report } from '../../src/report/report.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'

function reporting(change = {}) {
  const captured = new CapturedRunner()
  const { log, runner } = captured.connect(() => true)
  return { captured, report: new Report({ log, runner: { ...runner, ...change } }) }
}

test('what is published sets its outputs at once, and no others again', () => {
  const { captured, report } = reporting()
  report.publish({ environment: 'staging' })
  expect(captured.outputs).toEqual({ environment: 'staging' })
  report.publish({ triggered: true })
  expect(captured.written.map(({ text }) => text)).toEqual(['environment=staging', 'triggered=true'])
})

test('metadata that is too large for an output is said to be left out, once', () => {
  const { captured, report } = reporting()
  const metadata = { x: 'x'.repeat(200_000) }
  report.publish({ metadata })
  report.publish({ metadata })
  expect(captured.outputs).toEqual({ metadata: '{}' })
  expect(captured.text('notice').match(/metadata is too large/g)).toHaveLength(1)
})

test('metrics that are too large for an output are said to be left out, once, whatever was said of the metadata', () => {
  const { captured, report } = reporting()
  const large = { x: 'x'.repeat(200_000) }
  const run = { name: 'training-1', url: 'https://zenml.test/runs/r', metrics: large, rows: [], notes: [] }
  report.publish({ metadata: large })
  for (let time = 0; time < 2; time++) report.publish({ results: { verdict: 'passed', runs: [run] } })
  expect(captured.outputs).toMatchObject({ metadata: '{}', metrics: '{}' })
  expect(captured.text('notice').split('\n')).toEqual([
    "The run's metadata is too large for an output, so the output metadata is {}; see the dashboard.",
    "The run's metrics are too large for an output, so the output metrics is {}; see the dashboard."
  ])
})

test('a run is known as soon as one is published, and not before', async () => {
  const { report } = reporting()
  let isKnown = false
  const known = report.hasRun.then(() => {
    isKnown = true
  })
  report.publish({ runs: [] })
  await new Promise(resolve => setImmediate(resolve))
  expect(isKnown).toBe(false)
  report.publish({ runs: [{ id: 'r', name: 'training-1', status: 'running', url: 'https://zenml.test/runs/r' }] })
  await known
  expect(isKnown).toBe(true)
})

test('a run without metadata causes no notice', () => {
  const { captured, report } = reporting()
  report.publish({ metadata: {} })
  expect(captured.outputs).toEqual({ metadata: '{}' })
  expect(captured.text('notice')).toBe('')
})

test("a secret in somebody else's words is gone before they are kept", () => {
  const captured = new CapturedRunner()
  const { log, runner } = captured.connect(() => true)
  log.mask('s3cret-s3cret')
  const report = new Report({ log, runner })
  const words = 'the key is s3cret-s3cret'
  report.publish({ error: words, plan: words, metadata: { [words]: words } })
  const shown = 'the key is ***'
  expect(report.facts).toEqual({ error: shown, plan: shown, metadata: { [shown]: shown } })
})

test('a mask that is a word by which later steps decide does not change it', () => {
  const captured = new CapturedRunner()
  const { log, runner } = captured.connect(() => true)
  log.hide('failed')
  log.hide('unknown')
  const report = new Report({ log, runner })
  report.publish({ results: { verdict: 'failed', runs: [] }, promotion: { end: 'unknown', note: 'It failed.' } })
  expect(captured.outputs['verdict']).toBe('failed')
  expect(report.facts.promotion).toEqual({ end: 'unknown', note: 'It ***.' })
})

test('the last word on a thing counts', () => {
  const { report } = reporting()
  report.publish({ conclusion: 'success', environment: 'staging' })
  report.publish({ conclusion: 'failure' })
  expect(report.facts).toEqual({ conclusion: 'failure', environment: 'staging' })
})

test('the summary holds all that was published', async () => {
  const { captured, report } = reporting()
  report.publish({ environment: 'staging' })
  report.publish({ conclusion: 'success' })
  await report.finish()
  expect(captured.summary).toContain('succeeded')
  expect(captured.summary).toContain('staging')
})

test('a step that ends at its gate has the same summary as by the whole code, which it does not load', async () => {
  for (const facts of [
    { conclusion: 'skipped', triggered: false, reason: 'no environment has the branch docs' },
    { conclusion: 'failure', triggered: false, reason: 'it is a fork', error: 'Refused: it is a fork\n- really' },
    { conclusion: 'cancelled', triggered: false, error: 'The job was cancelled.' }
  ] as const) {
    const { captured, report } = reporting()
    report.publish(facts)
    await report.finish()
    expect(captured.summary).toBe(summaryOf(facts))
  }
})

test('behind the gate it has all parts', async () => {
  const { captured, report } = reporting()
  report.summarizeBy(summaryOf)
  report.publish({ project: 'default' })
  await report.finish()
  expect(captured.summary).toContain('| Project | ')
})

test('a summary that cannot be written is a warning, and nothing else', async () => {
  const { captured, report } = reporting({ writeSummary: () => Promise.reject(new Error('disk full\n::error::x')) })
  await report.finish()
  expect(captured.text('warning')).toMatch(/^The job summary could not be written: .*disk full/)
  expect(captured.text('warning')).not.toContain('\n')
  expect(captured.text('error')).toBe('')
})
