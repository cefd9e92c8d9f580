import { describe, expect, test } from '@jest/globals'
import { defaultEnvironments, defaultRules, type Environment } from '../../src/gate/environment.ts'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { decidingPattern } from '../../src/gate/pattern.ts'

/** An environment with its patterns as written. */
function plain({ branches, tags, ...rest }: Environment) {
  return { ...rest, branches: branches.map(({ source }) => source), tags: tags.map(({ source }) => source) }
}

const read = (text: string) => parseEnvironments(text).map(plain)
const usual = { tags: [], events: ['push', 'workflow_dispatch', 'schedule'], forcePushes: false, overrides: {} }

describe('read', () => {
  test("the action's default", () => {
    expect(read('staging:    {branches: develop}\nproduction: {branches: main}\n')).toEqual([
      { ...usual, name: 'staging', branches: ['develop'], stack: 'staging' },
      { ...usual, name: 'production', branches: ['main'], stack: 'production' }
    ])
  })

  test('the default as it is kept, so that no YAML has to be read for it', () => {
    expect(parseEnvironments(defaultRules)).toEqual(defaultEnvironments)
  })

  test('the shorthand, a word or a list', () => {
    const staging = { ...usual, name: 'staging', stack: 'staging' }
    expect(read('staging: develop')).toEqual([{ ...staging, branches: ['develop'] }])
    expect(read("staging: [develop, 'release/*']")).toEqual([{ ...staging, branches: ['develop', 'release/*'] }])
    expect(read("staging:\n  - develop\n  - 'release/*'")).toEqual([{ ...staging, branches: ['develop', 'release/*'] }])
  })

  test('every key', () => {
    const text = `
production:
  branches: [main, '!main-*']
  tags: 'v[0-9]+'
  stack: gcp-prod
  events: [push, pull_request, push]
  force-pushes: true
  server-url: https://zenml.example
  project: fraud
  pipeline: training
  snapshot: nightly
  command: |
    python run.py
    --fast
  config: configs/prod.yaml`
    expect(read(text)).toEqual([
      {
        name: 'production',
        branches: ['main', '!main-*'],
        tags: ['v[0-9]+'],
        stack: 'gcp-prod',
        events: ['push', 'pull_request'],
        forcePushes: true,
        overrides: {
          serverUrl: 'https://zenml.example',
          project: 'fraud',
          pipeline: 'training',
          snapshot: 'nightly',
          command: 'python run.py\n--fast\n',
          config: 'configs/prod.yaml'
        }
      }
    ])
  })

  test.each([
    [
      '{id: 12345678901234567890, on: "yes", off: no, s: 1.10}',
      '{id: 12345678901234567890, on: "yes", off: no, s: 1.10}'
    ],
    ['\n    a: 0123 # c\n    b: [1,\n     2]\n  stack: s', '\n\n    a: 0123 # c\n    b: [1,\n     2]'],
    ['\r\n    a: |\r\n      x\r\n', '\n\n    a: |\r\n      x\r\n'],
    ['{}', '\n{}']
  ])('a config written as the mapping %j goes on as it is written, in its own lines', (config, text) => {
    const [environment] = read(`a:\n  branches: x\n  config: ${config}`)
    expect(environment?.overrides.config?.trim()).toBe(text.trim())
    expect(environment?.overrides.config?.startsWith('\n\n')).toBe(true)
  })

  test("an empty config in the first line isn't taken for a path", () => {
    expect(read('a: {branches: x, config: {}}')[0]?.overrides.config).toBe('{}')
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('an environment called %s', name => {
    const [environment] = parseEnvironments(`${name}: main`)
    expect(environment?.name).toBe(name)
    expect(environment?.stack).toBe(name)
    expect(decidingPattern(environment?.branches ?? [], 'main')).toBe(0)
    expect(Object.getPrototypeOf(environment)).toBe(Object.prototype)
  })

  test('words that other YAML versions take for booleans are text', () => {
    expect(read('on: yes\noff: no')).toMatchObject([
      { name: 'on', branches: ['yes'] },
      { name: 'off', branches: ['no'] }
    ])
  })

  test('only tags, a single event, a byte order mark, comments', () => {
    expect(read('\ufeff# rules\nrelease: {tags: v*, events: push} # tags')).toEqual([
      { ...usual, name: 'release', branches: [], tags: ['v*'], events: ['push'], stack: 'release' }
    ])
  })
})

describe('what an environment requires', () => {
  test('is an environment itself, in chains too', () => {
    const text =
      'production: {branches: main, requires: staging, account: ci-production}\nstaging: {branches: develop, requires: dev}\ndev: feature'
    const [production, staging, dev] = parseEnvironments(text)
    expect(production).toMatchObject({ name: 'production', account: 'ci-production', requires: staging })
    expect(staging?.requires).toEqual(dev)
    expect(dev).not.toHaveProperty('requires')
  })

  test("may share the server's address and the project, as written", () => {
    const same = 'server-url: "https://zenml.test", project: ml'
    const text = `staging: {branches: develop, ${same}}\nproduction: {branches: main, requires: staging, ${same}}`
    expect(parseEnvironments(text)[1]?.requires?.name).toBe('staging')
  })
})
