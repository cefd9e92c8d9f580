import fc from './fast-check.ts'

const [firstHalf, halves] = [0xd800, 0x800]

const character = fc.integer({ min: 0, max: 0x10ffff - halves }).map(
  nth => String.fromCodePoint(nth < firstHalf ? nth : nth + halves),
  text => {
    const point = typeof text === 'string' ? text.codePointAt(0) : undefined
    if (point === undefined || text !== String.fromCodePoint(point)) throw new Error('not one character')
    if (point >= firstHalf && point < firstHalf + halves) throw new Error('half a character')
    return point < firstHalf ? point : point - halves
  }
)

/**
 * Text of any characters. fast-check's own unit `binary` is the same, but first makes a table of all the million of
 * them, which takes each test file two seconds.
 */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: character, maxLength })
}
