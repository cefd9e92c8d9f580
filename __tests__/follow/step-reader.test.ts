import { describe, expect, test } from '@jest/globals'
import { StepReader } from '../../src/follow/step-reader.ts'
import { FakeServer, ids } from '../pieces/fake-server.ts'

const once = { attempts: 1 }

interface ServedStep {
  readonly name: string
  readonly status: string
  /** Time of its last change as the server writes it, without its date. */
  readonly updated: string
}

const step = (name: string, status: string, updated: string): ServedStep => ({ name, status, updated })
const several = (count: number, status: string, updated: string) =>
  Array.from({ length: count }, (_, index) => step(`s${String(index).padStart(4, '0')}`, status, updated))

/** A server with steps that a test may change, which filters, sorts and pages them as the real one does. */
function serving(...first: readonly ServedStep[]) {
  const steps = new Map(first.map(each => [each.name, each]))
  const server = new FakeServer(({ path }) => {
    const query = new URL(path, 'http://x').searchParams
    const since = query.get('updated')?.replace(/^gte:2026-11-23 /, '') ?? ''
    const [index, size] = [Number(query.get('page')), Number(query.get('size'))]
    const fitting = [...steps.values()]
      .filter(({ updated }) => updated >= since)
      .sort((a, b) => (a.updated < b.updated || (a.updated === b.updated && a.name < b.name) ? 1 : -1))
    const items = fitting.slice((index - 1) * size, index * size).map(({ name, status, updated }) => ({
      id: `step-${name}`,
      name,
      body: { status, start_time: null, created: `2026-11-23T11:00:00.${name}`, updated: `2026-11-23T${updated}` }
    }))
    const pages = Math.max(1, Math.ceil(fitting.length / size))
    return { json: { index, max_size: size, total_pages: pages, total: fitting.length, items } }
  })
  const reader = new StepReader(server.connection(), ids.run)
  return {
    server,
    reader,
    set: (...changed: readonly ServedStep[]) => {
      for (const each of changed) steps.set(each.name, each)
    },
    lines: async () => (await reader.readChanges(once)).map(({ line }) => line),
    end: async () => (await reader.readEnd(once)).map(({ line }) => line)
  }
}

/** What the last request asked for as the least time of a change. */
const sinceOf = ({ asked }: FakeServer) => /updated=gte%3A2026-11-23\+([\d%A]*)/.exec(asked.at(-1) ?? '')?.[1]

describe('changes of steps', () => {
  test('come once, in the order of creation', async () => {
    const { lines, set } = serving(step('b', 'running', '12:00:02.5'), step('a', 'completed', '12:00:01.5'))
    expect(await lines()).toEqual(['Step a: completed', 'Step b: running'])
    expect(await lines()).toEqual([])
    set(step('b', 'completed', '12:00:02.7'), step('c', 'running', '12:00:04.1'))
    expect(await lines()).toEqual(['Step b: completed', 'Step c: running'])
  })

  test('are asked for from the second of the last one on, until that is over for ten seconds', async () => {
    const { lines, server } = serving(step('a', 'running', '12:00:02.5'))
    await lines()
    await server.clock.sleep(9_999)
    await lines()
    expect(sinceOf(server)).toBe('12%3A00%3A02')
    await server.clock.sleep(1)
    await lines()
    await lines()
    expect(sinceOf(server)).toBe('12%3A00%3A03')
  })

  test('late in the second of the last one are not missed', async () => {
    const { lines, server, set } = serving(step('a', 'running', '12:00:02.5'))
    await lines()
    await server.clock.sleep(20_000)
    set(step('b', 'running', '12:00:02.9'))
    expect(await lines()).toEqual(['Step b: running'])
  })

  test('whose times are not times are read every time', async () => {
    const { lines, server, set } = serving(step('a', 'running', 'soon'))
    await lines()
    set(step('a', 'completed', 'later'))
    expect(await lines()).toEqual(['Step a: completed'])
    expect(sinceOf(server)).toBeUndefined()
  })

  // The server leaves the fraction out if there is none.
  test.each(['12:00:02.5', '12:00:02'])('of a thousand steps at once are read once, at %s', async updated => {
    const { lines, server } = serving(...several(1_000, 'completed', updated))
    expect(await lines()).toHaveLength(1_000)
    expect(server.requests).toHaveLength(21)
    expect(await lines()).toEqual([])
    expect(server.requests).toHaveLength(22)
  })

  test('of one step behind a thousand others that changed in the same second are found', async () => {
    const { lines, set } = serving(...several(1_000, 'running', '12:00:02.5'))
    await lines()
    set(step('new', 'running', '12:00:02.1'))
    expect(await lines()).toEqual(['Step new: running'])
  })

  test('of more than 2,000 steps at once are not all read, and it is known that they are not', async () => {
    const { lines, reader, server } = serving(...several(2_100, 'completed', '12:00:02.5'))
    expect(await lines()).toHaveLength(2_000)
    expect([reader.isCut, reader.steps.length, reader.total, server.requests.length]).toEqual([true, 2_000, 2_100, 41])
    await lines()
    expect(server.requests).toHaveLength(42)
  })
})

describe('at the end', () => {
  test('nothing is read again that is known', async () => {
    const { end, lines, reader, server } = serving(...several(1_000, 'completed', '12:00:02.5'))
    await lines()
    const before = server.requests.length
    expect(await end()).toEqual([])
    expect([server.requests.length - before, reader.isWhole, reader.total]).toEqual([1, true, 1_000])
  })

  test('what changed last is read', async () => {
    const { end, lines, reader, set } = serving(step('a', 'running', '12:00:02.5'))
    await lines()
    set(step('a', 'completed', '12:00:09.5'), step('b', 'completed', '12:00:08.5'))
    expect(await end()).toEqual(['Step a: completed', 'Step b: completed'])
    expect(reader.isWhole).toBe(true)
  })

  test('steps are not known for good while one of them goes on, as a replica that lags shows it', async () => {
    const { end, reader } = serving(step('a', 'running', '12:00:02.5'))
    await end()
    expect(reader.isWhole).toBe(false)
  })

  test('a step that the server does not have is dropped by reading all of them anew', async () => {
    const { end, lines, reader, set } = serving(step('own', 'completed', '12:00:02.5'))
    reader.add([{ ...(await foreignStep()), id: 'step-theirs' }])
    await lines()
    await end()
    expect(reader.isWhole).toBe(false)
    set(step('own', 'completed', '12:00:02.5'))
    await reader.readAll(once)
    expect([reader.isWhole, reader.steps.map(({ name }) => name)]).toEqual([true, ['own']])
  })
})

async function foreignStep() {
  const { reader, lines } = serving(step('theirs', 'completed', '12:00:01.5'))
  await lines()
  const [first] = reader.steps
  if (first === undefined) throw new Error('no step was read')
  return first
}
