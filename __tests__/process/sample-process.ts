import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { systemClock } from '../../src/node/clock.ts'
import type { ProcessRequest } from '../../src/process/run-process.ts'

/** All that a test's processes get. */
export const env = { PATH: process.env['PATH'] ?? '' }

/** A request to run a program in the temporary folder; its `lines` fill as the output comes. */
export function request(
  file: string,
  args: readonly string[],
  more: Partial<ProcessRequest> = {}
): ProcessRequest & { lines: string[] } {
  const lines: string[] = []
  const onLine = (stream: string, line: string) => lines.push(`${stream} ${line}`)
  const signal = new AbortController().signal
  return { file, args, cwd: tmpdir(), env, onLine, signal, clock: systemClock, where: 'command', lines, ...more }
}

/** Processes whose arguments hold the mark, without those that have ended and wait to be collected. */
export function running(mark: string): readonly string[] {
  const listed = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n')
  return listed.filter(line => line.includes(mark) && !/^\s*\d+\s+Z/.test(line))
}

/** Calls `then` when a line that contains the text comes. */
export function whenSaid(text: string, then: () => void): (stream: string, line: string) => void {
  return (_, line) => {
    if (line.includes(text)) then()
  }
}

/**
 * A Python that starts a shell that starts two more, one in the background; the mark in the first argument is in the arguments of all, and
 * a second argument `yes` makes the Python deaf to SIGINT and SIGTERM. It says `ready` when all are there.
 */
export const tree = `
import subprocess, sys, time, signal
mark, stubborn = sys.argv[1], sys.argv[2]
if stubborn == 'yes':
    for name in (signal.SIGINT, signal.SIGTERM): signal.signal(name, signal.SIG_IGN)
child = subprocess.Popen(['sh', '-c', 'sh -c "sleep 300; : $0" "$0" & python3 -c "import time; time.sleep(300)" "$0"; :', mark])
time.sleep(0.4)
print('ready', flush=True)
time.sleep(300)
`
