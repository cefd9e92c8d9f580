import { Github } from '../github/client.ts'
import { type Written, writeComment } from '../github/pull-request-comment.ts'
import { pullRequestOf } from '../github/pull-request-of.ts'
import { faultOf, patiently } from '../github/retry.ts'
import { readInput } from '../inputs/names.ts'
import { readFlag } from '../inputs/values.ts'
import { commentOf } from '../report/comment.ts'
import type { Facts } from '../report/facts.ts'
import { inert, link } from '../report/markdown.ts'
import { digest } from '../text/digest.ts'
import type { Environ } from '../text/environ.ts'
import { ActionError, explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { World } from '../world/world.ts'

/** Time for all that a comment needs, ms: for a minute that a rate limit asks for, and another attempt. */
const usualMs = 120_000
/** The same in a job that was cancelled, which the runner ends ten seconds later. */
const cancelledMs = 2_000

const permissions = "give the job 'permissions: {contents: read, pull-requests: write}'"

const endings: Readonly<Record<Written, string>> = {
  created: 'now has a comment with this result.',
  updated: 'now has this result in its comment.',
  left: 'keeps the comment of a later workflow run.'
}

/**
 * Writes how the step ended into a comment under the pull request, if that is wanted and something was to run. Throws
 * nothing: what keeps it from that is a notice.
 */
export async function commentOnPullRequest(world: World, facts: Facts): Promise<void> {
  const { env, log } = world
  if (!isWanted(env) || facts.conclusion === 'skipped') return
  const token = readInput(env, 'github-token')
  if (token === '') {
    log.notice(
      `comment: No github-token is set, so no comment can be written. Set it to \${{ github.token }}, and ${permissions}.`
    )
    return
  }

  try {
    await comment(world, facts, token)
  } catch (error) {
    log.notice(`comment: Could not comment on the pull request: ${explainFault(error)}`)
  }
}

/** Whether a comment is wanted; a word that is neither true nor false was an error before. */
function isWanted(env: Environ): boolean {
  try {
    return readFlag(env, 'comment', false)
  } catch {
    return false
  }
}

async function comment(world: World, facts: Facts, token: string): Promise<void> {
  const { cancel, clock, env, log } = world
  const limits = cancel.aborted ? { limitMs: cancelledMs, signal: undefined } : { limitMs: usualMs, signal: cancel }
  const access = { token, apiUrl: env['GITHUB_API_URL'] || undefined, repository: env['GITHUB_REPOSITORY'] ?? '' }
  const commit = env['GITHUB_SHA'] ?? ''

  const said = await patiently({ ...limits, clock, log, what: 'comment' }, async signal => {
    const github = new Github({ ...access, clock, signal })
    const pullRequest = facts.pullRequest ?? (await pullRequestOf(github, commit, env['GITHUB_REF_NAME'] ?? ''))
    if (pullRequest === undefined) return undefined

    const written = await writeComment(github, {
      pullRequest,
      subject: subjectOf(env, facts),
      workflowRunId: Number(env['GITHUB_RUN_ID']),
      attempt: Number(env['GITHUB_RUN_ATTEMPT'] || 1),
      job: jobOf(env),
      text: textOf(env, facts)
    })
    return `comment: Pull request ${pullRequest} ${endings[written]}`
  })

  if (said !== undefined) log.info(said)
  else
    log.notice(
      `comment: No open pull request with commit ${oneLine(commit, 64).slice(0, 12)} was found. If there is one, this token may not see it: ${permissions}.`
    )
}

/** What of the inputs says what is to run, and is the same in each workflow run. */
const asked = ['pipeline', 'source', 'command', 'config', 'promote'] as const

/** What a comment is about: this step of this job of this workflow, the environment, and what is to run. */
export function subjectOf(env: Environ, { environment }: Facts): string {
  // Without its ref, which is another one for each pull request.
  const workflow = (env['GITHUB_WORKFLOW_REF'] || env['GITHUB_WORKFLOW'] || '').replace(/@.*$/, '')
  const job = [env['GITHUB_JOB'], readInput(env, 'job-index'), readInput(env, 'job-matrix'), env['GITHUB_ACTION']]
  return digest([workflow, job, environment, asked.map(name => readInput(env, name))])
}

/**
 * What tells this job apart from others of the workflow run that are about the same: calls of a reusable workflow have
 * its job's name. In another workflow run it is something else, as is the run that `run-id` names.
 */
export function jobOf(env: Environ): string {
  return digest([readInput(env, 'job-instance'), readInput(env, 'run-id')])
}

function textOf(env: Environ, facts: Facts): string {
  const site = env['GITHUB_SERVER_URL'] || 'https://github.com'
  const address = `${site}/${env['GITHUB_REPOSITORY']}/actions/runs/${env['GITHUB_RUN_ID']}`
  const commit = inert((env['GITHUB_SHA'] ?? '').slice(0, 12))
  return `${commentOf(facts)}\n\n<sub>Commit ${commit}. What the job printed is in the summary and log of its ${link('workflow run', address)}.</sub>`
}

/** Why no comment was written, and what to do about it. */
export function explainFault(error: unknown): string {
  if (error instanceof ActionError) return explain(error)
  const { kind, message, status } = faultOf(error, 1, 0)
  if (status === undefined) return `GitHub could not be asked (${message}).`
  if (kind === 'rate limit')
    return `GitHub limits the requests of this token for longer than a comment can wait: ${status} (${message}).`
  if (kind === 'other') return `GitHub answered ${status} (${message}).`
  return `GitHub refused it with ${status} (${message}). Set github-token to \${{ github.token }}, and ${permissions}; in a pull request from a fork it can only read.`
}
