// Runs test files of the unit project in this process, one for each message that names one, and answers whether it passed.
// Jest's parts are used directly: the jest command takes longer to start than most of these files take to run.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { readConfigs } from 'jest-config'
import { TestWatcher } from 'jest-watcher'

// Their types are those of CommonJS, where a default export is a property.
const require = createRequire(import.meta.url)
const { default: Runner }: typeof import('jest-runner', { with: { 'resolution-mode': 'require' }}) =
  require('jest-runner')
const { default: Runtime }: typeof import('jest-runtime', { with: { 'resolution-mode': 'require' }}) =
  require('jest-runtime')

/** A test of the unit project takes some milliseconds; one that waits for what a mutant took away should not wait long. */
const testTimeout = 30_000
const root = process.cwd()

const { globalConfig, configs } = await readConfigs({ silent: true, testTimeout, _: [], $0: 'jest' }, [root])
const config = configs.find(({ displayName }) => displayName?.name === 'unit')
if (config === undefined) throw new Error('jest.config.mjs has no project with the name unit.')
const options = { console, maxWorkers: 1, watch: false, watchman: false }
const context = await Runtime.createContext(config, options)
const watcher = new TestWatcher({ isWatchMode: false })

/** Every run has its own registry of modules, and so reads the sources as they are now. */
async function passes(file: string): Promise<boolean> {
  const runner = new Runner({ ...globalConfig, rootDir: root }, {})
  let hasPassed = false
  runner.on('test-file-success', ([, { numPassingTests, numFailingTests, testExecError }]) => {
    hasPassed = numPassingTests > 0 && numFailingTests === 0 && testExecError === undefined
  })
  await runner.runTests([{ context, path: join(root, file) }], watcher, { serial: true })
  return hasPassed
}

process.on('message', async (file: string) => process.send?.(await passes(file)))
process.on('disconnect', () => process.exit())
process.send?.('ready')
