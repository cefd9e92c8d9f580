import { expect, test } from '@jest/globals'
import { readPayload } from '../../src/gate/payload.ts'
import { field } from '../../src/text/json.ts'

test('a field that is called __proto__ is a field like any other', () => {
  const read = readPayload('{"__proto__":{"ref":"refs/heads/main"}}')
  expect(read.kind).toBe('payload')
  if (read.kind !== 'payload') return
  expect(field(read.payload, 'ref')).toBeUndefined()
  expect(field(read.payload, '__proto__')).toEqual({ ref: 'refs/heads/main' })
})
