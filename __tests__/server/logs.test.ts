import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { root } from '../docs/markdown.ts'
import { push } from './shared-testbed.ts'
import { commitAll, docker, pushSource, useCheckout, write } from './source-checkout.ts'

useCheckout('server-logs')

const talking = `import time
from typing import Annotated
from zenml import pipeline, step
from zenml.types import MarkdownString

@step(enable_cache=False)
def talk(name: str, lines: int, every: float) -> Annotated[MarkdownString, "note"]:
    print("::error::" + name)
    for nth in range(lines):
        print(f"{name} line {nth}")
        # ZenML drops what comes faster than its exporter writes.
        time.sleep(every or (0.4 if nth % 500 == 499 else 0))
    return MarkdownString("talked")

@pipeline(name="server-logs-talking")
def talking(lines: int = 30, every: float = 0.3) -> None:
    talk("a", lines, every, id="talk_a")
    talk("b", lines, every, id="talk_b")
`

const failing = `from zenml import pipeline
from pkg.steps.train import train

@pipeline(name="server-logs-failing")
def failing() -> None:
    train(rows=0)
`

const train = `from zenml import step
from pkg.model import fit

@step(enable_cache=False)
def train(rows: int) -> None:
    print("training")
    fit(rows)
`

const model = `def fit(rows: int) -> None:
    """Needs rows."""
    if rows == 0:
        raise ValueError("there are no rows")
`

/** Lines of logs by the group that they stand in. */
function groupsOf(log: string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  let group = ''
  for (const line of log.split('\n')) {
    group = /^::group::(.*)/.exec(line)?.[1] ?? (line === '::endgroup::' ? '' : group)
    if (line.startsWith('│ ')) groups.set(group, [...(groups.get(group) ?? []), line.slice(2)])
  }
  return groups
}

describe('the logs of steps on the server', () => {
  test('come live, each in its own group, whole and in order, and obey nothing', async () => {
    write('pipelines/talking.py', talking)
    commitAll('Talking')
    const order: string[] = []
    const result = await pushSource(
      'staging',
      { source: 'pipelines.talking.talking', config: docker },
      { onLine: line => void order.push(line) }
    )
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])

    const groups = groupsOf(result.log)
    for (const name of ['a', 'b']) {
      const lines = groups.get(`Log of step talk_${name}`) ?? []
      const own = lines.filter(line => line.startsWith(`${name} line`))
      expect(own).toEqual(Array.from({ length: 30 }, (_, nth) => `${name} line ${nth}`))
      expect(lines).toContain(`::error::${name}`)
    }
    expect(result.log).not.toMatch(/^::error/m)

    const [first, end] = [/^│ a line 0$/, /^Step talk_a: completed/].map(pattern =>
      order.findIndex(line => pattern.test(line))
    )
    expect(first).toBeGreaterThan(-1)
    expect(first).toBeLessThan(end ?? 0)
  })

  test('take less than 110 MB of memory with 50,000 lines, and the log says that there are more', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'server-logs-'))
    const file = join(folder, 'peak')
    const steps = `steps: {talk_a: {parameters: {lines: 50500, every: 0}}, talk_b: {parameters: {lines: 1}}}`
    const result = await push(
      'develop',
      { pipeline: 'server-logs-talking', config: steps },
      { env: { NODE_OPTIONS: `--require=${join(root, 'bench/peak.cjs')}`, BENCH_PEAK_FILE: file } }
    )
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])

    const peakBytes = Number(readFileSync(file, 'utf8')) * 1_024
    rmSync(folder, { recursive: true })
    expect(peakBytes).toBeLessThan(110_000_000)
    const lines = groupsOf(result.log).get('Log of step talk_a') ?? []
    const own = lines.filter(line => line.startsWith('a line'))
    expect(own.every((line, nth) => line === `a line ${nth}`)).toBe(true)
    expect(lines.length).toBe(50_000)
    expect(result.log).toContain("how that of step talk_a ends can't be read")
  })

  test('are said to be unreadable where the artifact store is a local one, as are reports, and the step is green', async () => {
    const result = await pushSource('worker-staging', {
      source: 'pipelines.talking.talking',
      config: 'parameters: {lines: 2}'
    })
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
    // They ran in this job, whose output has them once.
    expect(result.log.match(/a line 1$/gm)).toHaveLength(1)

    const run = result.outputs['run-id'] ?? ''
    const again = await push('develop', {
      environments: 'staging: {branches: develop, stack: worker-staging}',
      'run-id': run
    })
    expect([again.code, again.outputs['conclusion']]).toEqual([0, 'success'])
    expect(again.log.match(/^Cannot read the log of step .*local artifact store.*$/gm)).toHaveLength(1)
    expect(again.log.match(/^The summary doesn't have all reports: .*local artifact store.*$/gm)).toHaveLength(1)
    expect(
      again.summary.match(/^\*\*Reports that could not be read\*\*.*talk.*local artifact store.*$/gm)
    ).toHaveLength(1)
  })
})

test('a step that fails in a package is annotated on the line of the checkout where it failed', async () => {
  write('src/pkg/__init__.py', '')
  write('src/pkg/steps/__init__.py', '')
  write('src/pkg/steps/train.py', train)
  write('src/pkg/model.py', model)
  write('src/failing.py', failing)
  commitAll('Failing')
  const inputs = { source: 'failing.failing', config: docker, 'working-directory': 'src' }
  const result = await pushSource('staging', inputs)
  expect([result.code, result.outputs['conclusion']]).toEqual([1, 'failure'])
  const annotation = result.log.split('\n').find(line => line.startsWith('::error title='))
  expect(annotation).toMatch(
    /^::error title=ValueError in step train,file=src\/pkg\/model\.py,line=4::ValueError: there are no rows%0A/
  )
  expect(groupsOf(result.log).get('Log of step train')).toContain('training')
})
