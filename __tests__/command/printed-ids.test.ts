import { expect, test } from '@jest/globals'
import { PrintedIds } from '../../src/command/printed-ids.ts'

const id = 'c3fb9bdd-646d-4c83-adb2-efab06e6e2d3'
const other = '11b34adf-20a4-44f6-8f39-1422ab476c27'

/** What was printed, by lines. */
function printed(...lines: readonly string[]): PrintedIds {
  const ids = new PrintedIds()
  for (const line of lines) ids.hear(line)
  return ids
}
const readRunIds = (line: string) => printed(line).announced

test.each<[string, string]>([
  ['0.98, open source', `Dashboard URL for Pipeline Run: http://127.0.0.1:8080/projects/default/runs/${id}`],
  ['0.98, Pro', `Dashboard URL for Pipeline Run: https://cloud.zenml.io/workspaces/w/projects/${other}/runs/${id}`],
  ['0.68', `Dashboard URL for Pipeline Run: https://zenml.example.com/runs/${id}`],
  ['0.55', `Dashboard URL: https://zenml.example.com/workspaces/default/pipelines/${other}/runs/${id}/dag`],
  ['0.55 without pipeline', `Dashboard URL: https://zenml.example.com/workspaces/default/all-runs/${id}/dag`],
  [
    'colours',
    `\u001b[37mDashboard URL for Pipeline Run: \u001b[0m\u001b[34mhttp://h/runs/\u001b[1m${id}\u001b[37m\u001b[0m`
  ],
  ['a logging format with JSON', `{"level":"INFO","message":"Dashboard URL for Pipeline Run: http://h/runs/${id}"}`],
  ['upper case', `http://h/runs/${id.toUpperCase()}?tab=1`],
  ['zenml pipeline snapshot run', `Started snapshot run \`${id}\`.`],
  ['synchronous orchestrators', `Waiting for pipeline run with ID ${id} to finish (current status: running)`]
])('%s', (_, line) => {
  expect(readRunIds(line)).toEqual([id])
})

test.each([
  'Initiating a new run for the pipeline: `training`.',
  'Using stack: `staging`',
  `artifact ${id}`,
  `https://h/projects/${id}/stacks`,
  `https://h/runs/${id}0`,
  `https://h/runs/${id}-1`,
  'https://wandb.ai/a/b/runs/3k2j1h4l',
  `https://mlflow/#/experiments/1/runs/${id.replaceAll('-', '')}`,
  ''
])('no id in %j', line => {
  expect(readRunIds(line)).toEqual([])
})

test('several ids come in order, each once', () => {
  expect(readRunIds(`http://h/runs/${other} and run http://h/runs/${id} and http://h/runs/${other}`)).toEqual([
    other,
    id
  ])
})

test.each([
  ['an address', `see https://h/projects/default/runs/${id}?tab=1`],
  ['backticks', `run \`${id}\` was started`],
  ['bare', id],
  ['JSON', `{"run_id":"${id}","n":1}`],
  ['Python', `UUID('${id}')`],
  ['upper case', `ID=${id.toUpperCase()};`],
  ['an address of the command line', `zenml pipeline runs refresh ${id}`]
])('in any form: %s', (_, line) => {
  expect(printed(line).all).toEqual([id])
})

test.each([`${id}0`, `0${id}`, `${id}-1`, `x-${id}`, id.replaceAll('-', ''), ''])('not in any form: %j', line => {
  expect(printed(line).all).toEqual([])
})

test('of all ids those that ZenML announced come first, each once, and no more than 200 are kept', () => {
  expect(printed(`artifact ${other}`, `http://h/runs/${id}`, `again ${id} ${other}`).all).toEqual([id, other])
  const many = Array.from({ length: 300 }, (_, n) => id.slice(0, -3) + String(n).padStart(3, '0'))
  expect(printed(...many).all).toHaveLength(200)
})

test('a hostile line costs no more than a friendly one', () => {
  const started = performance.now()
  expect(readRunIds('/runs/'.repeat(2_000_000 / 6) + '\u001b['.repeat(100_000))).toEqual([])
  expect(performance.now() - started).toBeLessThan(2000)
})
