import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { CommandState, State } from '../src/job/state.ts'
import { endJobs, killed } from './pieces/killed-job.ts'
import { answer, forever, type Instead, type MemoryJobOptions } from './pieces/memory-job.ts'

const folders: string[] = []
afterEach(() => {
  endJobs()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A file with what was noted of a command's requests. */
function notesOf(...notes: readonly object[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'cleanup-command-'))
  folders.push(folder)
  const file = join(folder, 'notes')
  writeFileSync(file, notes.map(note => `${JSON.stringify(note)}\n`).join(''))
  return file
}

/** A job whose main was killed while its command ran; the one run on the server bears no provenance, as a command's, unless it is said to. */
async function killedCommand(
  left: (run: { readonly id: string; readonly name: string; readonly source: string }) => {
    readonly notes?: readonly object[]
    readonly command?: Partial<CommandState>
    readonly state?: Partial<State>
    readonly hasProvenance?: boolean
  },
  options: MemoryJobOptions = {}
) {
  const found = await killed({}, options)
  const [run] = found.job.standIn.runs
  if (run === undefined) throw new Error('no run')
  const { runName: _, idempotencyKey: __, ...saved } = found.state
  const { command, hasProvenance, notes, state } = left({ id: run.id, name: run.name, source: run.sourceSnapshotId })
  if (hasProvenance !== true) Object.defineProperty(run, 'extra', { value: {} })
  const whole: State = {
    ...saved,
    runIds: [],
    ...state,
    command: {
      projectId: saved.projectId,
      accountId: saved.accountId,
      notesFile: notesOf({ python: 1 }, ...(notes ?? [])),
      sinceMs: 0,
      earlierIds: [],
      printedIds: [],
      group: { pid: 0x7fff_ffff, startTicks: 1 },
      ...command
    }
  }
  found.job.runner.states['trigger'] = JSON.stringify(whole)
  return { ...found, run }
}

const start = { start: '1-1', kind: 'run' }

describe('a run that a killed command started is stopped', () => {
  test.each<[string, Parameters<typeof killedCommand>[0]]>([
    ['by its id, where main had heard of it', ({ id }) => ({ state: { runIds: [id] } })],
    [
      'by its id, where only the notes have it',
      ({ id, name }) => ({
        notes: [
          { ...start, name },
          { ...start, id }
        ]
      })
    ],
    ['by its name, where the request was under way', ({ name }) => ({ notes: [{ ...start, name }] })],
    [
      'by what it was started from, where it is the only one',
      ({ source }) => ({ notes: [{ start: '1-1', kind: 'snapshot', source }] })
    ],
    ['by its id as it was printed, where no request was seen', ({ id }) => ({ command: { printedIds: [id] } })]
  ])('%s', async (_, left) => {
    const { job, stopped, warnings } = await killedCommand(left)
    await job.post()
    expect([stopped(), warnings()]).toEqual([true, ''])
  })

  test('even if another one makes trouble, of which is warned', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000'
    const instead: Instead = ({ path }) => (path.includes(nowhere) ? answer(400, { detail: 'no' }) : undefined)
    const { job, stopped, warnings } = await killedCommand(({ id }) => ({ state: { runIds: [nowhere, id] } }), {
      instead
    })
    await job.post()
    expect(stopped()).toBe(true)
    expect(warnings()).toContain('400')
  })

  test('at once, even if no list of runs comes', async () => {
    const instead: Instead = ({ path }) => (path.includes('/runs?') ? 'never' : undefined)
    const left: Parameters<typeof killedCommand>[0] = ({ id }) => ({
      state: { runIds: [id] },
      notes: [{ start: '1-2', kind: 'run', name: 'another' }]
    })
    const { job, stopped, warnings } = await killedCommand(left, { instead })
    const before = job.time.elapsed
    await job.post()
    expect(stopped()).toBe(true)
    expect((job.asked('stop')[0]?.atMs ?? Number.NaN) - before).toBeLessThan(1_000)
    expect(warnings()).toMatch(/may still start the run another|could not make sure/)
  })
})

describe('a run is left alone', () => {
  test.each<[string, Parameters<typeof killedCommand>[0]]>([
    ['that is older than the command', ({ id }) => ({ state: { runIds: [id] }, command: { sinceMs: 4e12 } })],
    ['that was there before the command', ({ id }) => ({ state: { runIds: [id] }, command: { earlierIds: [id] } })],
    ['of another account', ({ id }) => ({ state: { runIds: [id], accountId: 'somebody-else' } })],
    [
      'that was printed, where a request was seen',
      ({ id }) => ({
        notes: [
          { ...start, name: 'x' },
          { ...start, status: 409 }
        ],
        command: { printedIds: [id] }
      })
    ],
    [
      'that was printed, and bears another step’s provenance',
      ({ id }) => ({ command: { printedIds: [id] }, hasProvenance: true })
    ],
    [
      'from the snapshot of an unanswered request, that bears another step’s provenance',
      ({ source }) => ({ notes: [{ start: '1-1', kind: 'snapshot', source }], hasProvenance: true })
    ],
    ['that nobody has named', () => ({})],
    [
      'of a request that was refused',
      ({ name }) => ({
        notes: [
          { ...start, name },
          { ...start, status: 403 }
        ]
      })
    ]
  ])('%s', async (_, left) => {
    const { job, stopped } = await killedCommand(left)
    await job.post()
    expect([stopped(), job.asked('stop')]).toEqual([false, []])
  })
})

describe('if it is unknown whether a request made a run', () => {
  test('it is looked for as long as there is time, and then warned of by its name, with the address', async () => {
    const { job, warnings } = await killedCommand(() => ({ notes: [{ ...start, name: 'trained-later' }] }))
    const before = job.time.elapsed
    await job.post()
    expect(job.time.elapsed - before).toBeGreaterThanOrEqual(118_000)
    expect(warnings()).toMatch(/may still start the run trained-later.*https?:\/\/zenml\.test/)
  })

  test('a run that appears after a minute and a half is stopped', async () => {
    const hidden: Instead = ({ atMs, path }, pass) =>
      path.includes('/runs?') && atMs < began + 90_000
        ? { ...pass(), body: '{"items":[],"total_pages":1,"total":0,"index":1,"max_size":100}' }
        : undefined
    const { job, stopped, warnings } = await killedCommand(({ name }) => ({ notes: [{ ...start, name }] }), {
      instead: hidden
    })
    const began = job.time.elapsed
    await job.post()
    expect([stopped(), warnings()]).toEqual([true, ''])
  })

  test('of two runs that fit its snapshot none is stopped, and a person is asked to look', async () => {
    const twice: Instead = ({ path }, pass) => {
      if (!path.includes('/runs?')) return undefined
      const passed = pass()
      const { items, ...rest } = JSON.parse(passed.body) as { items: readonly object[] }
      const twins = items.flatMap(item => [item, { ...item, id: '00000000-0000-4000-8000-000000000000' }])
      return { ...passed, body: JSON.stringify({ ...rest, items: twins }) }
    }
    const left: Parameters<typeof killedCommand>[0] = ({ source }) => ({
      notes: [{ start: '1-1', kind: 'snapshot', source }]
    })
    const { job, stopped, warnings } = await killedCommand(left, { instead: twice })
    await job.post()
    expect(stopped()).toBe(false)
    expect(warnings()).toMatch(/may still start a run from [0-9a-f-]{36}.*https?:\/\/zenml\.test/)
  })
})

describe('what a command left whose requests could not be observed', () => {
  const unseen = () => ({ command: { notesFile: '/nowhere/notes' } })

  test.each([
    ['not even a Python', unseen],
    ['only a Python without a client, as one whose PYTHONPATH the command sets anew', () => ({})]
  ])('is warned of if the account has a new run that bears nobody’s provenance: %s', async (_, left) => {
    const { job, run, stopped, warnings } = await killedCommand(left)
    await job.post()
    expect(stopped()).toBe(false)
    expect(warnings()).toContain(`The account started ${run.name} meanwhile`)
    expect(warnings()).toContain('http://zenml.test')
  })

  test('is nothing if it has none', async () => {
    const { job, warnings } = await killedCommand(() => ({ command: { notesFile: '/nowhere/notes', sinceMs: 4e12 } }))
    await job.post()
    expect(warnings()).toBe('')
  })
})

test('a named pipe in place of the notes does not hold post', async () => {
  const { job, stopped } = await killedCommand(({ id }) => {
    const notesFile = notesOf()
    rmSync(notesFile)
    execFileSync('mkfifo', [notesFile])
    return { state: { runIds: [id] }, command: { notesFile } }
  })
  await job.post()
  expect(stopped()).toBe(true)
})

test('a run is stopped even if it can be stopped only later', async () => {
  const statuses = [
    { atMs: 0, status: 'initializing' },
    { atMs: 20_000, status: 'running' }
  ]
  const left: Parameters<typeof killedCommand>[0] = ({ id }) => ({ state: { runIds: [id] } })
  const { job, stopped, warnings } = await killedCommand(left, { script: { ...forever, statuses } })
  await job.post()
  expect([stopped(), warnings()]).toEqual([true, ''])
})
