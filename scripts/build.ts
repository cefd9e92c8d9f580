// Bundles the entry points, with the licences of what they contain. The old bundles stay until all are made.
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { inAscii } from './in-ascii.ts'
import { notices, productionPackages } from './licence-texts.ts'

const entries = { 'src/index.ts': '.', 'src/post.ts': 'post', 'src/gate-action.ts': 'gate' }
/** Files that an entry point reads beside itself, and their folder in `dist/`. */
const assets = { 'src/command/observer/*.py': 'observer', 'src/command/driver/*.py': 'driver' }
const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js')
const fresh = mkdtempSync(join(tmpdir(), 'gated-trigger-dist-'))

try {
  for (const [source, folder] of Object.entries(entries)) {
    const args = ['build', source, '-o', join(fresh, folder), '--target', 'es2024', '--no-cache']
    const { status } = spawnSync(process.execPath, [ncc, ...args], { stdio: 'inherit' })
    if (status !== 0) process.exit(status ?? 1)
  }
  for (const name of globSync('**/*.js', { cwd: fresh })) {
    const script = join(fresh, name)
    writeFileSync(script, inAscii(readFileSync(script, 'utf8')))
  }
  for (const [pattern, folder] of Object.entries(assets)) {
    for (const file of globSync(pattern)) cpSync(file, join(fresh, folder, basename(file)))
  }
  writeFileSync(join(fresh, 'licenses.txt'), notices(productionPackages()))
  rmSync('dist', { recursive: true, force: true })
  cpSync(fresh, 'dist', { recursive: true })
} finally {
  rmSync(fresh, { recursive: true, force: true })
}
