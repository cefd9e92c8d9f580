import { describe, expect, test } from '@jest/globals'
import { statusHint } from '../../src/zenml/runs.ts'
import { failedSteps, stepsPage } from '../../src/zenml/steps.ts'
import { stepJson } from '../pieces/entities.ts'
import { FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const once = { attempts: 1 }
const asked = { project: ids.project, runId: ids.run, since: undefined, page: 1, size: 20 }

function at(...replies: readonly Reply[]) {
  const server = new FakeServer((_, nth) => replies[nth] ?? refused(500, 'E', 'no more replies'))
  return { server, session: server.session() }
}

describe('the status of a run alone', () => {
  test('is a bare text', async () => {
    const { server, session } = at({ json: 'running' })
    expect(await statusHint(session, ids.run, once)).toBe('running')
    expect(server.asked).toEqual([`GET /api/v1/runs/${ids.run}/status`])
  })

  test('is one line, however long an answer is', async () => {
    const status = await statusHint(at({ json: `a\n${'x'.repeat(100)}` }).session, ids.run, once)
    expect([status.includes('\n'), status.length <= 60]).toEqual([false, true])
  })

  test.each([{ json: { status: 'running' } }, { json: null }, { json: 7 }])('is not %j', async reply => {
    const { message } = await failure(() => statusHint(at(reply).session, ids.run, once))
    expect(message).toContain("isn't a status")
  })

  test('of a run that is gone is the server’s refusal', async () => {
    const { message } = await failure(() => statusHint(at(refused(404, 'KeyError', 'none')).session, ids.run, once))
    expect(message).toContain("Could not read the run's status: the server answered 404: none")
  })
})

describe('a page of steps', () => {
  test.each([
    [undefined, null],
    ['2026-11-23T12:00:05', 'gte:2026-11-23 12:00:05']
  ])('that changed since %s', async (since, updated) => {
    const { server, session } = at(page([stepJson('train', 'running')], 3, 2, 41))
    expect(await stepsPage(session, { ...asked, since, page: 2 }, once)).toMatchObject({
      items: [{ name: 'train' }],
      pages: 3,
      total: 41
    })
    const query = new URL(server.requests[0]?.path ?? '', 'http://x').searchParams
    expect([query.get('updated'), query.get('sort_by')]).toEqual([updated, 'desc:updated'])
    expect([query.get('project'), query.get('pipeline_run_id')]).toEqual([ids.project, ids.run])
    expect([query.get('page'), query.get('size')]).toEqual(['2', '20'])
  })

  test('is not another one of the list', async () => {
    const { session } = at(page([stepJson('train', 'running')], 3, 1))
    expect((await failure(() => stepsPage(session, { ...asked, page: 2 }, once))).message).toContain('is page 1')
  })
})

describe('the failed steps of a run', () => {
  const failed = stepJson('train', 'failed')
  const found = async (json: unknown) => {
    const { items, total } = await failedSteps(at({ json }).session, ids.project, ids.run, once)
    return [items.map(({ step }) => step.name), total]
  }

  test('are the first ones, with how many there are', async () => {
    expect(await found(page([failed], 3, 1, 120).json)).toEqual([['train'], 120])
  })

  test('are as many as there are in a list that has no total', async () => {
    expect(await found({ items: [failed] })).toEqual([['train'], 1])
  })

  test('are counted one by one if a server lists others with them', async () => {
    expect(await found(page([failed, stepJson('load', 'completed')], 1, 1, 2).json)).toEqual([['train'], 1])
  })
})
