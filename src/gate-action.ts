import { asStep } from './node/step.ts'
import { runGate } from './run-gate.ts'

await asStep(runGate)
