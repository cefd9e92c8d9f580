import { expect, test } from '@jest/globals'
import { answerFaults, exampleOf, operationOf, operations, requestFaults } from '../pieces/github-openapi.ts'

const create = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
const parameters = { owner: 'acme', repo: 'models', issue_number: '7' }

test('GitHub describes every operation that the action uses', () => {
  for (const name of operations) {
    const [method = '', template = ''] = name.split(' ')
    expect(operationOf(method, template.replace(/\{\w+\}/g, '7'))?.name).toBe(name)
    expect(answerFaults(name, 404, { message: 'Not Found' })).toEqual([])
  }
  expect(operationOf('PUT', '/repos/acme/models/issues/7/comments')).toBeUndefined()
})

test('a request as described is right', () => {
  expect(requestFaults(create, { body: { body: 'Text' }, parameters, query: {} })).toEqual([])
})

test.each([
  ['no body', { body: undefined, parameters, query: {} }],
  ['a body of another type', { body: { body: 7 }, parameters, query: {} }],
  ['a field that GitHub does not know', { body: { body: 'Text', text: 'Text' }, parameters, query: {} }],
  ['a query that GitHub does not know', { body: { body: 'Text' }, parameters, query: { per_page: '100' } }],
  ['a number that is a word', { body: { body: 'Text' }, parameters: { ...parameters, issue_number: 'x' }, query: {} }]
])('a request with %s is wrong', (_, request) => {
  expect(requestFaults(create, request).length).toBeGreaterThan(0)
})

test('an answer is held against its schema, by its status', () => {
  const comment = exampleOf(create, 201)
  expect(answerFaults(create, 201, comment)).toEqual([])
  expect(answerFaults(create, 201, { ...comment, id: 'x' })).toHaveLength(1)
  expect(answerFaults(create, 201, { ...comment, user: null })).toEqual([])
  expect(answerFaults(create, 200, comment)).toHaveLength(1)
  expect(answerFaults(create, 403, { message: 7 })).toHaveLength(1)
})
