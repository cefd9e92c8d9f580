import { digest } from '../text/digest.ts'
import { InputError } from '../text/errors.ts'

/** Which step of which workflow run this is, and what happened, from the runner's environment. */
export interface Invocation {
  /** `owner/name`. */
  readonly repository: string
  /** Full ref, e.g. `refs/heads/develop`. */
  readonly ref: string
  /** Name of the event, e.g. `push`. */
  readonly event: string
  /** Commit that triggered the workflow; in a pull request GitHub's merge of it. */
  readonly sha: string
  /** The pull request that the event is about. */
  readonly pullRequest: { readonly number: number; readonly head: string } | undefined
  /** Who caused the event; empty on runners that do not say. */
  readonly actor: string
  readonly workflowRunId: string
  /** Counts from 1; a re-run has the next one. */
  readonly attempt: string
  /** Address of the workflow run's attempt. */
  readonly workflowRun: string
  /** Id of the job's check run, which tells the legs of a matrix apart; empty on runners that do not give it. */
  readonly jobInstance: string
  /** Job id, index and matrix: the same in every attempt. */
  readonly job: string
  /** Id of the step in its job; inside a composite action only unique there. */
  readonly step: string
  /** Path of the step's output file, which the runner makes anew for every step. */
  readonly stepFile: string
}

/** What the runner does not say in its default variables. */
export interface InvocationHints {
  readonly jobInstance: string
  readonly jobIndex: string
  readonly jobMatrix: string
  readonly pullRequest: Invocation['pullRequest']
}

/**
 * Reads the invocation from the runner's default variables (docs.github.com, variables reference); throws
 * {@link InputError} where one is missing.
 */
export function readInvocation(env: Readonly<Record<string, string | undefined>>, hints: InvocationHints): Invocation {
  const need = (name: string): string => {
    const value = env[name]
    if (value !== undefined && value !== '') return value
    throw new InputError(`The runner did not set ${name}`, {
      where: name,
      remedy: 'The action only works as a step of a GitHub Actions workflow.'
    })
  }

  const repository = need('GITHUB_REPOSITORY')
  const workflowRunId = need('GITHUB_RUN_ID')
  const attempt = env['GITHUB_RUN_ATTEMPT'] || '1'
  const site = env['GITHUB_SERVER_URL'] || 'https://github.com'
  return {
    repository,
    ref: need('GITHUB_REF'),
    event: need('GITHUB_EVENT_NAME'),
    sha: need('GITHUB_SHA'),
    pullRequest: hints.pullRequest,
    actor: env['GITHUB_ACTOR'] ?? '',
    workflowRunId,
    attempt,
    workflowRun: `${site}/${repository}/actions/runs/${workflowRunId}/attempts/${attempt}`,
    jobInstance: hints.jobInstance,
    job: digest([need('GITHUB_JOB'), hints.jobIndex, hints.jobMatrix]),
    step: need('GITHUB_ACTION'),
    stepFile: env['GITHUB_OUTPUT'] ?? ''
  }
}

/** The commits whose code an event is about: the pushed one, or a pull request's head and GitHub's merge of it. */
export function commitsOf({ pullRequest, sha }: Pick<Invocation, 'pullRequest' | 'sha'>): readonly string[] {
  return pullRequest === undefined ? [sha] : [pullRequest.head, sha]
}
