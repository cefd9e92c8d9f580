import { execFileSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import { splitCommand } from '../../src/command/command-line.ts'
import { InputError } from '../../src/text/errors.ts'
import { anyText } from '../pieces/any-text.ts'
import fc from '../pieces/fast-check.ts'
import { failure } from '../pieces/thrown.ts'

/** Quotes an argument in one of the ways that a person might. */
function quote(word: string, way: number): string {
  const single = `'${word.replaceAll("'", "'\\''")}'`
  const double = `"${word.replace(/[$`"\\]/g, '\\$&')}"`
  // A backslash before a line's end would continue the line instead.
  const escaped = word === '' || /[\r\n]/.test(word) ? single : word.replace(/[^A-Za-z0-9_/.,:+@%-]/gu, '\\$&')
  return [single, double, escaped][way] ?? single
}

const argument = fc.oneof(
  anyText(20),
  fc.string({ unit: fc.constantFrom(...' \t\n\r\'"\\$`|&;<>()#~=*?[]{}!aB1_-'), maxLength: 12 })
)
const argv = fc.array(fc.tuple(argument, fc.nat(2)), { minLength: 1, maxLength: 6 })

test('any argv that is quoted comes back as it was', () => {
  fc.assert(
    fc.property(argv, fc.constantFrom(' ', '\t  ', ' \\\n ', ' \\\r\n'), (words, gap) => {
      const clean = words.map(([word, way]) => ({ word: word.replaceAll('\0', ''), way }))
      fc.pre(clean[0]?.word !== '')
      const text = clean.map(({ word, way }) => quote(word, way)).join(gap)
      expect(splitCommand(text)).toEqual(clean.map(({ word }) => word))
    }),
    { numRuns: 2000 }
  )
})

test('what is accepted is split as a real shell splits it', () => {
  const plain = fc.string({ unit: fc.constantFrom(...' \t\\\'"$abc=-.,:%@+/\n'), minLength: 1, maxLength: 16 })
  const samples: string[] = []
  for (const text of fc.sample(plain, { numRuns: 3000, seed: 7 })) {
    try {
      splitCommand(`printf ${text}`)
      samples.push(`printf ${text}`)
    } catch {
      // Refused, so there is nothing to compare.
    }
  }
  expect(samples.length).toBeGreaterThan(300)
  const show = String.raw`show() { for word; do printf '%s\001' "$word"; done; printf '\002'; }`
  const script = samples.map(text => `show ${text.slice('printf '.length)}`).join('\n')
  const shown = execFileSync('sh', ['-c', `${show}\n${script}`], { encoding: 'utf8' })
    .split('\u0002')
    .slice(0, -1)
  expect(shown).toEqual(
    samples.map(text =>
      splitCommand(text)
        .slice(1)
        .map(word => `${word}\u0001`)
        .join('')
    )
  )
})

test.each<[string, readonly string[]]>([
  ['python run.py', ['python', 'run.py']],
  ['\n  python   run.py\t--a=1 \n', ['python', 'run.py', '--a=1']],
  ['python run.py \\\n  --stack staging\n', ['python', 'run.py', '--stack', 'staging']],
  ['python run\\\n.py', ['python', 'run.py']],
  ['python "run\\\n.py"', ['python', 'run.py']],
  [`bash -c 'a | b > "$c"; d'`, ['bash', '-c', 'a | b > "$c"; d']],
  [`p "a \\"b\\" \\$c \\\\ \\n" ''`, ['p', 'a "b" $c \\ \\n', '']],
  [`p a"b"'c'\\ d`, ['p', 'abc d']],
  [
    'p *.py [ab]? {a,b} ! a#b a=b ~'.replace(' ~', ' HEAD~1'),
    ['p', '*.py', '[ab]?', '{a,b}', '!', 'a#b', 'a=b', 'HEAD~1']
  ],
  ['p cost$ "5$" "$" $', ['p', 'cost$', '5$', '$', '$']],
  ['p "5$ and \\$B" 5$ \'$B\'', ['p', '5$ and $B', '5$', '$B']],
  [String.raw`C:\\tools\\p.exe`, [String.raw`C:\tools\p.exe`]],
  ['p \u{1f600} \\\u{1f600}', ['p', '\u{1f600}', '\u{1f600}']]
])('%j', (text, words) => {
  expect(splitCommand(text)).toEqual(words)
})

test.each<[string, RegExp]>([
  ['a | b', /\| is an operator/],
  ['a && b', /& is an operator/],
  ['a; b', /; is an operator/],
  ['a > b', /> is an operator/],
  ['a 2>&1', /> is an operator/],
  ['a < b', /< is an operator/],
  ['(a)', /\( is an operator/],
  ['a `b`', /` is an operator/],
  ['a "`b`"', /` would run a command/],
  ['a $B', /\$B would be an expansion/],
  [['a ', '$', '{B}'].join(''), /\$\{ would be an expansion/],
  ['a $(b)', /\$\( would be an expansion/],
  ['a "x$B"', /\$B would be an expansion/],
  ['a "$(b)"', /\$\( would be an expansion/],
  ["a $'b'", /\$' would be an expansion/],
  ['a $?', /\$\? would be an expansion/],
  ['a\nb', /A second line .*\(character 3\)/],
  ['a \\\n b\n\nc', /A second line/],
  ['A=1 b', /A=… would set a variable/],
  ['A= b', /A=… would set a variable/],
  ['a # b', /# would begin a comment/],
  ['~/a', /~ would be the home folder/],
  ["a 'b", /A ' is not closed \(character 3\)/],
  ['a "b', /A " is not closed \(character 3\)/],
  ['a \\', /Nothing follows the last \\/],
  ['', /empty/],
  [' \n ', /empty/],
  ["'' a", /empty/],
  ['a \0', /NUL/]
])('%j is refused', (text, message) => {
  const refused = expect(() => splitCommand(text, 'environments.staging.command'))
  refused.toThrow(InputError)
  refused.toThrow(message)
  refused.toThrow(expect.objectContaining({ where: 'environments.staging.command' }))
})

test.each([
  ['a | b', "write `bash -c '…'`, or put the commands into a script"],
  ['a $B', 'read the variable in the program itself'],
  ['a "$B"', 'read the variable in the program itself'],
  ['~/a', "write `bash -c '…'`"],
  ['a "`b`"', 'There is no shell here'],
  ['a\nb', 'A \\ at the end of a line continues it.'],
  ['A=1 b', 'name it in `pass-env`, or write `env NAME=value …`.'],
  ['a # b', "Remove the comment, or quote it: '#'."],
  ["a 'b", "write \\' for the character itself."],
  ['a "b', 'write \\" for the character itself.'],
  ['a \\', 'write \\\\ for the character itself.'],
  ['', 'Name a program, for example `python run.py`.']
])('%j is refused with what to write', async (text, remedy) => {
  expect((await failure(() => splitCommand(text))).remedy).toContain(remedy)
})

test('a command that may hold a secret is not repeated in the error', () => {
  expect(() => splitCommand('curl -H s3cret | sh')).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('s3cret') })
  )
})

test('a long command takes time in proportion to its length', () => {
  const cpuMs = (times: number) => {
    const before = process.cpuUsage()
    expect(splitCommand(`a ${'b"c"\'d\'\\e'.repeat(times)}`)[1]).toHaveLength(4 * times)
    const { system, user } = process.cpuUsage(before)
    return (system + user) / 1000
  }
  cpuMs(20_000)
  // Sixteen times as much in proportion, and 256 times with the square of the length.
  expect(cpuMs(160_000)).toBeLessThan(60 * Math.max(1, cpuMs(10_000)))
})
