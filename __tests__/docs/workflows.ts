import { parse } from 'yaml'
import { workflowExamples } from '../workflows/examples.ts'

/** A step of a workflow. */
export interface Step {
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
}

/** What the tests read of a workflow file. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly concurrency?: { readonly 'cancel-in-progress': boolean }
  readonly env?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>
}

/** The README's named workflows as a reader gets them; actionlint and zizmor check the same ones. */
export const workflows = workflowExamples().flatMap(({ name, workflow: text }) =>
  name === undefined ? [] : [{ name, text, workflow: parse(text) as Workflow }]
)
