// Lists the licences of what dist/ contains, and fails where one is not allowed, or is not shipped with the bundles.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundledNames, licenceOf, licenceText, notices, productionPackages } from './licence-texts.ts'

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

const root = join(import.meta.dirname, '..')
const problems: string[] = []

const production = productionPackages()
if (production.length === 0) problems.push('package-lock.json has no production dependency')
for (const name of production) {
  const licence = licenceOf(name)
  console.log(`${licence.padEnd(12)} ${name}`)
  if (!allowed.has(licence)) problems.push(`${name}: the licence ${licence} is not one of ${[...allowed].join(', ')}`)
  if (licenceText(name).length < 300) problems.push(`${name} has no licence text of its own`)
}

const bundles = globSync('dist/**/*.js', { cwd: root }).sort()
if (bundles.length === 0) problems.push('dist/ has no bundle')
for (const path of bundles) {
  const foreign = bundledNames(readFileSync(join(root, path), 'utf8')).filter(name => !production.includes(name))
  for (const name of foreign) problems.push(`${path} contains ${name}, which is not a production dependency`)
}

const file = join(root, 'dist', 'licenses.txt')
if (!existsSync(file) || readFileSync(file, 'utf8') !== notices(production))
  problems.push('dist/licenses.txt is not what the production dependencies make it: run npm run build')

for (const problem of problems) console.error(`licences: ${problem}`)
process.exitCode = problems.length > 0 ? 1 : 0
