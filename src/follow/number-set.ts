/** Slots of a new set; a power of two. */
const firstSlots = 16

/** A set of positive safe integers in a few bytes each, where a `Set` of tens of thousands would take megabytes. */
export class NumberSet {
  /** Open addressing: each number stands in the first free slot from its own one on; 0 is a free slot. */
  #slots = new Float64Array(firstSlots)
  #size = 0

  /** Adds a number; whether it is new. Throws `RangeError` for what is not a positive safe integer: it has no slot. */
  add(value: number): boolean {
    if (!Number.isSafeInteger(value) || value <= 0) throw new RangeError(`${value} is not a positive safe integer`)
    const slot = this.#slotOf(value)
    if (this.#slots[slot] === value) return false
    this.#slots[slot] = value
    if (++this.#size * 2 > this.#slots.length) this.#grow()
    return true
  }

  #slotOf(value: number): number {
    const { length } = this.#slots
    let slot = value % length
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== value) slot = (slot + 1) % length
    return slot
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Float64Array(before.length * 2)
    for (const value of before) if (value !== 0) this.#slots[this.#slotOf(value)] = value
  }
}
