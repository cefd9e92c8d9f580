import ts from 'typescript'
import { changesOf } from './operators.ts'

/** A source file with one place changed. */
export interface Mutant {
  /** Path from the repository's root, with `/`. */
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly start: number
  readonly end: number
  readonly from: string
  readonly to: string
  /** Names the change whatever else the file gets: file, declaration, change, and which of the same ones. */
  readonly key: string
}

/** Every mutant of a source file, in the order of its places. */
export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const mutants: Mutant[] = []
  const seen = new Map<string, number>()

  const visit = (node: ts.Node, names: readonly string[]): void => {
    if (isWithoutBehaviour(node)) return
    const name = nameOf(node)
    const inside = name === undefined ? names : [...names, name]

    for (const { node: place, to } of changesOf(node)) {
      const from = place.getText()
      const alike = `${file} › ${inside.join('.')} › ${short(from)} → ${short(to)}`
      const count = (seen.get(alike) ?? 0) + 1
      seen.set(alike, count)
      const [start, end] = [place.getStart(), place.getEnd()]
      const line = tree.getLineAndCharacterOfPosition(start).line + 1
      mutants.push({ file, line, start, end, from, to, key: count === 1 ? alike : `${alike} #${count}` })
    }
    node.forEachChild(child => visit(child, inside))
  }

  visit(tree, [])
  return mutants.toSorted((a, b) => a.start - b.start)
}

/** The source as the mutant has it. */
export function mutated(source: string, { start, end, to }: Mutant): string {
  return source.slice(0, start) + to + source.slice(end)
}

/** On one line, and no longer than an entry of a list should be. */
export function short(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ')
  return line.length <= 90 ? line : `${line.slice(0, 60)} … ${line.slice(-27)}`
}

/** Types and imports say nothing to Node, and a line for the debug log changes nothing but that log. */
function isWithoutBehaviour(node: ts.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) ||
    (ts.isExpressionStatement(node) && /^[\w.#]*\blog\.debug\(/.test(node.getText()))
  )
}

function nameOf(node: ts.Node): string | undefined {
  const isNamed =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isGetAccessor(node) ||
    ts.isVariableDeclaration(node)
  return isNamed ? node.name?.getText() : ts.isConstructorDeclaration(node) ? 'constructor' : undefined
}
