import { appendFileSync } from 'node:fs'

/** Adds measured figures, as one JSON line, to the file that FIGURES_FILE names; `npm test` prints their sums. */
export function noteFigures(figures: Readonly<Record<string, number>>): void {
  const file = process.env['FIGURES_FILE']
  if (file !== undefined && file !== '') appendFileSync(file, `${JSON.stringify(figures)}\n`)
}
