import { describe, expect, test } from '@jest/globals'
import { readInvocation } from '../../src/inputs/invocation.ts'
import { digest } from '../../src/text/digest.ts'
import { attemptOf, identify } from '../../src/trigger/run-identity.ts'

const env = {
  GITHUB_REPOSITORY: 'acme/models',
  GITHUB_REF: 'refs/heads/develop',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_SHA: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
  GITHUB_RUN_ID: '1234567',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_JOB: 'train',
  GITHUB_ACTION: '__zenml'
}
const hidden = { jobInstance: '99', jobIndex: '0', jobMatrix: '{"model":"a"}', pullRequest: undefined }

/** The identity of a step whose runner and request differ in something. */
function identity(
  change: Readonly<Record<string, string>> = {},
  hiddenChange: Partial<typeof hidden> = {},
  request = {},
  prefix = 'training'
) {
  const invocation = readInvocation({ ...env, ...change }, { ...hidden, ...hiddenChange })
  return identify(invocation, { environment: 'staging', prefix, request: { pipeline: 'training', ...request } })
}

describe('no two of these have the same name', () => {
  const cases: Readonly<Record<string, ReturnType<typeof identity>>> = {
    'a step': identity(),
    'another leg of the matrix': identity({}, { jobInstance: '100', jobIndex: '1', jobMatrix: '{"model":"b"}' }),
    'another leg where the runner gives no check run id': identity({}, { jobInstance: '', jobIndex: '1' }),
    'another matrix of the same index without a check run id': identity(
      {},
      { jobInstance: '', jobMatrix: '{"model":"b"}' }
    ),
    'the same leg without a check run id': identity({}, { jobInstance: '' }),
    'another use in the same job': identity({ GITHUB_ACTION: '__zenml_2' }),
    'another use of the same composite action': identity({ GITHUB_OUTPUT: '/tmp/set_output_2' }),
    'another job': identity({ GITHUB_JOB: 'evaluate' }),
    'another attempt': identity({ GITHUB_RUN_ATTEMPT: '2' }),
    'another run of the workflow': identity({ GITHUB_RUN_ID: '1234568' }),
    'another repository': identity({ GITHUB_REPOSITORY: 'acme/other' }),
    'a repository that reads the same': identity({ GITHUB_REPOSITORY: 'acme-models' }),
    'another request': identity({}, {}, { snapshot: 'x' })
  }
  const names = Object.values(cases).map(({ runName }) => runName)

  test.each(Object.keys(cases))('%s', name => {
    expect(names.filter(other => other === cases[name]?.runName)).toHaveLength(1)
  })

  test('though the parts of one may read like those of the other', () => {
    const left = identity({ GITHUB_JOB: 'a', GITHUB_ACTION: 'b-c' }, { jobInstance: '' })
    const right = identity({ GITHUB_JOB: 'a-b', GITHUB_ACTION: 'c' }, { jobInstance: '' })
    expect(left.runName).not.toBe(right.runName)
  })
})

test('the same step with the same request has the same identity, in whatever order its keys are', () => {
  expect(identity({}, {}, { a: 1, b: { c: 2, d: [3] } })).toEqual(identity({}, {}, { b: { d: [3], c: 2 }, a: 1 }))
})

describe('the lineage', () => {
  test('is the same in every attempt, whose check run is another one', () => {
    expect(identity({ GITHUB_RUN_ATTEMPT: '2' }, { jobInstance: '100' }).lineage).toBe(identity().lineage)
  })

  test.each([
    ['another leg', {}, { jobIndex: '1' }, {}],
    ['another matrix', {}, { jobMatrix: '{}' }, {}],
    ['another job', { GITHUB_JOB: 'x' }, {}, {}],
    ['another step', { GITHUB_ACTION: 'x' }, {}, {}],
    ['another run of the workflow', { GITHUB_RUN_ID: '2' }, {}, {}],
    ['another request', {}, {}, { environment: 'production' }]
  ])('is not that of %s', (_, change, hiddenChange, request) => {
    expect(identity(change, hiddenChange, request).lineage).not.toBe(identity().lineage)
  })
})

describe('the name', () => {
  test('shows what a reader wants to see', () => {
    expect(identity().runName).toMatch(/^training-staging-6dcb09b5b578-[0-9a-f]{16}-1-[0-9a-f]{16}$/)
  })

  test.each([
    '{date}-{time}',
    '{{ github.sha }}',
    'a\n::add-path::b',
    'x'.repeat(5_000),
    '日本',
    '',
    '---',
    '../..',
    '😀'.repeat(300)
  ])('with the prefix %j has no braces, at most 255 characters, and nothing odd', prefix => {
    const long = {
      GITHUB_REPOSITORY: `acme/${prefix.slice(0, 300)}`,
      GITHUB_RUN_ID: '9'.repeat(40),
      GITHUB_RUN_ATTEMPT: '9'.repeat(40)
    }
    const invocation = readInvocation({ ...env, ...long }, hidden)
    const { runName } = identify(invocation, { environment: prefix, prefix, request: {} })
    expect(runName).toMatch(/^[A-Za-z0-9._-]{1,255}$/)
  })
})

describe('the attempt that a name tells', () => {
  const attempt = (change: Readonly<Record<string, string>>, prefix?: string, own = identity({}, {}, {}, prefix)) =>
    attemptOf(identity(change, { jobInstance: '100' }, {}, prefix).runName, own)

  test('is that of the step which has the same lineage', () => {
    expect(attempt({ GITHUB_RUN_ATTEMPT: '3' })).toBe(3)
    expect(attempt({ GITHUB_RUN_ATTEMPT: '12' }, 'a-1-b-2')).toBe(12)
  })

  test.each([
    ['another step', identity({ GITHUB_ACTION: 'x' }).runName],
    ['another environment', identity().runName.replace('-staging-', '-production-')],
    ['another commit', identity({ GITHUB_SHA: 'f'.repeat(40) }).runName],
    ['another prefix', `re${identity().runName}`],
    ['no attempt', identity().runName.replace(/-1-/, '-x-')],
    ['no digest behind it', identity().runName.replace(/-[0-9a-f]{16}$/, '')],
    ['something behind it', `${identity().runName}-0`],
    ['its lineage twice', `${identity().runName}${identity().runName}`],
    ['nothing', '']
  ])('is unknown of a name with %s', (_, name) => {
    expect(attemptOf(name, identity())).toBeUndefined()
  })

  test('is known also if run-name holds the attempt, which is another word in each', () => {
    const [first, second] = [1, 2].map(number =>
      identity({ GITHUB_RUN_ATTEMPT: String(number) }, {}, {}, `nightly-${number}`)
    )
    expect(attemptOf(first?.runName ?? '', second ?? identity())).toBe(1)
  })

  test('is unknown of a step that looks alike, but has another run-name', () => {
    expect(attemptOf(identity({}, {}, {}, 'nightly-eu').runName, identity({}, {}, {}, 'nightly-us'))).toBeUndefined()
    const second = identity({ GITHUB_RUN_ATTEMPT: '2' }, {}, {}, 'nightly-3')
    expect(attemptOf(identity({}, {}, {}, 'nightly-1').runName, second)).toBeUndefined()
  })
})

test('a digest tells values of other kinds apart, and leaves out what is undefined', () => {
  const values = [
    null,
    'null',
    1,
    '1',
    [],
    {},
    [1],
    ['1'],
    { a: 1 },
    { a: '1' },
    { a: null },
    [[1], 2],
    [1, [2]],
    ['a', 'b'],
    ['a,b']
  ]
  expect(new Set(values.map(digest)).size).toBe(values.length)
  expect(digest({ a: undefined, b: 1 })).toBe(digest({ b: 1 }))
})
