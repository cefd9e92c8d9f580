import { describe, expect, test } from '@jest/globals'
import {
  compare,
  type Decimal,
  decimalOf,
  formatChange,
  formatDecimal,
  formatPercent,
  isPositive,
  parseDecimal,
  percentOf,
  subtract
} from '../../src/results/decimal.ts'

function decimal(text: string): Decimal {
  const value = parseDecimal(text)
  if (value === undefined) throw new Error(`${text} is not a number`)
  return value
}

describe('a decimal number is read from', () => {
  test.each([
    ['0.8', '0.8'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-0', '0'],
    ['+1', '1'],
    ['1e-3', '0.001'],
    ['-1.50e+2', '-150'],
    ['007', '7'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['1e300', '1e+300']
  ])('%s', (text, shown) => {
    expect(formatDecimal(decimal(text))).toBe(shown)
  })

  test.each([
    '',
    '.',
    '-',
    'e5',
    '1e',
    '0x10',
    '1_000',
    '1,5',
    'NaN',
    '.inf',
    'Infinity',
    '1e401',
    '1 000',
    '9'.repeat(501)
  ])("but not from '%s'", text => {
    expect(parseDecimal(text)).toBeUndefined()
  })
})

describe('a number is written', () => {
  test.each([
    ['with all its digits', '123456789012345678901234567890', '123456789012345678901234567890'],
    ['with all its digits behind the point', '0.1234567890123456789012345678', '0.1234567890123456789012345678'],
    ['with an exponent if it is long', '1234500000000000000000000000000', '1.2345e+30'],
    ['with an exponent if it is small', '-0.00000000000000000000000000000012', '-1.2e-31'],
    ['with an exponent and twenty digits', '1234567890123456789100000000000', '1.2345678901234567891e+30'],
    ['rounded down, and says so', '1000000000000000000000000000001', '≈1e+30'],
    ['rounded up, and says so', '1234567890123456789150000000000', '≈1.2345678901234567892e+30'],
    ['rounded up to one more digit', '9999999999999999999999999999999', '≈1e+31'],
    ['rounded below zero', '-1234567890123456789000000000001.5', '≈-1.234567890123456789e+30']
  ])('%s: %s', (_, text, shown) => {
    expect(formatDecimal(decimal(text))).toBe(shown)
  })

  test.each([
    ['0.5', '+0.5'],
    ['-0.5', '-0.5'],
    ['0', '0'],
    ['1e300', '+1e+300'],
    ['1000000000000000000000000000001', '≈+1e+30']
  ])('as a change: %s', (text, shown) => {
    expect(formatChange(decimal(text))).toBe(shown)
  })
})

describe('a value of JSON', () => {
  test.each([
    [0.1, '0.1'],
    [1e21, '1000000000000000000000'],
    [1e-7, '0.0000001'],
    [-0, '0'],
    [9007199254740993n, '9007199254740993']
  ])('%s is a number', (value, shown) => {
    expect(formatDecimal(decimalOf(value) ?? decimal('-1'))).toBe(shown)
  })

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['0.9'], [true], [null], [[1]], [undefined]])(
    '%p is none',
    value => {
      expect(decimalOf(value)).toBeUndefined()
    }
  )
})

describe('nothing is rounded', () => {
  test.each([
    // In binary floating point it is 0.09999999999999998, 0.010000000000000009 and 0.30000000000000004.
    ['0.3', '0.2', '0.1'],
    ['0.91', '0.9', '0.01'],
    ['0.1', '-0.2', '0.3'],
    ['9007199254740993', '9007199254740992', '1'],
    ['1e22', '1', '9999999999999999999999'],
    ['0.2', '0.3', '-0.1']
  ])('%s - %s is %s', (a, b, difference) => {
    expect(compare(subtract(decimal(a), decimal(b)), decimal(difference))).toBe(0)
  })

  test.each([
    ['0.1', '0.10', 0],
    ['0.30000000000000004', '0.3', 1],
    ['-1', '1', -1],
    ['1e-400', '0', 1]
  ])('%s against %s is %d', (a, b, order) => {
    expect(compare(decimal(a), decimal(b))).toBe(order)
  })

  test('so many percent of a number', () => {
    expect(formatDecimal(percentOf(decimal('10'), decimal('0.3')))).toBe('0.03')
    expect(formatDecimal(percentOf(decimal('0.5'), decimal('7')))).toBe('0.035')
  })

  test.each([
    ['0.1', true],
    ['0', false],
    ['-1', false]
  ])('%s is above zero: %s', (text, answer) => {
    expect(isPositive(decimal(text))).toBe(answer)
  })
})

describe('a change in percent', () => {
  test.each([
    ['0.02', '0.9', '+2.22 %'],
    ['-0.01', '0.9', '-1.11 %'],
    ['1', '8', '+12.5 %'],
    ['0', '3', '0 %'],
    ['0.00001', '1', '+<0.01 %'],
    ['-0.00001', '1', '-<0.01 %'],
    ['0.00005', '1', '+0.01 %'],
    ['2', '3', '+66.67 %']
  ])('%s from %s is %s', (change, from, shown) => {
    expect(formatPercent(decimal(change), decimal(from))).toBe(shown)
  })
})
