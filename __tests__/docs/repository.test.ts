import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { hostingRepository, withRepository, withTeamsOf } from '../../scripts/repository.ts'
import { read } from './markdown.ts'
import { copyRepository, type RepositoryCopy } from './repository-copy.ts'

const hosted = hostingRepository(read('package.json'))
const [owner = ''] = hosted.split('/')
// Put together, since this file is part of the copy.
const [first, second] = ['first', 'second'].map(word => `${word}-owner`) as [string, string]

describe('package.json is the one place that names the hosting repository', () => {
  let copy: RepositoryCopy
  beforeAll(() => {
    copy = copyRepository()
  })
  afterAll(() => copy.remove())

  const pathsWith = (...texts: readonly string[]) =>
    copy.paths.filter(path => texts.some(text => copy.read(path).includes(text)))

  test('npm run docs moves everything that names it, and --check notices before', () => {
    const before = pathsWith(hosted)
    expect(before).toEqual(expect.arrayContaining(['README.md', 'docs/releasing.md', 'package.json']))
    const moved = copy.hostAt(first)
    const stale = copy.run('node scripts/docs.ts --check')
    expect(stale.stderr).toMatch(/^Stale: .*README\.md.*docs\/releasing\.md.*Run 'npm run docs'/)
    expect(stale.status).toBe(1)

    expect(copy.run('node scripts/docs.ts').status).toBe(0)
    expect(copy.run('node scripts/docs.ts --check').status).toBe(0)
    expect(pathsWith(hosted, `@${owner}`)).toEqual([])
    expect(pathsWith(moved)).toEqual(before)
    expect(copy.read('README.md')).toContain(`uses: ${moved}@v1`)
    expect(copy.read('README.md')).toContain(`uses: ${moved}/gate@v1`)

    // Nothing else has this owner's name, so that nothing may be left of it alone either.
    const named = pathsWith(first)
    expect(named).toContain('.github/CODEOWNERS')
    copy.hostAt(second)
    expect(copy.run('node scripts/docs.ts').status).toBe(0)
    expect(pathsWith(first)).toEqual([])
    expect(pathsWith(second)).toEqual(named)
  })

  test('a release from another repository is refused', () => {
    const workflow = parse(read('.github/workflows/release.yml')) as {
      jobs: { validate: { steps: readonly { name?: string; run?: string }[] } }
    }
    const step = workflow.jobs.validate.steps.find(({ name }) => name?.includes('that package.json names'))
    copy.hostAt(owner)
    const releaseFrom = (repository: string) => copy.run(step?.run ?? 'exit 99', { GITHUB_REPOSITORY: repository })

    expect(releaseFrom(hosted)).toMatchObject({ status: 0, stdout: '' })
    const refused = releaseFrom(`${first}/zenml-gated-trigger`)
    expect(refused.stdout).toContain(`::error::Set repository in package.json to github:${first}/zenml-gated-trigger`)
    expect(refused.status).toBe(1)
  })
})

describe('the repository in package.json', () => {
  const packageJson = (repository: unknown) => JSON.stringify({ name: 'trigger', repository })

  test('is read as owner/name', () => {
    expect(hostingRepository(packageJson('github:acme-1/trigger'))).toBe('acme-1/trigger')
  })

  test.each([undefined, 'acme/trigger', 'github:acme', 'github:acme/other', 'github:acme/trigger/gate', { url: 'x' }])(
    '%j is refused',
    repository => {
      expect(() => hostingRepository(packageJson(repository))).toThrow("has to be 'github:<owner>/trigger'")
    }
  )
})

test.each([
  ['uses: old/trigger@v1', 'uses: new/trigger@v1'],
  ['uses: old/trigger/gate@0123abc', 'uses: new/trigger/gate@0123abc'],
  ['(https://github.com/old/trigger/issues)', '(https://github.com/new/trigger/issues)'],
  ['git clone https://github.com/old/trigger.git', 'git clone https://github.com/new/trigger.git'],
  ['--repo old/trigger, --repo=old/trigger', '--repo new/trigger, --repo=new/trigger'],
  ['old/trigger', 'new/trigger'],
  ['`old/trigger`', '`new/trigger`'],
  ['node_modules/@old/trigger a/old/trigger', 'node_modules/@old/trigger a/old/trigger'],
  ['old/trigger-fork old/my-trigger actions/checkout@v7', 'old/trigger-fork old/my-trigger actions/checkout@v7']
])('%j becomes %j', (text, expected) => {
  expect(withRepository(text, 'new/trigger')).toBe(expected)
})

test('a team in CODEOWNERS moves with the owner, a person stays', () => {
  expect(withTeamsOf('* @old/maintainers @octocat', 'new/trigger')).toBe('* @new/maintainers @octocat')
})
