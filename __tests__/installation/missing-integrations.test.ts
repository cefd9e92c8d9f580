import { expect, test } from '@jest/globals'
import { MissingIntegrations } from '../../src/installation/missing-integrations.ts'

function foundIn(...lines: readonly string[]): readonly string[] {
  const missing = new MissingIntegrations()
  for (const line of lines) missing.hear(line)
  return missing.found
}

test.each([
  ['nothing around it', '', ''],
  ['a box that is open', '│ ', ''],
  ['a box that is closed', '│ ', '   │'],
  ['a thick box', ' ┃', '┃ '],
  ['a box in colour', '\u001b[31m│\u001b[0m ', ' \u001b[31m│\u001b[0m']
])('what ZenML says is heard wherever a console breaks the line, with %s', (_, left, right) => {
  const words = 'The `gcp` integration that you are trying to use is not installed in your environment.'.split(' ')
  for (let cut = 1; cut <= words.length; cut += 1) {
    const lines = [words.slice(0, cut), words.slice(cut)].map(part => `${left}${part.join(' ')}${right}`)
    expect(foundIn(...lines)).toEqual(['gcp'])
  }
})

test('each integration is named once, in the order in which they come, however many a line has', () => {
  expect(
    foundIn(
      'Run `zenml integration install s3 -y` and `zenml integration install aws`.',
      'Something went wrong while trying to import from the `gcp` integration.',
      'Run `zenml integration install s3`.'
    )
  ).toEqual(['s3', 'aws', 'gcp'])
})

test('three lines are not one sentence', () => {
  expect(foundIn('import from the', 'something', '`gcp` integration')).toEqual([])
})

const frame = '  File "/v/lib/zenml/integrations/gcp/x.py", line 1, in <module>'
const windowsFrame = '  File "C:\\v\\zenml\\integrations\\aws\\x.py", line 1, in <module>'
const begin = 'Traceback (most recent call last):'

test.each([
  ['the innermost integration', [begin, frame, windowsFrame, "ModuleNotFoundError: No module named 'boto3'"], ['aws']],
  ['with lines of others behind it', [begin, frame, '  File "/v/x.py"', 'ImportError: cannot import'], ['gcp']],
  ['in a box', [`│${begin}│`, `│${frame}│`, "│ ImportError: cannot import name 'x' │"], ['gcp']],
  ['of another kind of error', [begin, frame, 'ValueError: ModuleNotFoundError: no'], []],
  ['of the traceback before it', [begin, frame, begin, '  File "/v/x.py"', 'ImportError: cannot import'], []],
  [
    'that has been counted, and not the next error',
    [frame, 'ImportError: a', windowsFrame, 'ImportError: b'],
    ['gcp', 'aws']
  ],
  ['no longer', [begin, frame, 'ValueError: no', begin, "ImportError: No module named 'own'"], []]
])('a failed import in an integration’s own code names it: %s', (_, lines, names) => {
  expect(foundIn(...lines)).toEqual(names)
})

test('an error behind the one that counted is not the integration’s as well', () => {
  const missing = new MissingIntegrations()
  for (const line of [begin, frame, 'ImportError: a']) missing.hear(line)
  expect(missing.found).toEqual(['gcp'])
  const next = new MissingIntegrations()
  for (const line of ['ImportError: b', frame]) next.hear(line)
  expect(next.found).toEqual([])
})
