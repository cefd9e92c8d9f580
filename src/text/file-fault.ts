import { errorCode } from './error-code.ts'

// errno(3), of calls that write.
const faults: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file is in its place',
  EFBIG: 'it would become too large',
  EIO: 'the disk failed',
  EISDIR: 'a folder is in its place',
  ELOOP: 'its links form a loop',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOENT: 'it does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is not a folder',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only'
}

/** Why the file system refused something, in words with the system's code behind them. */
export function fileFault(code: string): string {
  const words = faults[code]
  if (words !== undefined) return `${words} (${code})`
  return code === '' ? 'the reason is unknown' : code
}

const makeRoom = 'Make room on the disk of the runner before this step.'
const raiseLimit = 'Raise the limit of open files on the runner, or end what holds them.'
const remedies: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', makeRoom],
  ['EDQUOT', makeRoom],
  ['EFBIG', makeRoom],
  ['EMFILE', raiseLimit],
  ['ENFILE', raiseLimit]
])

/** What to do about a refusal for which the machine is the reason; undefined if it depends on the file. */
export function fileRemedy(error: unknown): string | undefined {
  return remedies.get(errorCode(error))
}
