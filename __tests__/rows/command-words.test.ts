// What the built action makes of a command that fails: its last words in the annotation and the summary, and what it
// lacked. Real processes, the stand-in as the server; real steps on a real server are in __tests__/server/installation.test.ts.
import { expect, test } from '@jest/globals'
import { annotations, onServer } from './real-time.ts'

/** Runs a script of the shell's as the command. */
async function failing(
  script: string,
  env: Readonly<Record<string, string>> = {},
  inputs: Readonly<Record<string, string>> = {}
) {
  let found = { error: '', summary: '', log: '', code: 0 as number | null }
  await onServer({}, async server => {
    const command = server.command(script)
    const result = await server.main({ inputs: { ...command.inputs, ...inputs }, env: { ...command.env, ...env } })
    found = { ...result, error: annotations(result, 'error').join('\n') }
  })
  return found
}

test.concurrent('The last lines of a command that fails stand in the annotation and in the summary', async () => {
  const { error, summary, code } = await failing('echo first; echo "no such bucket: models" >&2; sleep 0.2; exit 3')
  expect(code).toBe(1)
  expect(error).toBe('The command ended with exit code 3. Its last lines: first / no such bucket: models')
  expect(summary).toContain('no such bucket: models')
})

test.concurrent('A flood of long lines is cut, what the runner would obey is defused, and secrets are hidden', async () => {
  const script = `for i in $(seq 1 500); do printf "%0500d\\n" $i; done
echo '::add-mask::the-hidden-word'
echo '::error::obeyed ##[error]obeyed the-hidden-word'
exit 1`
  const { error, log, summary } = await failing(script)
  expect(error.length).toBeLessThan(4_000)
  expect(error).toMatch(/ \/ : :add-mask::\*\*\* \/ : :error::obeyed ## \[error\]obeyed \*\*\*$/)
  expect(`${log.replace(/^::add-mask::.*$/gm, '')}${summary}`).not.toContain('the-hidden-word')
})

test.concurrent.each([
  ['set -u; echo "$DEPLOY_TARGET"', 'a shell that wants every variable set'],
  [`echo "KeyError: 'DEPLOY_TARGET'" >&2; exit 1`, 'Python'],
  ['printf "1 validation error for Settings\\ndeploy_target\\n  Field required [type=missing]\\n"; exit 1', 'pydantic']
])('A variable of the job was withheld, and %s asks for it (%s): the error names pass-env', async script => {
  const env = { DEPLOY_TARGET: 'eu-west' }
  const { error } = await failing(script, env)
  expect(error).toContain(
    "DEPLOY_TARGET is set in this job, but the command doesn't get it: set pass-env: DEPLOY_TARGET."
  )
  const given = await failing(script, env, { 'pass-env': 'DEPLOY_TARGET' })
  expect(given.error).not.toContain('pass-env')
})

test.concurrent('A variable that the job does not set is not spoken of, and one of the runner’s is never offered', async () => {
  expect((await failing(`echo "KeyError: 'DEPLOY_TARGET'"; exit 1`)).error).not.toContain('pass-env')
  const { error } = await failing(`echo "KeyError: 'GITHUB_TOKEN'"; exit 1`, { GITHUB_TOKEN: 'ghs_0123456789' })
  expect(error).toContain('GITHUB_TOKEN is never passed on: set a variable of another name')
})

test.concurrent('ZenML’s words for an integration that is missing: the error names it and the input', async () => {
  const words =
    'The `gcp` integration that you are trying to use is not installed in your current environment. Please make sure that it is installed by either using our CLI: `zenml integration install gcp` or by'
  const { error } = await failing(`echo 'ImportError: ${words}'; exit 1`)
  expect(error).toContain("ZenML's integration gcp is not, or not fully, installed: set integrations: gcp.")
})

test.concurrent('Tracebacks come without the boxes of ZenML’s console', async () => {
  const { log } = await failing('echo "rich=$ZENML_ENABLE_RICH_TRACEBACK"')
  expect(log).toMatch(/^│ rich=false$/m)
})

test.concurrent('The inputs of the installation have no effect on a pipeline, and say so', () =>
  onServer({}, async server => {
    const result = await server.main({ inputs: { integrations: 'gcp', 'install-env': 'GIT_TOKEN' } })
    expect(annotations(result, 'warning')).toEqual([
      'integrations has no effect without source or command.',
      'install-env has no effect without source or command.'
    ])
    expect(result.code).toBe(0)
  }))

test.concurrent.each(['integrations: gcp', 'install-env: A'])('%s cannot be set for one environment', async key => {
  await onServer({}, async server => {
    const result = await server.main({ inputs: { environments: `staging:\n  branches: develop\n  ${key}\n` } })
    expect(annotations(result, 'error')).toEqual([expect.stringMatching(/^environments: .*Unknown key/)])
    expect(server.proxy.passed).toEqual([])
  })
})
