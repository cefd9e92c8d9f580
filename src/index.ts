import { asStep } from './node/step.ts'
import { run } from './run.ts'

await asStep(run)
