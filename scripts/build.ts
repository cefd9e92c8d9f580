// Bundles the three entry points, each with the licences of what it contains.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'

const entries = { 'src/index.ts': 'dist', 'src/post.ts': 'dist/post', 'src/gate-action.ts': 'dist/gate' }
const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js')

rmSync('dist', { recursive: true, force: true })
for (const [source, folder] of Object.entries(entries)) {
  const args = [ncc, 'build', source, '-o', folder, '--license', 'licenses.txt', '--target', 'es2024', '--no-cache']
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
