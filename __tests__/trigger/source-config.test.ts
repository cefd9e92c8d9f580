import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../../src/text/json.ts'
import { checkOwnConfiguration, checkSourceConfiguration } from '../../src/trigger/config-check.ts'
import { failure } from '../pieces/thrown.ts'

/** The schemas of a client's own models, as the driver prints them, without titles and descriptions. */
function schemasOf(version: string): { readonly schema: JsonObject; readonly docker_schema: JsonObject } {
  const path = join(import.meta.dirname, `../stand-in/client-schema-${version}.json`)
  return JSON.parse(readFileSync(path, 'utf8')) as { schema: JsonObject; docker_schema: JsonObject }
}

describe('before anything is installed', () => {
  const check = (configuration: JsonObject) => checkOwnConfiguration(configuration, 'config')

  test('a whole configuration is fine, also with a name', () => {
    expect(() =>
      check({
        run_name: 'nightly',
        parameters: { rows: 1 },
        settings: { docker: {} },
        build: 'x',
        tags: ['a'],
        schedule: null
      })
    ).not.toThrow()
  })

  test.each<[string, JsonObject, string]>([
    ['a schedule', { schedule: { cron_expression: '* * * * *' } }, 'config: schedule'],
    ['a name that is a number', { run_name: 7 }, 'config: run_name'],
    ["a tag of the action's own", { tags: ['gate:environment=production'] }, 'config: tags.0'],
    ['its own provenance', { extra: { gate: { code_commit: 'x' } } }, 'config: extra.gate']
  ])('%s is refused', async (_, configuration, where) => {
    expect((await failure(() => check(configuration))).where).toBe(where)
  })
})

describe.each(['0.84.3', '0.98.0'])('by the models of client %s', version => {
  const { docker_schema: dockerSchema, schema: configSchema } = schemasOf(version)
  const bounds = { configSchema, dockerSchema, stepNames: ['load', 'train'] }
  const check = (configuration: JsonObject, change: Partial<typeof bounds> = {}) =>
    checkSourceConfiguration(configuration, { ...bounds, ...change }, 'config')

  test('what ZenML’s client takes is taken', () => {
    const whole = {
      run_name: 'nightly',
      enable_cache: false,
      parameters: { rows: 9, deep: { any: ['thing'] } },
      steps: { train: { enable_cache: true, parameters: { rate: 0.1 }, settings: { orchestrator: { cpu: 1 } } } },
      settings: {
        docker: { parent_image: 'a', requirements: ['numpy'], environment: { A: 'b' } },
        'orchestrator.kubernetes': { pod_settings: {} }
      },
      model: { name: 'm', version: 'v' },
      tags: ['a', { name: 'b' }],
      extra: { owner: 'ml' },
      retry: { max_retries: 3, delay: 1, backoff: 2 },
      build: '69579ec1-b45a-420c-876a-6f7bbecc8218'
    }
    expect(() => check(whole)).not.toThrow()
    expect(() => check({})).not.toThrow()
  })

  test.each<[JsonObject, string, string]>([
    [{ paramters: {} }, 'config: paramters', "Did you mean 'parameters'?"],
    [{ steps: { trian: {} } }, 'config: steps.trian', "Did you mean 'train'?"],
    [{ steps: { train: { enable_cach: true } } }, 'config: steps.train.enable_cach', "Did you mean 'enable_cache'?"],
    [
      { settings: { docker: { requirments: [] } } },
      'config: settings.docker.requirments',
      "Did you mean 'requirements'?"
    ],
    [{ enable_cache: 'sometimes' }, 'config: enable_cache', 'true or false'],
    [{ model: { nam: 'm' } }, 'config: model.nam', "Did you mean 'name'?"]
  ])('%j is refused', async (configuration, where, remedy) => {
    const error = await failure(() => check(configuration))
    expect(error.where).toBe(where)
    expect(error.remedy).toContain(remedy)
  })

  test('a dynamic pipeline has no steps to configure, and of one that could not be prepared any may be meant', async () => {
    const configuration = { steps: { any: { enable_cache: false } } }
    expect((await failure(() => check(configuration, { stepNames: [] }))).message).toContain('A dynamic pipeline')
    const { stepNames: _, ...unknown } = bounds
    expect(() => checkSourceConfiguration(configuration, { ...unknown, stepNames: undefined }, 'config')).not.toThrow()
  })
})
