// npm run screenshots: pictures of job summaries for the documentation, made of facts that are written down here by the
// same code as the summaries themselves. Needs a Chromium, and a font with emojis (Debian: fonts-noto-color-emoji).
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts } from '../src/report/facts.ts'
import { summaryOf } from '../src/report/summary.ts'
import { screenshot } from './browser.ts'
import { sampleFacts } from './sample-facts.ts'

/** Largest picture, bytes: they are part of the repository. */
const maxBytes = 150_000

const folder = join(import.meta.dirname, '..', 'docs', 'images')
mkdirSync(folder, { recursive: true })
for (const [name, facts] of Object.entries<Facts>(sampleFacts)) {
  const file = join(folder, `summary-${name}.png`)
  const { graphErrors } = await screenshot(summaryOf(facts), file)
  if (graphErrors.length > 0) throw new Error(`${name}: ${graphErrors.join(' ')}`)

  const { size } = statSync(file)
  if (size > maxBytes) throw new Error(`${file} has ${size} bytes, more than ${maxBytes}`)
  console.log(`docs/images/summary-${name}.png: ${size} bytes`)
}
