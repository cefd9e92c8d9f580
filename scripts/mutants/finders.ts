import { posix } from 'node:path'
import ts from 'typescript'

/** What a file imports of the repository, by the file's path; paths are from the repository's root, with `/`. */
export type Imports = ReadonlyMap<string, readonly string[]>

/** The test files that may find a mutant, in groups to be run one after another. */
export interface Finders {
  /** Those that mirror the file's folder, and those that import the file: the nearest first. */
  readonly near: readonly string[]
  /** Those that import it by way of other files. */
  readonly far: readonly string[]
  /** Those that import nothing of it; they may read it, or run it as a process. */
  readonly rest: readonly string[]
}

/** The files of the repository that a source imports, dynamic imports included. */
export function importsOf(file: string, source: string): readonly string[] {
  return ts
    .preProcessFile(source)
    .importedFiles.map(({ fileName }) => fileName)
    .filter(name => name.startsWith('.'))
    .map(name => posix.join(posix.dirname(file), name))
}

/** Orders the test files by how near they are to a source file: by name, by folder, by imports. */
export function findersOf(file: string, tests: readonly string[], imports: Imports): Finders {
  const distances = distancesTo(file, imports)
  const mirror = posix.dirname(file).replace(/^src/, '__tests__')
  const name = posix.join(mirror, posix.basename(file, '.ts'))

  const rank = (test: string): number =>
    test === `${name}.test.ts` ? -1 : test.startsWith(name) ? 0 : (distances.get(test) ?? Number.POSITIVE_INFINITY)
  const ordered = tests.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))

  const isNear = (test: string): boolean => rank(test) <= 1 || (distances.has(test) && posix.dirname(test) === mirror)
  return {
    near: ordered.filter(isNear),
    far: ordered.filter(test => !isNear(test) && distances.has(test)),
    rest: ordered.filter(test => !isNear(test) && !distances.has(test))
  }
}

/** By how many imports each file reaches this one. */
function distancesTo(file: string, imports: Imports): ReadonlyMap<string, number> {
  const distances = new Map([[file, 0]])
  for (const [reached, distance] of distances) {
    for (const [importer, imported] of imports) {
      if (!distances.has(importer) && imported.includes(reached)) distances.set(importer, distance + 1)
    }
  }
  return distances
}
