import { describe, expect, test } from '@jest/globals'
import { misfitsOfSnapshot, type SnapshotParts, wantedSnapshot } from '../../src/trigger/source-snapshot.ts'
import { aSnapshot } from '../pieces/entities.ts'
import { ids } from '../pieces/fake-server.ts'
import { anInvocation } from '../pieces/invocation.ts'

const stack = { id: ids.stack, name: 'staging' }
const parts: SnapshotParts = {
  pipelineName: 'training',
  stack,
  code: { commit: '6dcb09b5b57875f334f61aebed695e2e4193db5e', tree: 'a'.repeat(40) },
  environment: 'staging',
  contents: { source: 'run.training', configuration: { parameters: { rows: 1 } }, requirements: 'a', client: '0.98.0' }
}
const wanted = wantedSnapshot(anInvocation(), parts)
const nameOf = (change: Partial<SnapshotParts>) => wantedSnapshot(anInvocation(), { ...parts, ...change }).name

describe('the name of a snapshot', () => {
  test('says pipeline, stack and twelve digits of the commit, and ends with a digest', () => {
    expect(wanted.name).toMatch(/^training-staging-6dcb09b5b578-[0-9a-f]{16}$/)
  })

  test('is the same in every attempt, job and workflow run', () => {
    const later = anInvocation({ attempt: '2', workflowRunId: '7', job: 'other', actor: 'somebody', event: 'schedule' })
    expect(wantedSnapshot(later, parts)).toEqual(wanted)
  })

  test.each<[string, Partial<SnapshotParts>]>([
    ['the source', { contents: { ...parts.contents, source: 'run.other' } }],
    ['the configuration', { contents: { ...parts.contents, configuration: {} } }],
    ['the requirements', { contents: { ...parts.contents, requirements: 'b' } }],
    ['the version of the client', { contents: { ...parts.contents, client: '0.97.0' } }],
    ['the environment', { environment: 'production' }],
    ['a stack of the same name', { stack: { id: ids.pipeline, name: 'staging' } }],
    ['a commit with the same beginning', { code: { ...parts.code, commit: `6dcb09b5b578${'0'.repeat(28)}` } }]
  ])('is another one for another one of %s', (_, change) => {
    expect(nameOf(change)).not.toBe(wanted.name)
  })

  test('is another one in another repository', () => {
    expect(wantedSnapshot(anInvocation({ repository: 'acme/other' }), parts).name).not.toBe(wanted.name)
  })

  test('is short and plain, whatever pipeline and stack are called', () => {
    const name = nameOf({ pipelineName: `a\tb {date} ${'x'.repeat(300)}`, stack: { ...stack, name: 'ü'.repeat(300) } })
    expect(name).toMatch(/^[\w.-]{1,255}$/)
  })
})

describe('a snapshot of that name', () => {
  const place = {
    account: { id: ids.account, name: 'ci' },
    project: { id: ids.project, name: 'default' },
    stack
  }
  const own = aSnapshot({ name: wanted.name, stack, accountId: ids.account, provenance: wanted.provenance })

  test('is the one that is wanted if account, provenance and place fit', () => {
    expect(misfitsOfSnapshot(own, wanted, place)).toEqual([])
  })

  test.each([
    ['another account made it', { accountId: ids.pipeline }, 'alice made it'],
    ['it says nothing of itself', { provenance: {} }, 'extra.gate'],
    ['it says another name', { provenance: { ...wanted.provenance, snapshot: 'other' } }, 'extra.gate'],
    ['it says another commit', { provenance: { ...wanted.provenance, code_commit: 'other' } }, 'extra.gate'],
    ['it is of another pipeline', { pipeline: { id: ids.pipeline, name: 'evil' } }, 'pipeline evil'],
    ['it is on another stack', { stack: { id: ids.pipeline, name: 'staging' } }, 'on stack staging'],
    ['it is in another project', { projectId: ids.pipeline }, 'another project'],
    ['it has no build', { runnable: false }, 'no container build']
  ])('is not if %s', (_, change, word) => {
    expect(misfitsOfSnapshot({ ...own, ...change }, wanted, place)).toEqual([expect.stringContaining(word)])
  })
})
