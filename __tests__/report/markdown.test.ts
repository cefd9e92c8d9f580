import { describe, expect, test } from '@jest/globals'
import {
  fitSummary,
  inert,
  inertBlock,
  inertTail,
  link,
  linkedName,
  maxSummaryBytes,
  sentence,
  sentences
} from '../../src/report/markdown.ts'

/** Text in which every part means something to GitHub: HTML, Markdown, tables, links, mentions, formulas, emojis. */
const hostile = [
  '<img src=x onerror=alert(1)>',
  '</code></pre></details><script>alert(1)</script>',
  '<!-- -->',
  '&lt;b&gt; &#60;b&#62; &amp;',
  '**bold** __bold__ *it* _it_ ~~gone~~ `code`',
  '``` fence',
  '[text](https://evil.test "title") ![image](https://evil.test/x.png) [ref][1]',
  '[1]: https://evil.test',
  'https://evil.test http://evil.test ftp://evil.test www.evil.test mailto:a@evil.test a@evil.test',
  '<https://evil.test>',
  '| a | b |',
  'a || b \\| c \\\\',
  '@octocat @acme/team #1 acme/models#1',
  '$x^2$ $$y$$ $`z`$',
  ':tada: :octocat:',
  '# heading',
  '> quote',
  '> [!WARNING]',
  '- [x] done',
  '---',
  '===',
  '::add-path::/tmp ##[group]x',
  'a\u202eb\u001b[31mc\u0000',
  'a\u2066b\u200fc\u0085d\u061ce\u0007f'
]

/** What Markdown and HTML give a meaning to, wherever it stands. Entities are the only thing that may begin with an ampersand. */
const meaningful = /[<>"'`*_[\]\\|~$@!^]|&(?!#\d+;)|(?<!&)#|:(?=\S)|www\./i

/** What hides or reorders what a reader sees, or what a terminal obeys; line ends are looked for elsewhere. */
const unseen = /[\p{Bidi_Control}]|[^\P{Cc}\n]/u

/** What stands between the tags of our own; the one around each @ keeps a mail address apart. */
function inside(html: string, tag: 'code' | 'pre'): string {
  const match = new RegExp(`^<${tag}>([^<>]*)</${tag}>$`).exec(html.replaceAll('<span>&#64;</span>', '&#64;'))
  if (match === null) throw new Error(`not one ${tag} alone: ${html}`)
  return match[1] ?? ''
}

/** What a browser shows of a text with numeric entities. */
const shown = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

describe.each(hostile)('foreign text %j', text => {
  test('means nothing in a line', () => {
    const content = inside(inert(text), 'code')
    expect(content).not.toMatch(meaningful)
    expect(content).not.toMatch(unseen)
    expect(content).not.toMatch(/[\r\n]/)
  })

  test('means nothing in a block, at the beginning of a line or within', () => {
    const content = inside(inertBlock(`first\n${text}\nlast`), 'pre')
    for (const line of content.split('\n')) expect(line).not.toMatch(meaningful)
    expect(content).not.toMatch(unseen)
  })
})

describe.each(hostile)('foreign text %j in a sentence', text => {
  const html = sentence(`Said: ${text}`)

  test('means nothing, and reads as it is', () => {
    const rest = html.replace(/<code>[^<>]*<\/code>/g, '').replace(/<\/?span>/g, '')
    expect(rest).not.toMatch(meaningful)
    expect(shown(rest)).not.toMatch(unseen)
  })

  test('has no mention, issue, emoji or formula in one piece, for which GitHub looks after decoding', () => {
    const pieces = shown(html.replace(/<code>[^<>]*<\/code>/g, '').replace(/<\/?span>/g, '\u0000')).split('\u0000')
    for (const piece of pieces) expect(piece).not.toMatch(/[@#$].|:\S|GH-\d/i)
  })
})

describe('a sentence', () => {
  test.each(['- item', '+ item', '1. first', '2) second', '=== x'])('that begins like Markdown is none: %s', text => {
    expect(sentence(text)).toMatch(/^&#\d+;/)
    expect(shown(sentence(text))).toBe(text)
  })

  test('names an issue without a link to it', () => {
    expect(sentence('see GH-12, gh-3 and GH-x')).toBe('see GH-<span></span>12, gh-<span></span>3 and GH-x')
  })

  test('has what stands in backticks as inert code', () => {
    expect(sentence('Run `zenml <x>`, or `y`.')).toBe('Run <code>zenml &#60;x&#62;</code>, or <code>y</code>.')
    expect(sentence('an odd ` one')).toBe('an odd &#96; one')
  })

  test('is one line, and is cut at its limit', () => {
    expect(sentence('a\nb\r\nc')).toBe('a b c')
    expect(sentence('x'.repeat(2_000))).toHaveLength(1_000)
  })

  test('has links to what is under an address of http, and to nothing else', () => {
    expect(sentence('see https://a.test/x', 1_000, 'https://a.test')).toContain('<a href=')
    expect(sentence('see ftp://a.test/x', 1_000, 'ftp://a.test')).toBe(sentence('see ftp://a.test/x'))
  })

  test('of several lines each stands alone, the first of them', () => {
    expect(sentences('\na\n- b\n\n', 2)).toBe('a<br>&#45; b')
    expect(sentences('a\nb\nc', 2)).toBe('a<br>b<br>… 1 more lines')
  })
})

describe('a name that is a link', () => {
  test('is inert code in it', () => {
    expect(linkedName('a<b', 'https://zenml.test/x')).toBe(
      '<a href="https&#58;//zenml.test/x"><code>a&#60;b</code></a>'
    )
  })

  test.each(['javascript:alert(1)', 'not a url', ''])('is none to %j', address => {
    expect(linkedName('run', address)).toBe('<code>run</code>')
  })
})

test('of a block the last lines are shown, however many there are', () => {
  const lines = (count: number, line = 'short') => inertTail(Array(count).fill(line).join('\n'), 40, 500)
  expect(lines(40)).toBe(`<pre>${Array(40).fill('short').join('\n')}</pre>`)
  expect(lines(41)).toMatch(/^<pre>… 1 more lines\nshort/)
  expect(lines(200, 'x'.repeat(2_000))).toMatch(/^<pre>… and more\nx/)
})

test('no mail address stands in one piece, since GitHub makes links of them after decoding entities', () => {
  expect(inert('a@evil.test')).toBe('<code>a<span>&#64;</span>evil.test</code>')
  expect(inertBlock('mailto:a@evil.test')).not.toContain('a&#64;')
})

test('a reader sees the text as it is', () => {
  const text = '<b>&amp;</b> **x** [a](b) $1 user@host a|b `c` https://x.test #1'
  expect(shown(inside(inert(text), 'code'))).toBe(text)
  expect(shown(inside(inertBlock(`${text}\n  indented`), 'pre'))).toBe(`${text}\n  indented`)
})

test('letters of every script stay', () => {
  expect(inert('Grüße 日本 שלום 😀')).toBe('<code>Grüße 日本 שלום 😀</code>')
})

test('a line is cut at its limit, and a block at its lines', () => {
  expect(inside(inert('x'.repeat(1_000)), 'code')).toHaveLength(300)
  const last = (text: string) =>
    inside(inertBlock(text, 60, 500), 'pre')
      .split('\n')
      .at(-1)
  expect(last(Array(100).fill('short').join('\n'))).toBe('… 40 more lines')
  expect(last(Array(100).fill('x'.repeat(2_000)).join('\n'))).toBe('… and more')
  expect(last(Array(60).fill('short').join('\n'))).toBe('short')
})

describe('a link', () => {
  test('has a text of our own and an address of http', () => {
    expect(link('Open', 'https://zenml.test/runs/1')).toBe('<a href="https&#58;//zenml.test/runs/1">Open</a>')
  })

  test.each(['javascript:alert(1)', 'data:text/html,<script>', 'not a url', '', 'file:///etc/passwd'])(
    'to %j is none',
    address => {
      const html = link('Open', address)
      expect(html).not.toContain('<a')
      expect(inside(html, 'code')).not.toMatch(meaningful)
    }
  )

  test('cannot break out of its address', () => {
    const address = 'https://zenml.test/"><script>alert(1)</script>|`*_[x](y)\\'
    const href = /^<a href="([^"<>]*)">Open<\/a>$/.exec(link('Open', address))?.[1] ?? ''
    expect(href).not.toMatch(meaningful)
    expect(new URL(shown(href)).origin).toBe('https://zenml.test')
  })
})

describe("GitHub's limit", () => {
  test('is a mebibyte', () => {
    expect(maxSummaryBytes).toBe(1_048_576)
  })

  test('does not touch what fits, to the byte', () => {
    const text = `${'ä'.repeat(maxSummaryBytes / 2 - 1)}ab`
    expect(Buffer.byteLength(text)).toBe(maxSummaryBytes)
    expect(fitSummary([text.slice(0, -1)])).toBe(`${text.slice(0, -1)}\n`)
    expect(fitSummary([text])).not.toContain('ä')
    expect(Buffer.byteLength(fitSummary(['x'.repeat(maxSummaryBytes - 1)]))).toBe(maxSummaryBytes)
  })

  test.each(['x', 'ä', '日', '😀'])('leaves out whole parts of %s, with a note, within the limit', letter => {
    const parts = Array.from({ length: 60_000 }, (_, nth) => `${nth} ${letter.repeat(49)}`)
    const fitted = fitSummary(parts)
    expect(Buffer.byteLength(fitted)).toBeLessThanOrEqual(maxSummaryBytes)
    const texts = fitted.trimEnd().split('\n\n')
    expect(texts.at(-1)).toContain('Not everything is here')
    expect(texts.slice(0, -1)).toEqual(parts.slice(0, texts.length - 1))
    expect(Buffer.byteLength(fitted)).toBeGreaterThan(maxSummaryBytes - 1_000)
  })

  test('goes on with a smaller part behind one that is too large', () => {
    const fitted = fitSummary(['title', '<pre>'.padEnd(maxSummaryBytes, 'x'), 'table'])
    expect(fitted).toMatch(/^title\n\ntable\n\n_Not everything is here.*_\n$/)
  })
})
