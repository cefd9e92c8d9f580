import { expect, test } from '@jest/globals'
import { failures } from '../../scripts/test-failures.ts'

const passed = { fullName: 'a sum adds up', status: 'passed', failureMessages: [] }

test('each failed test is told with its file, its name and the start of its message, without colours', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n')
  const failed = {
    fullName: 'a sum is exact',
    status: 'failed',
    failureMessages: [`\u001b[31mError: 3\u001b[39m\n\n${lines}`]
  }
  const report = {
    testResults: [{ name: '/root/a/sum.test.ts', status: 'failed', assertionResults: [passed, failed] }]
  }
  expect(failures(report, '/root')).toEqual([
    'failed: a/sum.test.ts: a sum is exact',
    '  Error: 3',
    ...Array.from({ length: 11 }, (_, index) => `  line ${index}`)
  ])
})

test('a file that could not run is told with its message', () => {
  const file = { name: '/root/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] }
  expect(failures({ testResults: [file] }, '/root')).toEqual(['failed: b.test.ts', '  Cannot find module'])
})

test('a file that broke beside a failed test is told as well', () => {
  const failed = { fullName: 'a', status: 'failed', failureMessages: ['Error: 1'] }
  const file = { name: '/root/b.test.ts', status: 'failed', assertionResults: [failed] }
  const own = 'The hook afterAll threw\r5 passed, 0 failed'
  expect(failures({ testResults: [{ ...file, message: own }] }, '/root')).toEqual([
    'failed: b.test.ts: a',
    '  Error: 1',
    'failed: b.test.ts',
    '  The hook afterAll threw',
    '  5 passed, 0 failed'
  ])
  expect(failures({ testResults: [{ ...file, message: '  ● a\n\n    Error: 1' }] }, '/root')).toEqual([
    'failed: b.test.ts: a',
    '  Error: 1'
  ])
})

test.each([
  [undefined],
  [null],
  [{}],
  [{ testResults: [{ name: '/root/a.test.ts', status: 'passed', assertionResults: [passed] }] }]
])('nothing failed (%j)', report => {
  expect(failures(report, '/root')).toEqual([])
})
