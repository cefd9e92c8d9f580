import { describe, expect, test } from '@jest/globals'
import { type Log, type Place, type SafeLog, safeLog } from '../../src/world/log.ts'

/** What a log was given, as `kind: line`. */
function recording(coloured: Log['coloured'] = () => undefined): {
  readonly log: SafeLog
  readonly lines: readonly string[]
} {
  const lines: string[] = []
  const record = (kind: string) => (line: string) => void lines.push(`${kind}: ${line}`)
  const log: Log = {
    info: record('info'),
    coloured,
    debug: record('debug'),
    notice: record('notice'),
    warning: record('warning'),
    error: record('error'),
    startGroup: record('group'),
    endGroup: () => record('group')('end'),
    mask: record('mask')
  }
  return { log: safeLog(log), lines }
}

const kinds = ['notice', 'warning', 'error'] as const

test.each(['info', 'debug', ...kinds, 'startGroup'] as const)('%s writes nothing that is obeyed', kind => {
  const { log, lines } = recording()
  log[kind]('::add-path::/evil\r\n::set-env name=A::b\u001b[2J ##[warning]\u202e')
  expect(lines).toHaveLength(1)
  const [, text = ''] = /^\w+: (.*)$/s.exec(lines[0] ?? '') ?? []
  expect(text).toContain('/evil')
  expect(text).not.toMatch(/^\s*::|[\r\n\u001b\u202e]|##\[/)
})

test('lines with their colours are written together, and nothing in them is obeyed', () => {
  const written: (readonly string[])[] = []
  const { log, lines } = recording(shown => void written.push(shown))
  log.mask('credential')
  log.coloured(['\u001b[31ma credential\u001b[0m', '::set-env::x\r\n::b \u001b[2J##[warning]'])
  expect(written).toEqual([['\u001b[31ma ***\u001b[0m\u001b[0m', ' : :set-env::x ::b ## [warning]']])
  expect(lines).toEqual(['mask: credential'])
})

test('a fold is opened and closed', () => {
  const { log, lines } = recording()
  log.startGroup('title')
  log.endGroup()
  expect(lines).toEqual(['group: title', 'group: end'])
})

test('a secret is masked as it is', () => {
  const { log, lines } = recording()
  log.mask('a\u202eb')
  expect(lines).toEqual(['mask: a\u202eb'])
})

test('what a command hides is taken out of what is shown, and never out of what is decided on', () => {
  const { log, lines } = recording()
  log.mask('credential')
  log.hide('completed')
  expect(log.redact('completed credential')).toBe('*** ***')
  expect(log.withoutCredentials('completed credential')).toBe('completed ***')
  log.info('completed credential')
  expect(lines).toEqual(['mask: credential', 'mask: completed', 'info: *** ***'])
})

describe.each(kinds)('more annotations than GitHub keeps: %s', kind => {
  test('nine are as they were given', () => {
    const { log, lines } = recording()
    for (let index = 1; index <= 9; index++) log[kind](`no. ${index}`)
    expect(lines).toEqual(Array.from({ length: 9 }, (_, index) => `${kind}: no. ${index + 1}`))
  })

  test('the tenth annotation says that there are more, and every text is in the log', () => {
    const { log, lines } = recording()
    for (let index = 1; index <= 12; index++) log[kind](`no. ${index}`)
    const annotations = lines.filter(line => line.startsWith(`${kind}: `))
    expect(annotations).toHaveLength(10)
    expect(annotations.at(-1)).toBe(`${kind}: This step has more than 9 of these; see its log.`)
    for (let index = 10; index <= 12; index++) expect(lines).toContain(`info: ${kind}: no. ${index}`)
  })

  test('other kinds have their own count', () => {
    const { log, lines } = recording()
    for (let index = 1; index <= 9; index++) for (const other of kinds) log[other]('text')
    expect(lines.filter(line => line.startsWith('info'))).toEqual([])
  })

  test('a text of 4,096 characters stays whole, a longer one is cut with a note and is whole in the log', () => {
    const { log, lines } = recording()
    log[kind]('x'.repeat(4096))
    log[kind]('y'.repeat(4097))
    expect(lines.map(line => line.length)).toEqual(
      [4096, 4096, 4097].map((length, index) => length + kind.length + (index === 2 ? 8 : 2))
    )
    expect(lines[1]).toMatch(/ \(The whole text is in the log\.\)$/)
    expect(lines[2]).toBe(`info: ${kind}: ${'y'.repeat(4097)}`)
  })
})

describe('an error with a place', () => {
  const placed = () => {
    const seen: { readonly text: string; readonly place: Place | undefined }[] = []
    const nothing = () => undefined
    const log = { info: nothing, coloured: nothing, debug: nothing, notice: nothing, warning: nothing, mask: nothing }
    const groups = { startGroup: nothing, endGroup: nothing }
    return { seen, log: safeLog({ ...log, ...groups, error: (text, place) => void seen.push({ text, place }) }) }
  }

  test('keeps its lines and its place, and nothing in it is obeyed', () => {
    const { log, seen } = placed()
    log.mask('credential')
    log.error('ValueError: credential\n::set-env::x\u001b[2J', {
      title: 'Value\nError credential',
      file: 'a.py',
      line: 3
    })
    expect(seen).toEqual([
      { text: 'ValueError: ***\n : :set-env::x', place: { title: 'Value Error ***', file: 'a.py', line: 3 } }
    ])
  })

  test('is cut to what GitHub takes, its title too', () => {
    const { log, seen } = placed()
    log.error(`${'x\n'.repeat(4_000)}`, { title: 't'.repeat(300) })
    expect(seen[0]?.text.length).toBe(4_096)
    expect(seen[0]?.text).toMatch(/… \(The whole text is in the log\.\)$/)
    expect(seen[0]?.place?.title).toHaveLength(255)
  })
})
