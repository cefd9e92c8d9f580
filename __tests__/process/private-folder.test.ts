import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeConfigFolder, writeCaFile } from '../../src/command/client-folder.ts'
import { inRunnerTemp, makePrivateFolder } from '../../src/process/private-folder.ts'
import { failure } from '../pieces/thrown.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'private-folder-'))
  await writeFile(join(folder, 'file'), '')
})
afterAll(() => rm(folder, { recursive: true }))

test('a folder of its own is readable by this user alone', async () => {
  await makePrivateFolder(join(folder, 'a', 'b'))
  expect((await stat(join(folder, 'a', 'b'))).mode & 0o777).toBe(0o700)
})

describe('if RUNNER_TEMP is a file', () => {
  test.each([
    ['the folder of an installation', (temp: string) => makePrivateFolder(join(temp, 'venv'))],
    ['the folder of the client', (temp: string) => makeConfigFolder(temp)],
    ['the file of the certificates', (temp: string) => writeCaFile(temp, 'PEM')]
  ])('%s cannot be made, and the error says so', async (_, make) => {
    const error = await failure(() => make(join(folder, 'file', 'step')))
    expect(error.where).toBe('RUNNER_TEMP')
    expect(error.message).toMatch(/file\/step.* cannot be made: a part of its path is not a folder \(ENOTDIR\)$/)
    expect(error.remedy).toContain('the user of this job may write to')
  })
})

test('a file of certificates whose place is taken is an error too', async () => {
  const temp = join(folder, 'taken')
  await makePrivateFolder(join(temp, 'ca.pem'))
  const error = await failure(() => writeCaFile(temp, 'PEM'))
  expect([error.where, error.message]).toEqual([
    'RUNNER_TEMP',
    `${join(temp, 'ca.pem')} cannot be made: a folder is in its place (EISDIR)`
  ])
})

test.each([
  ['ENOSPC', 'the disk is full (ENOSPC)', 'Make room on the disk of the runner before this step.'],
  [
    'EROFS',
    'the file system is read-only (EROFS)',
    'It has to be a folder that the user of this job may write to; look for what sets, removes or replaces it.'
  ]
])('the remedy for %s is what helps against it', async (code, fault, remedy) => {
  const refused = () => Promise.reject(Object.assign(new Error(code), { code }))
  const error = await failure(() => inRunnerTemp('/temp/a', refused))
  expect([error.where, error.message, error.remedy]).toEqual([
    'RUNNER_TEMP',
    `/temp/a cannot be made: ${fault}`,
    remedy
  ])
})
