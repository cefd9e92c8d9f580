import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { at, optionalString } from '../src/text/json.ts'

/** Lines of a failure's message that are told again at the end. */
const mostLines = 12

/**
 * Tells the failed tests of one report of `jest --json` again, so that they are found where a long log ends: each with
 * its file, its name and the first lines of its message; a file that could not run with that file's message.
 */
export function failures(report: unknown, root: string): readonly string[] {
  return list(report, 'testResults').flatMap(file => {
    const path = relative(root, text(file, 'name'))
    const failed = list(file, 'assertionResults').filter(test => text(test, 'status') === 'failed')
    const told = failed.flatMap(test =>
      tell(`${path}: ${text(test, 'fullName')}`, list(test, 'failureMessages').map(String).join('\n'))
    )
    // The message is that of the file as a whole, unless jest has made it out of those of the tests.
    const message = text(file, 'message')
    const isOfFile = text(file, 'status') === 'failed' && (failed.length === 0 || /^(?!.*●)./s.test(message))
    return isOfFile ? [...told, ...tell(path, message)] : told
  })
}

function tell(what: string, message: string): readonly string[] {
  const lines = stripVTControlCharacters(message)
    .split(/[\r\n]+/)
    .filter(line => line.trim() !== '' && !/^\s+at .*node_modules/.test(line))
  return [`failed: ${what}`, ...lines.slice(0, mostLines).map(line => `  ${line.slice(0, 300)}`)]
}

function list(value: unknown, key: string): readonly unknown[] {
  const found = at(value, key)
  return Array.isArray(found) ? found : []
}

function text(value: unknown, key: string): string {
  return optionalString(value, key) ?? ''
}
