import { isLeft } from './job/state.ts'

// At the end of nearly every job there is nothing to do, and nothing else is loaded. The runner hands state over in
// variables (docs.github.com, workflow commands).
if (isLeft({ readState: name => process.env[`STATE_${name}`] ?? '' })) {
  const [{ cleanup }, { asStep }] = await Promise.all([import('./cleanup.ts'), import('./node/step.ts')])
  await asStep(cleanup)
}
process.exit()
