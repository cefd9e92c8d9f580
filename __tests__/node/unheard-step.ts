// A step that goes on writing to a log that nobody takes, and ends with a code of its own.
import { setTimeout as sleep } from 'node:timers/promises'
import { openWorld } from '../../src/node/world.ts'

if (process.argv[1]?.endsWith('unheard-step.ts') === true) {
  const { log } = openWorld()
  for (let nth = 0; nth < 5; nth++) {
    log.info(`line ${nth}`)
    await sleep(100)
  }
  process.exit(7)
}
