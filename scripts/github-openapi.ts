// Writes __tests__/pieces/github-openapi.json anew: of GitHub's own description of its REST API, which is 12 MB, the
// operations that the action uses and what these point to, without the sentences that explain them.
//   node scripts/node24.mjs scripts/github-openapi.ts && npm run format
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operations } from '../__tests__/pieces/github-operations.ts'
import { at, isObject, type JsonObject } from '../src/text/json.ts'

const source = '@octokit/openapi@23.0.2'
const target = join(import.meta.dirname, '..', '__tests__', 'pieces', 'github-openapi.json')
/** What explains a part to a reader, or shows it, and no validator asks for. */
const prose = ['summary', 'description', 'externalDocs', 'operationId', 'tags', 'x-github', 'example', 'title']

const folder = mkdtempSync(join(tmpdir(), 'github-openapi-'))
try {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, source], { cwd: folder })
  const file = 'package/generated/api.github.com.json'
  execFileSync('tar', ['-xzf', `${source.replace('@', '').replace('/', '-').replace('@', '-')}.tgz`, file], {
    cwd: folder
  })
  const whole: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const cut = cutTo(operations, whole)
  writeFileSync(target, `${JSON.stringify({ source, ...cut })}\n`)
  console.log(`${target}: ${operations.length} operations of ${source}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The named operations of a description, and all that they point to, each where it was. */
function cutTo(names: readonly string[], whole: unknown): JsonObject {
  const kept: Record<string, unknown> = {}
  const waiting = names.map(name => {
    const [method = '', template = ''] = name.split(' ')
    return ['paths', template, method.toLowerCase()]
  })

  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (at(kept, ...path) !== undefined) continue
    const part = at(whole, ...path)
    if (part === undefined) throw new Error(`The description has no ${path.join(' ')}`)
    const bare = path.includes('examples') ? part : withoutProse(part)
    put(kept, path, bare)
    waiting.push(...pointersIn(bare))
  }
  return kept
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path
  if (rest.length === 0) {
    target[key] = value
    return
  }
  const inner = isObject(target[key]) ? { ...target[key] } : {}
  target[key] = inner
  put(inner, rest, value)
}

/** A schema or operation without its prose; a property may have the name of such a field. */
function withoutProse(part: unknown, isNames = false): unknown {
  if (Array.isArray(part)) return part.map(each => withoutProse(each))
  if (!isObject(part)) return part
  const entries = Object.entries(part).filter(([key]) => isNames || !prose.includes(key))
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutProse(value, !isNames && key === 'properties')]))
}

function pointersIn(part: unknown): readonly string[][] {
  if (Array.isArray(part)) return part.flatMap(pointersIn)
  if (!isObject(part)) return []
  const own = part['$ref']
  return [...(typeof own === 'string' ? [own.slice(2).split('/')] : []), ...Object.values(part).flatMap(pointersIn)]
}
