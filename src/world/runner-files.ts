import { explain } from '../text/errors.ts'
import type { SafeLog } from './log.ts'
import type { RunnerFiles } from './world.ts'

/**
 * The runner's files for a step whose colour they must not decide: one that can't be written is a warning, once for each
 * file, and the log has the outputs that could not be passed on. A variable for later steps still throws: it was asked for.
 */
export function lenientFiles(runner: RunnerFiles, log: SafeLog): RunnerFiles {
  const warned = new Set<string>()
  const warn = (error: unknown, cost: string): void => {
    if (!warned.has(cost)) log.warning(`${explain(error)} ${cost}`)
    warned.add(cost)
  }

  const logged = new Map<string, string>()
  const logOutput = (name: string, value: string): void => {
    if (logged.get(name) !== value) log.info(`Output ${name}: ${value}`)
    logged.set(name, value)
  }

  return {
    setOutput: (name, value) => {
      try {
        runner.setOutput(name, value)
      } catch (error) {
        warn(error, costs.output)
        logOutput(name, value)
      }
    },
    saveState: (name, value) => {
      try {
        runner.saveState(name, value)
      } catch (error) {
        warn(error, costs.state)
      }
    },
    readState: name => runner.readState(name),
    exportVariable: (name, value) => runner.exportVariable(name, value),
    writeSummary: async markdown => {
      try {
        await runner.writeSummary(markdown)
      } catch (error) {
        warn(error, costs.summary)
      }
    }
  }
}

/** What it means for the job that a file can't be written. */
const costs = {
  output: "Later steps don't get all outputs of this step; the log has them.",
  state:
    'The post step goes by what was saved before: check in the dashboard whether the runs of this job are as they should be.',
  summary: 'This step has no job summary.'
} as const
