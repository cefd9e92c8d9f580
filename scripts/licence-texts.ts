import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

interface LockedPackage {
  readonly link?: boolean
  readonly dev?: boolean
  readonly optional?: boolean
  readonly devOptional?: boolean
}

/** Names of the packages that a production install gets from a registry: all that can be in a bundle. */
export function productionPackages(): readonly string[] {
  return [...productionFolders().keys()].sort()
}

/** Their folders, by their names. One that another package has for itself alone stands below that one. */
function productionFolders(): ReadonlyMap<string, string> {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>
  }
  const production = Object.entries(lock.packages).filter(
    ([path, { dev, devOptional, link, optional }]) =>
      path.includes('node_modules/') && !dev && !optional && !devOptional && !link
  )
  return new Map(production.map(([path]) => [path.replace(/^.*node_modules\//, ''), join(root, path)]))
}

/** Names of the packages whose code is in a bundle, as far as ncc leaves the paths of modules in it. */
export function bundledNames(bundle: string): readonly string[] {
  const paths = bundle.matchAll(/[./]node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//g)
  return [...new Set([...paths].map(([, name = '']) => name))].sort()
}

const folders = productionFolders()

function folderOf(name: string): string {
  const folder = folders.get(name)
  if (folder === undefined) throw new Error(`${name} is not a production dependency`)
  return folder
}

/** The SPDX identifier that an installed package names. */
export function licenceOf(name: string): string {
  const facts = JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8')) as { readonly license?: unknown }
  return String(facts.license)
}

/** The licence's text of an installed package; empty where it brings none. */
export function licenceText(name: string): string {
  const [file] = globSync('{LICEN[CS]E,licen[cs]e}*', { cwd: folderOf(name) }).sort()
  return file === undefined ? '' : readFileSync(join(folderOf(name), file), 'utf8').trim()
}

/** What goes along with the bundles: the name, the licence and its text of each package that can be in one. */
export function notices(names: readonly string[]): string {
  return `${names.map(name => [name, licenceOf(name), licenceText(name)].join('\n')).join('\n\n')}\n`
}
