import { expect, test } from '@jest/globals'
import { requireCheckedCode } from '../../src/job/attached-code.ts'
import { aRun, runJson } from '../pieces/entities.ts'
import { FakeServer, ids, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const [green, other] = ['6dcb09b5b57875f334f61aebed695e2e4193db5e', 'b1b30ab8b5bb3a5b8e4a1c7f0c4b1a0de0a5a7a1']

/** The run of an earlier attempt, as the server writes it, that says of which commit its code is. */
function runOf(commit?: string): Reply {
  const gate = { run_name: 'training-1', ...(commit === undefined ? {} : { code_commit: commit }) }
  return { json: { ...runJson('running'), metadata: { config: { extra: { gate } } } } }
}

interface Situation {
  /** The commit whose run was found to be green. */
  readonly checked?: string
  /** The environment that has to be green first. */
  readonly requires?: string | undefined
}

/** A look at the code of an earlier attempt's run, which a server tells in these answers, the last of them again and again. */
function look(replies: readonly Reply[], situation: Situation = {}) {
  const { checked, requires } = { checked: green, requires: 'staging', ...situation }
  const server = new FakeServer((_, nth) => replies[Math.min(nth, replies.length - 1)] as Reply)
  const job = {
    connection: server.connection(),
    environment: requires === undefined ? {} : { requires: { name: requires } },
    until: 600_000,
    world: { cancel: new AbortController().signal }
  } as unknown as Parameters<typeof requireCheckedCode>[0]
  const configuration = { extra: { gate: checked === undefined ? {} : { code_commit: checked } } }
  const trigger = { configuration } as unknown as Parameters<typeof requireCheckedCode>[2]
  return { server, work: () => requireCheckedCode(job, aRun(), trigger) }
}

test('an earlier attempt’s run of the code that was green may be followed', async () => {
  const { server, work } = look([runOf(green)])
  await expect(work()).resolves.toBeUndefined()
  expect(server.asked).toEqual([`GET /api/v1/runs/${ids.run}?hydrate=true`])
})

test('where nothing has to be green first, an earlier attempt’s run may be followed whatever its code is', async () => {
  const { server, work } = look([runOf(other)], { requires: undefined })
  await expect(work()).resolves.toBeUndefined()
  expect(server.asked).toEqual([])
})

test.each([
  ['has other code than the one that was green', runOf(other), green],
  ['does not say which code it has', runOf(), green],
  ['does not say which code it has, where none was checked either', runOf(), undefined],
  ['says nothing of where it came from', { json: runJson('running') }, green]
])('an earlier attempt’s run is not followed if it %s, and the error says what to do', async (_, reply, checked) => {
  expect(await failure(look([reply], { checked: checked as string }).work)).toMatchObject({
    message: `The earlier attempt's run training-1 doesn't say that it has the code that was green in staging: https://dashboard.test/projects/default/runs/${ids.run}`,
    where: 'on-rerun',
    remedy: "Stop it and re-run the job, or set on-rerun: 'new' to start another one beside it."
  })
})

test('passing trouble of the server does not keep from seeing the code of an earlier attempt’s run', async () => {
  const trouble = { status: 503, json: {} }
  const { work } = look([trouble, trouble, trouble, trouble, trouble, runOf(green)])
  await expect(work()).resolves.toBeUndefined()
})

test('a server that does not tell the code of an earlier attempt’s run is an error', async () => {
  const { work } = look([refused(403, 'IllegalOperationError', 'no')])
  expect((await failure(work)).message).toContain('403')
})
