import { MissingIntegrations } from '../installation/missing-integrations.ts'
import { AskedVariables } from '../process/missing-variables.ts'
import { oneLine } from '../text/foreign.ts'
import { BuildHints } from './build-hints.ts'

/** Last lines of an output that an error quotes at most, and the characters of each. */
const maxLines = 10
const maxLineLength = 300

/** What a command's output says of why it failed. */
export class CommandOutput {
  readonly #last: string[] = []
  readonly #asked: AskedVariables
  readonly #integrations = new MissingIntegrations()
  readonly #hints = new BuildHints()

  /** `withheld` are the names of variables that the job sets and the command doesn't get. */
  constructor(withheld: readonly string[]) {
    this.#asked = new AskedVariables(withheld)
  }

  /** Reads a line that has been made safe to show; of what a step said elsewhere only the reasons count. */
  hear(line: string, from: 'command' | 'step' = 'command'): void {
    this.#asked.hear(line)
    this.#integrations.hear(line)
    this.#hints.hear(line)
    if (from === 'step' || /^[\s^~]*$/.test(line)) return
    this.#last.push(oneLine(line, maxLineLength))
    if (this.#last.length > maxLines) this.#last.shift()
  }

  /** The last lines that say something (which the marks below a line of Python do not), safe to print. */
  get last(): readonly string[] {
    return this.#last
  }

  /** Variables that were withheld and asked for. */
  get asked(): readonly string[] {
    return this.#asked.found
  }

  /** Names of ZenML's integrations that are missing. */
  get integrations(): readonly string[] {
    return this.#integrations.found
  }

  /** What to do about images that could not be built, in sentences. */
  get hints(): readonly string[] {
    return this.#hints.found
  }
}
