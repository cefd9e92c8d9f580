import { type HostileCase, hostile } from './hostile-case.ts'
import { both, drop, env, payload, put, runnerRef, text } from './mutation.ts'

const unreadable = hostile('push to main', 'refuse payload-unreadable', [
  ['without an event file', text(() => null)],
  ['with an empty file', text(() => '')],
  ['with a file of spaces', text(() => '  \n')],
  ...['null', 'true', '42', '"refs/heads/main"', '[]', 'undefined', 'NaN', "{'ref': 'refs/heads/main'}", '{]'].map(
    file => [`with a file of ${file}`, text(() => file)] as const
  ),
  ['in a list', text(json => `[${json}]`)],
  ['cut off', text(json => json.slice(0, -1))],
  ['cut off early', text(json => json.slice(0, 100))],
  ['twice', text(json => json + json)],
  ['with a comment', text(json => `${json} // main`)],
  ['with a trailing comma', text(json => json.replace(/}$/, ',}'))],
  ['after a byte order mark', text(json => `\ufeff${json}`)],
  ['in a web page', text(json => `<html><body>${json}</body></html>`)],
  ['as a script', text(json => `callback(${json})`)],
  ['in UTF-16 read as UTF-8', text(json => Array.from(json).join('\u0000'))],
  ['in base64', text(json => Buffer.from(json).toString('base64'))],
  ['as YAML', text(() => 'ref: refs/heads/main\ndeleted: false')],
  ['in more than 25 MB', text(json => json.replace(/}$/, `,"padding":"${'x'.repeat(26_214_400)}"}`))],
  ['in 30 MB of spaces', text(json => json + ' '.repeat(30 * 1024 * 1024))],
  ['in a million brackets', text(() => '['.repeat(1_000_000))]
])

const inherited = hostile('push to main', 'refuse payload-malformed', [
  ['as the prototype of an empty payload', text(json => `{"__proto__":${json}}`)],
  ['under constructor.prototype', text(json => `{"constructor":{"prototype":${json}}}`)],
  ['under another key', text(json => `{"event":${json}}`)],
  ['with an empty object', payload({})],
  ['with a schedule instead', payload({ schedule: '0 3 * * *' })],
  ['with keys in capitals', text(json => json.replace('"ref"', '"Ref"'))],
  ['with nested brackets instead', text(() => `{"ref":${'['.repeat(5000)}${']'.repeat(5000)}}`)]
])

const twoRefs = hostile('push to main', 'refuse contradiction', [
  ['with a second ref at the end', text(json => json.replace(/}$/, ',"ref":"refs/heads/feature"}'))],
  [
    'with a second repository at the end',
    text(json => json.replace(/}$/, ',"repository":{"full_name":"mallory/Hello-World"}}'))
  ]
])

const otherRepository = hostile('push to main', 'refuse contradiction', [
  ['of a fork', put('repository.full_name', 'mallory/Hello-World')],
  ['of another repository of the owner', put('repository.full_name', 'Codertocat/Hello-World-2')],
  ['of a repository with a dot more', put('repository.full_name', 'Codertocat/Hello-World.')],
  ['of another id', put('repository.id', 666)],
  ['in another GITHUB_REPOSITORY', env('GITHUB_REPOSITORY', 'mallory/Hello-World')],
  ['in another GITHUB_REPOSITORY_ID', env('GITHUB_REPOSITORY_ID', '666')],
  ['with a zero before GITHUB_REPOSITORY_ID', env('GITHUB_REPOSITORY_ID', '0186853002')],
  ['with a word for GITHUB_REPOSITORY_ID', env('GITHUB_REPOSITORY_ID', 'main')]
])

const dispatchElsewhere = hostile('dispatch on main', 'refuse contradiction', [
  ['of a fork', put('repository.full_name', 'mallory/Hello-World')],
  ['of another id', put('repository.id', 666)]
])

const scheduleElsewhere = hostile('schedule on main', 'refuse contradiction', [
  ['of a fork', put('repository.full_name', 'mallory/Hello-World')],
  ['of another id', put('repository.id', 666)]
])

const pullRequestElsewhere = hostile('pull request into main', 'refuse contradiction', [
  ['of a fork', put('repository.full_name', 'mallory/Hello-World')],
  ['of another id', put('repository.id', 666)]
])

const releaseElsewhere = hostile('release of v1.2.3', 'refuse contradiction', [
  ['of a fork', put('repository', { full_name: 'mallory/Hello-World', id: 666, fork: true })],
  ['of a fork that has its own id only', put('repository.id', 666)],
  ['of a repository of another name', put('repository.full_name', 'mallory/Hello-World')],
  ['in another GITHUB_REPOSITORY', env('GITHUB_REPOSITORY', 'mallory/Hello-World')],
  ['in another GITHUB_REPOSITORY_ID', env('GITHUB_REPOSITORY_ID', '666')]
])

const malformedRepository = hostile('push to main', 'refuse payload-malformed', [
  ['without a repository', drop('repository')],
  ['with repository: null', put('repository', null)],
  ['with a name for a repository', put('repository', 'Codertocat/Hello-World')],
  ['with a list of repositories', put('repository', [{ full_name: 'Codertocat/Hello-World' }])],
  ['without a repository name', drop('repository.full_name')],
  ['with a number for a repository name', put('repository.full_name', 186853002)],
  ['with a Kelvin sign in the repository name', put('repository.full_name', 'Codertocat/Hello-World\u212a')],
  ['with a space in the repository name', put('repository.full_name', 'Codertocat/Hello-World ')],
  ['with a newline in the repository name', put('repository.full_name', 'Codertocat/Hello-World\n')],
  ['with a URL for a repository name', put('repository.full_name', 'https://github.com/Codertocat/Hello-World')],
  ['with an id in quotes', put('repository.id', '186853002')],
  ['with id: null', put('repository.id', null)],
  ['with a fractional id', put('repository.id', 186853002.1)],
  ['with a fork flag in quotes', put('repository.fork', 'no')]
])

const missing = hostile('push to main', 'refuse variable-missing', [
  ['without GITHUB_EVENT_NAME', env('GITHUB_EVENT_NAME')],
  ['with an empty GITHUB_EVENT_NAME', env('GITHUB_EVENT_NAME', '')],
  ['without GITHUB_REF', env('GITHUB_REF')],
  ['with an empty GITHUB_REF', env('GITHUB_REF', '')],
  ['without GITHUB_REPOSITORY', env('GITHUB_REPOSITORY')],
  ['with an empty GITHUB_REPOSITORY', env('GITHUB_REPOSITORY', '')],
  ...[
    'Hello-World',
    'Codertocat/',
    '/Hello-World',
    'a/b/c',
    'Codertocat/Hello-World\n',
    'Codertocat/Hello World',
    '../..%2f'
  ].map(name => [`with GITHUB_REPOSITORY ${JSON.stringify(name)}`, env('GITHUB_REPOSITORY', name)] as const)
])

/** One event's name on another's payload. */
const swapped = [
  ...hostile('push to main', 'refuse contradiction', [
    ['as a schedule', env('GITHUB_EVENT_NAME', 'schedule')],
    ['as a dispatch', env('GITHUB_EVENT_NAME', 'workflow_dispatch')],
    ['as a pull request', env('GITHUB_EVENT_NAME', 'pull_request')],
    ['as a release', env('GITHUB_EVENT_NAME', 'release')]
  ]),
  ...hostile('push of tag v1.2.3', 'refuse contradiction', [
    ['as a release', env('GITHUB_EVENT_NAME', 'release')],
    [
      'as a release that it describes',
      both(env('GITHUB_EVENT_NAME', 'release'), put('action', 'published'), put('release', { tag_name: 'v1.2.3' }))
    ]
  ]),
  ...hostile('release of v1.2.3', 'refuse contradiction', [
    ['as a push', env('GITHUB_EVENT_NAME', 'push')],
    ['as a dispatch', env('GITHUB_EVENT_NAME', 'workflow_dispatch')],
    ['as a schedule', env('GITHUB_EVENT_NAME', 'schedule')]
  ]),
  ...hostile('dispatch on main', 'refuse payload-malformed', [
    ['as a push', env('GITHUB_EVENT_NAME', 'push')],
    ['as a schedule', env('GITHUB_EVENT_NAME', 'schedule')],
    ['as a release', env('GITHUB_EVENT_NAME', 'release')]
  ]),
  ...hostile('dispatch on main', 'refuse variable-missing', [
    ['as a pull request', env('GITHUB_EVENT_NAME', 'pull_request')]
  ]),
  ...hostile('schedule on main', 'refuse payload-malformed', [
    ['as a push', env('GITHUB_EVENT_NAME', 'push')],
    ['as a dispatch', env('GITHUB_EVENT_NAME', 'workflow_dispatch')]
  ]),
  ...hostile('pull request into main', 'refuse contradiction', [
    ['as a push', env('GITHUB_EVENT_NAME', 'push')],
    ['as a release', env('GITHUB_EVENT_NAME', 'release')],
    ['as a dispatch on main', both(env('GITHUB_EVENT_NAME', 'workflow_dispatch'), runnerRef('refs/heads/main'))]
  ])
]

export const hostileFiles: readonly HostileCase[] = [
  ...[unreadable, inherited, twoRefs, otherRepository, dispatchElsewhere, scheduleElsewhere, pullRequestElsewhere],
  ...[releaseElsewhere, malformedRepository, missing, swapped]
].flat()
