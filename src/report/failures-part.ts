import type { Facts } from './facts.ts'
import { inert, inertTail } from './markdown.ts'

/**
 * The tail of each step that did not succeed, its exception and the last lines of its log, the first one open: each a
 * part of its own, which may be left out alone.
 */
export function failureParts({ failures = [], tails = [] }: Facts): readonly string[] {
  const failed = failures.map(({ failure, step }) => {
    const title = `Step ${inert(step.name)}: ${inert(step.status)}`
    return { title, text: failure?.traceback ?? failure?.message }
  })
  const logs = tails.map(({ lines, step }) => ({
    title: `The last lines that were read of the log of ${inert(step)}`,
    text: lines.join('\n')
  }))
  return [...failed, ...logs].map(({ text, title }, index) => tailPart(title, text, index === 0))
}

function tailPart(title: string, text: string | undefined, isOpen: boolean): string {
  if (text === undefined) return `**${title}**`
  return `<details${isOpen ? ' open' : ''}><summary><b>${title}</b></summary>\n\n${inertTail(text)}\n\n</details>`
}
