/** UTF-16 units after which a line without an end is handed on in pieces, so that a line of any length needs little memory. */
export const longestLine = 64 * 1024

/** Cuts a stream of text into lines, ended by LF, CRLF or a bare CR (a progress bar's); `end` hands on what has no end yet. */
export class OutputLines {
  readonly #take: (line: string) => void
  #rest = ''
  /** The last chunk ended in CR, so an LF that follows ends no further line. */
  #afterReturn = false

  constructor(take: (line: string) => void) {
    this.#take = take
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
    const line = this.#rest
    this.#rest = ''
    this.#take(line)
  }

  #add(text: string): void {
    this.#rest += text
    while (this.#rest.length > longestLine) {
      // A character outside the basic plane takes two units, which stay together.
      const high = /[\ud800-\udbff]/.test(this.#rest[longestLine - 1] ?? '')
      const cut = high ? longestLine - 1 : longestLine
      this.#take(this.#rest.slice(0, cut))
      this.#rest = this.#rest.slice(cut)
    }
  }
}
