import { describe, expect, test } from '@jest/globals'
import type { Facts } from '../../src/report/facts.ts'
import { maxSummaryBytes } from '../../src/report/markdown.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { aSnapshot, aStep, made } from '../pieces/entities.ts'
import { decoded } from '../pieces/markdown.ts'

/** The summary with its entities as a reader sees them. */
const shown = (facts: Facts) => decoded(summaryOf(facts))

const run = { id: 'r', name: 'training-1', status: 'completed', url: 'https://zenml.test/runs/r' }

test('the table names what ran where, of what age, by whom', () => {
  const facts: Facts = {
    environment: 'staging',
    stack: { id: 's', name: 'k8s' },
    pipeline: 'training',
    snapshot: { ...aSnapshot(), ageMs: 7_200_000 },
    codeNote: "not this push's",
    runs: [run],
    project: 'default',
    serverVersion: '0.98.0',
    account: 'ci-gate',
    reason: 'the branch fits',
    conclusion: 'success'
  }
  expect(
    shown(facts)
      .split('\n')
      .filter(line => line.startsWith('|'))
  ).toEqual([
    '| What | Value |',
    '| --- | --- |',
    '| Environment | <code>staging</code> |',
    '| Stack | <code>k8s</code> (<code>s</code>) |',
    '| Pipeline | <code>training</code> |',
    '| Snapshot | <code>training-staging</code>, made 2h ago by <code>alice</code> |',
    "| Code | not this push's |",
    '| Run | <a href="https://zenml.test/runs/r">Open in the dashboard</a> <code>training-1</code> (<code>completed</code>) |',
    '| Project | <code>default</code> |',
    '| Server | ZenML <code>0.98.0</code> |',
    '| Account | <code>ci-gate</code> |',
    '| Gate | the branch fits |'
  ])
})

test('the table names the model versions of the runs, each once, with the way to those that have a page', () => {
  const churn = { id: 'm', name: '3', modelName: 'churn', url: 'https://zenml.test/model-versions/m' }
  const unnamed = { id: 'n', name: '1', modelName: undefined, url: undefined }
  const text = shown({ runs: [churn, churn, unnamed].map((model, index) => ({ ...run, id: `r${index}`, model })) })
  expect(text).toContain(
    '| Model | <a href="https://zenml.test/model-versions/m">Open in the dashboard</a> <code>churn</code> version <code>3</code><br>version <code>1</code> |'
  )
  expect(shown({ runs: [run] })).not.toContain('| Model')
})

test('the table names the run in the required environment, and where a source was run', () => {
  const text = shown({ required: { environment: 'staging', run }, way: 'In this job.' })
  expect(text).toContain(
    '| Required | green in <code>staging</code>: <a href="https://zenml.test/runs/r">Open in the dashboard</a> <code>training-1</code> |'
  )
  expect(text).toContain('| Where | In this job. |')
})

test.each([
  ['token', 'a short-lived token'],
  ['api-key', 'the API key']
] as const)('it says that later steps of the job are connected: %s', (exported, words) => {
  expect(shown({ conclusion: 'skipped', exported })).toContain(`| Later steps | connected, with ${words} |`)
})

test('a red step says right below its heading why it is red, line by line', () => {
  expect(shown({ conclusion: 'failure', error: 'environments: Not a stack.\nSet one.' })).toBe(
    '### ❌ The ZenML pipeline was not run\n\nenvironments: Not a stack.<br>Set one.\n'
  )
})

describe("an address in a step's error", () => {
  const dashboard = 'https://zenml.test/projects/default'
  const error = (text: string) => summaryOf({ conclusion: 'failure', dashboard, error: text })

  test('is a link if it is a page of the project', () => {
    const page = `${dashboard}/runs/5ae4371f-a8d5-41a5-acf2-1ab3f07a512a`
    expect(decoded(error(`The run ended as failed: step x failed. ${page}`))).toContain(
      `ended as failed: step x failed. <a href="${page}">${page}</a>\n`
    )
    expect(decoded(error(`It goes on: ${page}.`))).toContain(`<a href="${page}">${page}</a>.\n`)
  })

  test.each([
    'https://evil.test/runs/1',
    `${dashboard}.evil.test/runs/1`,
    `${dashboard}-evil/runs/1`,
    'https://zenml.test/login',
    'https://zenmlxtest/projects/default/runs/1',
    'javascript:alert(1)'
  ])('is plain text if it is anything else: %s', address => {
    expect(error(`ValueError: see ${address}`)).not.toContain('<a')
    expect(decoded(error(`ValueError: see ${address}`))).toContain(address)
  })

  test('is plain text if no dashboard is known', () => {
    expect(summaryOf({ error: `${dashboard}/runs/1` })).not.toContain('<a')
    expect(summaryOf({ dashboard: 'javascript:x', error: 'javascript:x/runs/1' })).not.toContain('<a')
  })
})

test('what is not known has no part in it', () => {
  expect(summaryOf({})).toBe('### ❌ The ZenML pipeline was not run\n')
})

test('of code that is not proven to be of the commit in the heading it says so at once, and else only in the table', () => {
  const codeNote = 'The snapshot does not say which commit its code is from.'
  for (const codeSha of [undefined, '']) {
    const parts = shown({ codeNote, ...(codeSha === undefined ? {} : { codeSha }) }).split('\n\n')
    expect(parts[1]).toBe(`⚠️ ${codeNote}`)
  }
  const proven = shown({ codeNote: 'It has the code of this push.', codeSha: 'abc' })
  expect(proven).toContain('| Code | It has the code of this push. |')
  expect(proven).not.toContain('⚠️')
})

test('what became of a promotion stands there in a sentence, with the command that takes it back', () => {
  const note = 'Version 3 of model churn has the stage production.'
  const goBack = 'zenml model version update churn 2 --stage production --force'
  expect(shown({ promotion: { end: 'promoted', note, goBack } })).toContain(
    `\n\n**Promotion:** ${note} To go back:\n\n<pre>${goBack}</pre>\n`
  )
  expect(shown({ promotion: { end: 'not promoted', note } })).toContain(`\n\n**Promotion:** ${note}\n`)
})

test('the parts come in the order in which a reader asks for them, the table of facts last and folded', () => {
  const steps = [aStep('load', 'completed'), aStep('train', 'failed')]
  const summary = shown({
    conclusion: 'failure',
    runs: [{ ...run, status: 'failed' }],
    error: 'The error.',
    codeNote: 'The code.',
    promotion: { end: 'not promoted', note: 'The promotion.' },
    steps,
    graphs: [{ runId: 'r', steps, edges: [{ from: 0, to: 1 }] }],
    failures: [{ step: aStep('train', 'failed'), failure: { message: 'the tail', traceback: undefined } }],
    metadata: { accuracy: 0.9 },
    environment: 'staging'
  })
  const marks = [
    '### ',
    'The error.',
    'The code.',
    'The promotion.',
    '```mermaid',
    '| Step |',
    'the tail',
    'accuracy',
    '| What |'
  ]
  const places = marks.map(mark => summary.indexOf(mark))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
  expect(summary.slice(summary.indexOf('<summary>What ran'))).toMatch(
    /^<summary>[^\n]+\n\n\| What \|[\s\S]*\|\n\n<\/details>\n$/
  )
})

test('a skip by the gate is one line, and no more', () => {
  expect(shown({ conclusion: 'skipped', triggered: false, reason: 'no environment has the branch docs' })).toBe(
    '### ⏭️ Nothing to run: no environment has the branch docs\n'
  )
})

test('a question to a person stands below the error, with where to answer it and what an answer looks like', () => {
  const question = { name: 'release', question: 'Release model-1?', schema: {}, url: 'https://zenml.test/runs/r' }
  const words =
    '❓ **A person has to answer** <a href="https://zenml.test/runs/r"><code>release</code></a>: Release model-1?'
  expect(shown({ error: 'The run is still running.', questions: [question] })).toContain(`still running.\n\n${words}\n`)
  expect(shown({ questions: [{ ...question, schema: { type: 'boolean' } }] })).toContain(
    `${words}\n\n<details><summary>What an answer looks like</summary>\n\n<pre>{\n  "type": "boolean"\n}</pre>\n\n</details>\n`
  )
})

test('of more than twenty questions the first ones are shown, and how many more there are', () => {
  const asked = (nth: number) => ({ name: `ask-${nth}-`, question: undefined, schema: {}, url: 'https://zenml.test' })
  const summary = shown({ questions: Array.from({ length: 22 }, (_, nth) => asked(nth)) })
  expect(summary.match(/ask-\d+-/g)).toHaveLength(20)
  expect(summary).toContain('\n\n… 2 more\n')
})

test('the last lines of a log stand behind the exceptions', () => {
  const failures = [{ step: aStep('train', 'failed'), failure: { message: 'drift', traceback: undefined } }]
  const tails = [{ step: 'train', lines: ['epoch 3', 'loss nan'] }]
  expect(shown({ failures, tails })).toMatch(
    /drift<\/pre>[\s\S]*<details><summary><b>The last lines that were read of the log of <code>train<\/code><\/b><\/summary>\n\n<pre>epoch 3\nloss nan<\/pre>/
  )
})

test('no table has an empty head', () => {
  const summary = shown({ environment: 'staging', steps: [aStep('load', 'completed')] })
  for (const head of summary.split('\n').filter((_, index, lines) => lines[index + 1]?.startsWith('| ---') === true))
    expect(head).toMatch(/^(?:\| \w+ )+\|$/)
  expect(summary.match(/^\| ---/gm)).toHaveLength(2)
})

test('runs that steps started have a row of their own, and are said not to be judged', () => {
  const child = (id: string) => ({ id, url: `https://zenml.test/runs/${id}` })
  const linked = (id: string) => `<a href="https://zenml.test/runs/${id}">Open in the dashboard</a> <code>${id}</code>`
  expect(shown({ children: [child('a'), child('b')] })).toContain(
    `| Started by steps | ${linked('a')}<br>${linked('b')} (not judged) |`
  )
  expect(summaryOf({ children: Array(60).fill(child('a')) }).split('Open in the dashboard')).toHaveLength(51)
})

test('as many runs as there is room for are all shown, with no word of more', () => {
  const text = summaryOf({ runs: Array(50).fill(run) })
  expect(text.split('Open in the dashboard')).toHaveLength(51)
  expect(text).not.toContain('more')
})

test('several runs stand in one row', () => {
  expect(shown({ runs: [run, { ...run, id: 'q', name: 'second' }] })).toMatch(/\| Runs \| .*training-1.*<br>.*second/)
})

test('steps have their status and duration', () => {
  const steps = [
    aStep('load', 'cached', { endMs: made }),
    aStep('split', 'completed', { endMs: made + 5_000 }),
    aStep('train', 'failed'),
    aStep('test', 'running')
  ]
  const text = shown({ steps })
  expect(text).toContain('| ♻️ <code>load</code> | <code>cached</code> |  |')
  expect(text).toContain('| ✅ <code>split</code> | <code>completed</code> | 5 s |')
  expect(text).toContain('| ❌ <code>train</code> | <code>failed</code> |  |')
  expect(text).toContain('| ⏳ <code>test</code> | <code>running</code> |  |')
  expect(text).toContain('| Step | Status | Duration |\n| --- | --- | --- |\n| ♻️')
})

test('steps that are all shown are followed by no count of more, and many are folded away', () => {
  for (const [count, isFolded] of [
    [1, false],
    [30, false],
    [31, true],
    [200, true]
  ] as const) {
    const text = shown({ steps: Array.from({ length: count }, (_, index) => aStep(`s${index}`, 'completed')) })
    expect(text).toContain(`| ✅ <code>s${count - 1}</code> | <code>completed</code> |  |`)
    expect(text).not.toContain('more')
    expect(text.includes(`<details><summary>${count} steps</summary>\n\n| Step |`)).toBe(isFolded)
  }
})

test('of thousands of steps 200 are shown', () => {
  const text = shown({ steps: Array.from({ length: 5_000 }, (_, index) => aStep(`s${index}`, 'completed')) })
  expect(text).toContain('<code>s199</code>')
  expect(text).not.toContain('<code>s200</code>')
  expect(text).toContain('| … 4800 more | | |')
})

test('a failure has its traceback, or its message if there is none, and the first one is open', () => {
  const failure = (change: object) => ({ message: 'drift', source: undefined, traceback: undefined, ...change })
  const failures = [
    { step: aStep('train', 'failed'), failure: failure({ traceback: 'File "x"\n  raise ValueError' }) },
    { step: aStep('test', 'failed'), failure: failure({}) },
    { step: aStep('last', 'stopped'), failure: undefined }
  ]
  const text = shown({ failures })
  const title = (name: string) => `<summary><b>Step <code>${name}</code>: <code>failed</code></b></summary>`
  expect(text).toContain(`<details open>${title('train')}\n\n<pre>File "x"\n  raise ValueError</pre>\n\n</details>`)
  expect(text).toContain(`<details>${title('test')}\n\n<pre>drift</pre>\n\n</details>`)
  expect(text).toContain('**Step <code>last</code>: <code>stopped</code>**')
})

test('of a long traceback the end is shown, which says the most', () => {
  const traceback = Array.from({ length: 90 }, (_, index) => `line ${index + 1}`).join('\n')
  const text = shown({ failures: [{ step: aStep('train', 'failed'), failure: { message: 'm', traceback } }] })
  expect(text).toContain('<pre>… 50 more lines\nline 51\n')
  expect(text).toContain('line 90</pre>')
})

test('metadata are folded away', () => {
  expect(shown({ metadata: { accuracy: 0.9 } })).toContain(
    '\n\n<details><summary>Run metadata</summary>\n\n<pre>{\n  "accuracy": 0.9\n}</pre>\n\n</details>\n'
  )
  expect(shown({ metadata: {} })).not.toContain('metadata')
})

describe('whatever the server says', () => {
  const evil =
    '</code></pre></details>\n\n# x\n|<script>alert(1)</script>![i](https://evil.test)@octocat`*_~$:tada:\\\u202e\u001b[31m\u0000\u2066'
  const named = { id: evil, name: evil }
  const step = aStep(evil, evil)
  const facts: Facts = {
    environment: evil,
    stack: named,
    reason: evil,
    project: evil,
    account: evil,
    serverVersion: evil,
    snapshot: { ...aSnapshot({ ...named, author: evil }), ageMs: 1_000 },
    pipeline: evil,
    plan: evil,
    codeNote: evil,
    runs: [
      { ...named, status: evil, url: evil },
      { ...named, status: evil, url: `https://zenml.test/${evil}` }
    ],
    metadata: { [evil]: evil },
    steps: [step],
    failures: [{ step, failure: { message: evil, traceback: `${evil}\n${evil}` } }],
    conclusion: 'failure',
    error: evil
  }

  test('only tags of our own are there, each closed', () => {
    const tags = [...summaryOf(facts).matchAll(/<\/?([^\s>]*)[^>]*>/g)].map(([tag]) =>
      tag.replace(/href="[^"]*"/, 'href')
    )
    expect(new Set(tags)).toEqual(
      new Set([
        '<code>',
        '</code>',
        '<pre>',
        '</pre>',
        '<span>',
        '</span>',
        '<b>',
        '</b>',
        '<br>',
        '<a href>',
        '</a>',
        '<details>',
        '<details open>',
        '</details>',
        '<summary>',
        '</summary>'
      ])
    )
    for (const name of ['code', 'pre', 'a', 'details', 'summary']) {
      const count = (tag: string) => tags.filter(one => one.replace(/ (?:href|open)>$/, '>') === tag).length
      expect(count(`<${name}>`)).toBe(count(`</${name}>`))
    }
  })

  test('no character is there that a reader does not see, or that reorders what is read', () => {
    expect(shown(facts).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
  })

  test('no row of the table has more cells than it should', () => {
    for (const line of summaryOf(facts)
      .split('\n')
      .filter(line => line.startsWith('| '))) {
      expect([3, 4]).toContain(line.split('|').length - 1)
    }
  })

  test('it has nothing that Markdown obeys, but what is our own', () => {
    const rest = summaryOf(facts)
      .replace(/^### .*$|^\*\*Step (.*)\*\*$|^\| ---.*$/gm, '')
      .replace(/<[^>]*>|&#\d+;/g, '')
    expect(rest).not.toMatch(/[`*_[\]\\~$@!^<>#]|:\S/)
  })

  test('it is at most a mebibyte, however much that is', () => {
    const long = { message: 'm', source: undefined, traceback: `${'<'.repeat(490)}\n`.repeat(200) }
    const text = summaryOf({ ...facts, failures: Array(20).fill({ step, failure: long }) })
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxSummaryBytes)
    expect(text).toContain('Not everything is here')
    for (const tag of ['pre', 'code', 'span', 'details']) {
      const count = (kind: string) => text.replaceAll('<details open>', '<details>').split(kind).length
      expect(count(`<${tag}>`)).toBe(count(`</${tag}>`))
    }
    expect(text).toContain('| Step | Status | Duration |')
  })

  test('of many runs it shows the first', () => {
    const text = summaryOf({ ...facts, runs: Array(53).fill(run) })
    expect(text.split('Open in the dashboard')).toHaveLength(51)
    expect(text).toContain('… 3 more')
  })
})

describe('of thousands of steps', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => aStep(`s${index}`, index === 1_500 ? 'failed' : 'completed'))

  test('those that did not succeed are shown before others, in their order', () => {
    const rows = shown({ steps: many })
      .split('\n')
      .filter(line => /^\| [✅❌]/u.test(line))
    expect(rows).toHaveLength(200)
    expect(rows.at(-1)).toContain('s1500')
    expect(rows.at(-2)).toContain('s198')
  })

  test('the rest is counted by what the server has', () => {
    expect(shown({ steps: many, stepCount: 3_000 })).toContain('| … 2800 more | | |')
    expect(shown({ steps: many.slice(0, 3), stepCount: 7 })).toContain('| … 4 more | | |')
  })
})
