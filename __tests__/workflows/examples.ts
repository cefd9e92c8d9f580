import { parse } from 'yaml'
import { codeBlocks, documents, read } from '../docs/markdown.ts'

/** A whole workflow made from an example in a document. */
export interface Example {
  /** Document and number of the block in it. */
  readonly place: string
  /** Name that the document gives it, if any. */
  readonly name: string | undefined
  readonly workflow: string
}

const gateJob = codeBlocks(read('README.md')).find(({ example }) => example === 'gate-job')?.code ?? ''
const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const hasKey = (value: unknown, ...keys: readonly string[]): boolean =>
  isMapping(value) && keys.some(key => Object.hasOwn(value, key))

/** The code with the given indentation, whatever it has in the document. */
function indented(code: string, width: number): string {
  const own = /^ */.exec(code)?.[0].length ?? 0
  return code.replaceAll(new RegExp(`^ {${own}}(?=.)`, 'gm'), ' '.repeat(width))
}

/**
 * What a reader makes of an example: a workflow as it is; a job in place of the second one of the gate-job example; a
 * step as the only one of a job; triggers in place of that example's. Undefined for YAML that is no part of a workflow.
 */
function complete(code: string): string | undefined {
  const content: unknown = parse(code)
  if (hasKey(content, 'jobs')) return code
  if (hasKey(content, 'on')) return gateJob.replace(/^on:\n(?: .*\n)+/m, code)
  if (isMapping(content) && Object.values(content).some(job => hasKey(job, 'steps', 'uses')))
    return gateJob.slice(0, gateJob.indexOf('  train:')) + indented(code, 2)
  if (Array.isArray(content) && content.some(step => hasKey(step, 'uses', 'run'))) {
    return `on: push\npermissions: {}\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${indented(code, 6)}`
  }
  return undefined
}

/** All examples of workflows, or of parts of them, in the documents. */
export function workflowExamples(): readonly Example[] {
  return documents.flatMap(path =>
    codeBlocks(read(path)).flatMap(({ language, code, example: name }, index) => {
      const workflow = /^ya?ml$/.test(language) ? complete(code) : undefined
      return workflow === undefined ? [] : [{ place: `${path}, block ${index + 1}`, name, workflow }]
    })
  )
}
