import { expect, test } from '@jest/globals'
import { stringify } from 'yaml'
import { explain, InputError } from '../../src/text/errors.ts'
import { checkConfiguration } from '../../src/trigger/config-check.ts'
import { readConfiguration } from '../../src/trigger/configuration.ts'
import { anyText } from '../pieces/any-text.ts'
import fc, { runs } from '../pieces/fast-check.ts'

const files = {
  realPath: async () => undefined,
  kind: async () => 'missing' as const,
  readText: async () => Promise.reject(new Error('there is no file'))
}
const step = {
  type: 'object',
  properties: { parameters: { type: 'object', additionalProperties: false, properties: { rows: { type: 'integer' } } } }
}
const shape = {
  stepNames: ['load'],
  componentKeys: [],
  configSchema: {
    type: 'object',
    properties: {
      enable_cache: { anyOf: [{ type: 'boolean' }, { type: 'null' }] },
      steps: { $ref: '#/$defs/Steps' },
      tags: {}
    },
    $defs: { Steps: { type: 'object', properties: { load: step }, required: ['load'] } }
  }
}

/** Reads and checks a configuration; every failure has to be an input error that names its place and fits a line. */
async function accept(text: string): Promise<boolean> {
  try {
    checkConfiguration(await readConfiguration(text, files, '/workspace'), shape)
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(InputError)
    expect((error as InputError).where).toMatch(/^config/)
    expect(explain(error)).not.toMatch(/[\n\r\u001b]|^\s+at /)
    return false
  }
}

test('any text is read, or refused with its place', async () => {
  await fc.assert(
    fc.asyncProperty(anyText(300), async text => void (await accept(`${text}\n`))),
    { numRuns: runs(500) }
  )
})

test('any YAML value is accepted or refused with its place', async () => {
  const key = fc.oneof(
    fc.constantFrom('steps', 'load', 'parameters', 'rows', 'tags', '__proto__', 'constructor', '~1/~0%', ''),
    fc.string()
  )
  const { value } = fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.anything({ maxDepth: 0 }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 })
    )
  }))
  await fc.assert(
    fc.asyncProperty(fc.dictionary(key, value, { maxKeys: 5 }), async config => {
      let text: string
      try {
        text = stringify(config, { aliasDuplicateObjects: false })
      } catch {
        return
      }
      await accept(`${text}\n`)
    }),
    { numRuns: runs(500) }
  )
})

test('a misspelt key never passes, wherever it is', async () => {
  const known = new Set(['steps', 'load', 'parameters', 'rows', 'enable_cache', 'tags', 'run_name'])
  const word = fc.stringMatching(/^[a-z_]{1,12}$/).filter(name => !known.has(name))
  await fc.assert(
    fc.asyncProperty(word, fc.constantFrom('', 'steps', 'steps.load', 'steps.load.parameters'), async (name, place) => {
      const path = place === '' ? [] : place.split('.')
      const config = [...path, name].reduceRight<unknown>((inner, part) => ({ [part]: inner }), 1)
      expect(await accept(`${stringify(config)}\n`)).toBe(false)
    }),
    { numRuns: runs(250) }
  )
  expect(await accept('steps: {load: {parameters: {rows: 3}}}')).toBe(true)
})
