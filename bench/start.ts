// How long the entry points take while there is nothing to ask a server, beside a Node that does nothing.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { at } from '../src/text/json.ts'
import { type ActionUse, built, runAction } from '../testbed/runner.ts'
import type { Effort, Figure, Row } from './figure.ts'
import { bareNode, type Measurable, ratios, withUse } from './processes.ts'
import { exact, type Sample } from './statistics.ts'
import { defaultInputs, pushUse } from './uses.ts'

const ownRules = `
staging:
  branches: [develop, 'release/**']
production:
  branches: main
  tags: 'v[0-9]+.[0-9]+.[0-9]+'
  stack: kubernetes
`

/** State as main leaves it when there is nothing to do. */
const settled = { trigger: JSON.stringify({ settled: true }) }

/** A row for one use, whose exit code has to be the expected one. */
function startRow(name: string, title: string, figures: [wall: number, cpu: number, goal: number], use: Use): Row {
  const [wall, cpu, goal] = figures
  const figure = (kind: string, before: number): Figure => ({
    title: `${title} ÷ \`node -e 0\`, ${kind}`,
    unit: 'ratio',
    before,
    goal
  })
  return {
    name,
    figures: { wall: figure('wall', wall), cpu: figure('cpu', cpu) },
    measure: effort => withUse(use.use(), measurable => measure(use, measurable, effort))
  }
}

interface Use {
  readonly use: () => ActionUse
  /** Exit code. */
  readonly code: number
  /** Whether it gets none of the runner's variables. */
  readonly isBare?: boolean
}

async function measure({ code, isBare = false }: Use, runner: Measurable, { pairs }: Effort) {
  const bare = bareNode(runner.cwd)
  const measurable = isBare ? { ...runner, env: bare.env } : runner
  const { codes, cpu, wall } = await ratios(measurable, bare, pairs)
  if (codes.some(each => each !== code)) throw new Error(`An exit code of ${codes} instead of ${code}`)
  return { wall, cpu }
}

const skippedPush = () => pushUse(built.main, 'feature/new-model')

export const startRows: readonly Row[] = [
  startRow('cold-start', 'Cold start, no environment', [4.0, 4.09, 1.8], { use: skippedPush, isBare: true, code: 1 }),
  startRow('skipped-push', 'Skipped push, default rules', [4.14, 4.31, 2.0], { use: skippedPush, code: 0 }),
  startRow('skipped-own-rules', 'Skipped push, own rules', [4.22, 4.61, 2.6], {
    use: () => pushUse(built.main, 'feature/new-model', { environments: ownRules }),
    code: 0
  }),
  startRow('gate', 'Gate action, open', [3.78, 4.18, 2.0], {
    use: () => ({ ...pushUse(built.gate, 'develop'), inputs: defaultInputs('gate/action.yml') }),
    code: 0
  }),
  startRow('post', 'Post step with nothing to do', [3.33, 3.68, 1.3], {
    use: () => ({ ...pushUse(built.post, 'develop'), state: settled }),
    code: 0
  }),
  {
    name: 'loaded',
    figures: {
      bytes: { title: 'JavaScript loaded for a skipped push', unit: 'bytes', before: 2_408_214, goal: 300_000 }
    },
    measure: async () => ({ bytes: await loadedBytes(skippedPush()) })
  }
]

/** Bytes of the files from which a use took code, as V8 counts them for its coverage. */
async function loadedBytes(use: ActionUse): Promise<Sample> {
  const folder = mkdtempSync(join(tmpdir(), 'gated-trigger-coverage-'))
  try {
    await runAction({ ...use, env: { ...use.env, NODE_V8_COVERAGE: folder } })
    const files = new Set(readdirSync(folder).flatMap(name => filesOf(readFileSync(join(folder, name), 'utf8'))))
    return exact([...files].reduce((total, file) => total + statSync(file).size, 0))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Paths of the scripts in a report of V8's coverage; those of Node itself have no `file:` address. */
function filesOf(report: string): readonly string[] {
  const scripts = at(JSON.parse(report), 'result')
  if (!Array.isArray(scripts)) throw new Error('V8 wrote no coverage')
  const addresses = scripts.map(script => String(at(script, 'url')))
  return addresses.filter(address => address.startsWith('file:')).map(address => fileURLToPath(address))
}
