// A step that waits until the runner cancels it.
import { openWorld } from '../../src/node/world.ts'

const { cancel, clock, log } = openWorld()
log.info('waiting')
await clock.sleep(60_000, cancel).catch((reason: unknown) => log.info(`ended: ${String(reason)}`))
process.exit(0)
