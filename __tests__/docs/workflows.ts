import { parse } from 'yaml'
import { examplePaths, read } from './markdown.ts'

/** A step of a workflow. */
export interface Step {
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
}

/** A job of a workflow. */
export interface Job {
  readonly needs?: string
  readonly if?: string
  readonly environment?: { readonly name: string }
  readonly steps: readonly Step[]
}

/** What the tests read of a workflow file. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly concurrency?: { readonly 'cancel-in-progress': boolean }
  readonly env?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

/** The workflows of examples/; actionlint and zizmor check the same ones. */
export const workflows = examplePaths.map(path => {
  const text = read(path)
  return { path, text, workflow: parse(text) as Workflow }
})
