import { stages } from '../gate/environment.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { PromotionFacts } from '../report/facts.ts'
import { ActionError, explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { World } from '../world/world.ts'
import type { ModelVersion, NamedModelVersion, Run } from '../zenml/entities.ts'
import { type DetailedModelVersion, getModelVersion } from '../zenml/models.ts'
import type { Patience } from '../zenml/question.ts'
import { noteMetadata } from '../zenml/runs.ts'
import type { ConnectedJob, Ending } from './job.ts'
import { noteKey, type Progress, promotionNote, type Replaced, readPromotionNote } from './promotion-note.ts'
import { modelWords, stageCommand, versionsWords, versionWords } from './promotion-words.ts'
import { StageChange } from './stage-change.ts'

/** What a promotion needs of its job. */
export interface PromotionJob extends Pick<ConnectedJob, 'connection' | 'environment' | 'invocation' | 'report'> {
  readonly inputs: Pick<Inputs, 'promote' | 'places'>
  readonly world: Pick<World, 'cancel' | 'clock' | 'log'>
}

/** Time for a promotion, whatever the step's timeout has left, ms. */
const promotionMs = 120_000

/**
 * Gives the model version of runs the stage that `promote` names, if the step is a success so far; returns how it ends
 * with that. Never throws.
 */
export async function promoteModel(job: PromotionJob, ending: Ending, runs: readonly Run[]): Promise<Ending> {
  const { inputs, report, world } = job
  const stage = inputs.promote
  if (stage === undefined) return ending
  if (ending.conclusion !== 'success' || ending.error !== undefined) {
    report.publish({ promotion: { end: 'not promoted', note: notDone(stage) } })
    world.log.info(notDone(stage))
    return ending
  }

  try {
    await promote(job, stage, runs)
    return ending
  } catch (error) {
    const isUnknown = error instanceof PromotionInDoubt
    const note = isUnknown ? error.message : notDone(stage)
    report.publish({ promotion: { end: isUnknown ? 'unknown' : 'not promoted', note } })
    if (!world.cancel.aborted) return { conclusion: 'failure', error: explain(error) }
    return { conclusion: 'cancelled', error: `The job was cancelled. ${isUnknown ? explain(error) : note}` }
  }
}

/** What a dry run says of a promotion, as the end of its plan; which model version it is shows only with the run. */
export function promotionPlan({ promote }: Pick<Inputs, 'promote'>): string {
  return promote === undefined ? '' : `, and then give its model version the stage ${promote}`
}

/** The same for a run that is there already, with what has the stage now; throws `ServerError`. */
export async function plannedPromotion(
  { connection, inputs, world }: Pick<PromotionJob, 'connection' | 'inputs' | 'world'>,
  { modelVersion }: Pick<Run, 'modelVersion'>
): Promise<string> {
  const stage = inputs.promote
  if (stage === undefined || modelVersion === undefined) return promotionPlan(inputs)

  const { project, session } = connection
  const patience = { ...session.patience, signal: world.cancel }
  const { version: own } = await getModelVersion(session, project.id, modelVersion.id, patience)
  const holders = await new StageChange(session, own, stage, patience).holders()
  const newer = holders.some(({ number }) => number > own.number) ? ' and would keep' : ''
  return `, and then give version ${versionWords(own)} of model ${modelWords(own)} the stage ${stage}, which ${having(holders)}${newer}`
}

function notDone(stage: string): string {
  return `No model version was promoted to ${stage}.`
}

/** A promotion that was begun, and of which nobody knows whether it was carried out. */
class PromotionInDoubt extends ActionError {}

async function promote(job: PromotionJob, stage: string, runs: readonly Run[]): Promise<void> {
  const { connection, inputs, report, world } = job
  const { session, project } = connection
  const [run, { id }] = onlyModelVersion(runs, stage, inputs.places.promote)
  const patience = { ...session.patience, signal: world.cancel, until: world.clock.elapsed() + promotionMs }
  const detailed = await getModelVersion(session, project.id, id, patience)

  const { stage: before } = detailed.version
  if (before === 'production' && stage !== before)
    throw wouldLeaveProduction(detailed.version, stage, inputs.places.promote)

  const change = new StageChange(session, detailed.version, stage, patience)
  report.publish({ promotion: await carryOut({ job, change, detailed, patience, run, stage }) })
}

/** A version has one stage, so that a lower one would take away what is in use. */
function wouldLeaveProduction(own: ModelVersion, stage: string, where: string): ActionError {
  return new ActionError(
    `Version ${versionWords(own)} of model ${modelWords(own)} has the stage production, which it would lose for ${stage}: nothing was changed`,
    { where, remedy: `To take it out of production on purpose: \`${stageCommand(own.model, own, stage)}\`.` }
  )
}

/** The only model version of runs, with the run that has it; throws {@link ActionError} if there is none, or several. */
function onlyModelVersion(
  runs: readonly Run[],
  stage: string,
  where: string
): readonly [run: Run, version: NamedModelVersion] {
  const all = new Map<string, readonly [Run, NamedModelVersion]>()
  for (const run of runs)
    if (run.modelVersion !== undefined && !all.has(run.modelVersion.id))
      all.set(run.modelVersion.id, [run, run.modelVersion])

  const [only, ...others] = all.values()
  if (only === undefined) {
    throw new ActionError(`No run has a model version, so there is nothing to promote to ${stage}`, {
      where,
      remedy: "Give the pipeline a model: `@pipeline(model=Model(name='…'))`."
    })
  }
  if (others.length > 0) {
    const names = [only, ...others].map(([, { modelName = '', name }]) => oneLine(`${modelName} ${name}`, 200))
    throw new ActionError(
      `The runs have several model versions, and only one can be promoted to ${stage}: ${names.join(', ')}`,
      {
        where,
        remedy:
          "Start each pipeline in a step of its own, with the same `@pipeline(model=Model(name='…'))` in what belongs together."
      }
    )
  }
  return only
}

/** One promotion under way. */
interface UnderWay {
  readonly job: PromotionJob
  readonly change: StageChange
  readonly detailed: DetailedModelVersion
  readonly patience: Patience
  readonly run: Run
  readonly stage: string
}

/** Changes the stage, and says in the model version's metadata, the log and the summary what came of it. */
async function carryOut(underWay: UnderWay): Promise<PromotionFacts> {
  const { change, detailed, job, stage } = underWay
  const { log } = job.world
  const own = detailed.version
  sayBefore(job, own, stage, await change.holders())

  try {
    const move = await change.settle(() => writeNote(underWay, 'asked'))
    if (move.kind === 'refused') {
      if (change.hasWritten) await tryNote(underWay, 'withdrawn')
      throw newerHolds(underWay, move.holder)
    }
  } catch (error) {
    if (error instanceof NewerHolds || !change.hasWritten) throw error
    const why = job.world.cancel.aborted ? 'the job was cancelled.' : explain(error)
    throw inDoubt(underWay, why, error)
  }

  const isWritten = readPromotionNote(detailed.metadata, stage)?.progress === 'promoted'
  if (change.hasWritten || !isWritten) await tryNote(underWay, 'promoted')
  const promotion = promotionFacts(underWay)
  log.info(promotion.note)
  return promotion
}

function sayBefore({ world }: PromotionJob, own: ModelVersion, stage: string, holders: readonly ModelVersion[]): void {
  world.log.info(
    `Promoting version ${versionWords(own)} (${own.id}) of model ${modelWords(own)} to ${stage}, which ${having(holders)}.`
  )
}

/** Who has a stage, as `which …` continues. */
function having(holders: readonly ModelVersion[]): string {
  if (holders.length === 0) return 'no version has'
  return `${versionsWords(holders)} ${holders.length === 1 ? 'has' : 'have'}`
}

/** A promotion that ended with a newer version having the stage. */
class NewerHolds extends ActionError {}

function newerHolds({ change, detailed, job, stage }: UnderWay, holder: ModelVersion): NewerHolds {
  const own = detailed.version
  const what = change.hasWritten
    ? `Version ${versionWords(holder)} of model ${modelWords(own)}, which is newer than version ${versionWords(own)}, got the stage ${stage} at the same time, and keeps it`
    : `Version ${versionWords(holder)} of model ${modelWords(own)} has the stage ${stage}, and is newer than version ${versionWords(own)}: nothing was changed`
  return new NewerHolds(what, {
    where: job.inputs.places.promote,
    remedy: `To use the older one on purpose: \`${stageCommand(own.model, own, stage)}\`.`
  })
}

function inDoubt({ detailed, job, stage }: UnderWay, why: string, cause: unknown): PromotionInDoubt {
  const own = detailed.version
  const what = `Version ${versionWords(own)} of model ${modelWords(own)}`
  return new PromotionInDoubt(
    `${what} was to get the stage ${stage}, and it is not known whether it has it alone: ${why}`,
    {
      cause,
      where: job.inputs.places.promote,
      remedy:
        "Follow the run again with run-id (or re-run with on-rerun: 'attach'), which looks, and finishes what is left."
    }
  )
}

/** Whether the version had the stage before this step did anything. */
function heldBefore({ change, detailed }: UnderWay): boolean {
  return change.before?.some(({ id }) => id === detailed.version.id) === true
}

/** What had the stage before; of one that an earlier attempt has given it, what that one wrote down, if anything. */
function replacedBy(underWay: UnderWay): readonly Replaced[] | undefined {
  const { change, detailed, stage } = underWay
  return heldBefore(underWay) ? readPromotionNote(detailed.metadata, stage)?.replaced : change.before
}

/** What is to be said of a promotion that is done. */
function promotionFacts(underWay: UnderWay): PromotionFacts {
  const { detailed, stage } = underWay
  const own = detailed.version
  const replaced = replacedBy(underWay)
  const [newest] = (replaced ?? []).toSorted((a, b) => b.number - a.number)
  const former = stages.find(each => each === own.stage && each !== stage) ?? 'archived'
  const back = newest === undefined ? stageCommand(own.model, own, former) : stageCommand(own.model, newest, stage)

  const has = heldBefore(underWay) ? 'already had' : 'has'
  const instead =
    replaced === undefined || replaced.length === 0
      ? ''
      : `; ${versionsWords(replaced)} had it before, and ${replaced.length === 1 ? 'is' : 'are'} archived`
  return {
    end: 'promoted',
    note: `Version ${versionWords(own)} of model ${modelWords(own)} ${has} the stage ${stage}${instead}.`,
    goBack: replaced === undefined ? undefined : back
  }
}

async function writeNote(underWay: UnderWay, progress: Progress): Promise<void> {
  const { detailed, job, patience, run, stage } = underWay
  const { connection, environment, invocation } = job
  const { codeCommit } = run.extra ?? {}
  const promotion = { stage, progress, environment: environment.name, run, codeCommit, replaced: replacedBy(underWay) }
  const owner = { id: detailed.version.id, type: 'model_version' } as const
  const { project, session } = connection
  await noteMetadata(session, project.id, owner, noteKey(stage), promotionNote(invocation, promotion), patience)
}

/** Of what is done already: that it can't be written down changes nothing about it. */
async function tryNote(underWay: UnderWay, progress: Progress): Promise<void> {
  try {
    await writeNote(underWay, progress)
  } catch (error) {
    underWay.job.world.log.warning(
      `What became of the promotion could not be written to the model version: ${explain(error)}`
    )
  }
}
