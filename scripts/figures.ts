// Sums up what the tests measured, for docs/reliability.md.
import { existsSync, readFileSync } from 'node:fs'

/** Lines that tell the figures of a file of JSON lines: sums of counts, and median and longest of times (their names say `: ms`). */
export function readFigures(file: string): readonly string[] {
  if (!existsSync(file)) return []
  const values = new Map<string, number[]>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue
    for (const [name, value] of Object.entries(JSON.parse(line) as Record<string, unknown>)) {
      if (typeof value === 'number') values.set(name, [...(values.get(name) ?? []), value])
    }
  }
  return [...values].map(([name, all]) => `figure ${name}: ${name.includes(': ms ') ? times(all) : sum(all)}`)
}

function sum(all: readonly number[]): string {
  return String(all.reduce((total, value) => total + value, 0))
}

function times(all: readonly number[]): string {
  const sorted = [...all].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  return `median ${median.toFixed(0)} ms, longest ${(sorted.at(-1) ?? 0).toFixed(0)} ms of ${sorted.length}`
}
