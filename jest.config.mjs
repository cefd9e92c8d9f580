// What needs Python and a real ZenML server runs in a project of its own, for which one server is started.
const real = ['/__tests__/server/', '/__tests__/workflows/act', '\\.python\\.test\\.ts$']
// What runs the built files, as processes: they have to be built, and mostly wait.
const built = ['/__tests__/rows/', '/__tests__/bench/bench\\.test\\.ts$']
const common = {
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/__tests__/short-stacks.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.testbed/', '<rootDir>/dist/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }]
  }
}

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: [...real, ...built]
    },
    {
      ...common,
      displayName: 'built',
      testMatch: ['<rootDir>/__tests__/rows/**/*.test.ts', '<rootDir>/__tests__/bench/bench.test.ts'],
      testPathIgnorePatterns: real
    },
    {
      ...common,
      displayName: 'server',
      testMatch: [
        '<rootDir>/__tests__/server/**/*.test.ts',
        '<rootDir>/__tests__/workflows/act*.test.ts',
        '<rootDir>/__tests__/**/*.python.test.ts'
      ],
      globalSetup: '<rootDir>/__tests__/server/setup.ts',
      globalTeardown: '<rootDir>/__tests__/server/teardown.ts'
    }
  ],
  testSequencer: '<rootDir>/scripts/longest-first.mjs',
  testTimeout: 240_000
}
