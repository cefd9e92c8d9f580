import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from '../text/error-code.ts'
import type { Clock } from '../world/clock.ts'

const pollMs = 25
/** How long the kernel may take to clear away what was killed. */
const afterKillMs = 2000

/** A process with all it has started; a program that moved to a session of its own (a daemon) has left it. */
export interface ProcessGroup {
  /** The leader's process id, which is the group's too. */
  readonly pid: number
  /** When the leader started, in ticks since boot; null if the system doesn't say. A process id is used again, the two together aren't. */
  readonly startTicks: number | null
}

/** The group that a process started with `detached` leads; to be asked right after the start, while the leader is there. */
export function groupOf(pid: number): ProcessGroup {
  return { pid, startTicks: process.platform === 'linux' ? (readStat(pid)?.startTicks ?? null) : null }
}

/** Whether any process of the group still runs; one that has ended but that nobody has collected doesn't count. */
export function isGroupAlive(group: ProcessGroup): boolean {
  try {
    process.kill(-group.pid, 0)
  } catch (error) {
    // What may not be signalled (EPERM) is alive on Linux; macOS says so of processes that have ended.
    if (errorCode(error) !== 'EPERM' || process.platform !== 'linux') return false
  }
  if (process.platform !== 'linux') return true

  // In a container without an init process nobody collects orphans, and the signal still finds them.
  const all = processIds()
  return all === undefined || membersOf(group.pid, all).next().done !== true
}

/**
 * Ends the group: SIGINT, on which Python and ZenML tidy up (a ZenML client takes 1 to 2 s); after two thirds of `graceMs`
 * SIGTERM, since shells make their background processes deaf to SIGINT; after `graceMs` SIGKILL. Returns whether all of it has
 * ended; on Windows it is killed at once.
 */
export async function endGroup(group: ProcessGroup, graceMs: number, clock: Clock): Promise<boolean> {
  if (process.platform === 'win32') return await taskkill(group.pid)
  const stages = [
    { signal: 'SIGINT', waitMs: (graceMs * 2) / 3 },
    { signal: 'SIGTERM', waitMs: graceMs / 3 },
    { signal: 'SIGKILL', waitMs: afterKillMs }
  ] as const

  for (const { signal, waitMs } of stages) {
    try {
      process.kill(-group.pid, signal)
    } catch {
      // Nothing is left, or nothing that may be signalled; the question below shows which.
    }
    if (await waitForEnd(group, waitMs, clock)) return true
  }
  return false
}

/** Waits until nothing of the group runs any longer, at most `limitMs`; returns whether that came about. */
export async function waitForEnd(group: ProcessGroup, limitMs: number, clock: Clock): Promise<boolean> {
  const deadline = clock.elapsed() + limitMs
  while (isGroupAlive(group)) {
    if (clock.elapsed() >= deadline) return false
    await clock.sleep(Math.min(pollMs, limitMs))
  }
  return true
}

/**
 * Ends a group that another process of the action started and left behind when it was killed itself, even if its leader has
 * ended by now; `trackingId` is the runner's mark of the job's processes. Only if the group provably is the same (Linux);
 * returns whether there was something to end.
 */
export async function endAbandonedGroup(
  group: ProcessGroup,
  graceMs: number,
  clock: Clock,
  trackingId: string | undefined
): Promise<boolean> {
  if (process.platform !== 'linux' || group.startTicks === null || !isGroupAlive(group)) return false
  const leader = readStat(group.pid)
  const isSame =
    leader === undefined ? isLeftOf(group.pid, group.startTicks, trackingId) : leader.startTicks === group.startTicks
  if (!isSame) return false
  await endGroup(group, graceMs, clock)
  return true
}

/** Whether a group without its leader can only be what that leader left: the kernel gives no new process the id of a living group. */
function isLeftOf(pid: number, startTicks: number, trackingId: string | undefined): boolean {
  const all = processIds()
  if (all === undefined) return false
  return [...membersOf(pid, all)].every(
    member =>
      member.startTicks >= startTicks &&
      (trackingId === undefined || environmentOf(member.pid).includes(`RUNNER_TRACKING_ID=${trackingId}`))
  )
}

/** Members of a group that run, one by one, since the first is often enough; one that has ended but wasn't collected doesn't count. */
function* membersOf(group: number, all: readonly number[]): Generator<Stat & { readonly pid: number }> {
  for (const pid of all) {
    const stat = readStat(pid)
    if (stat !== undefined && stat.group === group && !/[ZX]/.test(stat.state)) yield { ...stat, pid }
  }
}

/** Ids of all processes that /proc shows; undefined if it can't be read, as in a narrow sandbox. */
function processIds(): readonly number[] | undefined {
  try {
    return readdirSync('/proc')
      .filter(entry => /^\d+$/.test(entry))
      .map(Number)
  } catch {
    return undefined
  }
}

/** The variables with which a process was started, `NAME=value`; none if they may not be read. */
function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return []
  }
}

interface Stat {
  readonly state: string
  readonly group: number
  readonly startTicks: number
}

/** proc(5): the fields after the name, which stands in parentheses and may contain any character itself. */
function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', group: Number(fields[2]), startTicks: Number(fields[19]) }
  } catch {
    // It has ended between the listing and the reading.
    return undefined
  }
}

function taskkill(pid: number): Promise<boolean> {
  const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe')
  return new Promise(resolve => {
    execFile(program, ['/PID', String(pid), '/T', '/F'], { windowsHide: true }, error => resolve(error === null))
  })
}
