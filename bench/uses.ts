import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { at, isObject } from '../src/text/json.ts'
import { type ActionUse, pushTo } from '../testbed/runner.ts'

/** The inputs of a workflow that sets none: the runner passes the defaults of action.yml. */
export function defaultInputs(metadata = 'action.yml'): Readonly<Record<string, string>> {
  const action: unknown = parse(readFileSync(new URL(`../${metadata}`, import.meta.url), 'utf8'))
  const inputs = at(action, 'inputs')
  if (!isObject(inputs)) throw new Error(`${metadata} has no inputs`)
  const texts = Object.entries(inputs).map(([name, input]) => [name, String(at(input, 'default') ?? '')] as const)
  // What the runner computes, and what is empty outside a matrix.
  return Object.fromEntries(texts.map(([name, text]) => [name, text.replace(/^\$\{\{.*\}\}$/, '')]))
}

/** A push to a branch, for a built entry point, with some inputs beside the defaults. */
export function pushUse(file: string, branch: string, inputs: Readonly<Record<string, string>> = {}): ActionUse {
  return { ...pushTo(branch), file, inputs: { ...defaultInputs(), ...inputs } }
}
