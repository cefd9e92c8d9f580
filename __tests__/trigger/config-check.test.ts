import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { isObject, type JsonObject } from '../../src/text/json.ts'
import { checkConfiguration, requireConfigurable } from '../../src/trigger/config-check.ts'
import { aSnapshot, snapshotJson } from '../pieces/entities.ts'
import { FakeServer, ids } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

/** The schema that ZenML 0.98.0 makes for a pipeline with the steps load and train. */
const configSchema: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../stand-in/config-schema.json'), 'utf8')
)
if (!isObject(configSchema)) throw new Error('no schema')

const componentKeys = ['orchestrator', 'orchestrator.kubernetes', 'orchestrator:kube', 'image_builder:local']
const shape = { stepNames: ['load', 'train'], configSchema, componentKeys }
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
      "There is no step 'trian'",
      "Did you mean 'train'?"
    ],
    [
      'a misspelt key',
      { enable_cahce: true },
      'config: enable_cahce',
      "There is no key 'enable_cahce' in a run configuration",
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
      'no such component',
      'a config of its own'
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
    const many = { stepNames: [...names, 'zebra'], configSchema: undefined, componentKeys }
    const { remedy } = await failure(() => checkConfiguration({ steps: { ocelot: {} } }, many))
    expect(remedy).toContain('Known here: zebra, ')
    expect(remedy).toMatch(/ and 11 more\.$/)
  })

  test('the place is that of an environment if the configuration is its own', async () => {
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
      'Expected a boolean, but found a string',
      'Write true or false, without quotes.'
    ],
    [
      'a text for a number',
      { steps: { train: { parameters: { rows: 'many' } } } },
      'config: steps.train.parameters.rows',
      'Expected a whole number, but found a string',
      'without quotes'
    ],
    [
      'a fraction',
      { steps: { train: { parameters: { rows: 1.5 } } } },
      'config: steps.train.parameters.rows',
      'Expected a whole number, but found a number with a fraction',
      'Write a whole number'
    ],
    ['a list of steps', { steps: [] }, 'config: steps', 'Expected a mapping, but found a list', 'Write a mapping'],
    [
      'a step that is a number',
      { steps: { train: 1 } },
      'config: steps.train',
      'Expected a mapping, but found a number',
      'Write a mapping'
    ],
    ['one of two types', { tags: [1] }, 'config: tags.0', 'Expected a string or a mapping', 'needs quotes'],
    ['a misspelt key of one of two types', { tags: [{ nme: 'a' }] }, 'config: tags.0.nme', "no key 'nme'", "'name'"],
    [
      'a number below its least',
      { retry: { max_retries: 0 } },
      'config: retry.max_retries',
      'The number is not greater than 0',
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

  test('all faults are reported together, each with its own place, known keys and near names', async () => {
    const { message, remedy, where } = await refusal({
      enable_cahce: true,
      steps: { train: { parameters: { row: 5, rows: 'many' }, enable_cache: 'no' }, lod: {} },
      model: { name: 'm', nonsense: 1 }
    })
    expect([where, remedy]).toEqual(['config', undefined])
    const parts = message.split(/ \(\d+\) /)
    expect(parts).toEqual([
      'There are 6 faults:',
      "enable_cahce: There is no key 'enable_cahce' in a run configuration. Did you mean 'enable_cache'?",
      "steps.train.parameters.row: There is no parameter 'row' here. Did you mean 'rows'?",
      'steps.train.parameters.rows: Expected a whole number, but found a string. Write a whole number, without quotes.',
      'steps.train.enable_cache: Expected a boolean, but found a string. Write true or false, without quotes.',
      "steps.lod: There is no step 'lod' here. Did you mean 'load'?",
      expect.stringMatching(/^model\.nonsense: There is no key 'nonsense' here\. Known here: name, license, /)
    ])
  })

  test('thousands of faults are counted in a pipeline of a thousand steps, and ten are listed', async () => {
    const stepNames = Array.from({ length: 1_000 }, (_, nth) => `step_${nth}`)
    const step = { properties: { parameters: { properties: { rows: {}, seed: {} } } } }
    const steps = { properties: Object.fromEntries(stepNames.map(name => [name, step])) }
    const large = { stepNames, configSchema: { properties: { steps } }, componentKeys }
    const wrong = Object.fromEntries(Array.from({ length: 5_000 }, (_, nth) => [`nobody_${nth}`, 1]))
    const error = await failure(() => checkConfiguration(wrong, large))
    expect(error.message).toMatch(/^There are 5000 faults: .* … and 4990 more\.$/)
  })

  test.each<[JsonObject, string]>([
    [{ tags: [{ name: 7 }] }, 'tags.0.name'],
    [{ tags: ['', 'a'] }, 'tags.0'],
    [{ tags: 7 }, 'tags'],
    [{ steps: { train: { orchestrator: 'kube' } } }, 'steps.train.orchestrator']
  ])('%j is refused at %s', async (configuration, place) => {
    expect((await refusal(configuration)).where).toBe(`config: ${place}`)
    if (!place.startsWith('tags')) return
    const bare = { stepNames: [], configSchema: undefined, componentKeys }
    expect((await failure(() => checkConfiguration(configuration, bare))).where).toBe(`config: ${place}`)
  })

  test('parameters that are named as settings and the cache policy are parameters', async () => {
    const parameters = { properties: { cache_policy: { type: 'integer' }, settings: { properties: {} } } }
    const properties = { steps: { properties: { train: { properties: { parameters } } } } }
    const named = { stepNames: ['train'], configSchema: { properties }, componentKeys }
    const given = { cache_policy: 'default', settings: { orchestrator: 1 } }
    const error = await failure(() => checkConfiguration({ steps: { train: { parameters: given } } }, named))
    expect(error.message).toMatch(/\(1\) steps\.train\.parameters\.cache_policy: .* \(2\) .*\.settings\.orchestrator: /)
  })

  test('ten faults are listed at most, and how many more there are', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`wrong_${index}`, 1]))
    const { message } = await refusal(wrong)
    expect(message).toContain('There are 13 faults: (1) wrong_0: ')
    expect(message).toContain('(10) wrong_9: ')
    expect(message).not.toContain('wrong_10')
    expect(message).toMatch(/ … and 3 more\.$/)
  })

  test.each(['a/b', 'a~b', 'a%b', 'a.b', '', '"', '##[x]', 'a\nb', '__proto__', '日本'])(
    'a step with the odd name %j is listed',
    async name => {
      const error = await refusal({ steps: Object.fromEntries([[name, {}]]) })
      expect(error.where).toMatch(/^config: steps/)
      expect(`${error.where} ${error.message}`).not.toMatch(/\n|##\[/)
    }
  )
})

describe('what a file for zenml pipeline run may have and a run of a snapshot cannot', () => {
  test.each<[JsonObject, string, string, string]>([
    [
      { parameters: { rows: 5 } },
      'parameters',
      'The parameters of a static pipeline are fixed when its snapshot is made',
      'Set parameters of its steps (steps.train.parameters.rows'
    ],
    [{ build: 'dcd6fafb-c200-4e85-8328-428bef98d804' }, 'build', 'the server refuses another one', 'new snapshot'],
    [{ schedule: { cron_expression: '* * * * *' } }, 'schedule', 'starts at once', "'on: schedule'"],
    [{ stack: 'production' }, 'stack', "cannot change its snapshot's stack", 'the environment decides'],
    [{ run_name: 'x_{date}' }, 'run_name', 'set by the action', 'set run-name to a prefix'],
    [{ settings: { docker: {} } }, 'settings.docker', 'refuses Docker settings for a run', 'new snapshot'],
    [
      { steps: { load: { settings: { docker: { requirements: ['a'] } } } } },
      'steps.load.settings.docker',
      'refuses Docker settings for a run',
      'new snapshot'
    ],
    [
      { settings: { 'step_operator.sagemaker': {} } },
      'settings.step_operator.sagemaker',
      'no such component, so that these settings',
      'a config of its own'
    ],
    [
      { settings: { 'orchestrator.kubeflow': {} } },
      'settings.orchestrator.kubeflow',
      'no such component, so that these settings',
      'a config of its own'
    ],
    [
      { settings: { 'orchestrator:other': {} } },
      'settings.orchestrator:other',
      'no such component, so that these settings',
      'a config of its own'
    ],
    [
      { steps: { load: { experiment_tracker: 'mlflow' } } },
      'steps.load.experiment_tracker',
      'no such component',
      'Remove'
    ],
    [{ steps: { load: { outputs: { a: {} } } } }, 'steps.load.outputs', 'decided when the snapshot is made', 'Remove'],
    [
      { steps: { train: { rows: 5 } } },
      'steps.train.rows',
      "no key 'rows'",
      'Write it as steps.train.parameters.rows.'
    ],
    [{ rows: 5 }, 'rows', "no key 'rows'", 'Write it as steps.train.parameters.rows.'],
    [{ load: { enable_cache: true } }, 'load', "no key 'load'", 'Write it as steps.load.'],
    [{ environment: { PORT: 8080 } }, 'environment.PORT', 'Expected a string, but found a number', 'needs quotes'],
    [{ tags: 'a' }, 'tags', 'Expected a list', '[first, second]'],
    [
      { steps: { train: { parameters: { rows: '08' } } } },
      'steps.train.parameters.rows',
      'but found a string',
      'reads 08 as text'
    ],
    [
      { settings: { resources: { cpu_count: '3e-5' } } },
      'settings.resources.cpu_count',
      'but found a string',
      'reads 3e-5 as text: write it like 8, 0.5 or 1.0e-3'
    ],
    [{ tags: ['a', 'gate:x'] }, 'tags.1', "begins with 'gate:'", 'another prefix'],
    [{ extra: { gate: {} } }, 'extra.gate', "'gate' holds where the run came from", 'another key']
  ])('%j', async (configuration, place, reason, remedy) => {
    const error = await refusal(configuration)
    expect(error.where).toBe(`config: ${place}`)
    expect(error.message).toContain(reason)
    expect(error.remedy).toContain(remedy)
  })

  test.each<[string, JsonObject]>([
    ['the word for the usual cache policy', { cache_policy: 'default', steps: { load: { cache_policy: 'Default' } } }],
    ['a component without settings in the schema', { settings: { 'image_builder:local': {} } }],
    ['variables that are text', { environment: { PORT: '8080' } }]
  ])('%s is taken, as the server takes it', (_, configuration) => {
    expect(() => check(configuration)).not.toThrow()
  })

  const dynamic = {
    stepNames: [],
    componentKeys,
    configSchema: {
      properties: {
        parameters: { $ref: '#/$defs/Parameters' },
        steps: { anyOf: [{ $ref: '#/$defs/Steps' }, { type: 'null' }] }
      },
      $defs: {
        Steps: { type: 'object', properties: {} },
        Parameters: { type: 'object', properties: { shards: {} }, required: ['shards'] }
      }
    }
  }

  test('a dynamic pipeline has parameters of its own, and no steps yet', async () => {
    expect(() => checkConfiguration({ parameters: { shards: 3 } }, dynamic)).not.toThrow()
    const misspelt = await failure(() => checkConfiguration({ parameters: { shard: 3 } }, dynamic))
    expect(misspelt).toMatchObject({ where: 'config: parameters.shard', remedy: "Did you mean 'shards'?" })
    const step = await failure(() => checkConfiguration({ steps: { count: {} } }, dynamic))
    expect([step.where, step.message]).toEqual(['config: steps.count', expect.stringContaining('while it runs')])
  })
})

describe('without a schema', () => {
  const bare = { stepNames: ['load', 'train'], configSchema: undefined, componentKeys }

  test('the names of steps are checked anyway', async () => {
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

describe('before a start', () => {
  const places = { config: 'config', pipeline: 'pipeline', snapshot: 'snapshot' }
  const wish = { pipeline: 'training', snapshot: undefined }

  /** What the server is asked for so that a configuration can be checked. */
  async function askedFor(configuration: JsonObject): Promise<readonly string[]> {
    const server = new FakeServer(({ path }) => ({
      json: path.includes('/stacks/')
        ? { id: ids.stack, name: 'staging', metadata: { components: {} } }
        : snapshotJson()
    }))
    await requireConfigurable(configuration, { connection: server.connection(), snapshot: aSnapshot(), wish }, places)
    return server.asked.map(one => one.replace(/^GET .*\/(\w+)\/[^/]*$/, '$1'))
  }

  const settings = { resources: { cpu_count: 2 } }
  test.each<[string, JsonObject, readonly string[]]>([
    ['for nothing, if it is empty', {}, []],
    ['for the snapshot', { enable_cache: true }, ['pipeline_snapshots']],
    [
      'for the snapshot, if its steps have no settings',
      { steps: { load: { enable_cache: true } } },
      ['pipeline_snapshots']
    ],
    ['for the stack too, if it has settings', { settings }, ['pipeline_snapshots', 'stacks']],
    [
      'for the stack too, if one of its steps has settings',
      { steps: { load: { enable_cache: true }, train: { settings } } },
      ['pipeline_snapshots', 'stacks']
    ]
  ])('a server is asked %s', async (_, configuration, asked) => {
    expect(await askedFor(configuration)).toEqual(asked)
  })
})
