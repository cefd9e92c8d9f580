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

/** One use of an entry point that asks no server anything. */
interface Start {
  readonly name: string
  readonly title: string
  readonly before: { readonly wall: number; readonly cpu: number }
  readonly goal: number
  readonly use: () => ActionUse
  /** Exit code that it has to have, so that nothing else is measured. */
  readonly code: number
  /** Whether it gets none of the runner's variables. */
  readonly isBare?: boolean
}

function startRow(start: Start): Row {
  const { before, goal, name, title } = start
  const figure = (kind: 'wall' | 'cpu'): Figure => ({
    title: `${title} ÷ \`node -e 0\`, ${kind}`,
    unit: 'ratio',
    before: before[kind],
    goal
  })
  return {
    name,
    figures: { wall: figure('wall'), cpu: figure('cpu') },
    measure: effort => withUse(start.use(), measurable => measure(start, measurable, effort))
  }
}

async function measure({ code, isBare = false, name }: Start, runner: Measurable, { pairs }: Effort) {
  const bare = bareNode(runner.cwd)
  const { codes, cpu, wall } = await ratios(isBare ? { ...runner, env: bare.env } : runner, bare, pairs)
  if (codes.some(each => each !== code)) throw new Error(`${name} ended with ${codes} instead of ${code}`)
  return { wall, cpu }
}

const skippedPush = () => pushUse(built.main, 'feature/new-model')

const starts: readonly Start[] = [
  {
    name: 'cold-start',
    title: 'Cold start, no environment',
    before: { wall: 4.0, cpu: 4.09 },
    goal: 1.8,
    use: skippedPush,
    isBare: true,
    code: 1
  },
  {
    name: 'skipped-push',
    title: 'Skipped push, default rules',
    before: { wall: 4.14, cpu: 4.31 },
    goal: 2.0,
    use: skippedPush,
    code: 0
  },
  {
    name: 'skipped-own-rules',
    title: 'Skipped push, own rules',
    before: { wall: 4.22, cpu: 4.61 },
    goal: 2.6,
    use: () => pushUse(built.main, 'feature/new-model', { environments: ownRules }),
    code: 0
  },
  {
    name: 'gate',
    title: 'Gate action, open',
    before: { wall: 3.78, cpu: 4.18 },
    goal: 2.0,
    use: () => ({ ...pushUse(built.gate, 'develop'), inputs: defaultInputs('gate/action.yml') }),
    code: 0
  },
  {
    name: 'post',
    title: 'Post step with nothing to do',
    before: { wall: 3.33, cpu: 3.68 },
    goal: 1.3,
    use: () => ({ ...pushUse(built.post, 'develop'), state: settled }),
    code: 0
  }
]

export const startRows: readonly Row[] = [
  ...starts.map(startRow),
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
