import { expect, test } from '@jest/globals'
import { field, isObject, readPayload } from '../../src/gate/payload.ts'

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('an empty object has no field %s', name => {
  expect(field({}, name)).toBeUndefined()
})

test('a field that is called __proto__ is a field like any other', () => {
  const read = readPayload('{"__proto__":{"ref":"refs/heads/main"}}')
  expect(read.kind).toBe('payload')
  if (read.kind !== 'payload') return
  expect(field(read.payload, 'ref')).toBeUndefined()
  expect(field(read.payload, '__proto__')).toEqual({ ref: 'refs/heads/main' })
})

test('neither lists nor null are objects', () => {
  expect([{}, [], null, 'x', 1].map(isObject)).toEqual([true, false, false, false, false])
})
