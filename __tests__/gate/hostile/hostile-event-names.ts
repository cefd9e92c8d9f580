import { type HostileCase, hostile } from './hostile-case.ts'
import { both, env, payload, put, runnerRef } from './mutation.ts'

const name = (event: string) => [`called ${JSON.stringify(event)}`, env('GITHUB_EVENT_NAME', event)] as const
const fork = { full_name: 'mallory/Hello-World', id: 666, fork: true }

/** Events by which people without write access run the default branch's workflow, with the ref and payload of a good push. */
const refused = hostile('push to main', 'refuse event-refused', [
  ...[
    ...['pull_request_target', 'workflow_run', 'issue_comment', 'discussion_comment', 'issues', 'discussion', 'fork'],
    ...['pull_request_review', 'pull_request_review_comment', 'watch', 'gollum', 'check_run', 'check_suite', 'status']
  ].map(name),
  [
    "the workflow_run of a fork's branch named main",
    both(
      env('GITHUB_EVENT_NAME', 'workflow_run'),
      put('workflow_run', { head_branch: 'main', event: 'pull_request', head_repository: fork, conclusion: 'success' })
    )
  ],
  [
    'the workflow_run of a push to main itself',
    both(env('GITHUB_EVENT_NAME', 'workflow_run'), put('workflow_run', { head_branch: 'main', event: 'push' }))
  ],
  [
    'a comment that commands /deploy production',
    both(
      env('GITHUB_EVENT_NAME', 'issue_comment'),
      put('comment', { body: '/deploy production', author_association: 'NONE' })
    )
  ],
  [
    'a comment whose author says they own the repository',
    both(env('GITHUB_EVENT_NAME', 'issue_comment'), put('comment', { body: '/deploy', author_association: 'OWNER' }))
  ],
  [
    'a review that says approved',
    both(env('GITHUB_EVENT_NAME', 'pull_request_review'), put('review', { state: 'approved', body: 'run it' }))
  ],
  [
    'an issue titled refs/heads/main',
    both(env('GITHUB_EVENT_NAME', 'issues'), put('issue', { title: 'refs/heads/main' }))
  ],
  ['refused without any payload', both(env('GITHUB_EVENT_NAME', 'pull_request_target'), payload({}))]
])

const fromPullRequest = hostile('pull request into main', 'refuse event-refused', [
  ['as pull_request_target', env('GITHUB_EVENT_NAME', 'pull_request_target')],
  [
    'as pull_request_target on the base branch',
    both(env('GITHUB_EVENT_NAME', 'pull_request_target'), runnerRef('refs/heads/main'))
  ],
  [
    'as pull_request_target from a fork whose branch is named main',
    both(
      env('GITHUB_EVENT_NAME', 'pull_request_target'),
      env('GITHUB_HEAD_REF', 'main'),
      put('pull_request.head', { ref: 'main', repo: fork })
    )
  ],
  ['as a review comment', env('GITHUB_EVENT_NAME', 'pull_request_review_comment')]
])

const unknown = hostile('push to main', 'refuse event-unknown', [
  ...[
    'Push',
    'PUSH',
    ' push',
    'push ',
    'push\n',
    'push\u0000',
    'push,workflow_dispatch',
    'p\u03c5sh',
    'push\u200b'
  ].map(name),
  ...[
    'pull-request',
    'pull_request_comment',
    'workflow_call',
    'dynamic',
    'ping',
    'star',
    'installation',
    'repository'
  ].map(name),
  ...['constructor', '__proto__', 'toString', 'undefined', '*', '[push]', 'x'.repeat(100_000)].map(event =>
    event.length > 100 ? (['called a name of 100,000 letters', env('GITHUB_EVENT_NAME', event)] as const) : name(event)
  )
])

/** Benign, but most of them run on the default branch whatever they are about. */
const unsupported = hostile('push to main', 'skip event-not-supported', [
  ...['create', 'delete', 'deployment', 'deployment_status', 'repository_dispatch', 'page_build', 'public'].map(name),
  ...[
    'label',
    'milestone',
    'registry_package',
    'branch_protection_rule',
    'image_version',
    'project',
    'project_card'
  ].map(name),
  [
    'a repository_dispatch that asks for production',
    both(env('GITHUB_EVENT_NAME', 'repository_dispatch'), put('client_payload', { environment: 'production' }))
  ],
  [
    'a deployment to production',
    both(env('GITHUB_EVENT_NAME', 'deployment'), put('deployment', { environment: 'production', ref: 'main' }))
  ],
  ['the creation of a branch named main', both(env('GITHUB_EVENT_NAME', 'create'), put('ref', 'main'))]
])

const mergeQueue = hostile('push to main', 'skip merge-queue', [
  name('merge_group'),
  [
    'a merge_group whose base is main',
    both(env('GITHUB_EVENT_NAME', 'merge_group'), put('merge_group', { base_ref: 'refs/heads/main' }))
  ]
])

export const hostileEventNames: readonly HostileCase[] = [
  ...refused,
  ...fromPullRequest,
  ...unknown,
  ...unsupported,
  ...mergeQueue
]
