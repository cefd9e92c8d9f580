import { createHash } from 'node:crypto'
import { InputError } from '../text/errors.ts'
import { isObject } from '../text/json.ts'

/** Which step of which workflow run this is, from the runner's environment. */
export interface Invocation {
  /** `owner/name`. */
  readonly repository: string
  /** Full ref, e.g. `refs/heads/develop`. */
  readonly ref: string
  /** Commit that triggered the workflow. */
  readonly sha: string
  readonly workflowRunId: string
  /** Counts from 1; a re-run has the next one. */
  readonly attempt: string
  /** Id of the job's check run, which tells the legs of a matrix apart; empty on runners that do not give it. */
  readonly jobInstance: string
  /** Job id, index and matrix: the same in every attempt. */
  readonly job: string
  /** Id of the step in its job; inside a composite action only unique there. */
  readonly step: string
  /** Path of the step's output file, which the runner makes anew for every step. */
  readonly stepFile: string
}

/** The identity of one trigger. */
export interface Identity {
  /** Name of the run, unique in the project: the server refuses a second run of this name. */
  readonly runName: string
  /** Tags of the run. */
  readonly tags: readonly string[]
  /** The tag that is the same for every attempt of this step with this request. */
  readonly lineageTag: string
}

/** Prefix of the tags that only the action sets. */
export const reservedTagPrefix = 'gate:'

/** Reads the invocation from the runner's default variables; throws {@link InputError} where one is missing. */
export function readInvocation(
  env: Readonly<Record<string, string | undefined>>,
  hidden: { readonly jobInstance: string; readonly jobIndex: string; readonly jobMatrix: string }
): Invocation {
  const need = (name: string): string => {
    const value = env[name]
    if (value !== undefined && value !== '') return value
    throw new InputError(`The runner did not set ${name}`, {
      where: name,
      remedy: 'The action only works as a step of a GitHub Actions workflow.'
    })
  }
  return {
    repository: need('GITHUB_REPOSITORY'),
    ref: need('GITHUB_REF'),
    sha: need('GITHUB_SHA'),
    workflowRunId: need('GITHUB_RUN_ID'),
    attempt: env['GITHUB_RUN_ATTEMPT'] || '1',
    jobInstance: hidden.jobInstance,
    job: digest([need('GITHUB_JOB'), hidden.jobIndex, hidden.jobMatrix]),
    step: need('GITHUB_ACTION'),
    stepFile: env['GITHUB_OUTPUT'] ?? ''
  }
}

/**
 * The identity of one trigger. The name holds what a reader wants to see and a digest of all that makes the trigger
 * one of a kind; ZenML would replace `{date}` and the like in it, so it has no braces.
 */
export function identify(
  invocation: Invocation,
  environment: string,
  prefix: string,
  request: Readonly<Record<string, unknown>>
): Identity {
  const { repository, ref, sha, workflowRunId, attempt, jobInstance, job, step, stepFile } = invocation
  const asked = digest(request)
  const unique = digest([repository, workflowRunId, attempt, jobInstance, job, step, stepFile, asked])
  const lineage = digest([repository, workflowRunId, job, step, asked])
  const lineageTag = `${reservedTagPrefix}lineage=${lineage.slice(0, 32)}`
  const parts = [
    slug(prefix, 60),
    slug(repository, 80),
    `${slug(workflowRunId, 20)}.${slug(attempt, 6)}`,
    unique.slice(0, 20)
  ]
  const tag = (name: string, value: string): string => `${reservedTagPrefix}${name}=${value}`.slice(0, maxTagLength)
  return {
    runName: parts.join('-'),
    lineageTag,
    tags: [
      tag('repository', repository),
      tag('ref', ref),
      tag('environment', environment),
      tag('workflow-run', `${workflowRunId}/${attempt}`),
      tag('trigger-sha', sha),
      lineageTag
    ]
  }
}

/** The tag that names the commit whose code is proven to have run. */
export function codeTag(sha: string): string {
  return `${reservedTagPrefix}code-sha=${sha}`
}

/**
 * The tag by which the step of a lineage claims one run. It is bound to the run's name, since ZenML keeps a run's tags
 * in its snapshot, and gives them to whatever is started from that (measured on 0.98.0).
 */
export function claimTag(lineageTag: string, runName: string): string {
  return `${reservedTagPrefix}claim=${digest([lineageTag, runName]).slice(0, 32)}`
}

/** Whether the step of a lineage claims a run. */
export function isClaimedBy(
  lineageTag: string,
  run: { readonly name: string; readonly tags: readonly string[] }
): boolean {
  return run.tags.includes(lineageTag) && run.tags.includes(claimTag(lineageTag, run.name))
}

/** Longest tag name that ZenML stores (its column holds 255 characters). */
const maxTagLength = 255

function slug(text: string, limit: number): string {
  const clean = text.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^-+|-+$/g, '')
  return clean.slice(0, limit) || 'run'
}

/** SHA-256 of a JSON value, hex, independent of the order of its keys. */
export function digest(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (isObject(value)) {
    const entries = Object.keys(value)
      .filter(key => value[key] !== undefined)
      .sort()
      .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)
    return `{${entries.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
