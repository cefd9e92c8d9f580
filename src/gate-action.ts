import { runGate } from './gate-only.ts'
import { openWorld } from './node/world.ts'

process.exitCode = (await runGate(openWorld())) ? 0 : 1
