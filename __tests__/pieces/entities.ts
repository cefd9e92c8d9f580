import type { ModelVersion, Run, Snapshot, SnapshotShape, Step } from '../../src/zenml/entities.ts'
import { ids } from './fake-server.ts'

/** Server time of the things below, ms since the epoch. */
export const made = Date.UTC(2026, 10, 23, 12)

/** A run as the server writes it. */
export function runJson(status: string, change: Readonly<Record<string, unknown>> = {}) {
  const { name, id, account, project, stack, snapshot, source, created, tags, reason, metadata } = {
    name: 'training-1',
    id: ids.run as string,
    account: ids.account as string | null,
    project: ids.project as string,
    stack: { id: ids.stack as string, name: 'staging' } as { id: string; name: string } | null,
    snapshot: 'c923cbf5-01f5-4c1c-b8cd-a1edc015be62' as string | null,
    source: ids.snapshot as string | null,
    created: '2026-11-23T12:00:00.000000',
    tags: [] as readonly string[],
    reason: null as string | null,
    metadata: null as unknown,
    ...change
  }
  return {
    id,
    name,
    body: { created, updated: created, status, status_reason: reason, user_id: account, project_id: project },
    metadata,
    resources: {
      user: account === null ? null : { id: account, name: 'ci-gate' },
      snapshot: snapshot === null ? null : { id: snapshot, name: null },
      source_snapshot: source === null ? null : { id: source, name: 'training-staging' },
      stack,
      pipeline: { id: ids.pipeline, name: 'training' },
      tags: tags.map(tag => ({ id: tag, name: tag }))
    }
  }
}

/** A step as the server writes it. */
export function stepJson(name: string, status: string, updated = '2026-11-23T12:00:01.000000', metadata?: unknown) {
  const [start_time, end_time] = ['2026-11-23T12:00:00.000000', status === 'running' ? null : updated]
  return { id: `step-${name}`, name, body: { status, start_time, end_time, updated }, metadata: metadata ?? null }
}

/** A run as the action knows it. */
export function aRun(change: Partial<Run> = {}): Run {
  return {
    id: ids.run,
    name: 'training-1',
    status: 'running',
    projectId: ids.project,
    isScheduled: false,
    statusReason: undefined,
    accountId: ids.account,
    serviceAccount: undefined,
    extra: undefined,
    stack: { id: ids.stack, name: 'staging' },
    pipelineName: 'training',
    snapshotId: 'c923cbf5-01f5-4c1c-b8cd-a1edc015be62',
    sourceSnapshotId: ids.snapshot,
    originalRunId: undefined,
    parentRunId: undefined,
    startedByStepId: undefined,
    createdMs: made,
    startMs: undefined,
    endMs: undefined,
    tags: [],
    provenance: undefined,
    verdicts: {},
    openQuestionId: undefined,
    isDynamic: false,
    failure: undefined,
    modelVersion: undefined,
    metadata: {},
    ...change
  }
}

/** A version of one model as the action knows it, known by its number. */
export function aModelVersion(number: number, stage?: string, change: Partial<ModelVersion> = {}): ModelVersion {
  return {
    id: `version-${number}`,
    name: String(number),
    model: { id: 'model-churn', name: 'churn' },
    number,
    stage,
    projectId: ids.project,
    updatedMs: made,
    ...change
  }
}

/** A step as the action knows it. */
export function aStep(name: string, status: string, change: Partial<Step> = {}): Step {
  return {
    id: `step-${name}`,
    name,
    status,
    startMs: made,
    endMs: undefined,
    created: undefined,
    updated: undefined,
    projectId: ids.project,
    runId: undefined,
    accountId: ids.account,
    ...change
  }
}

/** A snapshot as the action knows it. */
export function aSnapshot(change: Partial<Snapshot & SnapshotShape> = {}): Snapshot & SnapshotShape {
  return {
    id: ids.snapshot,
    name: 'training-staging',
    projectId: ids.project,
    pipeline: { id: ids.pipeline, name: 'training' },
    stack: { id: ids.stack, name: 'staging' },
    runnable: true,
    createdMs: made - 3_600_000,
    author: 'alice',
    accountId: ids.account,
    provenance: {},
    sourceId: undefined,
    codeCommit: undefined,
    stepNames: ['load', 'train'],
    configSchema: undefined,
    ...change
  }
}

/** A snapshot as the server writes it. */
export function snapshotJson(change: Readonly<Record<string, unknown>> = {}) {
  const { id, name, project, stack, runnable, created, pipeline, commit, schema, sourceSnapshotId } = {
    id: ids.snapshot as string,
    name: 'training-staging' as string | null,
    project: ids.project as string,
    stack: { id: ids.stack as string, name: 'staging' } as { id: string; name: string } | null,
    runnable: true as unknown,
    created: '2026-11-23T11:00:00.000000',
    pipeline: { id: ids.pipeline as string, name: 'training' },
    commit: null as string | null,
    schema: undefined as unknown,
    sourceSnapshotId: null as string | null,
    ...change
  }
  return {
    id,
    name,
    body: { created, runnable, is_dynamic: false, project_id: project },
    metadata: {
      step_configurations: { load: {}, train: {} },
      config_schema: schema ?? null,
      source_snapshot_id: sourceSnapshotId
    },
    resources: {
      user: { id: 'u', name: 'alice' },
      pipeline,
      stack,
      code_reference: commit === null ? null : { id: 'c', body: { commit } }
    }
  }
}
