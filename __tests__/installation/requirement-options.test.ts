import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { credentialsIn, shownIndex } from '../../src/installation/index-addresses.ts'
import { readRequirementFiles } from '../../src/installation/requirement-options.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'requirement-options-'))
  mkdirSync(join(folder, 'parts'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('options, also short ones, quoted ones and those of files that are named', async () => {
  file('parts/base.txt', '--extra-index-url=https://b.example/simple\r\n-c limits.txt\r\n')
  file('parts/limits.txt', '--pre\n')
  const path = file(
    'all.txt',
    `# -i https://comment.example
-ihttps://a.example/simple # why
--find-links "/wheels"
-r parts/base.txt
--require-hashes
six
`
  )
  expect((await readRequirementFiles([path])).options).toEqual({
    'index-url': ['https://a.example/simple'],
    'find-links': ['/wheels'],
    requirement: ['parts/base.txt'],
    'extra-index-url': ['https://b.example/simple'],
    constraint: ['limits.txt'],
    pre: [''],
    'require-hashes': ['']
  })
})

test.each([
  ['-i', 'index-url'],
  ['--pypi-url', 'index-url'],
  ['-f', 'find-links'],
  ['-r', 'requirement'],
  ['-c', 'constraint'],
  ['-e', 'editable'],
  ['--trusted-host', 'trusted-host']
])('%s is the option %s, however its value is written', async (option, name) => {
  for (const written of [`${option} x`, `${option}=x`, `${option} = x`, `  ${option} 'x'`, `${option} "x"  # why`]) {
    expect((await readRequirementFiles([file('one-option.txt', `${written}\n`)])).options).toEqual({ [name]: ['x'] })
  }
})

test('what only looks like an option in a requirement is none', async () => {
  const path = file('no-option.txt', 'six==1.0 -i https://a.example\npackage --pre\n')
  expect((await readRequirementFiles([path])).options).toEqual({})
})

test('a file has hashes if it, or one that it names, has one; in whatever order the files come', async () => {
  const locked = file('locked.txt', 'six==1.17.0 \\\n    --hash=sha256:aa\n')
  const outer = file('outer.txt', '-r locked.txt\n')
  const open = file('open.txt', 'six # --hash=sha256:aa\n')
  expect((await readRequirementFiles([locked, open, outer])).hashed).toEqual([locked, outer])
  expect((await readRequirementFiles([outer, open, locked])).hashed).toEqual([outer, locked])
})

test('files that name each other, and such that are not there, end', async () => {
  const one = file('one.txt', '-r two.txt\n-r none.txt\n-r https://a.example/r.txt\n')
  file('two.txt', '-r one.txt\nsix --hash=sha256:aa\n')
  expect((await readRequirementFiles([one])).hashed).toEqual([one])
})

test('what can’t be read says nothing, nor does a file of more than 4 MiB, and the rest is there as it is', async () => {
  const there = file('there.txt', 'six\n')
  const large = file('large.txt', `--pre\n${'#'.repeat(4 * 1024 * 1024)}`)
  const facts = await readRequirementFiles([join(folder, 'gone.txt'), large, there])
  expect(facts).toEqual({ options: {}, hashed: [], variables: [], text: '\n\nsix\n' })
})

test('variables that want filling in, as pip knows them', async () => {
  const path = file(
    'variables.txt',
    `a @ https://\${A_TOKEN}@a.example/a.whl\nb @ https://$OTHER:\${lower}@b.example\n`
  )
  expect((await readRequirementFiles([path])).variables).toEqual(['A_TOKEN'])
})

test.each([
  ['https://user:pass@host/simple', ['pass']],
  ['git+https://user:p%40ss@host/x.git', ['p%40ss', 'p@ss']],
  ['https://ghp_0123456789abcdef@github.com/x', ['ghp_0123456789abcdef']],
  ['https://ghp_0123456789abcdef:x-oauth-basic@github.com/x', ['ghp_0123456789abcdef']],
  ['https://ghp_0123456789abcdef:@github.com/x', ['ghp_0123456789abcdef']],
  ['ssh://git@github.com/x', []],
  ['https://oauth2accesstoken@europe.pkg.dev/x', []],
  [`https://user:\${TOKEN}@host`, []],
  [`https://user:\${TOKEN}and-more@host`, [`\${TOKEN}and-more`]],
  [`https://user:more-\${TOKEN}@host`, [`more-\${TOKEN}`]],
  ['https://user:abc@host', []],
  ['https://user:abcd@host https://user:abcd@other', ['abcd']],
  ['https://a-name-of-15-ch@host', []],
  ['https://a-token-of-16-ch@host', ['a-token-of-16-ch']],
  ['HTTPS://user:p:a:s:s@host', ['p:a:s:s']],
  ['https://user:p%ss@host', ['p%ss']],
  ['https://__token__@host', []],
  ['https://host/simple name@example.com', []]
] as const)('the secrets in %j', (text, secrets) => {
  expect(credentialsIn(text)).toEqual(secrets)
})

test.each([
  ['https://user:pass@host.example:8443/simple', 'host.example:8443'],
  ['mine=https://token@host.example/simple', 'host.example'],
  ['mine=HTTPS://host.example/simple', 'host.example'],
  ['mine=file:///opt/wheels', 'file:///opt/wheels'],
  ['https://host.example/?a=https://b', 'host.example'],
  ['/opt/wheels', '/opt/wheels'],
  ['file:///opt/wheels', 'file:///opt/wheels'],
  [`https://\${USER}:\${TOKEN}@host.example/simple`, 'host.example']
])('%j is shown as %j', (entry, shown) => {
  expect(shownIndex(entry)).toBe(shown)
})
