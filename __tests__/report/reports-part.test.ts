import { describe, expect, test } from '@jest/globals'
import type { Facts, ReportFacts } from '../../src/report/facts.ts'
import { contentOf } from '../../src/report/report-content.ts'
import { reportParts } from '../../src/report/reports-part.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { aStep } from '../pieces/entities.ts'
import { decoded } from '../pieces/markdown.ts'

const run = { id: 'r', name: 'training-1', status: 'completed', url: 'https://zenml.test/runs/r' }
const open = '<a href="https://zenml.test/runs/r">'

function aReport(name: string, type: string, text?: string, change: Partial<ReportFacts> = {}): ReportFacts {
  const content = text === undefined ? {} : { content: contentOf(type, text, each => each) }
  return {
    runId: 'r',
    artifact: { id: `id-${name}`, name },
    stepId: 'step-evaluate',
    index: 0,
    type,
    ...content,
    ...change
  }
}

const partsOf = (reports: readonly ReportFacts[], more: Partial<Facts> = {}) =>
  reportParts({ runs: [run], steps: [aStep('evaluate', 'completed')], reports, ...more }).map(decoded)

test('a text is folded under the names of its artifact and step', () => {
  expect(partsOf([aReport('card', 'markdown', '# Card\n\n**good**')])).toEqual([
    '<details><summary>Report <code>card</code> of step <code>evaluate</code> (Markdown)</summary>\n\n<pre># Card\n\n**good**</pre>\n\n</details>'
  ])
})

test('CSV is a table, as wide as its widest row', () => {
  expect(partsOf([aReport('errors', 'csv', ',count\nlate,1,x\n')])[0]).toContain(
    '\n\n|  | <code>count</code> |  |\n| --- | --- | --- |\n| <code>late</code> | <code>1</code> | <code>x</code> |\n\n</details>'
  )
})

test('of one that is cut it is said, with the way to all of it', () => {
  for (const text of ['x\n'.repeat(300), 'y'.repeat(600)])
    expect(partsOf([aReport('long', 'markdown', text)])[0]).toContain(
      `</pre>\n\n_This is only its beginning;_ ${open}the dashboard</a> _has all of it._\n\n</details>`
    )
})

test('plots, and what there was no time for, are names beside a link', () => {
  const all = [
    aReport('curve', 'html'),
    aReport('hist', 'image', undefined, { stepId: undefined }),
    aReport('x', 'csv')
  ]
  expect(partsOf(all)).toEqual([
    `**In ${open}the dashboard</a>**: <code>curve</code> of step <code>evaluate</code> (HTML), <code>hist</code> (image), <code>x</code> of step <code>evaluate</code> (CSV).`
  ])
})

test('what is of a type that nobody knows yet is called by that', () => {
  expect(partsOf([aReport('tour', 'video|3d')])).toEqual([
    `**In ${open}the dashboard</a>**: <code>tour</code> of step <code>evaluate</code> (<code>video|3d</code>).`
  ])
})

test('of plots 30 are named', () => {
  const [part = ''] = partsOf(Array.from({ length: 33 }, (_, index) => aReport(`p${index}`, 'image')))
  expect(part).toContain('<code>p29</code> of step <code>evaluate</code> (image), 3 more.')
  expect(part).not.toContain('p30')
})

test('one that could not be read says why, in one line beside a link', () => {
  const unread = aReport('card', 'markdown', undefined, { trouble: 'Refused with 403.\nReally.' })
  expect(partsOf([unread, aReport('curve', 'html')])).toEqual([
    `**Reports that could not be read**: <code>card</code> of step <code>evaluate</code> (Markdown). Refused with 403. Really. ${open}Open the dashboard</a>`,
    `**In ${open}the dashboard</a>**: <code>curve</code> of step <code>evaluate</code> (HTML).`
  ])
})

test('of several runs each is named with what is its own', () => {
  const other = { ...run, id: 'q', name: 'training-2', url: 'https://zenml.test/runs/q' }
  const reports = [
    aReport('b', 'markdown', 'B', { runId: 'q' }),
    aReport('a', 'markdown', 'A'),
    aReport('plot', 'image')
  ]
  const parts = partsOf(reports, { runs: [run, other] })
  expect(parts.map(part => part.replace(/<\/?code>/g, '').split('</summary>')[0])).toEqual([
    '<details><summary>Report a of step evaluate (Markdown) of run training-1',
    `**In ${open}the dashboard</a>** of run training-1: plot of step evaluate (image).`,
    '<details><summary>Report b of step evaluate (Markdown) of run training-2'
  ])
})

describe('room', () => {
  const line = '@'.repeat(490)

  test('is 256 KiB for all reports together, and what has none is named', () => {
    const big = `${line}\n`.repeat(25)
    const parts = partsOf([
      aReport('a', 'markdown', big),
      aReport('b', 'markdown', big),
      aReport('c', 'markdown', 'small')
    ])
    expect(parts).toHaveLength(3)
    expect(parts[1]).toContain('<code>c</code>')
    expect(parts[2]).toBe(`**In ${open}the dashboard</a>**: <code>b</code> of step <code>evaluate</code> (Markdown).`)
  })

  test('is what the rest of the summary leaves: reports go first', () => {
    const facts = (reports: readonly ReportFacts[]): Facts => ({
      conclusion: 'success',
      account: 'ci-gate',
      runs: [run],
      tails: [{ step: 'tail', lines: Array(40).fill(line) }],
      metadata: Object.fromEntries(Array.from({ length: 58 }, (_, index) => [`${line}${index}`, 1])),
      reports
    })
    const summary = summaryOf(
      facts([aReport('big', 'markdown', `${line}\n`.repeat(25)), aReport('c', 'markdown', 'small')])
    )
    const kept = ['of the log of <code>tail', '>c<', 'Run metadata', 'ci-gate', 'Not everything is here']
    expect(kept.filter(text => !decoded(summary).includes(text))).toEqual([])
    expect(summary).not.toContain('<code>big</code>')
    expect(summaryOf(facts([]))).not.toContain('Not everything is here')
  })
})

test('reports stand behind the tails and before the table of facts', () => {
  const facts: Facts = {
    conclusion: 'success',
    runs: [run],
    account: 'ci-gate',
    tails: [{ step: 'load', lines: ['a line'] }],
    reports: [aReport('card', 'markdown', 'good')],
    metadata: { a: 1 }
  }
  const places = ['a line', '>card<', 'Run metadata', 'ci-gate'].map(text => decoded(summaryOf(facts)).indexOf(text))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places).not.toContain(-1)
})
