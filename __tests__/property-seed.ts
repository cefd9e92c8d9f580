import fc from 'fast-check'

// Always the same cases, so that an unchanged commit stays green; PROPERTY_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) })
