import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Imports, importsOf } from './finders.ts'
import { TestProcess } from './test-process.ts'

/** A copy of the working tree in a temporary folder, whose sources may be broken. */
export class TreeCopy {
  readonly #folder = mkdtempSync(join(tmpdir(), 'gated-trigger-mutants-'))

  /** Copies what git knows of the tree, and what it would add; git knows it in the copy as well, where tests ask it. */
  constructor(root: string) {
    const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
    const paths = list
      .toString()
      .split('\0')
      .filter(path => path !== '' && existsSync(join(root, path)))
    for (const path of paths) cpSync(join(root, path), join(this.#folder, path))
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'))
    execFileSync('git', ['init', '--quiet'], { cwd: this.#folder })
    execFileSync('git', ['add', '--all'], { cwd: this.#folder })
  }

  /** Paths below a folder that match a pattern, with `/`, sorted. */
  files(pattern: string): readonly string[] {
    const found = globSync(pattern, { cwd: this.#folder })
    return found.map(path => path.replaceAll('\\', '/')).toSorted()
  }

  read(file: string): string {
    return readFileSync(join(this.#folder, file), 'utf8')
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.#folder, file), text)
  }

  imports(): Imports {
    const files = this.files('{src,__tests__,testbed,scripts}/**/*.ts')
    return new Map(files.map(file => [file, importsOf(file, this.read(file))]))
  }

  /** Starts a process that runs the copy's tests. */
  startTests(): TestProcess {
    return new TestProcess(this.#folder)
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
