import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/text/errors.ts'
import { runsSnapshots, saysRunsSnapshots, stepNamesOf } from '../../src/zenml/snapshots.ts'
import { broken, FakeServer, ids, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

describe('whether a server runs snapshots', () => {
  const allowing = (allow: string | undefined, status = 405): Reply => ({
    status,
    json: { detail: 'Method Not Allowed' },
    headers: allow === undefined ? {} : { allow }
  })

  test.each([
    ['POST', true],
    ['POST, OPTIONS', true],
    ['GET', false],
    ['HEAD,GET', false]
  ])('is told by the ways that it allows: %s', async (allow, runs) => {
    const server = new FakeServer(() => allowing(allow))
    expect(await runsSnapshots(server.session())).toBe(runs)
    expect(server.asked).toEqual([
      expect.stringMatching(/^OPTIONS \/api\/v1\/pipeline_snapshots\/[0-9a-f-]{36}\/runs$/)
    ])
  })

  test.each([
    ['both ways', allowing('GET, POST')],
    ['neither way', allowing('PUT')],
    ['no ways', allowing(undefined)],
    ['ways with another status', allowing('POST', 404)],
    ['a success', { json: null, headers: { allow: 'POST' } }]
  ] satisfies [string, Reply][])('is not told by an answer with %s', async (_, reply) => {
    expect(await runsSnapshots(new FakeServer(() => reply).session())).toBeUndefined()
  })

  test('is asked once, where only a message hangs on it, and trouble is no answer', async () => {
    for (const reply of [refused(503, 'Busy', 'try later'), broken(true)]) {
      const server = new FakeServer(() => reply)
      expect(await saysRunsSnapshots(server.session())).toBeUndefined()
      expect(server.requests).toHaveLength(1)
    }
    expect(await saysRunsSnapshots(new FakeServer(() => allowing('POST')).session())).toBe(true)
  })

  test('is not known if the question could not be asked at all, and that is said', async () => {
    const fault = new InputError('The proxy has no valid address', { where: 'HTTPS_PROXY', remedy: 'Correct it.' })
    const server = new FakeServer(() => {
      throw fault
    })
    expect(await failure(() => saysRunsSnapshots(server.session()))).toBe(fault)
  })
})

describe('the steps of a snapshot', () => {
  const once = { attempts: 1 }
  const stepsOf = (reply: Reply) => stepNamesOf(new FakeServer(() => reply).session(), ids.snapshot, once)
  const json = {
    id: ids.snapshot,
    name: 'training',
    body: {},
    metadata: { step_configurations: { load: {}, train: {} } }
  }

  test('are those of its pipeline, and none of a dynamic one', async () => {
    expect(await stepsOf({ json })).toEqual(['load', 'train'])
    expect(await stepsOf({ json: { ...json, body: { is_dynamic: true } } })).toEqual([])
  })

  test('are not known of a snapshot that is gone', async () => {
    expect(await stepsOf(refused(404, 'KeyError', 'nothing there'))).toBeUndefined()
  })

  test.each([
    ['another snapshot', { ...json, id: ids.run }],
    ['a static pipeline without steps', { ...json, metadata: { step_configurations: {} } }]
  ])('are not those of an answer about %s', async (_, answer) => {
    expect(await failure(() => stepsOf({ json: answer }))).toMatchObject({ passing: true })
  })
})
