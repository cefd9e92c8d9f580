import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { openWorld } from '../../src/node/world.ts'
import { type ActionResult, pushTo, runAction } from '../../testbed/runner.ts'
import { hostileValues } from './hostile-step.ts'

const step = (name: string) => ({ file: join(import.meta.dirname, name), ...pushTo('develop') })

describe('in the command files of a runner', () => {
  let result: ActionResult
  beforeAll(async () => {
    result = await runAction(step('hostile-step.ts'))
  })

  test('outputs come out as they went in, and no other is there', () => {
    expect(result.code).toBe(0)
    expect(result.outputs).toEqual(hostileValues)
  })

  test('state comes out as it went in', () => {
    expect(result.state).toEqual(hostileValues)
  })

  test('a variable comes out as it went in, and sets no other', () => {
    expect(result.exported).toEqual({ ZENML_EXPORTED: 'a\nPATH=/evil\nEOF\n' })
  })

  test('the last summary is the one', () => {
    expect(result.summary).toBe('### last\n')
  })

  test('annotations, masks and groups are one command each, whatever their text', () => {
    expect(
      result.log
        .trimEnd()
        .split('\n')
        .filter(line => !line.startsWith('::debug'))
    ).toEqual([
      '::add-mask::secret%0Aof two lines',
      ...['notice', 'warning', 'error'].map(level => `::${level}::a %250A b ::add-path::/evil`),
      '::error title=a%2Cline=7%3A%3Ab,file=src/a%2Cb.py,line=3::on a line',
      ...['::group::a ::add-path::/evil', 'a ::add-path::/evil', 'one', 'two', '::endgroup::']
    ])
    expect(result.log).toContain('::debug::a ::add-path::/evil')
  })
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s cancels, and does not end the process', async signal => {
  const result = await runAction({
    ...step('waiting-step.ts'),
    onLine: (line, process) => line === 'waiting' && process.kill(signal)
  })
  expect(result).toMatchObject({ code: 0, signal: null })
  expect(result.log).toContain(`ended: Cancelled: The job was cancelled (${signal})`)
})

/** The world of this process, without its hold on the signals, which are jest's. */
function worldHere() {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const before = signals.map(signal => process.listeners(signal))
  const world = openWorld()
  for (const [index, signal] of signals.entries()) {
    for (const own of process.listeners(signal)) if (before[index]?.includes(own) === false) process.off(signal, own)
  }
  return world
}

test('a runner that has no summaries is not a problem', async () => {
  const path = process.env['GITHUB_STEP_SUMMARY']
  delete process.env['GITHUB_STEP_SUMMARY']
  await expect(worldHere().runner.writeSummary('### x\n')).resolves.toBeUndefined()
  if (path !== undefined) process.env['GITHUB_STEP_SUMMARY'] = path
})

describe('a file', () => {
  const { files } = worldHere()
  const inFolder = async (body: (folder: string) => Promise<void>) => {
    const folder = await mkdtemp(join(tmpdir(), 'world-'))
    await body(folder).finally(() => rm(folder, { recursive: true }))
  }

  test('is read up to its limit, to the byte', () =>
    inFolder(async folder => {
      await writeFile(join(folder, 'a'), 'äbc')
      expect(await files.readText(join(folder, 'a'), 4)).toBe('äbc')
      await expect(files.readText(join(folder, 'a'), 3)).rejects.toThrow('larger than 3 bytes')
    }))

  test('is not a device, which could be read without end', async () => {
    await expect(files.readText('/dev/null', 100)).rejects.toThrow('this is not a file')
  })

  test('is not a named pipe, which nobody may ever write to', () =>
    inFolder(async folder => {
      execFileSync('mkfifo', [join(folder, 'pipe')])
      await expect(files.readText(join(folder, 'pipe'), 100)).rejects.toThrow('this is not a file')
    }))

  test('is not a folder, and has to be there', () =>
    inFolder(async folder => {
      await expect(files.readText(folder, 100)).rejects.toThrow()
      await expect(files.readText(join(folder, 'missing'), 100)).rejects.toThrow('ENOENT')
    }))
})

test('every UUID is a new one of version 4', () => {
  const { uuid } = worldHere()
  expect(uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(uuid()).not.toBe(uuid())
})
