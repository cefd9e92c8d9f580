import { describe, expect, test } from '@jest/globals'
import type { FindPlace } from '../../src/follow/failure-annotation.ts'
import { FailureLog } from '../../src/follow/failure-log.ts'
import { aStep, stepJson } from '../pieces/entities.ts'
import { FakeServer, ids, type Reply, refused } from '../pieces/fake-server.ts'

describe('of many steps that did not succeed', () => {
  const failure = { message: 'no data', traceback: undefined }
  const stopped = Array.from({ length: 12 }, (_, nth) => aStep(`stopped-${nth}`, 'stopped'))
  const failed = Array.from({ length: 12 }, (_, nth) => aStep(`failed-${nth}`, 'failed'))

  async function shown(...steps: readonly ReturnType<typeof aStep>[]): Promise<readonly string[]> {
    const log = new FailureLog(new FakeServer(() => ({})).connection().session, ids.run, undefined)
    for (const step of steps) await log.show(step, step.status === 'failed' ? failure : undefined)
    return log.failures.map(({ step }) => step.name)
  }

  test('ten are kept', async () => {
    expect(await shown(...stopped)).toEqual(stopped.slice(0, 10).map(({ name }) => name))
    expect(await shown(...failed)).toEqual(failed.slice(0, 10).map(({ name }) => name))
  })

  test('those that failed take the places of those that were stopped', async () => {
    expect(await shown(...stopped, ...failed.slice(0, 2))).toEqual([
      ...stopped.slice(0, 8).map(({ name }) => name),
      'failed-0',
      'failed-1'
    ])
    expect(await shown(...failed, ...stopped)).toEqual(failed.slice(0, 10).map(({ name }) => name))
  })
})

describe('why a step failed', () => {
  function logOf(findPlace?: FindPlace, reply: Reply = {}) {
    const server = new FakeServer(() => reply)
    const log = new FailureLog(server.connection().session, ids.run, findPlace)
    return { log, runner: server.runner, server, groups: () => server.runner.text('group') }
  }
  const traceback = Array.from({ length: 9 }, (_, nth) => `line ${nth}`)
    .concat('pkg.errors.DataError: no data')
    .join('\n')

  test('is a group of its own, with the traceback line by line', async () => {
    const { groups, log, runner } = logOf()
    await log.show(aStep('train', 'failed'), { message: 'no data', traceback })
    expect(groups()).toContain('Why step train failed: no data')
    expect(runner.text('info').split('\n')).toEqual(traceback.split('\n').map(line => `│ ${line}`))
  })

  test('is its message, if there is no traceback', async () => {
    const { log, runner } = logOf()
    await log.show(aStep('train', 'failed'), { message: 'no\ndata', traceback: undefined })
    expect(runner.text('info').split('\n')).toEqual(['│ no', '│ data'])
    expect(runner.places).toEqual([{ title: 'Failed in step train' }])
    expect(runner.text('error').split('\n')[0]).toBe('no data')
  })

  test('is annotated with the exception and the last six lines of its traceback, where it was raised', async () => {
    const { log, runner } = logOf(async ({ message }) => ({ file: `${message}.py`, line: 7 }))
    await log.show(aStep('train', 'failed'), { message: 'no data', traceback: `${traceback}\n\n` })
    expect(runner.places).toEqual([{ title: 'DataError in step train', file: 'no data.py', line: 7 }])
    expect(runner.text('error').split('\n')).toEqual([
      'pkg.errors.DataError: no data',
      ...traceback.split('\n').slice(-6)
    ])
  })

  test('is shown once, and not at all if nothing is known', async () => {
    const { groups, log, runner } = logOf()
    const step = aStep('train', 'failed')
    for (const message of ['first', 'second']) await log.show(step, { message, traceback: undefined })
    await log.show(aStep('other', 'stopped'), undefined)
    expect(groups()).not.toMatch(/second|other/)
    expect([log.failures.length, runner.places.length, log.lacks(step)]).toEqual([2, 1, false])
  })

  test('is asked of the server if the step failed, and not if it was stopped', async () => {
    const exception_info = { message: 'no data', traceback: null }
    const { log, runner, server } = logOf(undefined, { json: stepJson('train', 'failed', 'x', { exception_info }) })
    await log.read(aStep('other', 'stopped'), { attempts: 1 })
    expect(server.asked).toEqual([])
    for (let nth = 0; nth < 2; nth++) await log.read(aStep('train', 'failed'), { attempts: 1 })
    expect(server.asked).toEqual([expect.stringContaining('/api/v1/steps/step-train')])
    expect(runner.text('group')).toContain('Why step train failed: no data')
    expect(log.failures.map(({ step, failure }) => [step.name, failure?.message])).toEqual([
      ['other', undefined],
      ['train', 'no data']
    ])
  })

  test('may be asked for again if the server could not say it, unless the job was cancelled', async () => {
    const { log, runner, server } = logOf(undefined, refused(503, 'E', 'm'))
    await log.read(aStep('train', 'failed'), { attempts: 1 })
    expect([log.lacks(aStep('train', 'failed')), log.failures, runner.text('warning', 'error')]).toEqual([true, [], ''])
    const signal = AbortSignal.abort(new Error('cancelled'))
    await expect(log.read(aStep('train', 'failed'), { attempts: 1, signal })).rejects.toThrow('cancelled')
    expect(server.asked).toHaveLength(1)
  })

  test('of a step that is not of the run is dropped', async () => {
    const { log } = logOf()
    for (const name of ['own', 'theirs']) await log.show(aStep(name, 'stopped'), undefined)
    log.keepOnly(({ name }) => name === 'own')
    expect(log.failures.map(({ step }) => step.name)).toEqual(['own'])
  })
})
