import { parse } from 'yaml'
import { codeBlocks, read } from './markdown.ts'

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

const named = codeBlocks(read('README.md')).flatMap(({ example, code }) =>
  example === undefined ? [] : [{ example, code }]
)
const gateJob = named.find(({ example }) => example === 'gate-job')?.code ?? ''
const beforeTrain = gateJob.slice(0, gateJob.indexOf('  train:'))

/** The README's workflows as a reader gets them: a job alone takes the place of the gate-job example's second job. */
export const workflows = named.map(({ example, code }) => {
  const text = code.startsWith('train:') ? beforeTrain + code.replaceAll(/^(?=.)/gm, '  ') : code
  return { name: example, text, workflow: parse(text) as Workflow }
})
