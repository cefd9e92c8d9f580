// Fails where the committed dist/ is not what the source builds, new files included.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const cwd = join(import.meta.dirname, '..')
execFileSync(process.execPath, [join('scripts', 'build.ts')], { cwd, stdio: 'inherit' })
const changes = execFileSync('git', ['status', '--porcelain', '--untracked-files=all', '--', 'dist'], {
  cwd,
  encoding: 'utf8'
})
if (changes !== '') {
  console.error(`dist/ is not what the source builds: run 'npm run build' and commit the result.\n${changes}`)
  process.exitCode = 1
} else {
  console.log('dist/ is what the source builds')
}
