// Breaks the sources in one place at a time, and says which of the breaks the unit tests don't find:
//   npm run mutants -- --sample 200 --seed 1 [--folder job]... [--workers 1] [--near]
// The same sample and seed are the same mutants of the same sources. With --near only the tests of the same folder and those
// that import the broken file are run, which is quicker, and may miss what another test finds. It works in copies of the tree, and ends with 1 where
// a folder's tests find fewer than nine of ten. Test files that run the built dist/ don't count: no mutant is in it.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { equivalent } from './mutants/equivalent.ts'
import { Hunt } from './mutants/hunt.ts'
import { type Mutant, mutantsOf, short } from './mutants/mutate.ts'
import { folderOf, sample } from './mutants/sample.ts'
import { TreeCopy } from './mutants/tree-copy.ts'

const wanted = 0.9

interface Outcome {
  readonly mutant: Mutant
  /** The test file that found it; undefined for a survivor. */
  readonly finder: string | undefined
}

process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))
process.exitCode = await main()

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      sample: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      folder: { type: 'string', multiple: true, default: [] },
      workers: { type: 'string', default: '1' },
      near: { type: 'boolean', default: false }
    }
  })
  const [size, seed, workers] = [Number(values.sample), Number(values.seed), Number(values.workers)]
  if (![size, seed, workers].every(Number.isSafeInteger) || size < 1 || workers < 1) {
    console.error('--sample and --workers are whole numbers from 1, --seed is a whole number.')
    return 2
  }

  const copies: TreeCopy[] = []
  process.on('exit', () => {
    for (const copy of copies) copy.remove()
  })
  for (let worker = 0; worker < workers; worker += 1) copies.push(new TreeCopy(join(import.meta.dirname, '..')))
  const all = copies[0]?.files('src/**/*.ts').flatMap(file => mutantsOf(file, copies[0]?.read(file) ?? '')) ?? []
  const inFolders = all.filter(({ file }) => values.folder.length === 0 || values.folder.includes(folderOf(file)))
  if (inFolders.length === 0) {
    console.error(`--folder is one of ${[...new Set(all.map(({ file }) => folderOf(file)))].join(', ')}.`)
    return 2
  }

  const chosen = sample(inFolders, size, seed)
  console.log(`${chosen.length} of ${inFolders.length} mutants, seed ${seed}`)
  return report(await huntAll(chosen, copies, values.near), all)
}

/** Hunts the mutants that are not known as equivalent, each copy of the tree one at a time. */
async function huntAll(
  chosen: readonly Mutant[],
  copies: readonly TreeCopy[],
  isNearOnly: boolean
): Promise<readonly Outcome[]> {
  const waiting = chosen.filter(({ key }) => !Object.hasOwn(equivalent, key))
  console.log(`${chosen.length - waiting.length} of them are known to be equivalent`)
  const outcomes: Outcome[] = []
  const hunts = copies.map(copy => new Hunt(copy, isNearOnly))
  const work = async (hunt: Hunt): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const finder = await hunt.finderOf(mutant)
      outcomes.push({ mutant, finder })
      console.log(`${finder === undefined ? 'SURVIVED' : 'found'} ${described(mutant)}${finder ? ` by ${finder}` : ''}`)
    }
  }
  await Promise.all(hunts.map(work))
  for (const hunt of hunts) hunt.end()

  const broken = new Set(hunts.flatMap(hunt => [...hunt.broken]))
  for (const test of broken) console.log(`${test} fails without a mutant, and was left out`)
  return outcomes
}

/** Prints what was found of each folder, and every survivor; gives the exit code. */
function report(outcomes: readonly Outcome[], all: readonly Mutant[]): number {
  const survivors = outcomes.filter(({ finder }) => finder === undefined)
  console.log(`\n${survivors.length} survivors`)
  for (const { mutant } of survivors) console.log(`  ${described(mutant)}\n    ${mutant.key}`)

  const keys = new Set(all.map(({ key }) => key))
  for (const key of Object.keys(equivalent)) {
    if (!keys.has(key)) console.log(`No longer a mutant, to be taken from scripts/mutants/equivalent.ts: ${key}`)
  }

  console.log()
  let code = 0
  for (const [folder, ofFolder] of Map.groupBy(outcomes, ({ mutant }) => folderOf(mutant.file))) {
    const found = ofFolder.filter(({ finder }) => finder !== undefined).length
    const share = found / ofFolder.length
    if (share < wanted) code = 1
    console.log(`${folder.padEnd(8)} ${found} of ${ofFolder.length} found, ${(100 * share).toFixed(0)} %`)
  }
  return code
}

function described({ file, line, from, to }: Mutant): string {
  return `${file}:${line}  ${short(from)}  →  ${short(to)}`
}
