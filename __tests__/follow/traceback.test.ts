import { describe, expect, test } from '@jest/globals'
import { exceptionType, exceptionWords, framesOf } from '../../src/follow/traceback.ts'

// As ZenML 0.98.0 reports it, without the header that Python writes.
const traceback = `  File "/app/code/pkg/steps/train.py", line 12, in train
    fit(rows)
  File "/app/code/pkg/model.py", line 7, in fit
    raise ValueError("no data")
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^
ValueError: no data
`

describe('the places of a traceback', () => {
  test('are in its order, with their code', () => {
    expect(framesOf(traceback)).toEqual([
      { path: '/app/code/pkg/steps/train.py', line: 12, code: 'fit(rows)' },
      { path: '/app/code/pkg/model.py', line: 7, code: 'raise ValueError("no data")' }
    ])
  })

  test('have no code if the file was not at hand, and none of the next place', () => {
    const text = 'Traceback (most recent call last):\r\n  File "a.py", line 1, in <module>\r\n  File "b.py", line 2'
    expect(framesOf(text)).toEqual([
      { path: 'a.py', line: 1, code: undefined },
      { path: 'b.py', line: 2, code: undefined }
    ])
  })

  test.each([
    '',
    'ValueError: File "a.py", line 1',
    'File "a.py", line 1',
    '  File "a.py", line x',
    '  File "", line 1'
  ])('are none in %j', text => {
    expect(framesOf(text)).toEqual([])
  })
})

describe('an exception', () => {
  test.each([
    ['no data', traceback, 'ValueError', 'ValueError: no data'],
    ['gone', 'x\nbotocore.exceptions.ClientError: gone', 'ClientError', 'botocore.exceptions.ClientError: gone'],
    ['gone', undefined, undefined, 'gone'],
    ['gone', 'some words: gone', undefined, 'gone']
  ])('%j has its type from the traceback', (message, text, type, words) => {
    const failure = { message, traceback: text }
    expect([exceptionType(failure), exceptionWords(failure)]).toEqual([type, words])
  })
})
