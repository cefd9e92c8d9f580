import type { ResultRow } from '../results/rows.ts'
import type { Verdict } from '../results/verdict.ts'
import type { JsonObject } from '../text/json.ts'
import type { DashboardUrls } from '../zenml/dashboard-urls.ts'
import type { FailedStep, Named, NamedModelVersion, Run, Snapshot, Step, WaitCondition } from '../zenml/entities.ts'
import type { StepGraph } from '../zenml/step-graph.ts'
import type { Conclusion } from './conclusion.ts'
import type { ReportContent } from './report-content.ts'

/** Everything that there is to report about one use of the action; what is not known yet is missing. */
export interface Facts {
  readonly environment?: string
  /** Number of the pull request that the event is about. */
  readonly pullRequest?: number
  readonly stack?: Named | { readonly name: string; readonly id?: undefined }
  /** Why the gate decided as it did, safe to print. */
  readonly reason?: string
  readonly project?: string
  readonly account?: string
  readonly serverVersion?: string
  /** The snapshot that is run, and its age by the server's clock, ms. */
  readonly snapshot?: Snapshot & { readonly ageMs: number | undefined }
  readonly pipeline?: string
  /** The commit that the event is about, and the address of its page at GitHub. */
  readonly commit?: { readonly sha: string; readonly url: string }
  /** Address in the dashboard under which the project's own pages are; others never become links in a sentence. */
  readonly dashboard?: string
  /** What is known about the code that ran, in a sentence. */
  readonly codeNote?: string
  /** The commit that the code is proven to be from; empty if it is not proven. */
  readonly codeSha?: string
  /** Whether the code is known not to be the event's: of a run that is only followed. */
  readonly isOtherCode?: boolean
  /** Where the pipeline of a source runs, and why, in words. */
  readonly way?: string
  readonly triggered?: boolean
  /** Whether a run may have been started that is not known. */
  readonly isInDoubt?: boolean
  readonly runs?: readonly RunFacts[]
  /** The run in the required environment that had the same code, and that environment's name. */
  readonly required?: { readonly environment: string; readonly run: RunFacts }
  /** Runs that steps of these started, which are not judged. */
  readonly children?: readonly Pick<RunFacts, 'id' | 'url'>[]
  readonly metadata?: JsonObject
  readonly steps?: readonly Step[]
  /** How many steps the server has, where `steps` may be the first of them. */
  readonly stepCount?: number
  readonly failures?: readonly FailedStep[]
  readonly results?: ResultsFacts
  /** The last lines of the logs of steps that failed. */
  readonly tails?: readonly LogTailFacts[]
  /** The questions to a person that runs wait for. */
  readonly questions?: readonly QuestionFacts[]
  /** What follows what in the runs, as the server knew it at their end. */
  readonly graphs?: readonly StepGraph[]
  /** What the artifacts show that the runs have produced; secrets are taken out of it already. */
  readonly reports?: readonly ReportFacts[]
  readonly promotion?: PromotionFacts
  readonly conclusion?: Conclusion
  /** Why the step fails, as {@link explain} words it. */
  readonly error?: string
  readonly dryRun?: boolean
  /** What a dry run would have run, and as what, in words. */
  readonly plan?: string
  /** The credential that later steps of the job are connected with. */
  readonly exported?: 'token' | 'api-key'
}

/** The last lines of the log of a step that failed, foreign text. */
export interface LogTailFacts {
  readonly step: string
  readonly lines: readonly string[]
}

/** What there is to report about a question to a person. */
export interface QuestionFacts {
  readonly name: string
  readonly question: string | undefined
  /** JSON schema of the answer; empty if any will do. */
  readonly schema: JsonObject
  /** Where it can be answered. */
  readonly url: string
}

/** What there is to report about one run. */
export interface RunFacts extends Named {
  readonly url: string
  /** Status as last seen. */
  readonly status: string
  /** Time from its start to its end, ms; missing until both are known. */
  readonly tookMs?: number
  readonly model?: ModelFacts
}

/** What there is to report about the model version of a run. */
export interface ModelFacts extends NamedModelVersion {
  /** Undefined if the dashboard has no page for it. */
  readonly url: string | undefined
}

/** What there is to report about the results of runs that have succeeded. */
export interface ResultsFacts {
  /** What the checks say of all of them. */
  readonly verdict: Verdict
  readonly runs: readonly RunResultsFacts[]
}

/** What there is to report about the results of one run. */
export interface RunResultsFacts {
  /** Name and address of the run. */
  readonly name: string
  readonly url: string
  /** All that was logged, by its names. */
  readonly metrics: JsonObject
  readonly rows: readonly ResultRow[]
  /** What the run is compared with, in words, and its address if the dashboard has a page for it. */
  readonly baseline?: { readonly words: string; readonly url: string | undefined }
  /** What could not be compared, in sentences. */
  readonly notes: readonly string[]
}

/** What there is to report about one visualization of an artifact that a run has produced. */
export interface ReportFacts {
  readonly runId: string
  /** The artifact's version, with the name of the artifact. */
  readonly artifact: Named
  readonly stepId: string | undefined
  /** Its place among the visualizations of the artifact. */
  readonly index: number
  /** `csv`, `html`, `image`, `json` or `markdown`. */
  readonly type: string
  /** Missing if it was not read. */
  readonly content?: ReportContent
  /** Why it could not be read, as {@link explain} words it. */
  readonly trouble?: string
}

/** What there is to report about giving a model version a stage. */
export interface PromotionFacts {
  readonly end: 'promoted' | 'not promoted' | 'unknown'
  /** What became of it, in a sentence. */
  readonly note: string
  /** The command that takes it back, if there is something to be taken back. */
  readonly goBack?: string | undefined
}

/** What there is to report about a run as last seen, with its addresses in the dashboard. */
export function runFacts({ endMs, id, modelVersion, name, startMs, status }: Run, urls: DashboardUrls): RunFacts {
  return {
    id,
    name,
    status,
    url: urls.runUrl(id),
    ...(startMs === undefined || endMs === undefined ? {} : { tookMs: endMs - startMs }),
    ...(modelVersion === undefined ? {} : { model: { ...modelVersion, url: urls.modelVersionUrl(modelVersion.id) } })
  }
}

/** What there is to report about a question, and where it can be answered. */
export function questionFacts({ name, question, schema }: WaitCondition, url: string): QuestionFacts {
  return { name, question, schema, url }
}

/** The model versions of runs, each once. */
export function modelsOf(runs: readonly RunFacts[]): readonly ModelFacts[] {
  return [...new Map(runs.flatMap(({ model }) => (model === undefined ? [] : [[model.id, model]]))).values()]
}
