import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { isObject, type JsonObject } from '../../src/text/json.ts'
import { type OperationName, operations } from './github-operations.ts'

export { type OperationName, operations }

/** Cut from GitHub's own description by scripts/github-openapi.ts, which says from which version. */
const file = join(import.meta.dirname, 'github-openapi.json')
const document = JSON.parse(readFileSync(file, 'utf8')) as Document

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: JsonObject
}

interface Operation {
  readonly parameters?: readonly JsonObject[]
  readonly requestBody?: JsonObject
  readonly responses: Readonly<Record<string, JsonObject>>
}

/** What a part of the description says, and where it points to. */
function resolved(part: unknown): JsonObject {
  const pointer = isObject(part) ? part['$ref'] : undefined
  if (typeof pointer !== 'string') return isObject(part) ? part : {}
  const found = pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), document)
  return resolved(found)
}

function at(part: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => resolved(value)[key], part)
}

/**
 * A schema of OpenAPI 3.0 as one of JSON Schema: `nullable` becomes a choice, and what is pointed to becomes part of it, by name.
 */
function asJsonSchema(schema: unknown, definitions: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map(each => asJsonSchema(each, definitions))
  if (!isObject(schema)) return schema
  const pointer = schema['$ref']
  if (typeof pointer === 'string') {
    const name = pointer.split('/').at(-1) ?? ''
    if (!Object.hasOwn(definitions, name)) {
      definitions[name] = true
      definitions[name] = asJsonSchema(resolved(schema), definitions)
    }
    return { $ref: `#/definitions/${name}` }
  }

  const { example: _, examples: __, nullable, ...rest } = schema
  const plain = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, asJsonSchema(value, definitions)]))
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain
}

const ajv = new Ajv({ strict: false, validateFormats: false, coerceTypes: false, allErrors: true })
const coercing = new Ajv({ strict: false, validateFormats: false, coerceTypes: true, allErrors: true })
const compiled = new Map<string, ValidateFunction>()

function validator(name: string, schema: unknown, by: Ajv): ValidateFunction {
  const known = compiled.get(name)
  if (known !== undefined) return known
  const definitions: Record<string, unknown> = {}
  const plain = asJsonSchema(schema, definitions)
  const made = by.compile({ ...(isObject(plain) ? plain : {}), definitions })
  compiled.set(name, made)
  return made
}

function faults(name: string, schema: unknown, value: unknown, by = ajv): readonly string[] {
  const validate = validator(name, schema, by)
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${name}: ${instancePath} ${message}`)
}

/** A request's operation, with the parameters of its path; undefined if the action doesn't use one for that. */
export function operationOf(
  method: string,
  pathname: string
): { readonly name: OperationName; readonly parameters: Readonly<Record<string, string>> } | undefined {
  for (const name of operations) {
    const [verb, template = ''] = name.split(' ')
    const pattern = new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
    const match = verb === method ? pattern.exec(pathname) : null
    if (match === null) continue
    const parameters = Object.entries(match.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)])
    return { name, parameters: Object.fromEntries(parameters) }
  }
  return undefined
}

function described(name: OperationName): Operation {
  const [method = '', template = ''] = name.split(' ')
  const operation = document.paths[template]?.[method.toLowerCase()]
  if (operation === undefined) throw new Error(`GitHub's description has no ${name}`)
  return operation
}

/** What is wrong with a request by GitHub's description: parameters, query and body; a body has no unknown fields. */
export function requestFaults(
  name: OperationName,
  { body, parameters, query }: { readonly body: unknown; readonly parameters: JsonObject; readonly query: JsonObject }
): readonly string[] {
  const { parameters: known = [], requestBody } = described(name)
  const byPlace = (place: string) => {
    const all = known.map(resolved).filter(each => each['in'] === place)
    return {
      type: 'object',
      properties: Object.fromEntries(all.map(each => [String(each['name']), each['schema']])),
      required: all.filter(each => each['required'] === true).map(each => each['name']),
      additionalProperties: false
    }
  }

  const schema = at(requestBody, 'content', 'application/json', 'schema')
  const ofBody =
    schema === undefined
      ? body === undefined
        ? []
        : [`${name}: there is a body`]
      : faults(`${name} body`, { ...resolved(schema), additionalProperties: false }, body)
  return [
    ...faults(`${name} path`, byPlace('path'), { ...parameters }, coercing),
    ...faults(`${name} query`, byPlace('query'), { ...query }, coercing),
    ...ofBody
  ]
}

/** What is wrong with an answer by GitHub's description; statuses that it doesn't list have its basic error. */
export function answerFaults(name: OperationName, status: number, json: unknown): readonly string[] {
  const listed = described(name).responses[String(status)]
  if (listed === undefined && status < 400) return [`${name}: an answer of ${status} is not described`]
  const basic = { $ref: '#/components/schemas/basic-error' }
  const schema = listed === undefined ? basic : at(listed, 'content', 'application/json', 'schema')
  if (schema === undefined) return json === undefined ? [] : [`${name} ${status}: there is a body`]
  return faults(`${name} ${status}`, schema, json)
}

/** GitHub's own example of what an operation answers. */
export function exampleOf(name: OperationName, status: number): JsonObject {
  const examples = at(described(name).responses[String(status)], 'content', 'application/json', 'examples', 'default')
  const value = resolved(examples)['value']
  const one: unknown = Array.isArray(value) ? value[0] : value
  if (!isObject(one)) throw new Error(`GitHub's description has no example for ${name}`)
  return one
}
