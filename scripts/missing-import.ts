/**
 * Finds what ncc writes in the place of a module that it could not find: it bundles a script that breaks when it runs,
 * and ends as if all were well.
 *
 * @returns the module that is missing from the bundle, as it was imported; undefined if none is.
 */
export function missingImport(bundle: string): string | undefined {
  return /eval\("require"\)\("([^"]*)"\)/.exec(bundle)?.[1]
}
