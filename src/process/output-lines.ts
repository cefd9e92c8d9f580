/** UTF-16 units after which a line without an end is handed on in pieces, so that a line of any length needs little memory. */
export const longestLine = 64 * 1024

/** Longest secret that is found where a line comes in pieces: that much of it is kept until more has come. */
const longestSecret = 8 * 1024

/**
 * Cuts a stream of text into lines, ended by LF, CRLF or a bare CR (a progress bar's); `end` hands on what has no end
 * yet. `redact` takes secrets out of a line that is too long, before it is handed on in pieces: in two pieces a secret
 * would be found by nobody.
 */
export class OutputLines {
  readonly #take: (line: string) => void
  readonly #redact: (text: string) => string
  #rest = ''
  /** The last chunk ended in CR, so an LF that follows ends no further line. */
  #afterReturn = false

  constructor(take: (line: string) => void, redact: (text: string) => string) {
    this.#take = take
    this.#redact = redact
  }

  push(chunk: string): void {
    let text = chunk
    if (text === '') return
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1)
    this.#afterReturn = chunk.endsWith('\r')
    const lines = text.split(/\r\n|\n|\r/)
    const last = lines.pop() ?? ''
    for (const line of lines) {
      this.#add(line)
      this.#flush()
    }
    this.#add(last)
  }

  end(): void {
    if (this.#rest !== '') this.#flush()
  }

  #flush(): void {
    this.#cut(0)
    const line = this.#rest
    this.#rest = ''
    this.#take(line)
  }

  #add(text: string): void {
    this.#rest += text
    this.#cut(longestSecret)
  }

  /** Hands on pieces until no more than a line and `kept` units are left. */
  #cut(kept: number): void {
    if (this.#rest.length <= longestLine + kept) return
    this.#rest = this.#redact(this.#rest)
    while (this.#rest.length > longestLine + kept) {
      // A character outside the basic plane takes two units, which stay together.
      const high = /[\ud800-\udbff]/.test(this.#rest[longestLine - 1] ?? '')
      const cut = high ? longestLine - 1 : longestLine
      this.#take(this.#rest.slice(0, cut))
      this.#rest = this.#rest.slice(cut)
    }
  }
}
