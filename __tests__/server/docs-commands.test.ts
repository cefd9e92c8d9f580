import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from '@jest/globals'
import { words, zenmlCommands } from '../docs/commands.ts'
import { shared } from './shared-testbed.ts'

const run = promisify(execFile)

/** What the client says to a command. */
interface Answer {
  readonly code: number
  readonly text: string
}

/** Asks ZenML's command line for the help of each command; one process, since the client's start takes seconds. */
const script = `import json, sys
from click.testing import CliRunner
from zenml.cli.cli import cli

results = [CliRunner().invoke(cli, [*args, "--help"], prog_name="zenml") for args in json.loads(sys.argv[1])]
print(json.dumps([{"code": result.exit_code, "text": result.output} for result in results]))
`

/** The client's help for each command; its code isn't 0 where a command or an option before `--help` doesn't exist. */
async function helps(commands: readonly string[]): Promise<readonly Answer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'docs-commands-'))
  const env = { PATH: process.env['PATH'], HOME: folder, ZENML_CONFIG_PATH: folder, ZENML_ANALYTICS_OPT_IN: 'false' }
  try {
    const args = JSON.stringify(commands.map(command => words(command).slice(1)))
    const { stdout } = await run(shared.python, ['-c', script, args], { env })
    return JSON.parse(stdout) as readonly Answer[]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const documented = zenmlCommands()
const unknown = ['zenml service-account create ci --no-such-option', 'zenml service-account make ci']
let answers: readonly Answer[] = []
beforeAll(async () => {
  answers = await helps([...documented, ...unknown])
})

test("the documents' commands are ones of ZenML's client", () => {
  expect(documented.length).toBeGreaterThan(5)
  expect(answers).toHaveLength(documented.length + unknown.length)
  const wrong = documented.filter((_, index) => {
    const answer = answers[index]
    return answer?.code !== 0 || !/^Usage: zenml /m.test(answer.text)
  })
  expect(wrong).toEqual([])
})

test('what the client does not know is noticed', () => {
  const [option, command] = answers.slice(documented.length)
  expect(option).toMatchObject({ code: 2, text: expect.stringContaining('No such option') })
  expect(command).toMatchObject({ code: 2, text: expect.stringContaining('No such command') })
})
