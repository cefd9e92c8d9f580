import { cleanup } from './cleanup.ts'
import { openWorld } from './node/world.ts'

await cleanup(openWorld())
process.exit()
