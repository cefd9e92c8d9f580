/** A decimal number, which no arithmetic here rounds: `units` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly units: bigint
  /** Digits after the point, never negative. */
  readonly scale: number
}

/** Largest power of ten that is taken: a double ends at 308 and begins at −324. */
const maxExponent = 400
/** Most characters of a number that is taken. */
const maxLength = 500

const decimalForm = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i

/** Reads a decimal number as people and JSON write it (`0.8`, `.5`, `1e-3`); undefined for anything else, NaN too. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = decimalForm.exec(text.slice(0, maxLength + 1)) ?? []
  const power = Number(exponent)
  if (text.length > maxLength || whole + fraction === '' || Math.abs(power) > maxExponent) return undefined

  const digits = BigInt(`${whole}${fraction}`)
  const units = sign === '-' ? -digits : digits
  const scale = fraction.length - power
  return scale < 0 ? { units: units * tenTo(-scale), scale: 0 } : { units, scale }
}

/** The decimal number that a number of JSON was written as; undefined for NaN, an infinity, and what is not a number. */
export function decimalOf(value: unknown): Decimal | undefined {
  if (typeof value === 'bigint') return { units: value, scale: 0 }
  // The shortest digits that mean the same double, which are those that Python has written.
  return typeof value === 'number' && Number.isFinite(value) ? parseDecimal(String(value)) : undefined
}

/** Below zero if `a` is less than `b`, above zero if it is more, and zero if they are equal. */
export function compare(a: Decimal, b: Decimal): number {
  const { units } = subtract(a, b)
  return units < 0n ? -1 : units > 0n ? 1 : 0
}

/** The difference `a − b`. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { units: unitsAt(a, scale) - unitsAt(b, scale), scale }
}

/** So many percent of a number. */
export function percentOf(percent: Decimal, whole: Decimal): Decimal {
  return { units: percent.units * whole.units, scale: percent.scale + whole.scale + 2 }
}

/** Whether a number is above zero. */
export function isPositive({ units }: Decimal): boolean {
  return units > 0n
}

/** Longest number that is written without an exponent, and most digits that are written with one. */
const [maxPlain, maxDigits] = [30, 20]

/** A number with all its digits, with an exponent if it is long; if its digits are more than twenty, rounded behind a `≈`. */
export function formatDecimal(number: Decimal): string {
  const plain = plainOf(number)
  return plain.length > maxPlain ? scientificOf(number, '') : plain
}

/** The same with a sign, unless it is zero. */
export function formatChange(change: Decimal): string {
  if (!isPositive(change)) return formatDecimal(change)
  const plain = plainOf(change)
  return plain.length > maxPlain ? scientificOf(change, '+') : `+${plain}`
}

function plainOf({ scale, units }: Decimal): string {
  const sign = units < 0n ? '-' : ''
  const digits = String(sizeOf(units)).padStart(scale + 1, '0')
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  const whole = digits.slice(0, digits.length - scale)
  return `${sign}${whole}${scale === 0 || fraction === '' ? '' : `.${fraction}`}`
}

/** As JavaScript writes it, `1.5e+40`, but with digits that are right. */
function scientificOf({ scale, units }: Decimal, plus: '+' | ''): string {
  const exact = String(sizeOf(units))
  const isRounded = exact.replace(/0+$/, '').length > maxDigits
  const left = exact.length - maxDigits
  // Rounding up may make one digit more.
  const kept = isRounded ? String((sizeOf(units) + tenTo(left) / 2n) / tenTo(left)) : exact

  const exponent = exact.length - 1 - scale + (isRounded ? kept.length - maxDigits : 0)
  const rest = kept.slice(1).replace(/0+$/, '')
  const digits = `${kept[0]}${rest === '' ? '' : `.${rest}`}`
  return `${isRounded ? '≈' : ''}${units < 0n ? '-' : plus}${digits}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`
}

/** A change as a percentage of what it started from, which is above zero: `+2.17 %`, rounded to two digits after the point. */
export function formatPercent(change: Decimal, from: Decimal): string {
  const scale = Math.max(change.scale, from.scale)
  const [part, whole] = [unitsAt(change, scale) * 10_000n, unitsAt(from, scale)]
  const size = sizeOf(part)
  const hundredths = (2n * size + whole) / (2n * whole)

  if (hundredths === 0n && size > 0n) return `${part < 0n ? '-' : '+'}<0.01 %`
  return `${formatChange({ units: part < 0n ? -hundredths : hundredths, scale: 2 })} %`
}

function sizeOf(units: bigint): bigint {
  return units < 0n ? -units : units
}

function unitsAt({ scale, units }: Decimal, wanted: number): bigint {
  return units * tenTo(wanted - scale)
}

function tenTo(power: number): bigint {
  return 10n ** BigInt(power)
}
