import { type Log, type Place, type SafeLog, safeLog } from '../../src/world/log.ts'
import type { Files, RunnerFiles } from '../../src/world/world.ts'

/** Everything that the action wrote, in the order in which it did. */
export interface Written {
  readonly order: number
  readonly kind:
    | 'info'
    | 'debug'
    | 'notice'
    | 'warning'
    | 'error'
    | 'group'
    | 'output'
    | 'state'
    | 'variable'
    | 'summary'
  readonly text: string
}

/** The runner's side of one step: log, command files and masks, kept in memory from main to post. */
export class CapturedRunner {
  readonly written: Written[] = []
  readonly masks: { readonly order: number; readonly secret: string }[] = []
  /** Where errors with a place were annotated. */
  readonly places: Place[] = []
  readonly outputs: Record<string, string> = {}
  readonly states: Record<string, string> = {}
  summary = ''
  #order = 0

  /** The next number in the order of everything that happens. */
  next(): number {
    return this.#order++
  }

  /** What one process of the step writes to; nothing comes from it any longer once it is dead. */
  connect(isAlive: () => boolean): { readonly log: SafeLog; readonly runner: RunnerFiles } {
    const write = (kind: Written['kind'], text: string): boolean => {
      if (isAlive()) this.written.push({ order: this.next(), kind, text })
      return isAlive()
    }
    const log: Log = {
      info: line => void write('info', line),
      coloured: lines => {
        for (const line of lines) write('info', line)
      },
      debug: line => void write('debug', line),
      notice: line => void write('notice', line),
      warning: line => void write('warning', line),
      error: (text, place) => {
        if (write('error', text) && place !== undefined) this.places.push(place)
      },
      startGroup: title => void write('group', title),
      endGroup: () => undefined,
      mask: secret => void this.masks.push({ order: this.next(), secret })
    }
    const runner: RunnerFiles = {
      setOutput: (name, value) => {
        if (write('output', `${name}=${value}`)) this.outputs[name] = value
      },
      saveState: (name, value) => {
        if (write('state', `${name}=${value}`)) this.states[name] = value
      },
      readState: name => this.states[name] ?? '',
      exportVariable: (name, value) => void write('variable', `${name}=${value}`),
      writeSummary: async markdown => {
        if (write('summary', markdown)) this.summary = markdown
      }
    }
    return { log: safeLog(log), runner }
  }

  /** The texts of some kinds, one a line. */
  text(...kinds: readonly Written['kind'][]): string {
    return this.written
      .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
      .map(({ text }) => text)
      .join('\n')
  }
}

/** Files in memory by their absolute paths. */
export function memoryFiles(contents: Readonly<Record<string, string>>): Files {
  return {
    realPath: async path => path,
    kind: async path => (contents[path] === undefined ? 'missing' : 'file'),
    async readText(path) {
      const text = contents[path]
      if (text === undefined) throw new Error('there is no such file')
      return text
    }
  }
}
