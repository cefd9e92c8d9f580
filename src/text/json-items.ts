const [quote, comma, backslash] = [0x22, 0x2c, 0x5c]
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d]

/**
 * Splits the text of a JSON list into its items as it comes in, so that a list of any length takes no more memory than
 * its longest item and the piece of text at hand.
 */
export class JsonItems {
  readonly #onItem: (item: unknown) => void
  /** What has come of the item that goes on. */
  #begun = ''
  #depth = 0
  #isClosed = false
  #inText = false
  #isEscaped = false
  #count = 0

  constructor(onItem: (item: unknown) => void) {
    this.#onItem = onItem
  }

  /** How many items have come. */
  get count(): number {
    return this.#count
  }

  /** Takes the next piece of the text; throws `SyntaxError` if it can't be part of a list. */
  push(text: string): void {
    let start = 0
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (this.#inText) this.#passText(code)
      else if (this.#depth === 0) start = this.#passOutside(code) ? index + 1 : start
      else {
        if (this.#depth === 1 && (code === comma || code === closeList)) {
          this.#finish(this.#begun + text.slice(start, index), code)
          start = index + 1
        }
        this.#passSign(code)
      }
    }
    if (this.#depth > 0) this.#begun += text.slice(start)
  }

  /** Throws `SyntaxError` unless the text was a whole list. */
  end(): void {
    if (!this.#isClosed) throw notList()
  }

  #passText(code: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (code === backslash) this.#isEscaped = true
    else if (code === quote) this.#inText = false
  }

  /** Whether the list begins here. */
  #passOutside(code: number): boolean {
    if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return false
    if (this.#isClosed || code !== openList) throw notList()
    this.#depth = 1
    return true
  }

  #passSign(code: number): void {
    if (code === quote) this.#inText = true
    else if (code === openList || code === openObject) this.#depth++
    else if (code === closeList || code === closeObject) {
      this.#depth--
      this.#isClosed = this.#depth === 0
    }
  }

  #finish(item: string, code: number): void {
    this.#begun = ''
    // An empty list has no item.
    if (code === closeList && this.#count === 0 && item.trim() === '') return
    this.#count++
    this.#onItem(JSON.parse(item))
  }
}

function notList(): SyntaxError {
  return new SyntaxError("isn't a whole list in JSON")
}
