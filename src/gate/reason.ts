import { quoted } from './shown.ts'

/** One situation in which nothing starts, for the documentation's table. */
export interface Situation {
  readonly verdict: 'skipped' | 'refused'
  readonly situation: string
  readonly why: string
}

const situations = {
  'no-match': {
    verdict: 'skipped',
    situation: "the branch or tag fits no environment's patterns",
    why: 'the rules give it no environment'
  },
  'event-not-listed': {
    verdict: 'skipped',
    situation: 'the environment does not list this event under `events`',
    why: 'pull_request, for one, counts only where it is asked for'
  },
  'event-not-supported': {
    verdict: 'skipped',
    situation: 'an event that says nothing about which code is due (release, create, delete, deployment, …)',
    why: 'only push, workflow_dispatch, schedule and pull_request choose an environment'
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
    situation: 'an environment lists pull_request, and the pull request was closed without a merge',
    why: 'its code was turned down'
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
    why: 'what happened cannot be told'
  },
  'payload-unreadable': {
    verdict: 'refused',
    situation: 'the event file is missing, too large, or not a JSON object',
    why: 'what happened cannot be told'
  },
  'payload-malformed': {
    verdict: 'refused',
    situation: 'a field of the event file that decides is missing or of the wrong type',
    why: 'what happened cannot be told'
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
    why: 'it may be a fork, also one deleted since'
  },
  'environment-not-allowed': {
    verdict: 'refused',
    situation: 'the input `environment` asks for an environment that the branch or tag does not fit',
    why: 'the input only narrows the choice; it opens nothing'
  }
} as const satisfies Readonly<Record<string, Situation>>

type IdleCode = keyof typeof situations
export type SkipCode = { [C in IdleCode]: (typeof situations)[C]['verdict'] extends 'skipped' ? C : never }[IdleCode]
export type RefuseCode = Exclude<IdleCode, SkipCode>
/** A stable word for what the gate found. */
export type ReasonCode = IdleCode | 'match'

/** What the gate found: `text` is one sentence for a person, on one line, with foreign values escaped. */
export interface Reason<Code extends ReasonCode = ReasonCode> {
  readonly code: Code
  readonly text: string
}

export interface Skip {
  readonly kind: 'skip'
  readonly reason: Reason<SkipCode>
}

export interface Refusal {
  readonly kind: 'refuse'
  readonly reason: Reason<RefuseCode>
}

/** Nothing to do: green, unless `on-no-match` is `fail`. */
export function skip(code: SkipCode, text: string): Skip {
  return { kind: 'skip', reason: { code, text } }
}

/** The skip for a merge queue's own branch. */
export function mergeQueueSkip(branch: string): Skip {
  return skip(
    'merge-queue',
    `The branch ${quoted(branch)} is a merge queue's; the push that follows the merge will count.`
  )
}

/** Not to be done: always red. */
export function refuse(code: RefuseCode, text: string): Refusal {
  return { kind: 'refuse', reason: { code, text } }
}

/** Every situation in which nothing starts, skipped ones first. */
export function listRefusedAndSkipped(): readonly (Situation & { readonly code: SkipCode | RefuseCode })[] {
  return (Object.keys(situations) as IdleCode[]).map(code => ({ code, ...situations[code] }))
}
