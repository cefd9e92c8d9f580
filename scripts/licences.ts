// Lists the licences of what dist/ contains, and fails where one is not allowed, or is not shipped with the bundle.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bundledNames, parseNotices } from './licence-texts.ts'

/** SPDX identifiers of licences that ask for no more than that their text is kept. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Unlicense'
])

interface LockedPackage {
  readonly version: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly devOptional?: boolean
}

const root = join(import.meta.dirname, '..')
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'))
const problems: string[] = []

/** Name, version and licence of each package that a production install has. */
function productionPackages(): ReadonlyMap<string, { readonly version: string; readonly licence: string }> {
  const { packages } = readJson('package-lock.json') as { readonly packages: Readonly<Record<string, LockedPackage>> }
  const production = Object.entries(packages).filter(
    ([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional
  )
  return new Map(
    production.map(([path, { version }]) => {
      const { license } = readJson(join(path, 'package.json')) as { readonly license?: unknown }
      return [path.replace(/^.*node_modules\//, ''), { version, licence: String(license) }]
    })
  )
}

const production = productionPackages()
if (production.size === 0) problems.push('package-lock.json has no production dependency')
for (const [name, { version, licence }] of production) {
  console.log(`${licence.padEnd(12)} ${name} ${version}`)
  if (!allowed.has(licence)) problems.push(`${name}: the licence ${licence} is not one of ${[...allowed].join(', ')}`)
}

const bundles = globSync('dist/**/index.js', { cwd: root }).sort()
if (bundles.length === 0) problems.push('dist/ has no bundle')
for (const path of bundles) {
  const names = bundledNames(readFileSync(join(root, path), 'utf8'))
  const file = join(dirname(path), 'licenses.txt')
  const text = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''
  const notices = new Map(parseNotices(text, names).map(notice => [notice.name, notice]))
  for (const name of names) {
    const notice = notices.get(name)
    if (!production.has(name)) problems.push(`${path} contains ${name}, which is no production dependency`)
    if (notice === undefined) problems.push(`${file} does not name ${name}, which ${path} contains`)
    else if (notice.text.length < 300) problems.push(`${file} has no licence text of ${name}`)
  }
  console.log(`${file}: ${names.length} packages, ${names.join(', ')}`)
}

for (const problem of problems) console.error(`licences: ${problem}`)
process.exitCode = problems.length > 0 ? 1 : 0
