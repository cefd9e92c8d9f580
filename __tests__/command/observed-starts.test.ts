import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  type Observations,
  type ObservedStart,
  parseObservations,
  readObservations,
  startedIds,
  unansweredStarts
} from '../../src/command/observed-starts.ts'

const id = 'c3fb9bdd-646d-4c83-adb2-efab06e6e2d3'
const other = '11b34adf-20a4-44f6-8f39-1422ab476c27'
const nothing: Observations = { python: false, client: false, starts: [], isCut: false }

/** Notes as the hook writes them, with a line break in front of each line. */
function notes(...lines: readonly unknown[]): string {
  return lines.map(line => `\n${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
}

describe('the notes of a command', () => {
  test('tell how far it came', () => {
    expect(parseObservations('')).toEqual(nothing)
    expect(parseObservations(notes({ python: 7 }))).toEqual({ ...nothing, python: true })
    expect(parseObservations(notes({ python: 7 }, { client: 7 }))).toEqual({ ...nothing, python: true, client: true })
    expect(parseObservations(notes({ python: 7 }, { cut: 7 }))).toEqual({ ...nothing, python: true, isCut: true })
  })

  test('tell its starts in their order, with what was answered to each', () => {
    const text = notes(
      { start: '7-a', kind: 'run', name: 'first' },
      { start: '8-b', kind: 'snapshot', source: other.toUpperCase() },
      { start: '8-b', status: 409 },
      { start: '7-a', id: id.toUpperCase() },
      { start: '7-c', kind: 'run', name: 'first' },
      { start: '7-c', id },
      { start: '7-d', kind: 'replay', name: 'again', source: id },
      { start: '7-e', kind: 'template', source: id }
    )
    expect(parseObservations(text).starts).toEqual([
      { key: '7-a', kind: 'run', name: 'first', runId: id },
      { key: '8-b', kind: 'snapshot', sourceId: other, status: 409 },
      { key: '7-c', kind: 'run', name: 'first', runId: id },
      { key: '7-d', kind: 'replay', name: 'again', sourceId: id },
      { key: '7-e', kind: 'template', sourceId: id }
    ])
  })

  test('count only as whole lines; a torn one takes no other with it', () => {
    const whole = notes({ start: '7-a', kind: 'run', name: 'r' })
    expect(parseObservations(`${whole}{"start": "7-a", "id": "${id}"}`).starts).toEqual([
      { key: '7-a', kind: 'run', name: 'r' }
    ])
    const torn = `${whole}\n{"start": "7-b", "kind": "ru${notes({ start: '7-a', id })}`
    expect(parseObservations(torn).starts).toEqual([{ key: '7-a', kind: 'run', name: 'r', runId: id }])
    expect(parseObservations(whole.trim())).toEqual(nothing)
  })

  test('leave out a name or an id that cannot be one, and keep the start', () => {
    const odd = ['', 'n'.repeat(256), 5, null, ['n'], { toString: 'n' }]
    const starts = odd.map((name, index) => ({ start: `7-${index}`, kind: 'run', name, source: `${id}x` }))
    expect(parseObservations(notes(...starts)).starts).toEqual(starts.map(({ start }) => ({ key: start, kind: 'run' })))
    const long = ['n'.repeat(255), '🚀'.repeat(255)].map((name, index) => ({ start: `7-${index}`, kind: 'run', name }))
    expect(parseObservations(notes(...long)).starts.map(({ name }) => name)).toEqual(long.map(({ name }) => name))
  })

  test('keep the first answer, and none about a start that they do not tell', () => {
    const start = { start: '7-a', kind: 'run' }
    const text = notes({ start: '9-f', id }, start, { start: '7-a', id }, { start: '7-a', id: other }, start)
    expect(parseObservations(text).starts).toEqual([{ key: '7-a', kind: 'run', runId: id }])
    const statuses = [0, 99, 600, 200.5, '409', null, true].map(status => ({ start: '7-a', status }))
    expect(parseObservations(notes(start, ...statuses)).starts).toEqual([{ key: '7-a', kind: 'run' }])
    expect(parseObservations(notes(start, { start: '7-a', status: 503 }, { start: '7-a', id })).starts).toEqual([
      { key: '7-a', kind: 'run', status: 503 }
    ])
  })

  test('are foreign text: whatever else a line holds says nothing', () => {
    const hostile = [
      '[]',
      'null',
      '5',
      '"start"',
      '{',
      '}',
      'x'.repeat(10_000),
      '['.repeat(100_000),
      '{"a":'.repeat(100_000),
      '\u0000',
      '\r',
      '{"__proto__": {"python": 1, "client": 1, "start": "7-a", "kind": "run"}}',
      '{"constructor": {"prototype": {"python": 1}}}',
      '{"start": "__proto__", "kind": "run"}',
      '{"start": "7-a", "kind": "__proto__"}',
      '{"start": "7-a", "kind": "toString"}',
      '{"start": ["7-a"], "kind": "run"}',
      `{"start": "7-${'a'.repeat(65)}", "kind": "run"}`,
      '{"start": "7-a\\n", "kind": "run"}',
      '{"python": true, "client": "1", "cut": null}'
    ]
    expect(parseObservations(notes(...hostile))).toEqual(nothing)
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('are cut at 10,000 lines', () => {
    const starts = Array.from({ length: 20_000 }, (_, index) => ({ start: `7-${index.toString(16)}`, kind: 'run' }))
    const { starts: read, isCut } = parseObservations(notes(...starts))
    expect([read.length, isCut, read.at(-1)?.key]).toEqual([10_000, true, `7-${(9_999).toString(16)}`])
    expect(parseObservations(notes(...starts.slice(0, 10_000))).isCut).toBe(false)
  })
})

describe('of the starts', () => {
  const observed = (...starts: readonly Partial<ObservedStart>[]): Observations => ({
    ...nothing,
    starts: starts.map((start, index) => ({ key: `7-${index}`, kind: 'run', ...start }))
  })

  test('the runs are listed once, in their order', () => {
    expect(startedIds(observed({ runId: other }, { status: 409 }, { runId: id }, { runId: other }))).toEqual([
      other,
      id
    ])
  })

  test('one with a run has its answer', () => {
    expect(unansweredStarts(observed({ name: 'a', runId: id }, { runId: other }))).toEqual([])
  })

  test.each([400, 404, 409, 422, 498, 429])('one that was refused with %i has its answer', status => {
    expect(unansweredStarts(observed({ name: 'a', status }))).toEqual([])
  })

  test.each([undefined, 200, 302, 399, 408, 499, 500, 502, 504])('one that got %p may have made a run', status => {
    const answered = status === undefined ? {} : { status }
    expect(unansweredStarts(observed({ name: 'a', ...answered }))).toEqual([{ name: 'a' }])
  })

  test('those of one name are one, and have their answer as soon as one of them has', () => {
    expect(unansweredStarts(observed({ name: 'a' }, { name: 'b' }, { name: 'a', status: 503 }))).toEqual([
      { name: 'a' },
      { name: 'b' }
    ])
    expect(unansweredStarts(observed({ name: 'a' }, { name: 'b' }, { name: 'a', runId: id }))).toEqual([{ name: 'b' }])
    expect(unansweredStarts(observed({ name: 'a', runId: id }, { name: 'a' }))).toEqual([])
  })

  test('those without a name were repeated if a later one like them has a run', () => {
    const start = { kind: 'snapshot', sourceId: other } as const
    const wasRepeated = (...starts: readonly Partial<ObservedStart>[]) => unansweredStarts(observed(...starts))
    expect(wasRepeated(start, { ...start, runId: id })).toEqual([{ sourceId: other, wasRepeated: true }])
    expect(wasRepeated({ ...start, runId: id }, start)).toEqual([{ sourceId: other, wasRepeated: false }])
    expect(wasRepeated(start, start)).toEqual([
      { sourceId: other, wasRepeated: false },
      { sourceId: other, wasRepeated: false }
    ])
    expect(wasRepeated(start, { ...start, kind: 'template', runId: id })).toMatchObject([{ wasRepeated: false }])
    expect(wasRepeated(start, { ...start, sourceId: id, runId: id })).toMatchObject([{ wasRepeated: false }])
    expect(wasRepeated({})).toEqual([{ wasRepeated: false }])
  })
})

describe('the file of notes', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'notes-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const start = notes({ start: '7-a', kind: 'run', name: 'rün' })

  test('is read', async () => {
    await writeFile(join(folder, 'notes'), start)
    expect((await readObservations(join(folder, 'notes'))).starts).toEqual([{ key: '7-a', kind: 'run', name: 'rün' }])
  })

  test('has nothing if it is missing, or if its name cannot be one', async () => {
    for (const name of ['none', 'none/below', 'n'.repeat(5000), 'a\0b']) {
      expect(await readObservations(join(folder, name))).toEqual(nothing)
    }
  })

  test('neither follows a link nor waits for a pipe, a folder or a device', async () => {
    const at = (name: string) => join(folder, name)
    await writeFile(at('target'), start)
    await symlink(at('target'), at('link'))
    await mkdir(at('folder'))
    execFileSync('mkfifo', [at('pipe')])
    for (const path of [at('link'), at('folder'), at('pipe'), '/dev/zero', '/dev/null', '/dev/tty']) {
      expect(await readObservations(path)).toEqual(nothing)
    }
  })

  test('is cut at 1 MiB, within a line', async () => {
    const line = notes({ start: '7-b', kind: 'run', name: 'n'.repeat(200) })
    const text = start + line.repeat(Math.ceil((2 << 20) / line.length))
    await writeFile(join(folder, 'large'), text)
    const read = await readObservations(join(folder, 'large'))
    expect([read.starts.length, read.isCut]).toEqual([2, true])

    await writeFile(join(folder, 'zeros'), Buffer.alloc(2 << 20))
    expect(await readObservations(join(folder, 'zeros'))).toEqual({ ...nothing, isCut: true })
    await writeFile(join(folder, 'full'), start.padEnd((1 << 20) - 1, '\n'))
    expect(await readObservations(join(folder, 'full'))).toMatchObject({ starts: [{ key: '7-a' }], isCut: false })
  })

  test('has nothing if it may not be read', async () => {
    await writeFile(join(folder, 'closed'), start)
    await chmod(join(folder, 'closed'), 0)
    const read = await readObservations(join(folder, 'closed'))
    // Nothing is closed to root.
    expect(read.starts.length).toBe(process.getuid?.() === 0 ? 1 : 0)
  })
})
