import { type Furniture, graphJson, page, runJson, snapshotJson, stepsJson } from './entities.ts'
import { type Fault, type Question, questionOf } from './fault.ts'
import { named } from './kinds.ts'
import type { Answered, Asked, StandIn } from './stand-in.ts'

/** What a cache or a gateway that mixes answers up gives instead of the answer to a request. */
export function otherAnswer(
  standIn: StandIn,
  asked: Asked,
  of: (Fault & { kind: 'other' })['of'],
  now: number
): Answered {
  const question = questionOf(asked.method, asked.path)
  const { pathname, searchParams } = new URL(asked.path, 'http://x')
  const isList = pathname.split('/').length <= 4
  const [ended] = standIn.neighbours
  if (pathname.endsWith('/status') && of === 'same kind') return json(ended?.statusAt(now))
  const same = sameKind(standIn, question, { isList, hydrated: searchParams.get('hydrate') === 'true' }, now)
  return json(of === 'same kind' ? same : anotherKind(standIn, question, now))
}

const none = new URLSearchParams()

/** Another entity of the kind that was asked for: another job's run of the same account, production instead of staging. */
function sameKind(
  { furniture, neighbours }: StandIn,
  question: Question,
  { hydrated, isList }: { readonly hydrated: boolean; readonly isList: boolean },
  now: number
): unknown {
  const [ended, active] = neighbours
  if (ended === undefined || active === undefined) throw new Error('the stand-in has no neighbours')
  const run = (which: typeof ended) => runJson(furniture, which, now, hydrated)
  const [step] = stepsJson(furniture, ended, now, hydrated)
  const production = { id: furniture.stacks['production'] ?? '', name: 'production' }
  switch (question) {
    case 'info':
    case 'login':
      return { status: 'maintenance' }
    case 'account':
      return { ...named({ id: ended.snapshotId, name: 'ci-other' }), body: { is_service_account: true } }
    case 'project':
      return named({ id: ended.snapshotId, name: 'research' })
    case 'stack':
      return isList ? page([named(production)], none) : named(production)
    case 'snapshots':
      return page([otherSnapshot(furniture, ended.snapshotId, now, hydrated)], none)
    case 'snapshot':
      return snapshotJson(furniture, 'production', now, hydrated)
    case 'start':
      return run(active)
    case 'find':
    case 'required':
      return page([run(ended), run(active)], none)
    case 'status':
    case 'details':
      return run(ended)
    case 'results':
      return isList ? page([], none) : run(ended)
    case 'baseline':
      return page([otherVersion(furniture, ended.snapshotId, now, hydrated)], none)
    case 'steps':
      return page([step], none)
    case 'step':
      return step
    case 'graph':
      return graphJson(furniture, ended, now)
    case 'model version':
    case 'promote':
      return otherVersion(furniture, ended.snapshotId, now, hydrated)
    case 'holders':
      return page([otherVersion(furniture, ended.snapshotId, now, hydrated)], none)
    case 'log':
      return [{ message: "another step's line" }]
    case 'note':
    case 'make snapshot':
    case 'questions':
    case 'stop':
    case 'other':
      return { ok: true }
  }
}

/** A snapshot of another pipeline, on another stack. */
function otherSnapshot(furniture: Furniture, pipelineId: string, now: number, hydrated: boolean) {
  const snapshot = snapshotJson(furniture, 'production', now, hydrated)
  const pipeline = { ...snapshot.resources.pipeline, id: pipelineId, name: 'evaluation' }
  return { ...snapshot, name: 'evaluation-production', resources: { ...snapshot.resources, pipeline } }
}

/** A version of another model, which has each stage that a step may ask for. */
function otherVersion({ models }: Furniture, modelId: string, now: number, hydrated: boolean) {
  const made = { id: '7c1de3a0-0000-4000-8000-000000000001', number: 3, stage: 'production' }
  const version = models.json({ ...made, updatedMs: now, metadata: {} }, hydrated)
  return { ...version, body: { ...version.body, model: { ...version.body.model, id: modelId, name: 'forecast' } } }
}

/** A run where something else was asked for, else a stack. */
function anotherKind({ furniture, neighbours }: StandIn, question: Question, now: number): unknown {
  const [ended] = neighbours
  const isRun = ['start', 'find', 'required', 'status', 'details', 'steps'].includes(question)
  const stack = named({ id: furniture.stacks['production'] ?? '', name: 'production' })
  return isRun || ended === undefined ? stack : runJson(furniture, ended, now, true)
}

function json(value: unknown): Answered {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}
