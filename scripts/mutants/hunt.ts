import { findersOf, type Imports } from './finders.ts'
import { type Mutant, mutated } from './mutate.ts'
import type { TestProcess } from './test-process.ts'
import type { TreeCopy } from './tree-copy.ts'

/** How long a test file may take with a mutant: this, and a multiple of its time without one. */
const graceMs = 60_000
const slowness = 5
/** Without a mutant, every test file ends by itself. */
const withoutLimitMs = 3_600_000
/** These run the built files, which no mutant is in. */
const ofBuiltFiles = ['__tests__/rows/', '__tests__/bench/bench.test.ts', '__tests__/workflows/']
/** These need Python and a server, as jest.config.mjs has it. */
const ofServer = ['__tests__/server/', '.python.test.ts']

/** These play hundreds of scenarios each, and so come last. */
const slow = '__tests__/faults/'

/** Looks for mutants with the tests of a copy of the tree. */
export class Hunt {
  readonly #copy: TreeCopy
  readonly #process: TestProcess
  readonly #isNearOnly: boolean
  readonly #tests: readonly string[]
  readonly #imports: Imports
  /** How long the test files took without a mutant, of those that were run so. */
  readonly #usualMs = new Map<string, number>()
  /** Test files that fail without a mutant, here and now, and so prove nothing. */
  readonly broken = new Set<string>()

  constructor(copy: TreeCopy, isNearOnly: boolean) {
    this.#copy = copy
    this.#process = copy.startTests()
    this.#isNearOnly = isNearOnly
    this.#imports = copy.imports()
    const others = [...ofBuiltFiles, ...ofServer]
    this.#tests = copy.files('__tests__/**/*.test.ts').filter(test => !others.some(part => test.includes(part)))
  }

  /** The test file that finds the mutant, looked for among the nearest first; undefined for a survivor. */
  async finderOf(mutant: Mutant): Promise<string | undefined> {
    const { near, far, rest } = findersOf(mutant.file, this.#tests, this.#imports)
    const others = this.#isNearOnly ? [] : [...far, ...rest]
    const isSlow = (test: string): boolean => test.startsWith(slow)
    for (const test of [...near, ...others.filter(each => !isSlow(each)), ...others.filter(isSlow)]) {
      if (await this.#finds(test, mutant)) return test
    }
    return undefined
  }

  end(): void {
    this.#process.end()
  }

  async #finds(test: string, mutant: Mutant): Promise<boolean> {
    const usualMs = this.#usualMs.get(test) ?? (await this.#measured(test))
    if (this.broken.has(test)) return false

    const source = this.#copy.read(mutant.file)
    this.#copy.write(mutant.file, mutated(source, mutant))
    try {
      return (await this.#process.run(test, graceMs + slowness * usualMs)) !== 'passed'
    } finally {
      this.#copy.write(mutant.file, source)
    }
  }

  async #measured(test: string): Promise<number> {
    const began = performance.now()
    if ((await this.#process.run(test, withoutLimitMs)) !== 'passed') this.broken.add(test)
    const usualMs = performance.now() - began
    this.#usualMs.set(test, usualMs)
    return usualMs
  }
}
