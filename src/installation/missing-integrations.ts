import { withoutEscapes } from '../text/foreign.ts'

/** How ZenML names an integration that it lacks (zenml/stack/stack_component.py, materializers, service connectors; 0.55 to 0.98). */
const wordings = [
  /The `(\w+)` integration that you\s+are trying to use is not\s+installed/g,
  /import from the\s+`(\w+)` integration/g,
  /`zenml integration install (\w+)(?: -y)?`/g
]
const frame = /[\\/]zenml[\\/]integrations[\\/](\w+)[\\/]/
const isImportError = /^\s*(?:ModuleNotFoundError|ImportError): /

/** Notes which of ZenML's integrations a command's output says are not, or not fully, installed. */
export class MissingIntegrations {
  readonly #found = new Set<string>()
  #previous = ''
  /** The integration that the traceback is in. */
  #within: string | undefined

  /** Reads a line of the output. */
  hear(line: string): void {
    // Boxes that a console draws around a traceback.
    const clean = withoutEscapes(line).replace(/^\s*[│┃]|[│┃]\s*$/g, ' ')
    // A console may break a sentence between two lines.
    const both = `${this.#previous.trimEnd()} ${clean.trim()}`
    for (const wording of wordings) for (const [, name = ''] of both.matchAll(wording)) this.#found.add(name)
    this.#previous = clean.slice(-500)

    if (clean.includes('Traceback (most recent call last)')) this.#within = undefined
    this.#within = frame.exec(clean)?.[1] ?? this.#within
    if (!isImportError.test(clean)) return
    if (this.#within !== undefined) this.#found.add(this.#within)
    this.#within = undefined
  }

  get found(): readonly string[] {
    return [...this.#found]
  }
}
