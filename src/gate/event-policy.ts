/** The events that may choose an environment. */
export type GateEventName = 'push' | 'workflow_dispatch' | 'schedule' | 'pull_request' | 'release'

/** The same as a list, in the order in which messages list them. */
export const gateEventNames: readonly GateEventName[] = [
  'push',
  'workflow_dispatch',
  'schedule',
  'pull_request',
  'release'
]

/** What the gate makes of an event; `why` completes the sentence "<event> …". */
export type EventStanding =
  | { readonly kind: 'decides'; readonly event: GateEventName }
  | { readonly kind: 'merge-queue'; readonly why: string }
  | { readonly kind: 'unsupported'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unknown' }

const noCode = 'does not say which code to run'

/**
 * Every event of https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows but
 * `workflow_call`, whose runs bear their caller's event. An event is refused if people without write access can cause it,
 * directly or by way of a check or a status on a fork's commit, and it runs with the secrets of the repository.
 */
const standings: ReadonlyMap<string, EventStanding> = new Map<string, EventStanding>([
  ...gateEventNames.map(event => [event, { kind: 'decides', event }] as const),
  ['merge_group', { kind: 'merge-queue', why: 'brings code that is not merged yet' }],
  ...refused('can be caused by anyone who may open a pull request, and runs with the secrets of the repository', [
    'pull_request_target'
  ]),
  ...refused("can follow a fork's workflow, and runs with the secrets of the repository", ['workflow_run']),
  ...refused('can be caused by anyone who may comment', ['issue_comment', 'discussion_comment']),
  ...refused('can be caused by anyone who may open an issue or a discussion', ['issues', 'discussion']),
  ...refused('can be caused by anyone who may review a pull request, forks included', [
    'pull_request_review',
    'pull_request_review_comment'
  ]),
  ...refused('can be caused by anyone who may read the repository', ['fork', 'watch']),
  ...refused('can be caused by anyone who may edit the wiki, which can be everyone', ['gollum']),
  ...refused("can be caused by a check or a status on a fork's commit", ['check_run', 'check_suite', 'status']),
  ...unsupported('is about a ref that a push reports as well', ['create', 'delete']),
  ...unsupported('reports a deployment instead of asking for one here', ['deployment', 'deployment_status']),
  ...unsupported('always runs on the default branch, whatever it is about', ['repository_dispatch']),
  ...unsupported(noCode, ['branch_protection_rule', 'image_version', 'label', 'milestone', 'page_build']),
  ...unsupported(noCode, ['project', 'project_card', 'project_column', 'public', 'registry_package'])
])

/** What the gate makes of an event's name, which is compared as it stands. */
export function standingOf(event: string): EventStanding {
  return standings.get(event) ?? { kind: 'unknown' }
}

/** All names that GitHub documents, for near matches and tables. */
export function documentedEvents(): readonly string[] {
  return [...standings.keys()]
}

function refused(why: string, names: readonly string[]): readonly (readonly [string, EventStanding])[] {
  return names.map(name => [name, { kind: 'refused', why }] as const)
}

function unsupported(why: string, names: readonly string[]): readonly (readonly [string, EventStanding])[] {
  return names.map(name => [name, { kind: 'unsupported', why }] as const)
}
