import { expect, test } from '@jest/globals'
import { stringify } from 'yaml'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { explain, InputError } from '../../src/text/errors.ts'
import { anyText } from '../pieces/any-text.ts'
import fc, { runs } from '../pieces/fast-check.ts'

/** Reads or refuses with a place and on one line; returns which. */
function readsOrRefuses(text: string): boolean {
  try {
    for (const environment of parseEnvironments(text)) {
      expect(environment.branches.length + environment.tags.length).toBeGreaterThan(0)
      expect(environment.events.length).toBeGreaterThan(0)
      expect(environment.name.trim()).not.toBe('')
      expect(environment.stack.trim()).not.toBe('')
    }
    return true
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    expect(error.where).toMatch(/^environments/)
    expect(explain(error)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|\bat .*\.ts:/u)
    expect(explain(error).length).toBeLessThan(1000)
    return false
  }
}

test('any text is read or refused with a place', () => {
  fc.assert(
    fc.property(fc.oneof(anyText(200), fc.string({ unit: 'grapheme' })), text => {
      readsOrRefuses(text)
    }),
    { numRuns: runs(250) }
  )
})

test('YAML-ish scraps are read or refused with a place', () => {
  const scrap = fc.constantFrom(
    ...[
      'staging',
      'a',
      ': ',
      ':',
      '\n',
      '\n  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      ',',
      ', ',
      '!',
      '!!',
      '!!binary ',
      '&a ',
      '*a',
      '|\n',
      '>-\n'
    ],
    ...[
      'branches: ',
      'tags: ',
      'events: ',
      'config: ',
      'push',
      'pull_request',
      "'",
      '"',
      '#',
      '? ',
      '<<: ',
      '---\n',
      '...\n',
      '%YAML 1.1\n'
    ],
    ...[
      'null',
      'true',
      '1e3',
      '0x1f',
      '__proto__',
      '\t',
      '\u0000',
      '\ufeff',
      '\u2028',
      '\\',
      '~',
      '.inf',
      '2001-01-01',
      '**',
      'refs/heads/'
    ]
  )
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 40 }), scraps => {
      readsOrRefuses(scraps.join(''))
    }),
    { numRuns: runs(500) }
  )
})

test('any structure is read or refused with a place, and both happen', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'main',
      'develop',
      'release/*',
      '!main',
      'v[0-9]',
      'push',
      'schedule',
      'issue_comment',
      '',
      '**',
      'a??'
    ),
    fc.string({ maxLength: 8 })
  )
  const scalar = fc.oneof({ weight: 5, arbitrary: word }, fc.integer(), fc.boolean(), fc.constant(null), fc.double())
  const value = fc.oneof(
    { weight: 3, arbitrary: scalar },
    fc.array(scalar, { maxLength: 3 }),
    fc.object({ maxDepth: 2 })
  )
  const key = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom('branches', 'tags', 'stack', 'events', 'config', 'command', 'server-url', 'project')
    },
    fc.constantFrom('branch', '__proto__', 'constructor', '')
  )
  const environment = fc.oneof(scalar, fc.array(scalar), fc.dictionary(key, value, { maxKeys: 4 }))
  const name = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('staging', 'production', '__proto__', 'A', 'a') },
    fc.string()
  )
  const counts = { read: 0, refused: 0 }
  fc.assert(
    fc.property(fc.dictionary(name, environment, { maxKeys: 3 }), structure => {
      readsOrRefuses(stringify(structure)) ? counts.read++ : counts.refused++
    }),
    { numRuns: runs(500) }
  )
  expect(counts.read).toBeGreaterThan(20)
  expect(counts.refused).toBeGreaterThan(20)
})
