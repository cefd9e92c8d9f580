import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { read, root } from '../docs/markdown.ts'

const folder = mkdtempSync(join(tmpdir(), 'vulnerabilities-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The script's exit code and words where npm prints this. */
function check(printed: string, env: Readonly<Record<string, string>>): readonly [number | null, string] {
  const npm = join(folder, 'npm.cjs')
  writeFileSync(npm, `process.stdout.write(${JSON.stringify(printed)})`)
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts/vulnerabilities.ts')], {
    env: { PATH: process.env['PATH'], npm_execpath: npm, ...env },
    encoding: 'utf8'
  })
  return [status, stdout]
}

const counted = (high: number, critical: number) =>
  JSON.stringify({ metadata: { vulnerabilities: { low: 3, high, critical } } })

test.each([
  ['nothing high', counted(0, 0), {}, 0, 'Advisories on'],
  ['a high advisory', counted(1, 0), {}, 1, '"high":1'],
  ['a critical advisory', counted(0, 1), { GITHUB_ACTIONS: 'true' }, 1, '"critical":1'],
  ['no answer, away from GitHub', '', {}, 0, 'NOT CHECKED: the package registry gives no advisories here (no answer)'],
  ['no answer, on GitHub', '', { GITHUB_ACTIONS: 'true' }, 1, 'NOT CHECKED'],
  ['a refusal, on GitHub', '{"statusCode": 404}', { GITHUB_ACTIONS: 'true' }, 1, 'status 404']
])('%s', (_, printed, env, code, said) => {
  const [status, text] = check(printed, env)
  expect(text).toContain(said)
  expect(status).toBe(code)
})

test.each(['.github/workflows/ci.yml', '.github/workflows/release.yml', '.ci/run'])('%s calls this script', path => {
  expect(read(path)).toMatch(/npm run vulnerabilities(?![\w:-])/)
  expect(read(path)).not.toContain('npm audit')
})
