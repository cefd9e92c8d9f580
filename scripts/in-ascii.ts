import ts from 'typescript'

/**
 * Writes each character of a script that isn't ASCII as an escape. Node reads a script of ASCII alone with one byte for
 * each character, and any other with two: the action takes 4 MiB less memory so. Throws Error unless all names, texts and
 * expressions stay the same, as they don't in a tagged template or between words; only what a function or a regular
 * expression says its own source is may change.
 */
export function inAscii(script: string): string {
  const ascii = script.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  if (ascii === script) return script

  const [before, after] = [meaningOf(script), meaningOf(ascii)]
  const place = before.findIndex((each, nth) => each !== after[nth])
  if (place !== -1 || before.length !== after.length)
    throw new Error(`The script would mean something else in ASCII, near ${before[place] ?? after[before.length]}`)
  return ascii
}

/** The kinds of a script's nodes in their order, with the value of each that has one. */
function meaningOf(script: string): readonly string[] {
  const file = ts.createSourceFile('script.js', script, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS)
  const found: string[] = [`faults: ${String(Reflect.get(file, 'parseDiagnostics').length)}`]

  const visit = (node: ts.Node): void => {
    found.push(`${ts.SyntaxKind[node.kind]} ${textOf(node, script)}`)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function textOf(node: ts.Node, script: string): string {
  // A tag may read its template as it is written.
  if (ts.isTaggedTemplateExpression(node)) return script.slice(node.pos, node.end)
  if (ts.isRegularExpressionLiteral(node)) return unescaped(node.text)
  if (ts.isSourceFile(node)) return ''
  const text: unknown = Reflect.get(node, 'text')
  return typeof text === 'string' ? text : ''
}

/** A regular expression with the characters themselves. */
function unescaped(expression: string): string {
  return expression.replace(/(?<!\\)((?:\\\\)*)\\u([0-9a-f]{4})/g, (_, before: string, code: string) =>
    before.concat(String.fromCharCode(Number.parseInt(code, 16)))
  )
}
