import { type Finders, findersOf, type Imports } from './finders.ts'
import { type Mutant, mutated } from './mutate.ts'
import type { TreeCopy } from './tree-copy.ts'

/** How long tests may take with a mutant: this, and a multiple of their time without one. */
const graceMs = 60_000
const slowness = 4
/** These run the built files, which no mutant is in. */
const ofBuiltFiles = ['__tests__/rows/', '__tests__/workflows/']

/** Which test file found a mutant, or that its tests didn't end; undefined for a survivor. */
export type Finder = string | undefined

/** Looks for mutants with the tests of a copy of the tree. */
export class Hunt {
  readonly #copy: TreeCopy
  readonly #tests: readonly string[]
  readonly #imports: Imports
  /** Test files that have been run without a mutant, with their share of the time that it took. */
  readonly #usualMs = new Map<string, number>()
  /** Test files that fail without a mutant, here and now, and so prove nothing. */
  readonly broken = new Set<string>()

  constructor(copy: TreeCopy, serverTests: readonly string[]) {
    this.#copy = copy
    this.#imports = copy.imports()
    const all = copy.files('__tests__/**/*.test.ts').filter(test => !serverTests.some(part => test.includes(part)))
    this.#tests = all.filter(test => !ofBuiltFiles.some(folder => test.startsWith(folder)))
  }

  /** Puts the mutant into the copy, and runs the nearest tests first until one of them fails. */
  async finderOf(mutant: Mutant): Promise<Finder> {
    const { near, far, rest } = this.#findersOf(mutant)
    for (const group of [near, far, rest]) {
      const finder = await this.#finderAmong(group, mutant)
      if (finder !== undefined) return finder
    }
    return undefined
  }

  #findersOf(mutant: Mutant): Finders {
    return findersOf(mutant.file, this.#tests, this.#imports)
  }

  async #finderAmong(group: readonly string[], mutant: Mutant): Promise<Finder> {
    await this.#runWithout(group)
    const files = group.filter(test => !this.broken.has(test))
    if (files.length === 0) return undefined

    const usualMs = files.reduce((total, test) => total + (this.#usualMs.get(test) ?? 0), 0)
    const source = this.#copy.read(mutant.file)
    this.#copy.write(mutant.file, mutated(source, mutant))
    try {
      const { failed, isCutOff } = await this.#copy.test(files, graceMs + slowness * usualMs, true)
      return isCutOff ? 'no end in time' : failed[0]
    } finally {
      this.#copy.write(mutant.file, source)
    }
  }

  /** Runs without a mutant the test files that have not been. */
  async #runWithout(group: readonly string[]): Promise<void> {
    const files = group.filter(test => !this.#usualMs.has(test))
    if (files.length === 0) return
    const { failed, isCutOff, durationMs } = await this.#copy.test(files, 3_600_000, false)
    if (isCutOff) throw new Error(`Jest left no results of the tests without a mutant: ${files.join(', ')}.`)
    for (const test of files) this.#usualMs.set(test, durationMs / files.length)
    for (const test of failed) this.broken.add(test)
  }
}
