import { parse } from 'yaml'
import { codeBlocks, documents, examplePaths, read } from './markdown.ts'

/** Lines of shell commands of all documents but the testbed's, and of the examples. */
export function commandLines(): readonly string[] {
  const ofDocuments = documents.filter(path => !path.startsWith('testbed/')).flatMap(path => commandLinesOf(read(path)))
  return [...ofDocuments, ...examplePaths.flatMap(path => linesOf(scripts(parse(read(path)))))]
}

/** Lines of shell commands of a document: from its shell blocks, and from `run:` in its workflows. */
export function commandLinesOf(document: string): readonly string[] {
  const blocks = codeBlocks(document)
  const shell = blocks.filter(({ language }) => ['bash', 'sh', 'shell', 'console'].includes(language))
  const workflows = blocks.filter(({ language }) => language === 'yaml')
  return linesOf([...shell.map(({ code }) => code), ...workflows.flatMap(({ code }) => scripts(parse(code)))])
}

/** The commands of scripts, without empty lines and comments. */
function linesOf(scripts: readonly string[]): readonly string[] {
  return scripts
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

/** The commands of docs/releasing.md, given as its text, that need neither GitHub nor a package registry. */
export function releaseCommands(document: string): readonly string[] {
  return commandLinesOf(document).filter(line => line.startsWith('git ') || line === 'npm run docs')
}
