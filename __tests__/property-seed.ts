import fc from 'fast-check'

// Always the same cases, so that an unchanged commit stays green; PROPERTY_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) })

// jest takes 100 lines of the stack for each error, and makes one for each `expect`: the first lines say enough.
Error.stackTraceLimit = 20
