/** What can go wrong with one exchange. `processed` tells whether the server got the request and did what it asks. */
export type Fault =
  | { readonly kind: 'reset'; readonly when: 'before' | 'during' | 'after' }
  | { readonly kind: 'late'; readonly ms: number }
  | {
      readonly kind: 'status'
      readonly status: 408 | 429 | 500 | 502 | 503 | 504
      readonly processed: boolean
      readonly retryAfter?: { readonly form: 'seconds' | 'date'; readonly ms: number }
    }
  | { readonly kind: 'page'; readonly status: 200 | 403 | 404 | 502; readonly processed: boolean }
  | { readonly kind: 'gateway'; readonly status: 401 | 403 | 404 | 499 | 524; readonly processed: boolean }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'wrong-type' }
  | { readonly kind: 'slow'; readonly part: 'headers' | 'body'; readonly ms: number }
  | { readonly kind: 'stall'; readonly part: 'headers' | 'body'; readonly processed: boolean }
  | { readonly kind: 'redirect'; readonly to: string }
  /** The body of another entity of the same kind, or something else altogether, as of a cache that mixes answers up. */
  | { readonly kind: 'other'; readonly of: 'same kind' | 'another kind'; readonly processed: boolean }
  /** A refusal in ZenML's own form that was meant for another request, or a role or a gateway in change. */
  | {
      readonly kind: 'stray'
      readonly status: 400 | 401 | 402 | 403 | 404 | 405 | 422 | 501
      readonly processed: boolean
    }
  /** The answer of a replica that is so much behind the others. */
  | { readonly kind: 'lagging'; readonly ms: number }

/** A fault's name in counts and reports. */
export function faultName(fault: Fault): string {
  const lost = 'processed' in fault && fault.processed ? ' (processed)' : ''
  switch (fault.kind) {
    case 'reset':
      return `reset ${fault.when}`
    case 'late':
      return 'answer lost, processed late'
    case 'status': {
      const after = fault.retryAfter === undefined ? '' : ` retry-after ${fault.retryAfter.form}`
      return `${fault.status}${after}${lost}`
    }
    case 'page':
      return `page with ${fault.status}${lost}`
    case 'gateway':
      return `gateway's JSON with ${fault.status}${lost}`
    case 'truncated':
      return 'truncated JSON'
    case 'wrong-type':
      return 'wrong content type'
    case 'slow':
      return `slow ${fault.part}`
    case 'stall':
      return `stall ${fault.part}${lost}`
    case 'redirect':
      return 'redirect'
    case 'other':
      return `body of ${fault.of === 'same kind' ? 'another one' : 'something else'}${lost}`
    case 'stray':
      return `stray ${fault.status}${lost}`
    case 'lagging':
      return 'replica that lags'
  }
}

/** What the action asks for with a request; scripts of faults go by it. */
export const questions = [
  'info',
  'login',
  'account',
  'project',
  'stack',
  'snapshots',
  'snapshot',
  'start',
  'find',
  'status',
  'details',
  'steps',
  'step',
  'graph',
  'questions',
  'log',
  'stop',
  'required',
  'results',
  'baseline',
  'model version',
  'holders',
  'promote',
  'note',
  'make snapshot',
  'other'
] as const

export type Question = (typeof questions)[number]

/** Tells from method and path what is asked. */
export function questionOf(method: string, path: string): Question {
  const [, , , kind = '', id, action] = path.replace(/\?.*/, '').split('/')
  if (method === 'POST') {
    if (kind === 'login') return 'login'
    if (kind === 'pipeline_snapshots' && action === 'runs') return 'start'
    if (kind === 'pipeline_snapshots' && id === undefined) return 'make snapshot'
    if (kind === 'run-metadata') return 'note'
    return kind === 'runs' && action === 'stop' ? 'stop' : 'other'
  }
  if (method === 'PUT' && kind === 'model_versions') return 'promote'
  if (method !== 'GET') return 'other'
  switch (kind) {
    case 'info':
      return 'info'
    case 'current-user':
      return 'account'
    case 'projects':
      return 'project'
    case 'stacks':
      return 'stack'
    case 'pipeline_snapshots':
      return id === undefined ? 'snapshots' : 'snapshot'
    case 'runs':
      if (path.includes('include_full_metadata')) return 'results'
      if (/[?&]status=completed/.test(path)) return 'baseline'
      if (action === 'dag') return 'graph'
      // Only what another environment requires is looked for by a stack.
      if (id === undefined) return /[?&]stack=/.test(path) ? 'required' : 'find'
      return path.includes('hydrate=true') ? 'details' : 'status'
    case 'steps':
      return id === undefined ? 'steps' : action === 'logs' ? 'log' : 'step'
    case 'run_wait_conditions':
      return 'questions'
    case 'artifact_versions':
      return 'results'
    case 'model_versions':
      if (id === undefined && path.includes('hydrate=true')) return 'baseline'
      return id === undefined ? 'holders' : 'model version'
    default:
      return 'other'
  }
}
