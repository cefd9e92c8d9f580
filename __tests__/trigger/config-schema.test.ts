import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { isObject, type JsonObject } from '../../src/json.ts'
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
    ['a key that is nothing like any', { zzzzzzzz: 1 }, 'config: zzzzzzzz', "no key 'zzzzzzzz'", 'Known here: run_name']
  ])('%s is an error with its place and what was meant', async (_, configuration, where, message, remedy) => {
    const error = await refusal(configuration)
    expect(error.where).toBe(where)
    expect(error.message).toContain(message)
    expect(error.remedy).toContain(remedy)
  })

  test.each<[string, JsonObject, string]>([
    ['a text for a flag', { enable_cache: 'no' }, 'config: enable_cache'],
    [
      'a text for a number',
      { steps: { train: { parameters: { rows: 'many' } } } },
      'config: steps.train.parameters.rows'
    ],
    ['a list of steps', { steps: [] }, 'config: steps'],
    ['a step that is a number', { steps: { train: 1 } }, 'config: steps.train'],
    ['a number below its least', { retry: { max_retries: 0 } }, 'config: retry.max_retries'],
    ['a word that is not one of several', { execution_mode: 'fast' }, 'config: execution_mode'],
    ['a size without its unit', { settings: { resources: { memory: '16' } } }, 'config: settings.resources.memory']
  ])('%s is an error with its place, and not for being no null', async (_, configuration, where) => {
    const error = await refusal(configuration)
    expect(error.where).toBe(where)
    expect(error.message).not.toContain('null')
  })

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

describe('without a schema', () => {
  const bare = { stepNames: ['load', 'train'], configSchema: undefined }

  test('the names of steps are checked all the same', async () => {
    const error = await failure(() => checkConfiguration({ steps: { train: {}, lod: {} } }, bare))
    expect(error).toMatchObject({ where: 'config: steps.lod', remedy: "Did you mean 'load'?" })
    expect((await failure(() => checkConfiguration({ steps: { zzzzzz: {} } }, bare))).remedy).toBe(
      'The steps are load, train.'
    )
    expect((await failure(() => checkConfiguration({ steps: [] }, bare))).where).toBe('config: steps')
  })

  test('the rest is left to the server', () => {
    expect(() => checkConfiguration({ whatever: 1, steps: { train: { x: 1 } } }, bare)).not.toThrow()
    expect(() => checkConfiguration({ steps: { any: {} } }, { ...bare, stepNames: [] })).not.toThrow()
  })
})
