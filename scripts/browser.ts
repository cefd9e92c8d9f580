// A job summary as GitHub shows it, in a Chromium of this machine: for its tests and for the screenshots.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { cropPng } from './crop-png.ts'

/** What the page has found out about itself, once everything is drawn. */
export interface Rendered {
  /** Mermaid's complaints, one for each graph that it can't draw. */
  readonly graphErrors: readonly string[]
  /** The texts of the nodes that were drawn. */
  readonly nodes: readonly string[]
  /** Names of the elements that are there, outside of graphs. */
  readonly elements: readonly string[]
  /** Names of the elements in graphs that could do something. */
  readonly activeInGraphs: readonly string[]
  readonly links: readonly { readonly address: string; readonly text: string }[]
  /** What a reader reads, without graphs. */
  readonly text: string
  /** Elements whose text sticks out of them, but for tables and blocks of code, which scroll. */
  readonly tooWide: readonly string[]
  /** Height of the page, pixels. */
  readonly height: number
}

/** Width of a job summary on GitHub on a usual screen, pixels. */
const pageWidth = 1012
/** Rows at the bottom of a window that Chromium may leave white in a picture, pixels (measured on 156: 87). */
const unpainted = 120
/** Time for one page, ms. */
const pageMs = 120_000

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const places = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** Renders Markdown and says what became of it; throws an `Error` with what to do if there is no Chromium. */
export async function render(markdown: string): Promise<Rendered> {
  return inFolder(async folder => {
    const dumped = await chromium(folder, ['--dump-dom', writePage(folder, markdown)])
    const found = /<script type="application\/json" id="rendered">([^<]*)<\/script>/.exec(dumped)?.[1]
    if (found === undefined || found === '') throw new Error('The page was not drawn in time')
    return JSON.parse(decodeURIComponent(found)) as Rendered
  })
}

/** Renders Markdown into a PNG file, as high as it needs to be. */
export async function screenshot(markdown: string, file: string): Promise<Rendered> {
  const rendered = await render(markdown)
  await inFolder(folder => {
    const size = `--window-size=${pageWidth},${rendered.height + unpainted}`
    return chromium(folder, [`--screenshot=${file}`, size, writePage(folder, markdown)])
  })
  writeFileSync(file, cropPng(readFileSync(file), rendered.height))
  return rendered
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gated-trigger-page-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** What Chromium prints. Its sandbox needs rights that a container doesn't give; the page is our own and has no network. */
async function chromium(folder: string, args: readonly string[]): Promise<string> {
  const own = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--disable-dev-shm-usage']
  const time = ['--virtual-time-budget=30000', '--run-all-compositor-stages-before-draw']
  const away = ['--host-resolver-rules=MAP * ~NOTFOUND', '--disable-background-networking', '--no-first-run']
  const all = [...own, ...time, ...away, `--user-data-dir=${join(folder, 'profile')}`, `--window-size=${pageWidth},800`]
  const child = spawn(browserPath(), [...all, ...args], { stdio: ['ignore', 'pipe', 'ignore'], detached: true })

  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const timer = setTimeout(() => end(child), pageMs)
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(timer)
  if (code !== 0) throw new Error(`Chromium ended with ${code ?? 'a signal'}`)
  return printed
}

/** Ends Chromium with all its processes. */
function end({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL')
}

/** The Chromium or Chrome of this machine; throws an `Error` that says how to install one. */
export function browserPath(env: NodeJS.ProcessEnv = process.env, elsewhere: readonly string[] = places): string {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '')
  const all = [env['CHROMIUM'] ?? '', ...names.flatMap(name => folders.map(folder => join(folder, name))), ...elsewhere]
  const found = all.find(isProgram)
  if (found !== undefined) return found
  throw new Error(
    "There is no Chromium, which draws the job summary: 'apt-get install chromium' (Debian), 'brew install --cask chromium' (macOS), or name one in CHROMIUM."
  )
}

function isProgram(path: string): boolean {
  if (path === '') return false
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Writes the page; returns its address. */
function writePage(folder: string, markdown: string): string {
  const require = createRequire(import.meta.url)
  const style = readFileSync(require.resolve('github-markdown-css/github-markdown-light.css'), 'utf8')
  const mermaid = join(require.resolve('mermaid/package.json'), '..', 'dist', 'mermaid.min.js')
  // As on GitHub, HTML in Markdown is HTML; that nothing foreign is any is what the tests are about.
  const html = micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })

  const inPage = join(import.meta.dirname, 'in-page.js')
  const file = join(folder, 'page.html')
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><style>${style}
body { margin: 0 } .markdown-body { box-sizing: border-box; padding: 16px } .mermaid { margin-bottom: 16px } .mermaid svg { display: block; margin: 0 auto; max-width: 100% }</style>
<article class="markdown-body">${html}</article><script type="application/json" id="rendered"></script>
<script src="${pathToFileURL(mermaid).href}"></script><script src="${pathToFileURL(inPage).href}"></script>`
  )
  return pathToFileURL(file).href
}
