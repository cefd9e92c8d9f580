import { expect, test } from '@jest/globals'
import { ActionError, explain, InputError } from '../../src/text/errors.ts'

test('an error says where, what failed and what to do, in sentences', () => {
  const error = new InputError("There is no stack 'prod'", {
    where: 'environments: production',
    remedy: "Did you mean 'production'?"
  })
  expect(explain(error)).toBe("environments: production: There is no stack 'prod'. Did you mean 'production'?")
})

test.each([
  ['It failed', 'It failed.'],
  ['It failed.', 'It failed.'],
  ['Really?', 'Really?'],
  ['Stop!', 'Stop!']
])('the message %j gets one full stop', (message, text) => {
  expect(explain(new ActionError(message))).toBe(text)
})

test('an error keeps its cause and is named after its kind', () => {
  const cause = new Error('below')
  const error = new InputError('above', { cause })
  expect(error.cause).toBe(cause)
  expect(error.name).toBe('InputError')
  expect('cause' in new ActionError('alone')).toBe(false)
})

test.each([
  [new TypeError('x is undefined'), 'TypeError: x is undefined'],
  ['a text', 'a text'],
  [undefined, 'undefined']
])('anything else is called a bug of the action, without a stack trace', (thrown, words) => {
  expect(explain(thrown)).toBe(`Unexpected error in the action itself: ${words}. Please report it with this log.`)
})
