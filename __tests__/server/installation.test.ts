// What a command lacks on a real server's stack: an integration of ZenML's, or a variable of the job. The packages are the
// real ones, from the real index.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { annotations } from '../rows/real-time.ts'
import { admin, push, runCount, shared } from './shared-testbed.ts'

let workspace = ''
/** Stacks of this file alone; the testbed's Python has what the first needs, and not what the second needs. */
const sshStack = `on-ssh-${process.pid}`
const kubernetesStack = `on-kubernetes-${process.pid}`
const environments = 'staging: {branches: develop, stack: worker-staging}'
const own = { python: shared.python, 'zenml-version': 'none' }

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'installation-checkout-'))
  writeFileSync(
    join(workspace, 'flow.py'),
    `import os
from zenml import pipeline, step

@step(enable_cache=False)
def publish() -> str:
    return os.environ["PUBLISH_TO"]

@pipeline
def publishing() -> None:
    publish()

if __name__ == "__main__":
    publishing()
`
  )
  writeFileSync(
    join(workspace, 'check.py'),
    `from zenml.client import Client
import paramiko
print("stack", Client().active_stack.orchestrator.flavor, "paramiko", paramiko.__version__)
`
  )
  await stackOf(kubernetesStack, 'kubernetes', {})
  await stackOf(sshStack, 'ssh', { hostname: '127.0.0.1', username: 'nobody', verify_host_key: false })
})
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

/** Makes a stack with an orchestrator of a flavor. */
async function stackOf(name: string, flavor: string, configuration: Readonly<Record<string, unknown>>): Promise<void> {
  const common = { name, flavor, configuration }
  const { id } = (await admin('POST', '/api/v1/components', { ...common, type: 'orchestrator' })) as { id: string }
  const stores = (await admin('GET', '/api/v1/components?type=artifact_store&name=worker-staging')) as {
    items: readonly { readonly id: string }[]
  }
  const components = { orchestrator: [{ id }], artifact_store: [{ id: stores.items[0]?.id }] }
  const references = Object.fromEntries(Object.entries(components).map(([type, [one]]) => [type, [one?.id]]))
  await admin('POST', '/api/v1/stacks', { name, components: references })
}

function run(inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  return push('develop', { environments, ...own, ...inputs }, { env: { GITHUB_WORKSPACE: workspace, ...env } })
}

test('a stack whose integration is not installed: the error names it and the input', async () => {
  const before = await runCount()
  const there = { environments: `staging: {branches: develop, stack: ${kubernetesStack}}` }
  const result = await run({ ...there, command: 'python flow.py' })
  expect(result.code).toBe(1)
  const [error = ''] = annotations(result, 'error')
  expect(error).toContain(
    "ZenML's integration kubernetes is not, or not fully, installed: set integrations: kubernetes."
  )
  expect(error).toContain('Its last lines: ')
  expect(result.summary).toContain('integrations: kubernetes')
  expect(await runCount()).toBe(before)
})

test('a step needs a variable that was withheld: the error names pass-env, which helps', async () => {
  const env = { PUBLISH_TO: 'the-registry' }
  const result = await run({ command: 'python flow.py' }, env)
  expect(result.outputs).toMatchObject({ conclusion: 'failure', status: 'failed' })
  const [error = ''] = annotations(result, 'error')
  expect(error).toMatch(/ended as failed: step publish failed: KeyError: 'PUBLISH_TO'/)
  expect(error).toContain("PUBLISH_TO is set in this job, but the command doesn't get it: set pass-env: PUBLISH_TO.")

  const given = await run({ command: 'python flow.py', 'pass-env': 'PUBLISH_TO' }, env)
  expect([given.code, given.outputs['status']]).toEqual([0, 'completed'])
})

test('the same if the command says nothing itself: the step’s own words on the server count', async () => {
  const quiet = 'bash -c "python flow.py >/dev/null 2>&1"'
  const result = await run({ command: quiet }, { PUBLISH_TO: 'the-registry' })
  expect(annotations(result, 'error')[0]).toContain('set pass-env: PUBLISH_TO.')
})

test('an integration is installed as the installed ZenML names it, and its stack works as far as that goes', async () => {
  const onSsh = { environments: `staging: {branches: develop, stack: ${sshStack}}` }
  const fresh = { python: '', 'zenml-version': 'server', integrations: 'ssh' }
  const result = await run({ ...onSsh, ...fresh, command: 'python check.py' })
  expect(result.log).toMatch(/│ stack ssh paramiko [3-5]\./)
  expect(result.log).toMatch(/^Installed with uv [\d.]+(?:, which pip installed)?, from pypi\.org.* zenml 0\.98\.0\.$/m)
})

test('an integration that ZenML does not have, and no ZenML that could be asked', async () => {
  const unknown = await run({ command: 'true', integrations: 'skleran' })
  expect(annotations(unknown, 'error')).toEqual([
    "integrations: This ZenML has no integration 'skleran'. Did you mean 'sklearn'?"
  ])
  const none = await run({ command: 'true', integrations: 'ssh', python: '' })
  expect(annotations(none, 'error')).toEqual([
    expect.stringMatching(/^integrations: Without zenml their requirements are unknown\. /)
  ])
})
