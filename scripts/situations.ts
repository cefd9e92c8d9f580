import type { RefuseCode, SkipCode } from '../src/gate/outcome.ts'

/** One situation in which nothing starts, for the table of README.md. */
interface Situation<Verdict extends 'skipped' | 'refused'> {
  readonly verdict: Verdict
  readonly situation: string
  readonly why: string
}

type SituationTable = { readonly [Code in SkipCode]: Situation<'skipped'> } & {
  readonly [Code in RefuseCode]: Situation<'refused'>
}

/** What a reader learns of every code of the gate, skipped ones first. */
export const situations = {
  'no-match': {
    verdict: 'skipped',
    situation: "the branch or tag fits no environment's patterns",
    why: 'the rules give it no environment'
  },
  'event-not-listed': {
    verdict: 'skipped',
    situation: 'the environment does not list this event under `events`',
    why: 'pull_request and release count only if they are listed'
  },
  'event-not-supported': {
    verdict: 'skipped',
    situation: 'an event that does not say which code to run (create, delete, deployment, …)',
    why: 'only push, workflow_dispatch, schedule, pull_request and release choose an environment'
  },
  'ref-deleted': {
    verdict: 'skipped',
    situation: 'a branch or tag was deleted',
    why: 'GITHUB_REF then names the default branch, which nobody pushed'
  },
  'merge-queue': {
    verdict: 'skipped',
    situation: "the event or branch is a merge queue's",
    why: 'the code is not merged yet; the push that follows the merge counts'
  },
  'pull-request-closed': {
    verdict: 'skipped',
    situation: 'an environment lists pull_request, and the pull request is closed, unless it was merged just now',
    why: 'its code was turned down, or had its run when it was merged'
  },
  'release-not-published': {
    verdict: 'skipped',
    situation:
      'an environment lists release, and the release was not published just now, but created, edited, deleted, …',
    why: 'GitHub reports one publication as created, published and released, of which one may count'
  },
  prerelease: {
    verdict: 'skipped',
    situation: 'an environment lists release, and it is a pre-release',
    why: 'whoever published it marked it as not ready for production'
  },
  'event-refused': {
    verdict: 'refused',
    situation: "an event by which people without write access start the default branch's workflow with its secrets",
    why: 'pull_request_target, workflow_run, issue_comment and the like must never reach an environment'
  },
  'event-unknown': {
    verdict: 'refused',
    situation: 'an event that this action does not know',
    why: 'who can cause it is not known either'
  },
  'variable-missing': {
    verdict: 'refused',
    situation:
      'GITHUB_EVENT_NAME, GITHUB_REF or GITHUB_REPOSITORY (for a pull request GITHUB_BASE_REF too) is missing or malformed',
    why: 'what happened is unknown'
  },
  'payload-unreadable': {
    verdict: 'refused',
    situation: 'the event file is missing, too large, or not a JSON object',
    why: 'what happened is unknown'
  },
  'payload-malformed': {
    verdict: 'refused',
    situation: 'a field of the event file that matters is missing or of the wrong type',
    why: 'what happened is unknown'
  },
  contradiction: {
    verdict: 'refused',
    situation: 'the event file and the GITHUB_* variables contradict each other, or themselves',
    why: 'one of them is wrong, and nothing says which'
  },
  'ref-invalid': {
    verdict: 'refused',
    situation: 'the ref is not one that git or GitHub allows, or neither a branch nor a tag',
    why: 'a name made to be misread decides nothing'
  },
  'pull-request-from-fork': {
    verdict: 'refused',
    situation: 'an environment lists pull_request, and the pull request comes from a fork',
    why: "anyone can open one, and a fork's code must not reach an environment"
  },
  'pull-request-unclear': {
    verdict: 'refused',
    situation: 'an environment lists pull_request, and the event does not say where its head is from',
    why: 'it may be a fork, even one that has since been deleted'
  },
  'force-push': {
    verdict: 'refused',
    situation: 'a forced push to a branch or tag, unless the environment sets `force-pushes: true`',
    why: 'it replaces commits that somebody may have reviewed, or moves a tag that had its meaning'
  },
  'environment-not-allowed': {
    verdict: 'refused',
    situation: 'the input `environment` asks for an environment that the branch or tag does not fit',
    why: 'the input only narrows the choice; it opens nothing'
  }
} satisfies SituationTable
