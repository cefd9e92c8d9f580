import { expect, test } from '@jest/globals'
import { hostingRepository } from '../../scripts/repository.ts'
import { commandLines, releaseCommands, zenmlCommands } from './commands.ts'
import { documents, read } from './markdown.ts'

// What CI and .ci/run call; the client's own commands are held against the client in __tests__/server/, and those of
// docs/releasing.md are run by releasing.test.ts.
const calledInCi = ['npm ci', 'npm ci && npm run demo', 'npm ci && npm test', 'npm run test:unit', 'npm run test:built']

// Need a release on GitHub.
const hosted = hostingRepository(read('package.json'))
const ofARelease = [
  `gh release download v1.0.0 --repo ${hosted}`,
  `gh attestation verify zenml-gated-trigger-v1.0.0.tar.gz --repo ${hosted} --signer-workflow ${hosted}/.github/workflows/release.yml`,
  `gh release verify v1.0.0 --repo ${hosted}`,
  `gh release verify-asset v1.0.0 zenml-gated-trigger-v1.0.0.tar.gz --repo ${hosted}`,
  `gh release delete v1.0.0 --yes --repo ${hosted}`
]

const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }

test('every command of the documents is one that a test or CI runs', () => {
  const run = [...zenmlCommands(), ...releaseCommands(read('docs/releasing.md'))]
  const known = new Set([...calledInCi, ...ofARelease, ...run])
  expect(commandLines().filter(line => !known.has(line))).toEqual([])
})

test('the documents have the commands that CI calls, and they lead to scripts', () => {
  const lines = commandLines()
  for (const command of calledInCi) expect(lines).toContain(command)
})

test('every npm script that a document names exists', () => {
  const named = documents.flatMap(path =>
    [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => ({ path, name }))
  )
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter(({ name }) => scripts[name] === undefined)).toEqual([])
  expect(scripts['test']).toBeDefined()
})
