import { describe, expect, test } from '@jest/globals'
import { compilePattern, decidingPattern, matchesBody, parsePatterns } from '../../src/gate/pattern.ts'
import { InputError } from '../../src/text/errors.ts'
import { cpuMsSince } from '../pieces/cpu-time.ts'

const fits = (pattern: string, name: string) => matchesBody(compilePattern(pattern), name)

// Every line of "Patterns to match branches and tags" and "Patterns to match file paths" of
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
const sheet: readonly (readonly [pattern: string, fitting: readonly string[], others: readonly string[]])[] = [
  ['Octo*', ['Octocat', 'Octo'], ['octocat', 'Octo/cat', 'MyOctocat']],
  ['[0-9a-z]', ['0', '9', 'a', 'z', 'm'], ['A', '-', '', '00']],
  ['[CB]at', ['Cat', 'Bat'], ['Rat', 'at', 'CBat', 'cat']],
  ['[1-2]00', ['100', '200'], ['300', '000', '00']],
  ['feature/*', ['feature/my-branch', 'feature/your-branch'], ['feature/a/b', 'feature', 'my-feature/x', 'Feature/x']],
  [
    'feature/**',
    ['feature/beta-a/my-branch', 'feature/your-branch', 'feature/mona/the/octocat'],
    ['feature', 'feature-x']
  ],
  ['main', ['main'], ['Main', 'main2', 'amain', 'main/x', 'x/main', 'refs/heads/main', '']],
  ['releases/mona-the-octocat', ['releases/mona-the-octocat'], ['releases/mona', 'mona-the-octocat']],
  ['*', ['main', 'releases', 'README.md', 'server.rb'], ['all/the/branches', 'a/']],
  ['**', ['all/the/branches', 'every/tag', 'all/the/files.md', 'main'], []],
  ['*feature', ['mona-feature', 'feature', 'ver-10-feature'], ['mona/feature', 'feature-1', 'features']],
  ['v2*', ['v2', 'v2.0', 'v2.9'], ['v1', 'V2', 'v2/0', 'av2']],
  ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.0.0', 'v1.1', 'v1..1', 'v1.1.', 'v1x0y0', 'v1.0.0-rc']],
  ['*.jsx?', ['page.js', 'page.jsx'], ['page.jsy', 'page.jsxx', 'page.j', 'a/page.js']],
  ['*.js', ['app.js', 'index.js'], ['js/index.js', 'app.jsx', 'appxjs']],
  ['**.js', ['index.js', 'js/index.js', 'src/js/app.js'], ['index.jsx', 'index.ts']],
  ['docs/*', ['docs/README.md', 'docs/file.txt'], ['docs/a/b.md', 'mydocs/a', 'docs']],
  ['docs/**', ['docs/README.md', 'docs/mona/octocat.txt'], ['docs', 'a/docs/b', 'docsx/a']],
  [
    'docs/**/*.md',
    ['docs/README.md', 'docs/mona/hello-world.md', 'docs/a/markdown/file.md'],
    ['docs.md', 'docs/a.txt', 'README.md']
  ],
  [
    '**/docs/**',
    ['docs/hello.md', 'dir/docs/my-file.txt', 'space/docs/plan/space.doc'],
    ['docs', 'mydocs/a', 'dir/docs']
  ],
  ['**/README.md', ['README.md', 'js/README.md'], ['xREADME.md', 'js/xREADME.md', 'README.mdx']],
  ['**/*src/**', ['a/src/app.js', 'my-src/code/js/app.js'], ['a/srcs/app.js', 'src']],
  ['**/*-post.md', ['my-post.md', 'path/their-post.md'], ['post.md', 'path/post.md', 'my-post.md/x']],
  [
    '**/migrate-*.sql',
    ['migrate-10909.sql', 'db/migrate-v1.0.sql', 'db/sept/migrate-v1.sql'],
    ['db/migrate-a/b.sql', 'xmigrate-1.sql']
  ],
  ['release/v[0-9].[0-9]', ['release/v1.0'], ['release/v10.0', 'release/v1x0', 'release/v[0-9].[0-9]']],
  // What glob libraries read otherwise.
  ['v1?', ['v1', 'v'], ['v12', 'v1x', 'v1?', 'v11']],
  ['**feature', ['feature', 'my/feature', 'a/b/my-feature'], ['feature/x', 'features']],
  ['{a,b}', ['{a,b}'], ['a', 'b', 'a,b']],
  ['a**/b', ['a/b', 'ax/b', 'ax/y/b'], ['b', 'ab', 'xa/b']],
  ['a|b', ['a|b'], ['a', 'b']],
  ['(a)', ['(a)'], ['a']],
  ['v1.0', ['v1.0'], ['v1x0', 'v100']],
  ['$main', ['$main'], ['main']],
  ['a+b', ['ab', 'aaab'], ['b', 'a+b', 'a']],
  ['[a-c]+', ['a', 'cab'], ['', 'abd', '[a-c]+']],
  ['[0-9]?x', ['x', '1x'], ['12x', 'ax']],
  ['release!', ['release!'], ['release']],
  ['a!b', ['a!b'], ['ab', 'b']],
  ['caf\u00e9', ['caf\u00e9'], ['cafe\u0301', 'cafe']],
  ['\u{1f680}?x', ['x', '\u{1f680}x'], ['\ud83dx', '\u{1f680}\u{1f680}x']],
  ['***', ['a/b', 'a'], []],
  // Escapes.
  ['c\\+\\+', ['c++'], ['c', 'cc', 'ccc']],
  ['a\\*b', ['a*b'], ['ab', 'axb']],
  ['a\\?', ['a?'], ['a', '']],
  ['\\[a\\]', ['[a]'], ['a']],
  ['a\\\\b', ['a\\b'], ['ab']],
  ['\\!main', ['!main'], ['main']]
]

const lines = sheet.flatMap(([pattern, fitting, others]) => [
  ...fitting.map(name => [pattern, name, true] as const),
  ...others.map(name => [pattern, name, false] as const)
])

test.each(lines)('%s and %j: %j', (pattern, name, result) => expect(fits(pattern, name)).toBe(result))

describe('a list of patterns', () => {
  const decides = (list: readonly string[], name: string) => decidingPattern(parsePatterns(list, 'here'), name)

  test.each([
    [['*.md', '!README.md'], 'hello.md', 0],
    [['*.md', '!README.md'], 'README.md', undefined],
    [['*.md', '!README.md'], 'docs/hello.md', undefined],
    [['*.md', '!README.md', 'README*'], 'hello.md', 0],
    [['*.md', '!README.md', 'README*'], 'README.md', 2],
    [['*.md', '!README.md', 'README*'], 'README.doc', 2],
    // From the same page's part on branches and tags.
    [['releases/**', '!releases/**-alpha'], 'releases/10', 0],
    [['releases/**', '!releases/**-alpha'], 'releases/beta/mona', 0],
    [['releases/**', '!releases/**-alpha'], 'releases/10-alpha', undefined],
    [['releases/**', '!releases/**-alpha'], 'releases/beta/3-alpha', undefined],
    [['**', '!**/wip'], 'a/wip', undefined],
    [['**', '!**/wip'], 'wip', undefined],
    [['**', '!release/**', 'release/1'], 'release/1', 2],
    [['**', '!release/**', 'release/1'], 'release/2', undefined],
    [['main', '!develop'], 'feature', undefined],
    [['main', '**'], 'main', 1],
    [['a', '!!b'], 'b', undefined],
    [['**', '!!b'], '!b', undefined]
  ] as const)('%j and %j: pattern %j decides', (list, name, index) => expect(decides(list, name)).toBe(index))
})

describe('refused', () => {
  test.each([
    ['', 'The pattern is empty'],
    ['!', "The pattern '!' is empty"],
    ['refs/heads/main', "could never match: names are compared without 'refs/heads/'"],
    ['refs/tags/v1', "could never match: names are compared without 'refs/tags/'"],
    ['!refs/heads/main', "could never match: names are compared without 'refs/heads/'"],
    ['refs/**', "could never match: names are compared without 'refs/'"],
    ['/main', 'could never match'],
    ['main/', 'could never match'],
    ['release/**/', 'could never match'],
    ['?main', 'has a ? with no character before it to count (character 1)'],
    ['+', 'has a + with no character before it'],
    ['!+x', 'has a + with no character before it'],
    ['v*?', 'has a ? with no character before it to count (character 3)'],
    ['**+', 'has a + with no character before it'],
    ['c++', 'has a + with no character before it to count (character 3)'],
    ['a??', 'has a ? with no character before it'],
    ['[a', 'has a [ without a ]'],
    ['a]', 'has a ] without a ['],
    ['[]', 'has an empty [ ]'],
    ['[z-a]', "has 'z-a' in its [ ]"],
    ['[a-Z]', "has 'a-Z' in its [ ]"],
    ['[0-z]', "has '0-z' in its [ ]"],
    ['[a-]', "has 'a-' in its [ ]"],
    ['[!a]', "has '!' in its [ ]"],
    ['[^a]', "has '^' in its [ ]"],
    ['[._-]', "has '.' in its [ ]"],
    ['[\u00e9]', "has '\u00e9' in its [ ]"],
    ['a\\', 'has a stray backslash'],
    ['a\\b', 'has a stray backslash'],
    ['feature one', "contains ' ', which no branch or tag name can contain"],
    [' main', "contains ' '"],
    ['main\n', "contains '\\u{a}'"],
    ['a~1', "contains '~'"],
    ['^main$', "contains '^'"],
    ['a:b', "contains ':'"],
    ['x'.repeat(1001), 'longer than 1000 characters']
  ])('%j: %s', (source, message) => {
    const place = (run: () => unknown) => {
      try {
        run()
      } catch (error) {
        if (error instanceof InputError) return { message: error.message, where: error.where }
        throw error
      }
      return undefined
    }
    const found = place(() => parsePatterns(['ok', source], 'staging.branches'))
    expect(found).toEqual({ message: expect.stringContaining(message), where: 'staging.branches[1]' })
    expect(place(() => compilePattern(source))?.where).toBe('pattern')
  })

  test.each([
    [[], 'The list of patterns is empty'],
    [['!main'], 'There are only negative patterns'],
    [['!a', '!b'], 'There are only negative patterns'],
    [['!main', '**'], "The negative pattern '!main' comes first, so it leaves nothing out"]
  ])('the list %j: %s', (list, message) => {
    expect(() => parsePatterns(list, 'here')).toThrow(new RegExp(`^${message}`))
    expect(() => parsePatterns(list, 'here')).toThrow(InputError)
  })
})

test.each([
  [`${'a?'.repeat(500)}`, 'a'.repeat(500), true],
  [`${'a?'.repeat(400)}${'a'.repeat(200)}`, `${'a'.repeat(600)}b`, false],
  [`${'**x'.repeat(300)}`, 'x'.repeat(1000), true],
  [`${'**x'.repeat(300)}y`, 'x'.repeat(1000), false],
  [`${'*a'.repeat(300)}b`, 'a'.repeat(1000), false],
  [`${'**/'.repeat(300)}a`, `${'a/'.repeat(500)}b`, false]
])('takes no exponential time: %#', (pattern, name, result) => {
  const began = process.cpuUsage()
  expect(fits(pattern, name)).toBe(result)
  expect(cpuMsSince(began)).toBeLessThan(2000)
})
