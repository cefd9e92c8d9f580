import { openWorld } from './node/world.ts'
import { runGate } from './run-gate.ts'

process.exitCode = (await runGate(openWorld())) ? 0 : 1
