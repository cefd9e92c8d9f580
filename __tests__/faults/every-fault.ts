import { type Fault, faultName } from '../stand-in/fault.ts'

/** What passes at every question, be it the first contact. */
export const passing: readonly Fault[] = [
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'during' },
  { kind: 'reset', when: 'after' },
  { kind: 'late', ms: 3_000 },
  ...([408, 429, 500, 502, 503, 504] as const).flatMap(status => [
    { kind: 'status' as const, status, processed: false },
    { kind: 'status' as const, status, processed: true },
    { kind: 'status' as const, status, processed: false, retryAfter: { form: 'seconds' as const, ms: 7_000 } },
    { kind: 'status' as const, status, processed: true, retryAfter: { form: 'date' as const, ms: 7_000 } }
  ]),
  { kind: 'page', status: 502, processed: true },
  { kind: 'page', status: 502, processed: false },
  { kind: 'gateway', status: 524, processed: true },
  { kind: 'gateway', status: 524, processed: false },
  { kind: 'truncated' },
  { kind: 'wrong-type' },
  { kind: 'slow', part: 'headers', ms: 20_000 },
  { kind: 'slow', part: 'body', ms: 20_000 },
  { kind: 'slow', part: 'body', ms: 90_000 },
  { kind: 'stall', part: 'headers', processed: false },
  { kind: 'stall', part: 'headers', processed: true },
  { kind: 'stall', part: 'body', processed: true },
  { kind: 'lagging', ms: 3_000 },
  { kind: 'late', ms: 90_000 }
]
/** What after the first contact can only be a gateway's trouble. */
export const passingLater: readonly Fault[] = [
  ...([401, 403, 404, 499] as const).flatMap(status => [
    { kind: 'gateway' as const, status, processed: false },
    { kind: 'gateway' as const, status, processed: true }
  ]),
  ...([200, 403, 404] as const).map(status => ({ kind: 'page' as const, status, processed: true })),
  ...(['same kind', 'another kind'] as const).flatMap(of => [
    { kind: 'other' as const, of, processed: false },
    { kind: 'other' as const, of, processed: true }
  ]),
  { kind: 'redirect', to: 'http://127.0.0.1:9' }
]
/** Refusals in ZenML's own words that were meant for another request, or that come of a role in change. */
export const strays: readonly Fault[] = ([400, 401, 402, 403, 404, 405, 422, 501] as const).flatMap(status => [
  { kind: 'stray' as const, status, processed: false },
  { kind: 'stray' as const, status, processed: true }
])

/** Faults with their names, for a table of tests. */
export const named = (faults: readonly Fault[]) => faults.map(fault => [faultName(fault), fault] as const)
