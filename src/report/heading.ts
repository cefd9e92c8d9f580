import { formatDuration } from '../world/clock.ts'
import { isSuccess } from '../zenml/status.ts'
import type { Conclusion } from './conclusion.ts'
import type { Facts } from './facts.ts'
import { inert, link, linkedName, sentence } from './markdown.ts'

/** What became of a pipeline, as its predicate, with its duration behind a preposition, and what else there is to say. */
interface End {
  readonly sign: string
  readonly words: string
  readonly took?: 'in' | 'after'
  readonly but?: string
}

type RunConclusion = Exclude<Conclusion, 'skipped'>

const ends: Readonly<Record<RunConclusion, End>> = {
  success: { sign: '✅', words: 'succeeded', took: 'in' },
  failure: { sign: '❌', words: 'failed', took: 'after' },
  stopped: { sign: '🛑', words: 'was stopped', took: 'after' },
  cancelled: { sign: '🛑', words: 'was cut short: the job was cancelled' },
  'timed-out': { sign: '⏰', words: 'did not end in time' },
  triggered: { sign: '🚀', words: 'was started' }
}

/** The same if no run is known. */
const endsWithoutRun: Readonly<Record<RunConclusion, End>> = {
  ...ends,
  failure: { sign: '❌', words: 'was not run' },
  cancelled: { sign: '🛑', words: 'was not run: the job was cancelled' },
  'timed-out': { sign: '⏰', words: 'was not run in time' }
}

const inDoubt: End = { sign: '❌', words: 'may have been started: nobody knows' }

const succeeded = { sign: '❌', words: 'succeeded', took: 'in' } as const

/** If the runs succeeded, and what fails the step is the promotion, a check of the results, or something else. */
const endsAfterSuccess = {
  'not promoted': { ...succeeded, but: ', but the model version was not promoted' },
  unknown: { ...succeeded, but: ', but it is not known whether the model version was promoted' },
  checks: { ...succeeded, but: ', but its results failed the checks' },
  else: { ...succeeded, but: ', but this step failed' }
} as const

const exportedWords = { token: 'with a short-lived token', 'api-key': 'with the API key' } as const

/** The first line of the summary, a heading: what ran where, how it ended, how long it took, for which commit. */
export function headingPart(facts: Facts): string {
  return `### ${facts.conclusion === 'skipped' ? skippedHeading(facts) : runHeading(facts, facts.conclusion)}`
}

/** What a step that runs nothing is: shut out by the gate, a dry run, or a connection alone. */
function skippedHeading(facts: Facts): string {
  const { dryRun, environment, exported, plan, reason } = facts
  if (dryRun === true) {
    const would = plan === undefined ? '' : `. It would run: ${sentence(plan, 600)}`
    return `🧪 Dry run: nothing was started${would}`
  }
  if (environment === undefined)
    return reason === undefined ? '⏭️ Nothing to run' : `⏭️ Nothing to run: ${sentence(reason)}`

  const later = exported === undefined ? 'nothing was run' : `later steps are connected ${exportedWords[exported]}`
  return `🔌 Connected to ZenML${place(facts)}: ${later}`
}

function runHeading(facts: Facts, conclusion: RunConclusion = 'failure'): string {
  const { sign, words, took, but = '' } = endOf(facts, conclusion)
  const duration = took === undefined ? undefined : durationOf(facts)
  const end = duration === undefined ? `${words}${but}` : `${words} ${took} ${duration}${but}`
  return [`${sign} ${subject(facts)} ${end}`, ...runLink(facts), ...commitLink(facts)].join(' · ')
}

function endOf({ error, isInDoubt = false, promotion, results, runs = [] }: Facts, conclusion: RunConclusion): End {
  if (runs.length === 0) {
    const isUnclear = isInDoubt && (conclusion === 'failure' || conclusion === 'timed-out')
    return isUnclear ? inDoubt : endsWithoutRun[conclusion]
  }

  const isRed = conclusion === 'failure' || (conclusion === 'success' && error !== undefined)
  if (!isRed || !runs.every(({ status }) => isSuccess(status))) return ends[conclusion]
  if (results?.verdict === 'failed') return endsAfterSuccess.checks
  const isPromotion = promotion !== undefined && promotion.end !== 'promoted'
  return endsAfterSuccess[isPromotion ? promotion.end : 'else']
}

/** `training on k8s (staging)`, as far as it is known. */
function subject(facts: Facts): string {
  const { pipeline, runs = [] } = facts
  const name = pipeline === undefined ? 'The ZenML pipeline' : inert(pipeline)
  return `${name}${runs.length > 1 ? ` (${runs.length} runs)` : ''}${place(facts)}`
}

function place({ environment, stack }: Pick<Facts, 'environment' | 'stack'>): string {
  const where = stack === undefined ? '' : ` on ${inert(stack.name)}`
  return environment === undefined ? where : `${where} (${inert(environment)})`
}

/** How long the only run took. */
function durationOf({ runs = [] }: Facts): string | undefined {
  const [only, ...others] = runs
  return only?.tookMs === undefined || others.length > 0 ? undefined : formatDuration(only.tookMs)
}

/** The only run, by its address: names of runs are long. Of several the table of facts has the links. */
function runLink({ runs = [] }: Facts): readonly string[] {
  const [only, ...others] = runs
  return only === undefined || others.length > 0 ? [] : [link('run', only.url)]
}

function commitLink({ commit }: Facts): readonly string[] {
  return commit === undefined ? [] : [`commit ${linkedName(commit.sha.slice(0, 12), commit.url)}`]
}
