import ts from 'typescript'

/** What a node becomes: the text that stands in its place. */
export interface Change {
  readonly node: ts.Node
  readonly to: string
}

const { SyntaxKind } = ts
const partners: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [SyntaxKind.LessThanToken]: '<=',
  [SyntaxKind.LessThanEqualsToken]: '<',
  [SyntaxKind.GreaterThanToken]: '>=',
  [SyntaxKind.GreaterThanEqualsToken]: '>',
  [SyntaxKind.AmpersandAmpersandToken]: '||',
  [SyntaxKind.BarBarToken]: '&&',
  [SyntaxKind.PlusToken]: '-',
  [SyntaxKind.MinusToken]: '+',
  [SyntaxKind.AsteriskToken]: '/',
  [SyntaxKind.SlashToken]: '*',
  [SyntaxKind.PercentToken]: '*',
  [SyntaxKind.PlusEqualsToken]: '-=',
  [SyntaxKind.MinusEqualsToken]: '+='
}
const methods: Readonly<Record<string, string>> = { some: 'every', every: 'some', min: 'max', max: 'min' }

/** Every change of this one node; those of the nodes in it are changes of their own. */
export function changesOf(node: ts.Node): readonly Change[] {
  if (ts.isBinaryExpression(node)) return binary(node)
  if (ts.isPrefixUnaryExpression(node)) return prefix(node)
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return text(node)
  if (ts.isTemplateExpression(node)) return [{ node, to: '``' }]
  if (ts.isNumericLiteral(node)) return [{ node, to: String(Number(node.text.replaceAll('_', '')) + 1) }]
  if (ts.isRegularExpressionLiteral(node)) return pattern(node)
  if (node.kind === SyntaxKind.TrueKeyword) return [{ node, to: 'false' }]
  if (node.kind === SyntaxKind.FalseKeyword) return [{ node, to: 'true' }]
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return negation(node.expression)
  if (ts.isConditionalExpression(node)) return negation(node.condition)
  if (ts.isForStatement(node) && node.condition !== undefined) return negation(node.condition)
  if (ts.isExpressionStatement(node)) return [{ node, to: ';' }]
  if (ts.isReturnStatement(node)) return returned(node.expression)
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return returned(node.body)
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return [{ node, to: '[]' }]
  if (ts.isCallExpression(node)) return call(node)
  return []
}

function binary(node: ts.BinaryExpression): readonly Change[] {
  if (node.operatorToken.kind === SyntaxKind.QuestionQuestionToken) {
    return [node.left, node.right].map(side => ({ node, to: `(${side.getText()})` }))
  }
  const to = partners[node.operatorToken.kind]
  return to === undefined ? [] : [{ node: node.operatorToken, to }]
}

function prefix(node: ts.PrefixUnaryExpression): readonly Change[] {
  const isSign = node.operator === SyntaxKind.ExclamationToken || node.operator === SyntaxKind.MinusToken
  return isSign ? [{ node, to: `(${node.operand.getText()})` }] : []
}

/** A text emptied, or an empty one filled; not where only a name can stand. */
function text(node: ts.StringLiteralLike): readonly Change[] {
  const { parent } = node
  const isName = ts.isPropertyAssignment(parent) && parent.name === node
  return isName ? [] : [{ node, to: node.text === '' ? "'something'" : "''" }]
}

/** Without each of its flags, and without the anchors at its ends. */
function pattern(node: ts.RegularExpressionLiteral): readonly Change[] {
  const slash = node.text.lastIndexOf('/')
  const [body, flags] = [node.text.slice(1, slash), node.text.slice(slash + 1)]
  const bodies = [body.replace(/^\^(?=.)/, ''), body.replace(/(?<=[^\\])\$$/, '')].filter(each => each !== body)
  return [
    ...[...flags].map(flag => ({ node, to: `/${body}/${flags.replace(flag, '')}` })),
    ...bodies.map(each => ({ node, to: `/${each}/${flags}` }))
  ]
}

function negation(condition: ts.Expression): readonly Change[] {
  // What has a partner of its own would be the same change twice; a `!` before it is taken away, and a constant turned.
  const isTurnedAnyway =
    condition.kind === SyntaxKind.TrueKeyword ||
    ts.isPrefixUnaryExpression(condition) ||
    (ts.isBinaryExpression(condition) && /^[!=]==$/.test(condition.operatorToken.getText()))
  return isTurnedAnyway ? [] : [{ node: condition, to: `!(${condition.getText()})` }]
}

/** Nothing instead of the value; truths and numbers have changes of their own. */
function returned(value: ts.Expression | undefined): readonly Change[] {
  if (value === undefined || ts.isCallExpression(value) === false) {
    const isValue = value !== undefined && !/^(?:undefined|true|false|[\d_.]+|\[\])$/.test(value.getText())
    return isValue && !isOperator(value) ? [{ node: value, to: 'undefined' }] : []
  }
  return [{ node: value, to: 'undefined' }]
}

function isOperator(value: ts.Expression): boolean {
  return ts.isBinaryExpression(value) && changesOf(value).length > 0
}

/** A method's partner; a `filter` or `trim` that does nothing. */
function call(node: ts.CallExpression): readonly Change[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return []
  const { name, expression: owner } = node.expression
  const partner = Object.hasOwn(methods, name.text) ? methods[name.text] : undefined
  if (partner !== undefined) return [{ node: name, to: partner }]
  return name.text === 'filter' || name.text === 'trim' ? [{ node, to: owner.getText() }] : []
}
