import { expect, test } from '@jest/globals'
import { compilePattern, matchesBody, type Pattern } from '../../src/gate/pattern.ts'
import { InputError } from '../../src/text/errors.ts'
import { anyText } from '../pieces/any-text.ts'
import fc from '../pieces/fast-check.ts'
import { naivelyMatches } from './naive-matcher.ts'

// Few letters, so that names and patterns meet often.
const letter = fc.constantFrom('a', 'b', '/', '.', '1', '\u{1f680}')
const name = fc.array(letter, { maxLength: 8 }).map(letters => letters.join(''))
const atom = fc.oneof(
  { weight: 4, arbitrary: letter },
  fc.constantFrom('[ab]', '[a-c1]', '[0-9]', '\\*', '\\+', '\\?', '\\[', '!', '{', ',')
)
const counted = fc.tuple(atom, fc.constantFrom('', '', '', '?', '+')).map(parts => parts.join(''))
const piece = fc.oneof({ weight: 3, arbitrary: counted }, fc.constantFrom('*', '**', '/**/', '**/', '/*'))
const source = fc.array(piece, { minLength: 1, maxLength: 6 }).map(pieces => pieces.join(''))

function compiled(text: string): Pattern | undefined {
  try {
    return compilePattern(text)
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}

test('agrees with a matcher that tries every split', () => {
  let matches = 0
  let differences = 0
  fc.assert(
    fc.property(source, name, (text, candidate) => {
      const pattern = compiled(text)
      fc.pre(pattern !== undefined)
      const expected = naivelyMatches(pattern.negative ? text.slice(1) : text, candidate)
      expected ? matches++ : differences++
      return matchesBody(pattern, candidate) === expected
    }),
    { numRuns: 20_000 }
  )
  // Otherwise the comparison would say little.
  expect(matches).toBeGreaterThan(500)
  expect(differences).toBeGreaterThan(500)
})

test('a name that is a pattern without special characters fits itself alone', () => {
  const plain = fc.stringMatching(/^[a-zA-Z0-9._-]{1,20}$/)
  fc.assert(
    fc.property(plain, plain, (one, other) => {
      expect(matchesBody(compilePattern(one), other)).toBe(one === other)
      expect(matchesBody(compilePattern(one), one)).toBe(true)
    })
  )
})

test('any text compiles or is refused with a place', () => {
  fc.assert(
    fc.property(anyText(40), text => {
      try {
        compilePattern(text, 'here')
      } catch (error) {
        expect(error).toBeInstanceOf(InputError)
        expect((error as InputError).where).toBe('here')
      }
    }),
    { numRuns: 5000 }
  )
})
