import { readdirSync, readlinkSync } from 'node:fs'
import { afterEach, expect, test } from '@jest/globals'
import { built } from '../../testbed/runner.ts'
import { noteFault } from '../faults/acting.ts'
import { noteFigures } from '../figures.ts'
import type { Fault } from '../stand-in/fault.ts'
import { type FaultFront, openFront } from './fault-front.ts'
import { admin } from './shared-testbed.ts'
import { commitAll, pipelines, pushSource, useCheckout, workspace, write } from './source-checkout.ts'

useCheckout('server-source-faults')

const config = 'configs/staging.yaml'
const lost: Fault = { kind: 'reset', when: 'after' }

/** The ids of what the server has of the pipeline, named snapshots or runs, but for those known before. */
async function idsOf(
  kind: 'pipeline_snapshots' | 'runs',
  before: readonly string[] = []
): Promise<readonly (string | undefined)[]> {
  const named = kind === 'runs' ? '' : '&named_only=true'
  const path = `/api/v1/${kind}?project=default&pipeline=server-source-faults-training&size=100${named}`
  const { items } = (await admin('GET', path)) as { items: { id: string }[] }
  return items.map(({ id }) => id).filter(id => !before.includes(id))
}

/** What there is of the pipeline now, to be kept apart from what comes. */
async function known() {
  const [runs, snapshots] = [await idsOf('runs'), await idsOf('pipeline_snapshots')]
  return {
    newRuns: () => idsOf('runs', runs as string[]),
    newSnapshots: () => idsOf('pipeline_snapshots', snapshots as string[])
  }
}

async function open(faultFor: FaultFront['faultFor'] = () => undefined): Promise<FaultFront> {
  const front = openFront()
  front.faultFor = faultFor
  await front.proxy.up()
  return front
}

/** Processes whose folder is the checkout: the client's, as long as it is at work. */
function processesThere(): readonly string[] {
  return readdirSync('/proc').filter(pid => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(workspace)
    } catch {
      return false
    }
  })
}

afterEach(() => expect(processesThere()).toEqual([]))

test('a snapshot of which no answer comes is made once, and the re-run starts its only run', async () => {
  const front = await open(({ question }) => (question === 'make snapshot' ? lost : undefined))
  const { newRuns, newSnapshots } = await known()
  const at = { 'server-url': front.proxy.url, config }
  const env = { GITHUB_RUN_ID: '5151' }
  const first = await pushSource('staging', { ...at, timeout: '60s' }, { env })
  expect([first.code, first.outputs['triggered'] ?? 'false']).toEqual([1, 'false'])
  await pushSource('staging', at, { env, file: built.post, state: first.state })
  // ZenML's client asks again and again, with the same idempotency key.
  const asked = front.arrived.filter(({ question }) => question === 'make snapshot')
  noteFigures({ 'requests of the client for one snapshot whose answers were lost': asked.length })
  expect([asked.length > 1, await newRuns(), (await newSnapshots()).length]).toEqual([true, [], 1])

  front.faultFor = () => undefined
  const again = await pushSource('staging', at, { env: { ...env, GITHUB_RUN_ATTEMPT: '2' } })
  noteFault('real server', lost, again.code === 0)
  expect([again.code, again.outputs['conclusion']]).toEqual([0, 'success'])
  expect(again.log).toContain('The snapshot of this code is there already, so nothing is built')
  expect(await newSnapshots()).toEqual([again.outputs['snapshot-id']])
  expect(await newRuns()).toEqual([again.outputs['run-id']])
})

test('the first answers to the snapshot and to the start are lost, and there is one of each', async () => {
  write('pipelines/training.py', pipelines('server-source-faults', 0.6))
  commitAll('Lost')
  const front = await open(({ nth, question }) =>
    ['make snapshot', 'start'].includes(question) && nth === 0 ? lost : undefined
  )
  const { newRuns, newSnapshots } = await known()
  const result = await pushSource('staging', { 'server-url': front.proxy.url, config })
  noteFault('real server', lost, result.code === 0)
  expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  expect(await newSnapshots()).toEqual([result.outputs['snapshot-id']])
  expect(await newRuns()).toEqual([result.outputs['run-id']])
})

test('a cancel while the snapshot is made starts no run and leaves nothing at work', async () => {
  write('pipelines/training.py', pipelines('server-source-faults', 0.7))
  commitAll('Cut off')
  let kill: () => void = () => undefined
  const front = await open(({ question }) => {
    if (question === 'make snapshot') kill()
    return undefined
  })
  const { newRuns } = await known()
  const inputs = { 'server-url': front.proxy.url, config }
  const result = await pushSource('staging', inputs, {
    onLine: (_, process) => {
      kill = () => process.kill('SIGINT')
    }
  })
  const { conclusion, triggered = 'false' } = result.outputs
  expect([result.code, conclusion, triggered]).toEqual([1, 'cancelled', 'false'])
  const post = await pushSource('staging', inputs, { file: built.post, state: result.state })
  expect([post.code, post.log.includes('::warning')]).toEqual([0, false])
  expect(await newRuns()).toEqual([])
  expect(front.arrived.filter(({ question }) => question === 'start')).toEqual([])
})
