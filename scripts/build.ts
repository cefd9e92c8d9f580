// Bundles the entry points, with the licences of what they contain. The old bundles stay until all are made.
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { inAscii } from './in-ascii.ts'
import { notices, productionPackages } from './licence-texts.ts'
import { missingImport } from './missing-import.ts'

const entries = { 'src/index.ts': '.', 'src/post.ts': 'post', 'src/gate-action.ts': 'gate' }
/** Files that an entry point reads beside itself, and their folder in `dist/`. */
const assets = { 'src/command/observer/*.py': 'observer', 'src/command/driver/*.py': 'driver' }
const { resolve } = createRequire(import.meta.url)
const [tsc, ncc] = [resolve('typescript/bin/tsc'), resolve('@vercel/ncc/dist/ncc/cli.js')]
/**
 * Where the JavaScript of `src/` lies while it is bundled: always the same folder, since the bundles name it, and within
 * the project, where packages are found.
 */
const scripts = '.build'
const fresh = mkdtempSync(join(tmpdir(), 'gated-trigger-dist-'))

/** Runs a script in a folder, whose output is shown; throws an Error if it fails. */
function run(script: string, args: readonly string[], cwd = '.'): void {
  execFileSync(process.execPath, [script, ...args], { cwd, stdio: 'inherit' })
}

try {
  rmSync(scripts, { recursive: true, force: true })
  // Without a look at the types, which are checked on their own: ncc would check all of them for each of the entries.
  run(tsc, ['-p', 'src', '--noEmit', 'false', '--noCheck', '--outDir', join(scripts, 'src')])
  for (const [source, folder] of Object.entries(entries)) {
    const out = ['-o', join(fresh, folder), '--target', 'es2024', '--no-cache']
    run(ncc, ['build', source.replace(/ts$/, 'js'), ...out], scripts)
  }
  for (const name of globSync('**/*.js', { cwd: fresh })) {
    const script = join(fresh, name)
    const text = readFileSync(script, 'utf8')
    const missing = missingImport(text)
    if (missing !== undefined) throw new Error(`${name} imports ${missing}, which is not there`)
    writeFileSync(script, inAscii(text))
  }
  for (const [pattern, folder] of Object.entries(assets)) {
    for (const file of globSync(pattern)) cpSync(file, join(fresh, folder, basename(file)))
  }
  writeFileSync(join(fresh, 'licenses.txt'), notices(productionPackages()))
  rmSync('dist', { recursive: true, force: true })
  cpSync(fresh, 'dist', { recursive: true })
} catch (error) {
  console.error(`dist/ was left as it was: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  for (const folder of [scripts, fresh]) rmSync(folder, { recursive: true, force: true })
}
