import { describe, expect, test } from '@jest/globals'
import type { LogMode } from '../../src/follow/shown-logs.ts'
import { StepLogs } from '../../src/follow/step-logs.ts'
import { aStep } from '../pieces/entities.ts'
import { FakeServer, ids, type Reply, refused } from '../pieces/fake-server.ts'

/** A log whose entries have ids by their places. */
const entries = (...messages: readonly string[]) => ({
  json: messages.map((message, nth) => ({
    id: `e00fe79b-2819-4bd1-8950-${nth.toString(16).padStart(12, '0')}`,
    message
  }))
})
const numbered = (count: number) => Array.from({ length: count }, (_, nth) => `line ${nth}`)

/** Logs of steps at a server that answers by the step's name and virtual time, ms. */
function following(mode: LogMode, log: (name: string, ms: number) => Reply) {
  const asked: string[] = []
  const server: FakeServer = new FakeServer(({ path }) => {
    const name = /\/steps\/step-([^/]+)\/logs/.exec(path)?.[1] ?? path
    asked.push(name)
    return log(name, server.clock.elapsed())
  })
  const cancel = new AbortController()
  const logs = new StepLogs(server.connection(), ids.run, mode, cancel.signal)
  const settled = () => new Promise(resolve => setImmediate(resolve))

  /** A second after second, so many, at the end of each of which the steps are seen as they are then. */
  const watch = async (seconds: number, ...steps: readonly ReturnType<typeof aStep>[]) => {
    for (let nth = 0; nth < seconds; nth++) {
      logs.tick(steps)
      await settled()
      server.clock.pass(1_000)
    }
  }
  return {
    asked,
    cancel,
    finish: (...steps: readonly ReturnType<typeof aStep>[]) => logs.finish(steps),
    logs,
    server,
    settled,
    watch,
    groups: () => server.runner.text('group').split('\n').filter(Boolean),
    info: () => server.runner.text('info'),
    lines: () => server.runner.written.flatMap(({ text }) => (text.startsWith('│ ') ? [text.slice(2)] : []))
  }
}

describe('while the run goes on', () => {
  test('one log is read at a time, each in its turn', async () => {
    const { asked, logs, settled, watch } = following('live', name => entries(name))
    const steps = ['a', 'b', 'c'].map(name => aStep(name, 'running'))
    logs.tick(steps)
    logs.tick(steps)
    await settled()
    expect(asked).toEqual(['a'])
    await watch(3, ...steps)
    expect(asked).toEqual(['a', 'b', 'c'])
    await watch(8, ...steps)
    expect(asked).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
  })

  test('the log of a step that failed comes first, then those of steps that ended', async () => {
    const { asked, watch } = following('live', name => entries(name))
    await watch(4, aStep('going', 'running'), aStep('done', 'completed'), aStep('bad', 'failed'))
    // Two seconds after the end of a step its log is read for the last time, whenever it was read before.
    expect(asked).toEqual(['bad', 'done', 'bad', 'done'])
    await watch(1, aStep('going', 'running'), aStep('done', 'completed'), aStep('bad', 'failed'))
    expect(asked.at(-1)).toBe('going')
  })

  test.each(['cached', 'skipped', 'initializing', 'provisioning', 'queued'])(
    'a step that is %s has no log of its own',
    async status => {
      const { asked, finish, watch } = following('live', name => entries(name))
      await watch(10, aStep('train', status))
      await finish(aStep('train', status))
      expect(asked).toEqual([])
    }
  )

  test('nothing but a failed step is asked for if only those are shown, and nothing is shown before its end', async () => {
    const { asked, finish, groups, lines, watch } = following('failed', name => entries(name))
    await watch(3, aStep('good', 'completed'), aStep('going', 'running'))
    expect(asked).toEqual([])
    await watch(1, aStep('bad', 'failed'))
    expect([asked, lines()]).toEqual([['bad'], []])
    await watch(3, aStep('bad', 'failed'))
    await finish(aStep('bad', 'failed'))
    expect([groups(), lines()]).toEqual([['Log of step bad'], ['bad']])
  })

  test('it is known when a line was shown last', async () => {
    const { logs, watch } = following('live', (_, ms) => entries(...numbered(ms < 5_000 ? 1 : 2)))
    expect(logs.shownMs).toBe(Number.NEGATIVE_INFINITY)
    await watch(6, aStep('train', 'running'))
    expect(logs.shownMs).toBe(0)
    await watch(10, aStep('train', 'running'))
    expect(logs.shownMs).toBe(6_000)
  })

  test('a log that is complete is not read again', async () => {
    const { asked, finish, logs, watch } = following('live', name => entries(name))
    await watch(4, aStep('bad', 'failed'))
    expect(asked).toEqual(['bad', 'bad'])
    await watch(60, aStep('bad', 'failed'))
    await finish(aStep('bad', 'failed'))
    expect(asked).toEqual(['bad', 'bad'])
    expect(logs.tails).toEqual([{ step: 'bad', lines: ['bad'] }])
  })
})

describe('a log that cannot be read', () => {
  test('for a while is read later', async () => {
    const { info, lines, watch } = following('live', (_, ms) =>
      ms < 20_000 ? refused(503, 'E', 'm') : entries('late')
    )
    await watch(60, aStep('train', 'running'))
    expect([info(), lines()]).toEqual(['│ late', ['late']])
  })

  test('for good is asked for once, and said once for all', async () => {
    const { asked, info, watch } = following('live', () => refused(501, 'E', 'no such store'))
    await watch(60, aStep('a', 'running'), aStep('b', 'running'))
    expect(asked).toEqual(['a', 'b'])
    expect(info()).toMatch(/^Cannot read the log of step a, nor perhaps others: .*no such store.*$/)
  })

  test('since there is trouble when its step has ended long enough, ends as what had come of it', async () => {
    const { asked, info, logs, watch } = following('live', (_, ms) =>
      ms < 1_000 ? entries('a') : refused(503, 'E', 'm')
    )
    await watch(60, aStep('bad', 'failed'))
    expect([asked.length, info().match(/Cannot read the log/g)?.length]).toEqual([2, 1])
    expect(logs.tails).toEqual([{ step: 'bad', lines: ['a', '… How this log ends is not known.'] }])
  })

  test('a log that never comes is not missed while its step goes on, nor after it', async () => {
    const { finish, info, lines, logs, watch } = following('live', () => refused(404, 'KeyError', 'none'))
    await watch(20, aStep('train', 'running'))
    await finish(aStep('train', 'failed'))
    expect([info(), lines(), logs.tails]).toEqual(['', [], []])
  })
})

describe('what the server does not give', () => {
  test('is said once, where its log ends', async () => {
    const { asked, info, logs, watch } = following('failed', () => entries(...numbered(50_000)))
    await watch(5, aStep('bad', 'failed'))
    expect(asked).toEqual(['bad'])
    expect(info().match(/The server gives the first 50000 entries .* step bad ends can't be read/g)).toHaveLength(1)
    expect(logs.tails[0]?.lines.slice(-2)).toEqual(['line 49999', '… How this log ends is not known.'])
  })
})

describe('when the run has ended', () => {
  test('logs are read two seconds after the end of their steps, or at once if that is over', async () => {
    const { asked, finish, lines, server, watch } = following('live', (_, ms) =>
      entries(...numbered(ms < 3_000 ? 1 : 2))
    )
    await watch(1, aStep('train', 'running'))
    server.clock.pass(1_000)
    await finish(aStep('train', 'completed'))
    expect([asked, lines(), server.clock.elapsed()]).toEqual([['train', 'train'], ['line 0', 'line 1'], 4_000])
  })

  test('that of a step which is still said to go on is read two seconds later', async () => {
    const { asked, finish, lines, server } = following('live', (_, ms) => entries(...numbered(ms < 2_000 ? 1 : 2)))
    await finish(aStep('train', 'running'))
    expect([asked, lines(), server.clock.elapsed()]).toEqual([['train', 'train'], ['line 0', 'line 1'], 2_000])
  })

  test('one that is not there is asked for a second later again, and no further', async () => {
    const { asked, finish, lines, server } = following('live', (_, ms) =>
      ms < 1_000 ? refused(404, 'KeyError', 'none') : entries('late')
    )
    await finish(aStep('train', 'completed'))
    expect([asked, lines(), server.clock.elapsed()]).toEqual([['train', 'train'], ['late'], 1_000])
  })

  test('those of a dozen steps are read, of those that failed first, and the log says where the others are', async () => {
    const { asked, finish, info } = following('live', name => entries(name))
    const good = Array.from({ length: 12 }, (_, nth) => aStep(`good-${nth}`, 'completed'))
    await finish(...good, aStep('bad', 'failed'))
    expect(asked[0]).toBe('bad')
    expect([...new Set(asked)]).toEqual(['bad', ...good.slice(0, 11).map(({ name }) => name)])
    expect(info()).toMatch(/^The ends of the logs of 1 more steps are in the dashboard: https:.*runs.*$/m)
  })

  test('of a dozen all are read, and nothing is said of more', async () => {
    const { asked, finish, info } = following('live', name => entries(name))
    await finish(...Array.from({ length: 12 }, (_, nth) => aStep(`s${nth}`, 'completed')))
    expect([new Set(asked).size, info().includes('more steps')]).toEqual([12, false])
  })

  test('twenty seconds are the most that a slow server gets', async () => {
    const { asked, finish, lines, server } = following('live', name => {
      server.clock.pass(9_000)
      return entries(name)
    })
    await finish(...['a', 'b', 'c', 'd', 'e'].map(name => aStep(name, 'completed')))
    expect([new Set(asked).size, lines()]).toEqual([3, ['a', 'b', 'c']])
    expect(server.clock.elapsed()).toBeLessThan(30_000)
  })

  test('a cancel ends the waiting, and what has come is shown', async () => {
    const { cancel, finish, lines, logs, server } = following('failed', name => entries(name))
    server.clock.at(500, () => cancel.abort(new Error('cancelled')))
    await finish(aStep('bad', 'failed'))
    expect([lines(), server.clock.elapsed()]).toEqual([['bad'], 500])
    expect(logs.tails).toEqual([{ step: 'bad', lines: ['bad', '… How this log ends is not known.'] }])
  })

  test('nothing is read any longer once it was stopped', async () => {
    const { asked, info, logs, settled } = following('live', name => entries(name))
    logs.tick([aStep('train', 'running')])
    await logs.stop()
    await settled()
    logs.tick([aStep('train', 'running'), aStep('other', 'running')])
    await settled()
    expect([asked, info()]).toEqual([['train'], '│ train'])
  })
})

describe('what is shown of the log of a step that failed', () => {
  test.each([
    [1, ''],
    [200, ''],
    [201, ', its last 200 of 201 lines']
  ])('of %d lines are its last 200, and its title says so: %j', async (count, part) => {
    const { finish, groups, lines } = following('failed', () => entries(...numbered(count)))
    await finish(aStep('bad', 'failed'))
    expect([groups(), lines()]).toEqual([[`Log of step bad${part}`], numbered(count).slice(-200)])
  })

  test('of which the end is not known says so', async () => {
    const { finish, groups, server } = following('failed', (_, ms) =>
      ms < 1_000 ? entries('a', 'b') : refused(503, 'E', 'm')
    )
    await finish(aStep('bad', 'failed'))
    expect(groups()).toEqual(['Log of step bad, the last 2 of 2 lines that were read; how it ends is not known'])
    expect(server.runner.text('warning', 'error')).toBe('')
  })

  test('is handed on by 50 lines, of steps that failed alone', async () => {
    const { finish, logs } = following('live', name => entries(...numbered(60).map(line => `${name} ${line}`)))
    await finish(aStep('good', 'completed'), aStep('bad', 'failed'))
    expect(logs.tails).toEqual([
      {
        step: 'bad',
        lines: numbered(60)
          .slice(-50)
          .map(line => `bad ${line}`)
      }
    ])
  })

  test('has a name that nothing obeys', async () => {
    const { finish, groups } = following('failed', () => entries('a'))
    await finish(aStep('a\n##[group]::b', 'failed', { id: 'step-a' }))
    expect(groups()).toEqual(['Log of step a ## [group]::b'])
  })
})

test('two hundred thousand lines are shown at most, and the log says so once', async () => {
  const { info, lines, watch } = following('live', () => entries(`${'x\n'.repeat(59_999)}x`))
  await watch(6, ...['a', 'b', 'c', 'd', 'e'].map(name => aStep(name, 'running')))
  expect(lines()).toHaveLength(200_000)
  expect(info().match(/More than 200000 lines of logs are not shown here: https:/g)).toHaveLength(1)
})
