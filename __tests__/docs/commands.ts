import { parse } from 'yaml'
import { codeBlocks, documents, read } from './markdown.ts'

/** Lines of shell commands of all documents but the testbed's: from their shell blocks, and from `run:` in workflows. */
export function commandLines(): readonly string[] {
  const blocks = documents.filter(path => !path.startsWith('testbed/')).flatMap(path => codeBlocks(read(path)))
  const shell = blocks.filter(({ language }) => ['bash', 'sh', 'shell', 'console'].includes(language))
  const workflows = blocks.filter(({ language }) => language === 'yaml')
  return [...shell.map(({ code }) => code), ...workflows.flatMap(({ code }) => scripts(parse(code)))]
    .flatMap(code => code.split('\n'))
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
}

/** Every `run:` below a value of parsed YAML. */
function scripts(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'run' && typeof inner === 'string' ? [inner] : scripts(inner)
  )
}

/** The words of a simple command; the documents' commands have no escapes. */
export function words(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

/** The documents' commands of ZenML's client, without doubles. */
export function zenmlCommands(): readonly string[] {
  return [...new Set(commandLines().filter(line => line.startsWith('zenml ')))]
}
