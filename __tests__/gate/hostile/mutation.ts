import { type GateInput, refVariables } from './base-event.ts'

/** One change to an event, in place. */
export type Mutation = (input: GateInput) => void

/** Sets a variable of the runner, or takes it away. */
export function env(name: string, value?: string): Mutation {
  return input => {
    if (value === undefined) delete input.env[name]
    else input.env[name] = value
  }
}

/** Sets a field of the payload, by its path. */
export function put(path: string, value: unknown): Mutation {
  return input => {
    const { parent, key } = locate(input.payload, path)
    parent[key] = value
  }
}

/** Takes a field of the payload away. */
export function drop(path: string): Mutation {
  return input => {
    const { parent, key } = locate(input.payload, path)
    if (!(key in parent)) throw new Error(`the base event has no ${path}`)
    delete parent[key]
  }
}

/** The event file as text of its own. */
export function text(write: (json: string) => string | null): Mutation {
  return input => {
    input.text = write(JSON.stringify(input.payload))
  }
}

/** The payload as a whole. */
export function payload(value: Record<string, unknown>): Mutation {
  return input => {
    input.payload = value
  }
}

/** Another ref, with variables and payload in agreement. */
export function ref(full: string): Mutation {
  return both(runnerRef(full), put('ref', full))
}

/** Another ref in all variables, so that it is the payload that contradicts them. */
export function runnerRef(full: string): Mutation {
  return input => {
    Object.assign(input.env, refVariables(full))
  }
}

/** Fields of the release that the payload describes. */
export function release(fields: Readonly<Record<string, unknown>>): Mutation {
  return both(...Object.entries(fields).map(([name, value]) => put(`release.${name}`, value)))
}

/** Another tag of a release, with variables and payload in agreement. */
export function tagged(name: string): Mutation {
  return both(runnerRef(`refs/tags/${name}`), release({ tag_name: name }))
}

/** Another base branch of a pull request, with variables and payload in agreement. */
export function base(name: string): Mutation {
  return both(env('GITHUB_BASE_REF', name), put('pull_request.base.ref', name))
}

export function both(...mutations: readonly Mutation[]): Mutation {
  return input => {
    for (const mutation of mutations) mutation(input)
  }
}

function locate(payload: Record<string, unknown>, path: string): { parent: Record<string, unknown>; key: string } {
  const keys = path.split('.')
  const key = keys.pop() ?? ''
  let parent = payload
  for (const each of keys) parent = parent[each] as Record<string, unknown>
  return { parent, key }
}
