import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for something outside that is about to happen, and ends with the test if it never does. */
export async function until(hasHappened: () => boolean): Promise<void> {
  while (!hasHappened()) await sleep(5)
}
