import type { Passed } from '../stand-in/fault-proxy.ts'
import type { ScriptedRun } from '../stand-in/run-script.ts'
import { pushedCommit, type Stage } from '../stand-in/stage.ts'
import type { RequiredRun, Rival, Scenario } from './scenario.ts'

/** The rules of a scenario in which an environment is required; each push is to develop. */
const rules = 'staging: {branches: other}\nproduction: {branches: develop, requires: staging}'
/** The stage that is promoted to. */
export const promotedStage = 'production'
const otherAccount = 'b2c3d4e5-0000-4000-8000-000000000001'

/** What is on the server that no step of the scenario has made. */
export interface Surroundings {
  /** Runs in the required environment, so far. */
  readonly required: readonly ScriptedRun[]
  /** The run that the step is to follow, where it starts none. */
  readonly given: ScriptedRun | undefined
}

/** The scenario's inputs that are about more than one run. */
export function inputsOf(
  { promotion, required, work }: Scenario,
  given: Pick<ScriptedRun, 'id'> | undefined
): Readonly<Record<string, string>> {
  return {
    ...(required === undefined ? {} : { environments: rules }),
    ...(promotion === undefined ? {} : { promote: promotedStage }),
    ...(work === 'run-id' || given !== undefined ? { pipeline: '', 'run-id': given?.id ?? '' } : {})
  }
}

/** Puts everything on the server that is there before the step, and what comes to be there without it. */
export function furnish(stage: Stage, { promotion, required = [], script, work }: Scenario): Surroundings {
  const { furniture } = stage.standIn
  for (const holds of promotion?.earlier ?? []) furniture.models.add(stage.time.now, holds ? promotedStage : null)

  const runs: ScriptedRun[] = []
  const add = (run: RequiredRun, index: number) => runs.push(addRequired(stage, run, index))
  for (const [index, run] of required.entries()) {
    if (run.atMs < 0) add(run, index)
    else stage.time.at(run.atMs, () => add(run, index))
  }
  // Longer ago than a replica may lag behind.
  const name = 'training-given'
  // One that this action has made: where something is required, no other is promoted.
  const gate = { run_name: name, repository: 'acme/models', environment: 'staging', code_commit: pushedCommit }
  const extra = { gate }
  const said = { name, extra, createdMs: stage.time.epoch - 5_000 }
  const given = work === 'run-id' ? stage.standIn.addRun('staging', said, script) : undefined
  return { required: runs, given }
}

function addRequired({ standIn, time }: Stage, { atMs, by, code, end, runsMs }: RequiredRun, index: number) {
  const name = `training-staging-${index}`
  const gate = {
    run_name: name,
    repository: 'acme/models',
    environment: 'staging',
    code_commit: code === 'this' ? pushedCommit : 'a'.repeat(40)
  }
  const account = by === 'another account' ? { accountId: otherAccount } : {}
  const statuses = [
    { atMs: 0, status: 'running' },
    { atMs: runsMs + 1, status: end }
  ]
  return standIn.addRun(
    'staging',
    { name, extra: { gate }, createdMs: time.epoch + atMs, ...account },
    { statuses, stop: 'graceful', stopTakesMs: 0 }
  )
}

/** Whether the required environment is green for this code at a moment (ms since the epoch), as the rule has it. */
export function isGreenAt({ furniture }: Stage['standIn'], { given, required }: Surroundings, ms: number): boolean {
  const commitOf = ({ extra }: ScriptedRun) => (extra['gate'] as { code_commit?: string } | undefined)?.code_commit
  const all = [...(given === undefined ? [] : [given]), ...required].toSorted((a, b) => a.createdMs - b.createdMs)
  const newest = all.findLast(
    run => run.createdMs <= ms && run.accountId === furniture.account.id && commitOf(run) === pushedCommit
  )
  return newest?.statusAt(ms) === 'completed'
}

/** Time from a request's arrival at the proxy to its end at the server, and some ms beyond. */
const workedOffMs = 30

/** Lets the rivals act for which a request is the sign. */
export function provoke(stage: Stage, rivals: readonly Rival[], passed: Omit<Passed, 'fault'>): void {
  for (const rival of rivals) {
    if (rival.at.question !== passed.question || rival.at.nth !== passed.nth) continue
    if (rival.when === 'before') act(stage, rival)
    else stage.time.at(stage.time.elapsed + workedOffMs, () => act(stage, rival))
  }
}

function act({ standIn, time }: Stage, { how, version: which }: Rival): void {
  const { models } = standIn.furniture
  const { length } = models.versions
  const version = which === 'newer' ? models.add(time.now) : models.versions[Math.max(0, length - 2)]
  // Without an older one there is nobody to promote it.
  if (version === undefined || (which === 'older' && length < 2)) return
  if (how === 'joins') models.join(version, promotedStage, time.now)
  else models.update(version.id, { stage: promotedStage, force: true }, time.now, 'other')
}
