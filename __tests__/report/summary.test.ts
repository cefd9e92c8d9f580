import { describe, expect, test } from '@jest/globals'
import type { Facts } from '../../src/report/facts.ts'
import { maxSummaryBytes } from '../../src/report/markdown.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { aSnapshot, aStep, made } from '../pieces/entities.ts'

/** The summary with its entities as a reader sees them. */
const shown = (facts: Facts) => summaryOf(facts).replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

const run = { id: 'r', name: 'training-1', status: 'completed', url: 'https://zenml.test/runs/r' }

describe('the heading', () => {
  test.each([
    ['success', 'succeeded'],
    ['failure', 'run failed'],
    ['stopped', 'was stopped'],
    ['cancelled', 'Job cancelled'],
    ['timed-out', 'did not end in time'],
    ['triggered', 'run started']
  ] as const)('of %s says %s', (conclusion, heading) => {
    expect(summaryOf({ conclusion, runs: [run] }).split('\n')[0]).toMatch(new RegExp(`^### .* ${heading}`))
  })

  test('of a failure before there was a run says that there was none', () => {
    expect(summaryOf({ conclusion: 'failure' })).toContain('### ❌ ZenML pipeline was not run')
  })

  test('of a timeout before there was a run says that there was none', () => {
    expect(summaryOf({ conclusion: 'timed-out', runs: [] })).toContain('### ⏰ ZenML pipeline was not run in time')
  })

  test('and does not say that nothing was run where a run may have been started that is not known', () => {
    for (const conclusion of ['failure', 'timed-out'] as const) {
      const summary = summaryOf({ conclusion, runs: [], isInDoubt: true })
      expect(summary).toContain('### ❌ It is not known whether the ZenML pipeline was started')
    }
    const run = { id: 'r', name: 'n', status: 'failed', url: 'https://x' }
    expect(summaryOf({ conclusion: 'failure', runs: [run], isInDoubt: true })).toContain(
      '### ❌ ZenML pipeline run failed'
    )
    expect(summaryOf({ conclusion: 'cancelled', isInDoubt: true })).toContain('### 🛑 Job cancelled')
  })

  test('of nothing to run is no failure, and a dry run is shown as one', () => {
    expect(summaryOf({ conclusion: 'skipped' })).toContain('No ZenML pipeline run')
    expect(summaryOf({ conclusion: 'skipped', dryRun: true })).toContain('Dry run: nothing was started')
  })

  test('is never that of a success where nothing is known', () => {
    expect(summaryOf({})).not.toContain('✅')
  })
})

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
    '| | |',
    '| --- | --- |',
    '| Environment | <code>staging</code> |',
    '| Stack | <code>k8s</code> (<code>s</code>) |',
    '| Pipeline | <code>training</code> |',
    '| Snapshot | <code>training-staging</code>, made 2h ago by <code>alice</code> |',
    "| Code | <code>not this push's</code> |",
    '| Run | <a href="https://zenml.test/runs/r">Open in the dashboard</a> <code>training-1</code> (<code>completed</code>) |',
    '| Project | <code>default</code> |',
    '| Server | ZenML <code>0.98.0</code> |',
    '| Account | <code>ci-gate</code> |',
    '| Gate | <code>the branch fits</code> |'
  ])
})

test('a dry run says what it would run, and where', () => {
  expect(shown({ dryRun: true, plan: 'training-staging on stack k8s as training-1' })).toContain(
    '| Would run | <code>training-staging on stack k8s as training-1</code> |'
  )
})

test.each([
  ['token', 'a token of limited life'],
  ['api-key', 'the API key']
] as const)('it says that later steps of the job are connected: %s', (exported, words) => {
  expect(shown({ conclusion: 'skipped', exported })).toContain(`| Later steps | connected, with ${words} |`)
})

test('a red step says why it is red, in a block', () => {
  expect(shown({ conclusion: 'failure', error: 'environments: Not a stack.\nSet one.' })).toBe(
    '### ❌ ZenML pipeline was not run\n\n<pre>environments: Not a stack.\nSet one.</pre>\n'
  )
})

test('what is not known has no part in it', () => {
  expect(summaryOf({})).toBe('### ❌ ZenML pipeline was not run\n')
  expect(shown({ stack: { name: 'k8s' }, snapshot: { ...aSnapshot({ author: undefined }), ageMs: undefined } })).toBe(
    [
      '### ❌ ZenML pipeline was not run\n',
      '| | |',
      '| --- | --- |',
      '| Stack | <code>k8s</code> |',
      '| Snapshot | <code>training-staging</code> |\n'
    ].join('\n')
  )
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
  const steps = [aStep('load', 'cached', { endMs: made + 5_000 }), aStep('train', 'failed'), aStep('test', 'running')]
  const text = shown({ steps })
  expect(text).toContain('| ✅ <code>load</code> | <code>cached</code> | 5 s |')
  expect(text).toContain('| ❌ <code>train</code> | <code>failed</code> |  |')
  expect(text).toContain('| ⏳ <code>test</code> | <code>running</code> |  |')
  expect(text).toContain('| Step | Status | Duration |\n| --- | --- | --- |\n| ✅')
})

test('steps that are all shown are followed by no count of more', () => {
  for (const count of [1, 200]) {
    const text = shown({ steps: Array.from({ length: count }, (_, index) => aStep(`s${index}`, 'completed')) })
    expect(text.trimEnd().split('\n').at(-1)).toBe(`| ✅ <code>s${count - 1}</code> | <code>completed</code> |  |`)
  }
})

test('of thousands of steps 200 are shown', () => {
  const text = shown({ steps: Array.from({ length: 5_000 }, (_, index) => aStep(`s${index}`, 'completed')) })
  expect(text).toContain('<code>s199</code>')
  expect(text).not.toContain('<code>s200</code>')
  expect(text).toContain('| … 4800 more | | |')
})

test('a failure has its traceback, or its message where there is none', () => {
  const failure = (change: object) => ({ message: 'drift', source: undefined, traceback: undefined, ...change })
  const failures = [
    { step: aStep('train', 'failed'), failure: failure({ traceback: 'File "x"\n  raise ValueError' }) },
    { step: aStep('test', 'failed'), failure: failure({}) },
    { step: aStep('last', 'stopped'), failure: undefined }
  ]
  const text = shown({ failures })
  expect(text).toContain('**Step <code>train</code>: <code>failed</code>**\n\n<pre>File "x"\n  raise ValueError</pre>')
  expect(text).toContain('<pre>drift</pre>')
  expect(text).toContain('**Step <code>last</code>: <code>stopped</code>**')
})

test('metadata are folded away', () => {
  expect(shown({ metadata: { accuracy: 0.9 } })).toContain(
    '\n\n<details><summary>Run metadata</summary>\n\n<pre>{\n  "accuracy": 0.9\n}</pre>\n\n</details>\n'
  )
  expect(shown({ metadata: {} })).not.toContain('<details>')
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
        '<br>',
        '<a href>',
        '</a>',
        '<details>',
        '</details>',
        '<summary>',
        '</summary>'
      ])
    )
    for (const name of ['code', 'pre', 'a', 'details', 'summary']) {
      const count = (tag: string) => tags.filter(one => one === tag || one === `${tag.slice(0, -1)} href>`).length
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
    const text = summaryOf({ ...facts, failures: Array(10).fill({ step, failure: long }) })
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxSummaryBytes)
    expect(text).toContain('Not everything is here')
    for (const tag of ['pre', 'code', 'span', 'details']) {
      const count = (kind: string) => text.split(kind).length
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
