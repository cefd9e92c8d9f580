import { describe, expect, test } from '@jest/globals'
import { StepLog } from '../../src/follow/step-log.ts'
import { aStep } from '../pieces/entities.ts'
import { FakeServer, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const entries = (count: number, from = 0) =>
  Array.from({ length: count }, (_, nth) => ({
    id: `e00fe79b-2819-4bd1-8950-${(from + nth).toString(16).padStart(12, '0')}`,
    message: `line ${from + nth}`
  }))

/** A log whose answers a test changes, and the lines that it handed on, as often as it did. */
function aLog() {
  const state: { reply: Reply } = { reply: { json: [] } }
  const server = new FakeServer(() => state.reply)
  const log = new StepLog(aStep('train', 'running'))
  const shown: (readonly string[])[] = []
  const read = (reply: Reply) => {
    state.reply = reply
    return log.read(server.session(), { attempts: 1 }, lines => void shown.push(lines))
  }
  return { log, read, server, shown, lines: () => shown.flat() }
}

describe('a reading', () => {
  test('hands on each line once, 500 at a time at most', async () => {
    const { lines, read, shown } = aLog()
    expect(await read({ json: entries(1_200) })).toEqual({ isCut: false })
    await read({ json: entries(1_201) })
    expect(lines()).toEqual(entries(1_201).map(({ message }) => message))
    expect(shown.map(({ length }) => length)).toEqual([500, 500, 200, 1])
  })

  test('of 50,000 entries may not be all of them: a server gives no more', async () => {
    expect(await aLog().read({ json: entries(50_000) })).toEqual({ isCut: true })
  })

  test('of a log that is not there yet brings nothing, and one of an empty log shows that it is there', async () => {
    const { log, read } = aLog()
    expect(await read(refused(404, 'KeyError', 'none'))).toEqual({ isCut: false })
    expect(log.hasEntries).toBe(false)
    await read({ json: [] })
    expect(log.hasEntries).toBe(true)
    await read(refused(404, 'KeyError', 'none'))
    expect(log.hasEntries).toBe(true)
  })

  test('is due at once the first time, then the later the less came, also after trouble', async () => {
    const { log, read, server } = aLog()
    expect(log.dueMs).toBeLessThanOrEqual(0)
    server.clock.pass(1_000)
    await read({ json: entries(1) })
    expect(log.dueMs).toBe(7_000)

    server.clock.pass(6_000)
    await read({ json: entries(1) })
    expect(log.dueMs).toBe(7_000 + 9_000)

    server.clock.pass(9_000)
    await failure(() => read(refused(503, 'E', 'm')))
    expect(log.dueMs).toBe(16_000 + 13_500)

    server.clock.pass(13_500)
    await read({ json: entries(2) })
    expect(log.dueMs).toBe(29_500 + 6_000)
  })

  test('of a large log delays the next one', async () => {
    const { log, read } = aLog()
    await read({ json: [{ message: 'x'.repeat(10 * 1024 * 1024) }] })
    expect(log.dueMs).toBeGreaterThan(39_000)
  })
})

describe('the last lines', () => {
  test.each([0, 1, 199, 200, 201, 400, 401, 1_000])('of %d are 200 at most, and all are counted', async count => {
    const { log, read } = aLog()
    await read({ json: entries(count) })
    const expected = entries(count)
      .map(({ message }) => message)
      .slice(-200)
    expect([log.count, log.tail]).toEqual([count, expected])
    log.end(true)
    expect(log.tail).toEqual(expected)
  })

  test('have the beginning of a message whose end never came, once', async () => {
    const { lines, log, read } = aLog()
    const begun = { ...entries(1)[0], message: 'begun', chunk_index: 0, total_chunks: 2 }
    await read({ json: [begun] })
    expect(lines()).toEqual([])
    expect([log.end(false), log.end(false), log.tail, log.count]).toEqual([['begun'], [], ['begun'], 1])
  })
})

test.each([true, false])('a log is done only once it was ended, and then known to be whole: %s', async isWhole => {
  const { log, read } = aLog()
  await read({ json: entries(1) })
  expect([log.isDone, log.isWhole]).toEqual([false, false])
  log.end(isWhole)
  expect([log.isDone, log.isWhole]).toEqual([true, isWhole])
})
