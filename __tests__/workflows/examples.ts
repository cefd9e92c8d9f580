import { parse } from 'yaml'
import { codeBlocks, documents, examplePaths, read } from '../docs/markdown.ts'

/** A whole workflow of examples/, or one made from a part that a document shows. */
export interface Example {
  /** The file, or the document and the number of the block in it. */
  readonly place: string
  readonly workflow: string
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const hasKey = (value: unknown, ...keys: readonly string[]): boolean =>
  isMapping(value) && keys.some(key => Object.hasOwn(value, key))

/** The code of a step, with the given indentation of its first line. */
function indented(code: string, width: number): string {
  const own = /^ */.exec(code)?.[0].length ?? 0
  return code.replaceAll(new RegExp(`^ {${own}}(?=.)`, 'gm'), ' '.repeat(width))
}

/**
 * What a reader makes of a block: a workflow as it is; steps, or inputs below `with:` of a step that runs a command, as
 * all of a job. Undefined for YAML that isn't part of a workflow.
 */
function complete(code: string): string | undefined {
  const content: unknown = parse(code)
  if (hasKey(content, 'jobs')) return code
  if (hasKey(content, 'command')) {
    const path = 'examples/command.yml'
    const whole = read(path)
    const inputs = whole.indexOf('          command:')
    if (inputs < 0) throw new Error(`${path} has no command`)
    return whole.slice(0, inputs) + indented(code, 10)
  }
  if (Array.isArray(content) && content.some(step => hasKey(step, 'uses', 'run'))) {
    return `on: push\npermissions: {}\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${indented(code, 6)}`
  }
  return undefined
}

/** All workflows of examples/, and what readers make of the blocks of all documents. */
export function workflowExamples(): readonly Example[] {
  const shown = documents.flatMap(path =>
    codeBlocks(read(path)).flatMap(({ language, code }, index) => {
      const workflow = /^ya?ml$/.test(language) ? complete(code) : undefined
      return workflow === undefined ? [] : [{ place: `${path}, block ${index + 1}`, workflow }]
    })
  )
  return [...examplePaths.map(path => ({ place: path, workflow: read(path) })), ...shown]
}
