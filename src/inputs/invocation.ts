import { digest } from '../text/digest.ts'
import type { Environ } from '../text/environ.ts'
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
  /** The commit that the event is about, of a pull request its head, and the address of its page. */
  readonly commit: { readonly sha: string; readonly url: string }
  /** Id of the job's check run, which tells the legs of a matrix apart; empty on runners that do not give it. */
  readonly jobInstance: string
  /** Job id, index and matrix: the same in every attempt. */
  readonly job: string
  /** Id of the step in its job; inside a composite action only unique there. */
  readonly step: string
  /** Path of the step's output file, which the runner makes new for every step. */
  readonly stepFile: string
}

/** What the runner does not give in its default variables. */
export interface InvocationHints {
  readonly jobInstance: string
  readonly jobIndex: string
  readonly jobMatrix: string
  readonly pullRequest: Invocation['pullRequest']
}

/**
 * Reads the invocation from the runner's default variables (docs.github.com, variables reference); throws
 * {@link InputError} if one is missing.
 */
export function readInvocation(env: Environ, hints: InvocationHints): Invocation {
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
  const page = `${env['GITHUB_SERVER_URL'] || 'https://github.com'}/${repository}`
  const sha = need('GITHUB_SHA')
  const about = hints.pullRequest?.head ?? sha

  return {
    repository,
    ref: need('GITHUB_REF'),
    event: need('GITHUB_EVENT_NAME'),
    sha,
    pullRequest: hints.pullRequest,
    actor: env['GITHUB_ACTOR'] ?? '',
    workflowRunId,
    attempt,
    workflowRun: `${page}/actions/runs/${workflowRunId}/attempts/${attempt}`,
    commit: { sha: about, url: `${page}/commit/${about}` },
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
