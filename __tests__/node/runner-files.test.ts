import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type ActionResult, pushTo, runAction } from '../../testbed/runner.ts'

const kinds = { output: 'GITHUB_OUTPUT', state: 'GITHUB_STATE', variable: 'GITHUB_ENV', summary: 'GITHUB_STEP_SUMMARY' }
const step = { file: join(import.meta.dirname, 'late-step.ts'), ...pushTo('develop') }

/** A step whose command files are changed after it has written to them once. */
function stepWith(change: (path: string) => void): Promise<ActionResult> {
  return runAction({
    ...step,
    onLine: (line, { files }) => {
      if (line === 'waiting') for (const path of Object.values(files)) change(path ?? '')
    }
  })
}

/** What the step says of a kind of file. */
function said({ log }: ActionResult, kind: string): string {
  return log.split('\n').find(line => line.startsWith(`${kind}: `)) ?? ''
}

/** Linux has a device for it. */
const onFullDisk = [
  'on a full disk',
  (path: string) => {
    rmSync(path)
    symlinkSync('/dev/full', path)
  },
  'the disk is full (ENOSPC)',
  'Make room on the disk'
] as const

describe('a command file that can no longer be written is an error that names it', () => {
  test.each([
    ['removed', (path: string) => rmSync(path), 'it does not exist (ENOENT)', 'removed or replaced it'],
    ...(existsSync('/dev/full') ? [onFullDisk] : []),
    [
      'a folder now',
      (path: string) => {
        rmSync(path)
        mkdirSync(path)
      },
      'a folder is in its place (EISDIR)',
      'removed or replaced it'
    ]
  ])('%s', async (_, change, why, remedy) => {
    const result = await stepWith(change)
    expect(result.code).toBe(0)
    for (const [kind, variable] of Object.entries(kinds)) {
      expect(said(result, kind)).toContain(`${kind}: ${variable}: The runner's file /`)
      expect(said(result, kind)).toContain(` cannot be written: ${why}. `)
      expect(said(result, kind)).toContain(remedy)
    }
  })
})

test('a command file that belongs to another user says as which one the job has to run', async () => {
  const result = await runAction({
    ...step,
    env: { ...step.env, AS_OTHER_USER: '1' },
    onLine: (line, { files }) => {
      if (line !== 'waiting') return
      for (const path of Object.values(files)) chmodSync(path ?? '', 0o444)
      chmodSync(dirname(files['GITHUB_OUTPUT'] ?? ''), 0o755)
    }
  })
  const own = process.getuid?.() ?? 0
  const user = own === 0 ? 12_345 : own
  for (const kind of Object.keys(kinds)) {
    expect(said(result, kind)).toContain(
      `cannot be written: permission denied (EACCES). Run the job as the user that the file belongs to (it belongs to user ${own}, and this is user ${user}); in a container that is \`options: --user ${own}\` below \`container:\`.`
    )
  }
})

test('half a value is taken back, for which the runner would fail the step', async () => {
  const { code, log, outputs, state, exported } = await runAction({
    ...step,
    env: { ...step.env, LIMIT_BLOCKS: '1' }
  })
  expect(code).toBe(0)
  expect(log).toContain('would become too large (EFBIG)')
  const early = { EARLY: 'early' }
  expect({ outputs, state, exported }).toEqual({ outputs: early, state: early, exported: early })
})

test('files that can be written are', async () => {
  const result = await stepWith(() => undefined)
  for (const kind of Object.keys(kinds)) expect(said(result, kind)).toBe(`${kind}: written`)
  expect(Object.keys(result.outputs)).toEqual(['EARLY', 'late'])
  expect(result.summary).toBe('### late\n')
})

test('a log that nobody reads any longer does not end the step', async () => {
  // head ends after the first line, and the pipe with it.
  const script = `${process.execPath} ${join(import.meta.dirname, 'unheard-step.ts')} | head -n 1 >&2; test "\${PIPESTATUS[0]}" = 7`
  expect(() => execFileSync('bash', ['-c', script], { stdio: 'pipe' })).not.toThrow()
})
