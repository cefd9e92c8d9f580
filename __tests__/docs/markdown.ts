import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folder of the repository. */
export const root = join(import.meta.dirname, '..', '..')

/** Paths of all documents, relative to the repository. */
export const documents: readonly string[] = [
  ...globSync('*.md', { cwd: root }),
  ...globSync('docs/**/*.md', { cwd: root }),
  ...globSync('examples/**/README.md', { cwd: root }),
  '__tests__/README.md',
  'testbed/README.md'
].sort()

/** Paths of the workflows in examples/, those of whole repositories too, relative to the repository. */
export const examplePaths: readonly string[] = globSync('examples/{*,*/.github/workflows/*}.yml', { cwd: root }).sort()

/** The text of a file of the repository. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** A fenced block of code; its own indentation in a list is taken off. */
export interface CodeBlock {
  readonly language: string
  readonly code: string
}

/** All fenced blocks of a document. */
export function codeBlocks(text: string): readonly CodeBlock[] {
  const fences = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm
  return [...text.matchAll(fences)].map(([, indent = '', language = '', body = '']) => ({
    language,
    code: body.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
  }))
}

/** A document without its fenced blocks and inline code. */
export function prose(text: string): string {
  return text.replace(/^( *)```[\s\S]*?^\1```$/gm, '').replace(/`[^`\n]*`/g, '')
}

/** The anchors of a document's headings, as GitHub makes them. */
export function anchors(text: string): ReadonlySet<string> {
  const headings = text.replace(/^( *)```[\s\S]*?^\1```$/gm, '').matchAll(/^#{1,6} (.+)$/gm)
  return new Set([...headings].map(([, heading = '']) => slug(heading)))
}

function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}
