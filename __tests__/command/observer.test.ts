import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { placeObserver } from '../../src/command/observer.ts'
import { ActionError, explain } from '../../src/text/errors.ts'
import { failure } from '../pieces/thrown.ts'

let top = ''
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'placed-'))
})
afterAll(() => rm(top, { recursive: true }))

test('the hook and an empty file for its notes are for this user alone', async () => {
  const folder = join(top, 'temp', 'step')
  const { hookFolder, notesFile } = await placeObserver(folder)

  expect((await readdir(hookFolder)).sort()).toEqual(['observer.py', 'sitecustomize.py'])
  for (const name of await readdir(hookFolder)) {
    expect(await readFile(join(hookFolder, name), 'utf8')).toBe(await readFile(`src/command/observer/${name}`, 'utf8'))
  }
  expect(await readFile(notesFile, 'utf8')).toBe('')
  const modes = await Promise.all([folder, hookFolder, notesFile].map(async path => (await stat(path)).mode & 0o777))
  expect(modes).toEqual([0o700, 0o700, 0o600])
})

test('a folder that cannot be made, or notes that are there already, are an error that names RUNNER_TEMP', async () => {
  await writeFile(join(top, 'file'), '')
  const used = join(top, 'used')
  await placeObserver(used)
  const taken = join(top, 'taken')
  await mkdir(join(taken, 'observer', 'sitecustomize.py'), { recursive: true })

  for (const [folder, path, code] of [
    [join(top, 'file', 'step'), join(top, 'file', 'step', 'observer'), 'ENOTDIR'],
    [used, join(used, 'observations.jsonl'), 'EEXIST'],
    [taken, join(taken, 'observer', 'sitecustomize.py'), 'EISDIR']
  ] as const) {
    const error = await failure(() => placeObserver(folder))
    expect(error).toBeInstanceOf(ActionError)
    expect(explain(error)).toMatch(
      new RegExp(`^RUNNER_TEMP: ${path} can not be made: .*\\(${code}\\)\\. It has to be a folder`)
    )
  }
})
