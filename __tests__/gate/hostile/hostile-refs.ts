import { type HostileCase, hostile } from './hostile-case.ts'
import { ref, runnerRef } from './mutation.ts'

const at = (full: string) => [`of ${JSON.stringify(full)}`, ref(full)] as const
const branch = (name: string) => at(`refs/heads/${name}`)
const tag = (name: string) => at(`refs/tags/${name}`)

/** Well-formed names that a reader or a careless matcher could take for main, develop, release/* or v1.2.3. */
const lookAlikes = hostile('push to main', 'skip no-match', [
  // Cyrillic, full-width, dotless, small capital, mathematical, combining, decomposed.
  ...['m\u0430in', '\uff4dain', 'ma\u0131n', '\u1d0dain', '\u{1d426}ain', 'main\u0301', 'd\u0435velop'].map(branch),
  // Invisible: zero-width space, byte order mark, soft hyphen, joiner, bidi override, tag letter, variation selector.
  ...[
    'main\u200b',
    '\ufeffmain',
    'ma\u00adin',
    'ma\u200din',
    '\u202emain',
    '\u202eniam',
    'main\u{e0061}',
    'main\ufe0f'
  ].map(branch),
  // Space-like and line-like characters that git allows.
  ...['main\u00a0', 'main\u3000', 'main\u2028', 'main\u0085', 'main\ufffd'].map(branch),
  ...[
    'Main',
    'MAIN',
    'main2',
    'xmain',
    'main/x',
    'feature/main',
    'origin/main',
    'develop-main',
    'heads/main',
    'mai'
  ].map(branch),
  ...[
    'main,develop',
    '{main,develop}',
    'main|x',
    '(main)',
    '$(main)',
    '`main`',
    "main'",
    'main"',
    '-main',
    'main%0A'
  ].map(branch),
  ...['main;x', 'main$', 'main+', 'main!', '!main', '@', 'HEAD', '%2e%2e', '&&main'].map(branch),
  ...['release', 'releases/1', 'release/1/2', 'Release/1', 'release-1', 'x/release/1', 'tags/v1.2.3'].map(branch)
])

/** Tags named like branches, branches like tags, and tags that only look like a version. */
const tags = hostile('push of tag v1.2.3', 'skip no-match', [
  ...['main', 'develop', 'release/1', 'heads/main', 'production', 'staging', 'latest'].map(tag),
  ...['v1.2', 'v1.2.3.4', 'v1.2.3-rc1', 'V1.2.3', 'xv1.2.3', 'v1x2x3', 'v1.2.3/x', 'v.2.3'].map(tag),
  ...['v\uff11.2.3', 'v1.2.3\u200d', 'v\u0661.2.3', 'v1\u20242.3'].map(tag),
  branch('v1.2.3')
])

const onDispatch = hostile('dispatch on main', 'skip no-match', [
  tag('main'),
  branch('v1.2.3'),
  branch('feature/main'),
  branch('Main')
])

/** What git or GitHub allows nobody to push, so that somebody forged it, or a name meant to be misread. */
const invalid = hostile('push to main', 'refuse ref-invalid', [
  // Prefixes once too often, elsewhere, or not at all.
  ...['refs/heads/main', 'refs/tags/v1.2.3', 'refs/pull/2/merge', 'refs/x'].map(branch),
  ...['refs/heads/main', 'refs/tags/v1.2.3'].map(tag),
  ...['main', 'heads/main', 'HEAD', 'refs/refs/heads/main', 'REFS/HEADS/main', 'refs/Heads/main', 'refs/head/main'].map(
    at
  ),
  ...['/refs/heads/main', 'refs//heads/main', 'refs/heads', 'refs/heads/', 'refs/tags/', 'refs/', 'refs'].map(at),
  ...['refs/remotes/origin/main', 'refs/notes/main', 'refs/stash', 'refs/pull/2/merge', 'refs/pull/2/head'].map(at),
  ...['refs/environments/production', 'refs/headsmain', 'refs\\heads\\main', 'refs/heads:main'].map(at),
  // git check-ref-format.
  ...['main/', '/main', 'a//main', './main', '../main', 'x/../main', 'main..develop', '.main', 'x/.main', 'main.'].map(
    branch
  ),
  ...[
    'main.lock',
    'main.lock/x',
    'main@{1}',
    'main@{upstream}',
    'ma in',
    ' main',
    'main ',
    'main~1',
    'main^',
    'main^{}'
  ].map(branch),
  ...['main:develop', ':main', 'ma[i]n', 'main?', 'main*', '*', '**', '?', '[a-z]*', 'main\\', '\\main'].map(branch),
  ...['main\n', 'main\r\n', '\nmain', 'main\nrefs/heads/main', 'main\t', 'main\u0000', 'main\u0000x', 'main\u007f'].map(
    branch
  ),
  ...['main\u001b[2K', 'main\b\b\b\b', 'main\n::set-output name=environment::production', 'main\u0001'].map(branch),
  ...['\ud800', 'main\udc00'].map(branch),
  // What looks like a commit.
  ...['6113728f27ae82c7b1a177c8d03f9e96e0adf246', '0'.repeat(40), 'A'.repeat(40)].map(branch),
  tag('6113728f27ae82c7b1a177c8d03f9e96e0adf246'),
  ['of a name of 100,000 letters', ref(`refs/heads/${'a'.repeat(100_000)}`)],
  ['of a name of 500 folders', ref(`refs/heads/${'a/'.repeat(500)}${'b'.repeat(100)}`)]
])

const mergeQueue = hostile('push to main', 'skip merge-queue', [
  ...['main/pr-1-6113728f27ae82c7b1a177c8d03f9e96e0adf246', 'develop/pr-2-abc', 'main', 'x/y/z'].map(name =>
    branch(`gh-readonly-queue/${name}`)
  )
])

const mergeQueueDispatch = hostile('dispatch on main', 'skip merge-queue', [branch('gh-readonly-queue/main/pr-1-abc')])

/** Without a ref in the payload there is nothing to compare, so the ref must stand the tests by itself. */
const onSchedule = hostile('schedule on main', 'refuse contradiction', [
  ['on the tag main', runnerRef('refs/tags/main')],
  ['on develop, which is not the default branch', runnerRef('refs/heads/develop')],
  ['on refs/heads/refs/heads/main', runnerRef('refs/heads/refs/heads/main')],
  ['on main with a newline', runnerRef('refs/heads/main\n')],
  ['on Main', runnerRef('refs/heads/Main')]
])

export const hostileRefs: readonly HostileCase[] = [
  ...lookAlikes,
  ...tags,
  ...onDispatch,
  ...invalid,
  ...mergeQueue,
  ...mergeQueueDispatch,
  ...onSchedule
]
