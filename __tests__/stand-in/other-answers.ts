import { page, runJson, snapshotJson, stepsJson } from './entities.ts'
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
  const same = sameKind(standIn, question, new URL(asked.path, 'http://x').searchParams, now)
  return json(of === 'same kind' ? same : anotherKind(standIn, question, now))
}

/** Another entity of the kind that was asked for: another job's run of the same account, production instead of staging. */
function sameKind(
  { furniture, neighbours }: StandIn,
  question: Question,
  query: URLSearchParams,
  now: number
): unknown {
  const hydrated = query.get('hydrate') === 'true'
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
      return page([named(production)], new URLSearchParams())
    case 'snapshots':
      return page(
        [{ ...snapshotJson(furniture, 'production', now, hydrated), name: 'other-production' }].map(ofOther),
        query
      )
    case 'snapshot':
      return snapshotJson(furniture, 'production', now, hydrated)
    case 'start':
      return run(active)
    case 'find':
      return page([run(ended), run(active)], new URLSearchParams())
    case 'status':
    case 'details':
      return run(ended)
    case 'steps':
      return page([step], new URLSearchParams())
    case 'step':
      return step
    case 'questions':
    case 'stop':
    case 'other':
      return { ok: true }
  }

  function ofOther(snapshot: ReturnType<typeof snapshotJson>) {
    const pipeline = { ...snapshot.resources.pipeline, id: ended?.snapshotId ?? '', name: 'evaluation' }
    return { ...snapshot, resources: { ...snapshot.resources, pipeline } }
  }
}

/** A run where something else was asked for, else a stack. */
function anotherKind({ furniture, neighbours }: StandIn, question: Question, now: number): unknown {
  const [ended] = neighbours
  const isRun = ['start', 'find', 'status', 'details', 'steps'].includes(question)
  const stack = named({ id: furniture.stacks['production'] ?? '', name: 'production' })
  return isRun || ended === undefined ? stack : runJson(furniture, ended, now, true)
}

function json(value: unknown): Answered {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}
