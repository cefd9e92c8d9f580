import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { words, zenmlCommands } from '../docs/commands.ts'
import { shared } from './shared-testbed.ts'

const run = promisify(execFile)
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docs-commands-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The client's help for a command; it rejects where a command or an option before `--help` doesn't exist. */
async function help(command: string): Promise<string> {
  const [, ...args] = words(command)
  const env = { PATH: process.env['PATH'], HOME: folder, ZENML_CONFIG_PATH: folder, ZENML_ANALYTICS_OPT_IN: 'false' }
  // The client prints its help to stderr.
  const { stdout, stderr } = await run(join(shared.bin, 'zenml'), [...args, '--help'], { env })
  return stdout + stderr
}

test("the documents' commands are ones of ZenML's client", async () => {
  const commands = zenmlCommands()
  expect(commands.length).toBeGreaterThan(5)
  const answers = await Promise.allSettled(commands.map(help))
  const wrong = commands.filter((_, index) => {
    const answer = answers[index]
    return answer?.status !== 'fulfilled' || !/^Usage: zenml /m.test(answer.value)
  })
  expect(wrong).toEqual([])
})

test('what the client does not know is noticed', async () => {
  await expect(help('zenml service-account create ci --no-such-option')).rejects.toThrow('No such option')
  await expect(help('zenml service-account make ci')).rejects.toThrow('No such command')
})
