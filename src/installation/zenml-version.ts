import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Log } from '../world/log.ts'

/**
 * The input `zenml-version`: `server` is the version that the server reports, `none` is null, anything else a version itself.
 * Throws {@link InputError} for what is not a version (PEP 440), even if the server reports it.
 */
export function readZenmlVersion(text: string, serverVersion: string): string | null {
  if (text === 'none') return null
  const version = text === 'server' || text === '' ? serverVersion : text
  if (/^\d+(\.\d+)*([a-z0-9.+-]*)$/.test(version)) return version
  throw new InputError(`'${oneLine(version, 60)}' is not a version`, {
    where: version === text ? 'zenml-version' : "the server's version",
    remedy: 'Set zenml-version to `server`, `none` or a version such as `0.98.0`.'
  })
}

/** Warns if the client, of a version or not there (null), is of another version than the server. */
export function warnOfOtherVersion(log: Pick<Log, 'warning'>, installed: string | null, serverVersion: string): void {
  if (installed === null || installed === serverVersion) return
  log.warning(
    `The command's ZenML is ${oneLine(installed, 40)}, the server's is ${oneLine(serverVersion, 40)}; set zenml-version to 'server'.`
  )
}
