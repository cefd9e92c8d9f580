import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { root } from './markdown.ts'

/** The repository's files, as they are in the working tree, in a temporary folder. */
export interface RepositoryCopy {
  /** The files' paths. */
  readonly paths: readonly string[]
  read(path: string): string
  /** Puts `repository` of package.json on another owner; gives the new `owner/name`. */
  hostAt(owner: string): string
  /** Runs one line with bash in the folder. */
  run(line: string, env?: Readonly<Record<string, string>>): SpawnSyncReturns<string>
  remove(): void
}

/** Copies the repository's files. */
export function copyRepository(): RepositoryCopy {
  const parent = mkdtempSync(join(tmpdir(), 'gated-trigger-copy-'))
  const folder = join(parent, 'repository')
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const paths = list.toString().split('\0').filter(Boolean)
  for (const path of paths) cpSync(join(root, path), join(folder, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))

  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  return {
    paths,
    read,
    hostAt(owner) {
      const changed = read('package.json').replace(/"github:[^/]+\//, `"github:${owner}/`)
      writeFileSync(join(folder, 'package.json'), changed)
      return `${owner}/zenml-gated-trigger`
    },
    run(line, env = {}) {
      const path = [dirname(process.execPath), process.env['PATH']].join(delimiter)
      return spawnSync('bash', ['-c', line], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: path, HOME: join(parent, 'home'), ...env }
      })
    },
    remove: () => rmSync(parent, { recursive: true, force: true })
  }
}
