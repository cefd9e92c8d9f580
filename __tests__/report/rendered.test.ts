// Summaries as GitHub shows them: Markdown with its HTML, GitHub's stylesheet and Mermaid in a real browser.
import { beforeAll, describe, expect, test } from '@jest/globals'
import { browserPath, type Rendered, render } from '../../scripts/browser.ts'
import type { Facts } from '../../src/report/facts.ts'
import { contentOf } from '../../src/report/report-content.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { oneLine } from '../../src/text/foreign.ts'
import { aSnapshot, aStep } from '../pieces/entities.ts'

/** Texts of which each means something to Markdown, HTML, GitHub or Mermaid, at the beginning of a line or within. */
const hostile = [
  '<img src=x onerror=alert(1)>',
  '</code></pre></details></td></table><script>alert(1)</script>',
  '<!-- comment',
  '&lt;b&gt; &#60;b&#62; &amp; #lt; #60; #quot;',
  '**bold** __bold__ *it* ~~gone~~',
  '`code` ``` ~~~',
  '[text](https://evil.test) ![image](https://evil.test/x.png) <https://evil.test>',
  'https://evil.test www.evil.test mailto:a@evil.test a@evil.test xmpp:a@evil.test',
  'a | b || c \\| d',
  '@octocat #1 GH-1 acme/models#1 :tada: $x^2$',
  '# heading',
  '> [!WARNING]',
  '1. first',
  '2) second',
  '- item',
  '+ item',
  '- [x] done',
  '---',
  '===',
  'end',
  '%%{init: {"theme": "dark"}}%%',
  '%% comment',
  'click n0 href "https://evil.test" _blank',
  'click n0 call alert()',
  'n0["x"] --> n1',
  '"] --> n9["',
  'subgraph x',
  'classDef done fill:#000',
  ':::failed',
  '@{ shape: circle, img: "https://evil.test/x.png" }',
  '$$\\frac{1}{2}$$',
  'fa:fa-car',
  '{{x}} ((y)) [/z/]',
  'line\nbreak\r\nanother',
  '日本 שלום 😀'
]

const page = 'https://zenml.test/projects/default/runs/5ae4371f-a8d5-41a5-acf2-1ab3f07a512a'
const commit = { sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e', url: 'https://github.com/acme/models/commit/6dcb09b' }

/** Facts in which every foreign text is hostile. */
function hostileFacts(): Facts {
  const all = hostile.join(' ')
  const steps = hostile.map(name => aStep(name, 'failed'))
  const named = { id: all, name: all }
  const cells = hostile.map(text => `"${text.replaceAll('"', '""')}","${text.replaceAll('"', '""')}"`).join('\r\n')
  const texts = {
    csv: cells,
    json: JSON.stringify(hostile),
    markdown: `${hostile.join('\n')}\n\n${hostile.join('\n\n')}`
  }
  const of = { runId: all, artifact: named, stepId: steps[0]?.id, index: 0 }
  const reported = Object.entries(texts).map(([type, text]) => ({
    ...of,
    type,
    content: contentOf(type, text, each => each)
  }))
  return {
    conclusion: 'failure',
    environment: all,
    stack: named,
    pipeline: all,
    project: all,
    account: all,
    reason: all,
    serverVersion: all,
    snapshot: { ...aSnapshot({ name: all, author: all }), ageMs: 1_000 },
    codeNote: all,
    way: all,
    commit,
    dashboard: 'https://zenml.test/projects/default',
    runs: [{ ...named, url: page, status: all, model: { ...named, modelName: all, url: undefined } }],
    error: hostile.join('\n'),
    questions: [{ name: all, question: all, schema: { [all]: all }, url: page }],
    promotion: { end: 'unknown', note: all, goBack: all },
    steps,
    graphs: [{ runId: all, steps, edges: hostile.slice(1).map((_, index) => ({ from: 0, to: index + 1 })) }],
    failures: steps.slice(0, 3).map(step => ({ step, failure: { message: all, traceback: hostile.join('\n') } })),
    tails: [{ step: all, lines: hostile }],
    reports: [...reported, { ...of, type: 'csv', trouble: all }, { ...of, type: all }],
    metadata: { [all]: all }
  }
}

describe('whatever somebody else has worded', () => {
  let rendered: Rendered
  beforeAll(async () => {
    rendered = await render(summaryOf(hostileFacts()))
  }, 240_000)

  test('the graph is drawn, and each step has its name in it', () => {
    expect(rendered.graphErrors).toEqual([])
    expect(rendered.nodes).toHaveLength(hostile.length)
    for (const [index, name] of hostile.entries()) {
      const start = oneLine(name).slice(0, 39).trimEnd()
      expect(rendered.nodes[index]).toContain(`❌ ${start}`)
    }
  })

  test('nothing in the graph is markup or can be clicked', () => {
    expect(rendered.activeInGraphs).toEqual([])
  })

  test('no element is there but our own', () => {
    const own = 'h3 p a code pre span b strong br details summary table thead tbody tr th td div'.split(' ')
    expect(rendered.elements.filter(name => !own.includes(name))).toEqual([])
  })

  test('no link is there but our own, to the run and the commit', () => {
    expect(new Set(rendered.links.map(({ address }) => address))).toEqual(new Set([page, commit.url]))
  })

  test('a reader reads it as it was written', () => {
    for (const text of hostile) expect(rendered.text).toContain(oneLine(text))
  })
})

describe('a long error', () => {
  let rendered: Rendered
  beforeAll(async () => {
    const words =
      "ZenML's server refused the configuration, since a step has a parameter that it doesn't know. ".repeat(8)
    const error = `${words}${'x'.repeat(400)} The run on stack k8s ended as failed. ${page}`
    rendered = await render(
      summaryOf({
        conclusion: 'failure',
        dashboard: 'https://zenml.test/projects/default',
        error,
        runs: [{ id: 'r', name: 'y'.repeat(255), url: page, status: 'failed' }],
        pipeline: 'z'.repeat(255),
        commit
      })
    )
  }, 240_000)

  test('wraps, as does a long name, so that nothing is cut off at the right', () => {
    expect(rendered.text).toContain('x'.repeat(400))
    expect(rendered.tooWide).toEqual([])
  })

  test('leads to the run by a link', () => {
    expect(rendered.links.filter(({ text }) => text === page)).toEqual([{ address: page, text: page }])
  })
})

test('the browser is found by its name on PATH, or named in CHROMIUM', () => {
  expect(browserPath({ PATH: '', CHROMIUM: process.execPath }, [])).toBe(process.execPath)
  expect(browserPath()).toMatch(/chrom/i)
})

test('without a browser it says how to install one', () => {
  expect(() => browserPath({ PATH: '/nowhere' }, [])).toThrow(
    "There is no Chromium, which draws the job summary: 'apt-get install chromium' (Debian)"
  )
})
