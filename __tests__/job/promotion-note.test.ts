import { describe, expect, test } from '@jest/globals'
import { noteKey, type Promotion, promotionNote, readPromotionNote } from '../../src/job/promotion-note.ts'
import { anInvocation } from '../pieces/invocation.ts'

const invocation = anInvocation({ attempt: '2' })
const replaced = [
  { id: 'a-1', name: 'blue', number: 1 },
  { id: 'b-2', name: '2', number: 2 }
]
const promotion: Promotion = {
  stage: 'production',
  progress: 'asked',
  environment: 'main',
  run: { id: 'r-1', name: 'train-1' },
  codeCommit: 'abc',
  replaced
}

test('a note has for people who promoted what, from where, and when in the workflow', () => {
  expect(noteKey('production')).toBe('gate_promotion_production')
  expect(promotionNote(invocation, promotion)).toEqual({
    stage: 'production',
    progress: 'asked',
    replaced,
    run_id: 'r-1',
    run_name: 'train-1',
    environment: 'main',
    repository: 'acme/models',
    commit: invocation.sha,
    code_commit: 'abc',
    workflow_run: 'https://github.com/acme/models/actions/runs/7',
    attempt: 2,
    actor: 'octocat'
  })
})

test('what is not known is called unknown', () => {
  const note = promotionNote(invocation, { ...promotion, codeCommit: undefined, replaced: undefined })
  expect(note).toMatchObject({ code_commit: 'unknown', replaced: 'unknown' })
})

test.each<[string, Promotion['replaced']]>([
  ['several', replaced],
  ['none', []],
  ['nobody knows which', undefined]
])('what is read of a note is what was written: %s', (_, all) => {
  const note = promotionNote(invocation, { ...promotion, replaced: all })
  expect(readPromotionNote({ [noteKey('production')]: note }, 'production')).toEqual({
    progress: 'asked',
    replaced: all
  })
  expect(readPromotionNote({ [noteKey('production')]: note }, 'staging')).toBeUndefined()
})

describe('a note that somebody else has changed', () => {
  test.each([['text'], [7], [null], [['asked']]])('is none: %j', note => {
    expect(readPromotionNote({ [noteKey('production')]: note }, 'production')).toBeUndefined()
  })

  test.each([
    ['without an id', { name: '1', number: 1 }],
    ['with an id that is not one', { id: 'a; rm', name: '1', number: 1 }],
    ['with an id behind something else', { id: ' a', name: '1', number: 1 }],
    ['with an empty id', { id: '', name: '1', number: 1 }],
    ['with an id that is too long', { id: 'a'.repeat(65), name: '1', number: 1 }],
    ['without a name', { id: 'a', number: 1 }],
    ['with a number that is not one', { id: 'a', name: '1', number: '1' }],
    ['of another kind', 'a']
  ])('has no version %s', (_, version) => {
    const note = { progress: 7, replaced: [version, replaced[0]] }
    expect(readPromotionNote({ [noteKey('production')]: note }, 'production')).toEqual({
      progress: undefined,
      replaced: [replaced[0]]
    })
  })
})
