import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 200

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function attempt(action: Promise<unknown>): Promise<boolean> {
  return action.then(
    () => true,
    () => false
  )
}

/**
 * Runs the work while no other process does, on this machine and for this folder.
 *
 * The lock is a folder that holds one file named after its owner. It appears
 * complete, by a rename, and a dead owner's lock is taken over by renaming that
 * file, which only one of several processes can do.
 */
export async function withLock<T>(folder: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'lock')
  const me = `${process.pid}-${randomUUID()}`
  await mkdir(folder, { recursive: true })
  const draft = await mkdtemp(join(folder, 'lock-draft-'))
  const released = join(folder, `lock-released-${me}`)
  await writeFile(join(draft, me), '')
  try {
    for (let waited = false; ; waited = true) {
      if (await attempt(rename(draft, lock))) break
      const owner = (await readdir(lock).catch(() => []))[0]
      if (owner && !isAlive(Number.parseInt(owner, 10)) && (await attempt(rename(join(lock, owner), join(lock, me)))))
        break
      if (!waited) onWait()
      await sleep(POLL_MS)
    }
    try {
      return await work()
    } finally {
      // Away with it in one step: another process may take its place at once.
      await rename(lock, released)
    }
  } finally {
    await Promise.all([draft, released].map(path => rm(path, { recursive: true, force: true })))
  }
}
