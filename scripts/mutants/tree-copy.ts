import { execFileSync, spawn } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Imports, importsOf } from './finders.ts'

const jest = createRequire(import.meta.url).resolve('jest/bin/jest')
/** A test of the unit project takes some milliseconds; one that waits for what a mutant took away should not wait long. */
const testTimeoutMs = 30_000

/** What jest said of some test files. */
export interface Verdict {
  /** Those that failed; jest ends after the first where it should. */
  readonly failed: readonly string[]
  /** The tests didn't end in their time, or jest itself ended early. */
  readonly isCutOff: boolean
  readonly durationMs: number
}

/** A copy of the working tree in a temporary folder, whose sources may be broken. */
export class TreeCopy {
  readonly #folder = mkdtempSync(join(tmpdir(), 'gated-trigger-mutants-'))

  /** Copies what git knows of the tree, and what it would add; git knows it in the copy as well, where tests ask it. */
  constructor(root: string) {
    const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
    for (const path of list.toString().split('\0').filter(Boolean)) cpSync(join(root, path), join(this.#folder, path))
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

  /** Runs test files of the unit project one after another, in this order. */
  async test(files: readonly string[], limitMs: number, isFirstEnough: boolean): Promise<Verdict> {
    const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
    const args = [
      ...['--selectProjects', 'unit', '--runInBand', '--testTimeout', String(testTimeoutMs)],
      ...['--testSequencer', join(import.meta.dirname, 'in-order.mjs'), '--silent'],
      ...[...(isFirstEnough ? ['--bail'] : []), '--runTestsByPath', ...files]
    ]
    const began = performance.now()
    // A group of its own, so that what the tests start ends with it.
    const child = spawn(process.execPath, [...flags, jest, ...args], {
      cwd: this.#folder,
      env: { ...process.env, TEST_ORDER: files.join('\n') },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true
    })
    const output: string[] = []
    child.stderr.setEncoding('utf8').on('data', (part: string) => output.push(part))
    const end = (): void => endGroup(child.pid)
    process.once('exit', end)
    const timer = setTimeout(end, limitMs)
    const code = await new Promise<number | null>(resolve => child.once('close', resolve))
    clearTimeout(timer)
    process.off('exit', end)

    // A summary of what failed follows at the end if there was much, and names it once more.
    const failed = [...new Set(output.join('').match(/(?<=^FAIL unit )\S+/gm))]
    return {
      failed,
      isCutOff: code === null || (code !== 0 && failed.length === 0),
      durationMs: performance.now() - began
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}
