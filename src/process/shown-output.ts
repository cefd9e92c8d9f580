import { foreignLine } from '../text/foreign.ts'
import type { SafeLog } from '../world/log.ts'
import { longestLine } from './output-lines.ts'

/** `::add-mask::value` as the runner reads it (actions/runner, ActionCommand.cs): blanks before it, any case, properties. */
const maskCommand = /^\s*::add-mask(?: .*?)?::(.*)$/is

/**
 * Prints a line of the command or of the installation so that the runner obeys nothing in it, but for a secret that it
 * asks the runner to hide: shown instead, the secret would stand in the log of all places. Returns what it showed.
 */
export function showOutput(log: SafeLog, line: string): string {
  const secret = maskCommand.exec(line)?.[1]
  if (secret !== undefined && secret.trim() !== '') log.hide(unescapeData(secret))
  const shown = foreignLine(secret === undefined ? log.redact(line) : '::add-mask::***', longestLine)
  log.info(`│ ${shown}`)
  return shown
}

/** What the runner undoes in the value of a command, `%25` last. */
function unescapeData(text: string): string {
  return text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%')
}
