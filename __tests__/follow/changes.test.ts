import { describe, expect, test } from '@jest/globals'
import { lastUpdate, mergeSteps, runLine } from '../../src/follow/changes.ts'
import { aRun, aStep, made } from '../pieces/entities.ts'

const known = (...steps: ReturnType<typeof aStep>[]) => mergeSteps(new Map(), steps).steps

describe('steps after a look', () => {
  test('are those before with the changed ones in their place', () => {
    const before = known(aStep('load', 'running'), aStep('train', 'initializing'))
    const { steps } = mergeSteps(before, [aStep('load', 'completed'), aStep('test', 'running')])
    expect([...steps.values()].map(({ name, status }) => `${name} ${status}`)).toEqual([
      'load completed',
      'train initializing',
      'test running'
    ])
    expect(before.get('step-load')?.status).toBe('running')
  })

  test('are logged once for each new status', () => {
    const before = known(aStep('load', 'running'))
    expect(mergeSteps(before, [aStep('load', 'running', { updated: 'later' })]).changes).toEqual([])
    expect(mergeSteps(before, [aStep('load', 'completed')]).changes.map(({ line }) => line)).toEqual([
      'Step load: completed'
    ])
  })

  test.each([
    ['failed', true],
    ['stopped', true],
    ['retried', false],
    ['completed', false],
    ['cached', false],
    ['skipped', false],
    ['running', false],
    ['a-word-of-tomorrow', false]
  ])('that are %s have failed: %s', (status, failed) => {
    expect(mergeSteps(new Map(), [aStep('load', status)]).changes[0]?.failed).toBe(failed)
  })

  test('say how long they took once they have ended', () => {
    const line = (status: string) =>
      mergeSteps(new Map(), [aStep('load', status, { endMs: made + 65_000 })]).changes[0]?.line
    expect(line('completed')).toBe('Step load: completed in 1m 5s')
    expect(line('running')).toBe('Step load: running')
  })

  test('have names that nothing obeys', () => {
    const line = mergeSteps(new Map(), [aStep('a\n::add-path::b', '##[c]\u202e')]).changes[0]?.line ?? ''
    expect(line).not.toMatch(/\n|##\[|\u202e/)
  })
})

test('the latest change is the greatest time that the server wrote', () => {
  expect(
    lastUpdate(
      known(
        aStep('a', 'running', { updated: '2026-11-23T12:00:02' }),
        aStep('b', 'running', { updated: '2026-11-23T12:00:01' }),
        aStep('c', 'running')
      )
    )
  ).toBe('2026-11-23T12:00:02')
  expect(lastUpdate(known(aStep('c', 'running')))).toBeUndefined()
})

describe('a run', () => {
  test('is reported if its status is new, with the reason if there is one', () => {
    expect(runLine(undefined, aRun())).toBe('Run: running')
    expect(runLine('initializing', aRun({ statusReason: 'a\nb' }))).toBe('Run: running (a b)')
    expect(runLine('running', aRun({ statusReason: 'new' }))).toBeUndefined()
  })

  test('of an unknown status is said to be taken as in progress', () => {
    expect(runLine('running', aRun({ status: 'hibernating' }))).toContain('still in progress')
  })
})
