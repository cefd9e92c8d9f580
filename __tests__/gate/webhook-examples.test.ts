import { createRequire } from 'node:module'
import { expect, test } from '@jest/globals'
import { decide } from '../../src/gate/decide.ts'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { readEvent } from '../../src/gate/event.ts'
import { standingOf } from '../../src/gate/event-policy.ts'
import { noteFigures } from '../figures.ts'

type Payload = Readonly<Record<string, unknown>> & {
  readonly after?: string
  readonly repository?: { readonly full_name?: string; readonly id?: number }
}

interface Definition {
  readonly name: string
  readonly examples: readonly Payload[]
}

const require = createRequire(import.meta.url)
const folders = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35']
const definitions = folders.flatMap(folder =>
  (require(`@octokit/webhooks-examples/${folder}/index.json`) as readonly Definition[]).map(each => ({
    ...each,
    folder
  }))
)
const examples = definitions.flatMap(({ name, examples }) => examples.map(payload => ({ name, payload })))

const usual = parseEnvironments('staging: {branches: develop}\nproduction: {branches: main}')
const open = parseEnvironments(
  "all: {branches: '**', tags: '**', events: [push, workflow_dispatch, schedule, pull_request, release]}"
)

/** The variables as the runner would set them for a workflow in the payload's own repository. */
function variables(name: string, { repository, after }: Payload, ref: string) {
  return {
    GITHUB_EVENT_NAME: name,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    GITHUB_SHA: after,
    GITHUB_REPOSITORY: repository?.full_name ?? 'Codertocat/Hello-World',
    GITHUB_BASE_REF: '',
    GITHUB_HEAD_REF: ''
  }
}

test('there are as many as the package has', () => {
  expect(definitions.filter(({ folder }) => folder === 'api.github.com')).toHaveLength(58)
  expect(examples.length).toBeGreaterThanOrEqual(329)
})

test.each<readonly [where: string, refOf: (payload: Payload) => string, started: readonly string[]]>([
  ['main, as most events run', () => 'refs/heads/main', ['workflow_dispatch of refs/heads/main']],
  ['develop', () => 'refs/heads/develop', []],
  ['the ref that the payload names', payload => String(payload['ref']), ['workflow_dispatch of refs/heads/main']]
])('on %s, only the dispatch that names main starts a pipeline', (_, refOf, expected) => {
  const started = examples.flatMap(({ name, payload }) => {
    const decision = decide(readEvent(variables(name, payload, refOf(payload)), JSON.stringify(payload)), usual)
    return decision.kind === 'match' ? [`${name} of ${payload['ref']}`] : []
  })
  const wrong = [...new Set(started)].filter(each => !expected.includes(each)).length
  noteFigures({ 'webhook payloads tried': examples.length, 'webhook payloads that wrongly started': wrong })
  expect([...new Set(started)]).toEqual(expected)
})

test('even if every branch, tag and event may, only pushes, dispatches, pull requests and publications that agree with themselves do', () => {
  const started: Record<string, number> = {}
  for (const { name, payload } of examples) {
    const number = payload['number']
    const pullRequest = payload['pull_request'] as { base: { ref: string }; head: { ref: string } } | undefined
    const release = payload['release'] as { tag_name: string } | undefined
    const env =
      name === 'pull_request'
        ? {
            ...variables(name, payload, `refs/pull/${number}/merge`),
            GITHUB_BASE_REF: pullRequest?.base.ref,
            GITHUB_HEAD_REF: pullRequest?.head.ref
          }
        : variables(name, payload, release === undefined ? String(payload['ref']) : `refs/tags/${release.tag_name}`)
    const decision = decide(readEvent(env, JSON.stringify(payload)), open)
    if (decision.kind === 'match') started[name] = (started[name] ?? 0) + 1
    if (decision.kind === 'match') expect(payload['deleted']).not.toBe(true)
    if (decision.kind === 'match' && name === 'pull_request') expect(payload['action']).not.toBe('closed')
    if (decision.kind === 'match' && name === 'release') expect(payload['action']).toBe('published')
    if (standingOf(name).kind === 'refused' || standingOf(name).kind === 'unknown') expect(decision.kind).toBe('refuse')
  }
  // All that delete and close nothing, so that no check refuses what GitHub sends.
  expect(started).toEqual({ pull_request: 42, push: 8, release: 10, workflow_dispatch: 7 })
})
