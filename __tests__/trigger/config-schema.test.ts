import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/text/errors.ts'
import { isObject, type JsonObject } from '../../src/text/json.ts'
import { checkConfiguration } from '../../src/trigger/config-schema.ts'
import { failure } from '../pieces/thrown.ts'

/** The schema that ZenML 0.98.0 makes for a pipeline with the steps load and train. */
const configSchema: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'config-schema.json'), 'utf8'))
if (!isObject(configSchema)) throw new Error('no schema')

const shape = { stepNames: ['load', 'train'], configSchema }
const check = (configuration: JsonObject) => checkConfiguration(configuration, shape)
const refusal = (configuration: JsonObject) => failure(() => check(configuration))

describe('a configuration that overrides', () => {
  test.each<[string, JsonObject]>([
    ['nothing', {}],
    ['one parameter of several', { steps: { train: { parameters: { rows: 5 } } } }],
    ['a step without its parameters', { steps: { train: { enable_cache: false } } }],
    ['a step of two', { steps: { load: { enable_cache: true } } }],
    ['a value with null', { enable_cache: null, model: null }],
    ['free mappings', { extra: { any: { thing: 1 } }, environment: { A: 'b' } }],
    ['resources', { steps: { train: { settings: { resources: { cpu_count: 2, memory: '16GB' } } } } }],
    [
      'settings of a component by type and name',
      { settings: { 'orchestrator:kube': { synchronous: false, more: 1 } } }
    ],
    ['settings of a component by type', { settings: { orchestrator: { synchronous: false } } }],
    [
      'settings of a component by type and flavor',
      { steps: { load: { settings: { 'orchestrator.kubernetes': { x: 1 } } } } }
    ],
    ['tags as texts and as objects', { tags: ['a', { name: 'b', color: 'red' }] }],
    ['a model with its name alone', { model: { name: 'm' } }],
    ['the code of a hook', { init_hook_source: 'hooks.init' }]
  ])('%s is taken', (_, configuration) => {
    expect(() => check(configuration)).not.toThrow()
  })
})

describe('what the server would silently ignore', () => {
  test.each<[string, JsonObject, string, string, string]>([
    [
      'a misspelt step',
      { steps: { trian: {} } },
      'config: steps.trian',
      "there is no step 'trian'",
      "Did you mean 'train'?"
    ],
    [
      'a misspelt key',
      { enable_cahce: true },
      'config: enable_cahce',
      "there is no key 'enable_cahce' in a run configuration",
      "'enable_cache'"
    ],
    [
      'a misspelt key of a step',
      { steps: { train: { paramters: {} } } },
      'config: steps.train.paramters',
      "no key 'paramters'",
      "'parameters'"
    ],
    [
      'a misspelt parameter',
      { steps: { train: { parameters: { row: 5 } } } },
      'config: steps.train.parameters.row',
      "no parameter 'row'",
      "'rows'"
    ],
    [
      'a misspelt resource',
      { settings: { resources: { cpu_cont: 1 } } },
      'config: settings.resources.cpu_cont',
      "no key 'cpu_cont'",
      "'cpu_count'"
    ],
    [
      'a component that the stack does not have',
      { settings: { 'step_operator.sagemaker': {} } },
      'config: settings.step_operator.sagemaker',
      'no key',
      'Known here'
    ],
    [
      'a key that is nothing like any',
      { zzzzzzzz: 1 },
      'config: zzzzzzzz',
      "no key 'zzzzzzzz'",
      'Known here: enable_cache, '
    ]
  ])('%s is an error with its place and what was meant', async (_, configuration, where, message, remedy) => {
    const error = await refusal(configuration)
    expect(error.where).toBe(where)
    expect(error.message).toContain(message)
    expect(error.remedy).toContain(remedy)
  })

  test('no key is offered that only the action may set, and none is left out', async () => {
    const { remedy } = await refusal({ run_nmae: 'x' })
    expect(remedy).not.toContain('run_name')
    expect(remedy).toMatch(/settings, steps\.$/)
  })

  test('of very many names the nearest thirty are listed, and the number of the others', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `${'step_with_a_long_name_'.repeat(index % 7)}${index}`)
    const many = { stepNames: [...names, 'zebra'], configSchema: undefined }
    const { remedy } = await failure(() => checkConfiguration({ steps: { ocelot: {} } }, many))
    expect(remedy).toContain('Known here: zebra, ')
    expect(remedy).toMatch(/ and 11 more\.$/)
  })

  test('the place is that of an environment where the configuration is its own', async () => {
    const from = 'environments: staging.config'
    const error = await failure(() => checkConfiguration({ steps: { lod: {} } }, shape, from))
    expect(error.where).toBe('environments: staging.config.steps.lod')
    expect((await failure(() => checkConfiguration({ steps: [] }, shape, from))).where).toBe(`${from}.steps`)
  })

  test.each<[string, JsonObject, string, string, string]>([
    [
      'a text for a flag',
      { enable_cache: 'no' },
      'config: enable_cache',
      'a boolean is expected, not a string',
      'Write true or false, without quotes.'
    ],
    [
      'a text for a number',
      { steps: { train: { parameters: { rows: 'many' } } } },
      'config: steps.train.parameters.rows',
      'a whole number is expected, not a string',
      'without quotes'
    ],
    [
      'a fraction',
      { steps: { train: { parameters: { rows: 1.5 } } } },
      'config: steps.train.parameters.rows',
      'a whole number is expected, not a number with a fraction',
      'Write a whole number'
    ],
    ['a list of steps', { steps: [] }, 'config: steps', 'a mapping is expected, not a list', 'Write a mapping'],
    [
      'a step that is a number',
      { steps: { train: 1 } },
      'config: steps.train',
      'a mapping is expected, not a number',
      'Write a mapping'
    ],
    ['one of two types', { tags: [1] }, 'config: tags.0', 'a string or a mapping is expected', 'needs quotes'],
    ['a misspelt key of one of two types', { tags: [{ nme: 'a' }] }, 'config: tags.0.nme', "no key 'nme'", "'name'"],
    [
      'a number below its least',
      { retry: { max_retries: 0 } },
      'config: retry.max_retries',
      'the number is not greater than 0',
      'Change the value.'
    ],
    [
      'a word that is not one of several',
      { execution_mode: 'fast' },
      'config: execution_mode',
      'not one of fail_fast, stop_on_failure, continue_on_failure',
      'Use one of these.'
    ],
    [
      'a word that is nearly one of several',
      { execution_mode: 'fail_fst' },
      'config: execution_mode',
      'not one of',
      "Did you mean 'fail_fast'?"
    ]
  ])(
    '%s is an error with its place and what is expected, in words of YAML',
    async (_, configuration, where, message, remedy) => {
      const error = await refusal(configuration)
      expect(error.where).toBe(where)
      expect(error.message).toContain(message)
      expect(error.remedy).toContain(remedy)
      expect(`${error.message} ${error.remedy}`).not.toMatch(/null|nstance/)
    }
  )

  test('several faults are told together, five at most, each once', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`wrong_${index}`, 1]))
    const { message } = await refusal(wrong)
    expect(message).toContain("no key 'wrong_0'")
    expect(message).toContain('config: wrong_4: ')
    expect(message).not.toContain('wrong_5')
    expect(message).toContain('and 3 more')
  })

  test.each(['a/b', 'a~b', 'a%b', 'a.b', '', '"', '##[x]', 'a\nb', '__proto__', '日本'])(
    'a step with the odd name %j is told',
    async name => {
      const error = await refusal({ steps: Object.fromEntries([[name, {}]]) })
      expect(error.where).toMatch(/^config: steps/)
      expect(`${error.where} ${error.message}`).not.toMatch(/\n|##\[/)
    }
  )
})

describe('a schema that is not to be trusted', () => {
  // Run against 40 letters, this expression takes longer than any job may.
  const slow = '^(([a-z])+.)+[A-Z]([a-z])+$'
  const letters = 'a'.repeat(40)
  const of = (value: JsonObject) => ({ stepNames: [], configSchema: { type: 'object', properties: { value } } })

  test.each<[string, JsonObject, unknown]>([
    ['pattern', { type: 'string', pattern: slow }, letters],
    ['format', { type: 'string', format: 'email' }, letters],
    ['patternProperties', { patternProperties: { [slow]: {} }, additionalProperties: false }, { [letters]: 1 }],
    ['propertyNames', { propertyNames: { pattern: slow } }, { [letters]: 1 }],
    ['not', { not: { pattern: slow } }, letters],
    ['oneOf', { oneOf: [{ pattern: slow }, { pattern: letters }] }, letters],
    ['oneOf or null', { anyOf: [{ oneOf: [{ pattern: slow }, { pattern: letters }] }, { type: 'null' }] }, letters]
  ])('has its regular expressions left to the server: %s', (_, schema, value) => {
    expect(() => checkConfiguration({ value }, of(schema))).not.toThrow()
  })

  test('keeps properties that are named like keywords', async () => {
    const named = of({ properties: { pattern: { type: 'string' }, format: { enum: [{ format: 1 }] } } })
    expect(() => checkConfiguration({ value: { pattern: 'x', format: { format: 1 } } }, named)).not.toThrow()
    expect((await failure(() => checkConfiguration({ value: { pattern: 1 } }, named))).message).toContain('a string')
  })

  const nested = (depth: number): JsonObject =>
    Array.from({ length: depth }).reduce<JsonObject>(inner => ({ items: inner }), { type: 'string' })

  test.each<[string, JsonObject]>([
    ['is nested too deeply', nested(100_000)],
    ['refers to itself', { $ref: '#' }],
    ['refers to nothing', { $ref: '#/nowhere' }]
  ])('is refused with a remedy where it %s', async (_, configSchema) => {
    const error = await failure(() => checkConfiguration({ a: 1 }, { stepNames: [], configSchema }))
    expect(error).toBeInstanceOf(InputError)
    expect(error.where).toBe('config')
    expect(error.message).toContain('schema')
    expect(error.remedy).toContain('new snapshot')
  })

  /** A schema that asks for 2^depth looks at the same value. */
  const doubling = (depth: number, keyword: string): JsonObject => ({
    $ref: '#/$defs/level0',
    $defs: Object.fromEntries(
      Array.from({ length: depth }, (_, level) => {
        const next = { $ref: `#/$defs/level${level + 1}` }
        return [`level${level}`, level + 1 === depth ? { type: 'string' } : { [keyword]: [next, next] }]
      })
    )
  })

  test.each(['anyOf', 'allOf', 'oneOf'])(
    'is refused where its references double at each level, with %s',
    async keyword => {
      const error = await failure(() =>
        checkConfiguration({ a: 1 }, { stepNames: [], configSchema: doubling(60, keyword) })
      )
      expect(error).toBeInstanceOf(InputError)
      expect(error.remedy).toContain('new snapshot')
    }
  )

  const refused = (configSchema: JsonObject, configuration: JsonObject = { a: 1 }, elapsed = () => 0) =>
    failure(() => checkConfiguration(configuration, { stepNames: [], configSchema }, 'config', elapsed))

  test('is given up after two seconds, by a clock that counts while nothing else can', async () => {
    let ms = 0
    const slowly = () => (ms += 1)
    const error = await refused(doubling(15, 'allOf'), { a: 1 }, slowly)
    expect(error.message).toContain('can not be used')
    expect(ms).toBeLessThan(2_010)
  })

  test.each<[string, JsonObject]>([
    [
      'lists a hundred thousand values',
      {
        $ref: '#/$defs/level0',
        $defs: { ...(doubling(9, 'allOf')['$defs'] as JsonObject), level8: { enum: Array(100_000).fill('value') } }
      }
    ],
    [
      'lists long values',
      {
        $ref: '#/$defs/level0',
        $defs: {
          ...(doubling(12, 'allOf')['$defs'] as JsonObject),
          level11: { enum: Array(900).fill('x'.repeat(1_000)) }
        }
      }
    ],
    [
      'has long names of types',
      {
        $ref: '#/$defs/level0',
        $defs: {
          ...(doubling(9, 'allOf')['$defs'] as JsonObject),
          level8: { type: Array(1_500).fill('t'.repeat(5_000)) }
        }
      }
    ],
    [
      'has half a million properties',
      { properties: Object.fromEntries(Array.from({ length: 500_000 }, (_, nth) => [`p${nth}`, true])) }
    ]
  ])('is refused with little ado where it %s', async (_, schema) => {
    expect((await refused(schema)).message).toContain('can not be used')
  })

  test('tells a fault once that is reached in thousands of ways', async () => {
    const error = await failure(() =>
      checkConfiguration({ a: 1 }, { stepNames: [], configSchema: doubling(15, 'allOf') })
    )
    expect(error.message).toBe('a string is expected, not a mapping')
  })

  test('may have steps and properties that are named like keywords', async () => {
    const named = of({ properties: { not: { type: 'string' }, anyOf: { type: 'string' } } })
    expect(() => checkConfiguration({ value: { not: 'x', anyOf: 'y' } }, named)).not.toThrow()
    expect((await failure(() => checkConfiguration({ value: { not: 1 } }, named))).where).toBe('config: value.not')
    const other = of({ properties: { other: { type: 'string' } } })
    expect((await failure(() => checkConfiguration({ value: { not: 1 } }, other))).where).toBe('config: value.not')
  })

  test('may be as deep as any of a real pipeline', () => {
    expect(() => checkConfiguration({ value: [] }, of(nested(50)))).not.toThrow()
  })
})

describe('without a schema', () => {
  const bare = { stepNames: ['load', 'train'], configSchema: undefined }

  test('the names of steps are checked all the same', async () => {
    const error = await failure(() => checkConfiguration({ steps: { train: {}, lod: {} } }, bare))
    expect(error).toMatchObject({ where: 'config: steps.lod', remedy: "Did you mean 'load'?" })
    expect((await failure(() => checkConfiguration({ steps: { zzzzzz: {} } }, bare))).remedy).toBe(
      'Known here: load, train.'
    )
    expect((await failure(() => checkConfiguration({ steps: [] }, bare))).where).toBe('config: steps')
  })

  test('the rest is left to the server', () => {
    expect(() => checkConfiguration({ whatever: 1, steps: { train: { x: 1 } } }, bare)).not.toThrow()
    expect(() => checkConfiguration({ steps: { any: {} } }, { ...bare, stepNames: [] })).not.toThrow()
  })
})
