import type { Ending } from '../../src/job/job.ts'
import { type PromotionJob, promoteModel } from '../../src/job/promote-model.ts'
import { Report } from '../../src/report/report.ts'
import type { NamedModelVersion, Run } from '../../src/zenml/entities.ts'
import { aRun } from './entities.ts'
import { FakeServer, ids, page, refused } from './fake-server.ts'
import { anInvocation } from './invocation.ts'

export const commit = '6dcb09b5b57875f334f61aebed695e2e4193db5e'
export const success: Ending = { conclusion: 'success' }

/** The version of churn that a run made, 5 unless it is said. */
export const versionOf = (number = 5) =>
  ({ id: `version-${number}`, name: String(number), modelName: 'churn' }) as unknown as NamedModelVersion
export const trained = aRun({ status: 'completed', modelVersion: versionOf() })

export interface PromotionGiven {
  /** Stages by the numbers of churn's versions; 5 is the one of the run. */
  readonly stages?: Readonly<Record<number, string | null>>
  readonly metadata?: object
  readonly promote?: string | undefined
  /** Which requests the server refuses, by their beginning. */
  readonly refuses?: string
  /** Whether the job is cancelled once the stage was asked for. */
  readonly isCancelled?: boolean
  /** Whether somebody gives a version the stage right after this step did. */
  readonly meanwhile?: number
  /** Whether that one has it beside the run's version: two promotions at once. */
  readonly isBeside?: boolean
  /** Whether the first change is carried out, and a gateway answers. */
  readonly isUnheard?: boolean
  /** Which version somebody gives the stage right before this step does. */
  readonly justBefore?: number
}

/** A step that promotes to production, at a server that knows versions of one model. */
export function promotionStep(given: PromotionGiven = {}) {
  const {
    isBeside = false,
    isCancelled = false,
    isUnheard = false,
    justBefore,
    meanwhile,
    metadata = {},
    refuses
  } = given
  const stages = new Map<number, string | null>([[5, null]])
  for (const [number, stage] of Object.entries(given.stages ?? {})) stages.set(Number(number), stage)
  const cancel = new AbortController()
  const notes: unknown[] = []
  let changes = 0

  const json = (number: number) => ({
    id: `version-${number}`,
    name: String(number),
    body: {
      project_id: ids.project,
      number,
      stage: stages.get(number) ?? null,
      model: { id: 'model-churn', name: 'churn' },
      updated: '2026-11-23T12:00:00.000000'
    },
    metadata: { run_metadata: metadata }
  })
  const give = (number: number, stage: string): void => {
    for (const [each, has] of stages) if (has === stage) stages.set(each, 'archived')
    stages.set(number, stage)
  }
  const server = new FakeServer(({ body, method, path }) => {
    if (refuses !== undefined && `${method} ${path}`.startsWith(refuses))
      return refused(403, 'IllegalOperationError', 'not allowed')
    if (method === 'POST') {
      notes.push(JSON.parse(body ?? ''))
      return { json: null }
    }
    const number = Number(/version-(\d+)/.exec(path)?.[1])
    if (method === 'PUT') {
      if (justBefore !== undefined && changes === 0) give(justBefore, 'production')
      give(number, (JSON.parse(body ?? '') as { stage: string }).stage)
      const answer = isUnheard && changes === 0 ? { status: 502 } : { json: json(number) }
      if (isCancelled) cancel.abort(new Error('cancelled'))
      if (meanwhile !== undefined && changes === 0) {
        if (isBeside) stages.set(meanwhile, 'production')
        else give(meanwhile, 'production')
      }
      changes += 1
      return answer
    }
    if (number > 0) return { json: json(number) }
    const query = new URL(path, 'https://x').searchParams
    const above = Number(/gt:(\d+)/.exec(query.get('number') ?? '')?.[1] ?? 0)
    const wanted = query.get('stage')?.replace('equals:', '')
    return page([...stages].filter(([each, stage]) => stage === wanted && each > above).map(([each]) => json(each)))
  })

  const world = { ...server.runner.connect(() => true), clock: server.clock, cancel: cancel.signal }
  const report = new Report(world)
  const job = {
    world,
    report,
    connection: server.connection(),
    environment: { name: 'staging' },
    invocation: anInvocation(),
    inputs: { promote: 'promote' in given ? given.promote : 'production', places: { promote: 'promote' } }
  } as unknown as PromotionJob
  return {
    job,
    promote: async (ending: Ending = success, runs: readonly Run[] = [trained]) => {
      const end = await promoteModel(job, ending, runs)
      const { runner } = server
      const [info, warnings] = [runner.text('info'), runner.text('warning')]
      return {
        end,
        info,
        notes,
        promotion: report.facts.promotion,
        server,
        stages: Object.fromEntries(stages),
        warnings
      }
    }
  }
}

/** The request that writes a promotion down. */
export const noteOf = (progress: string, replaced: unknown, change: object = {}) => ({
  project: ids.project,
  resources: [{ id: 'version-5', type: 'model_version' }],
  values: {
    gate_promotion_production: {
      stage: 'production',
      progress,
      replaced,
      run_id: ids.run,
      run_name: 'training-1',
      environment: 'staging',
      repository: 'acme/models',
      commit,
      code_commit: 'unknown',
      workflow_run: 'https://github.com/acme/models/actions/runs/7',
      attempt: 1,
      actor: 'octocat',
      ...change
    }
  },
  types: { gate_promotion_production: 'dict' }
})
