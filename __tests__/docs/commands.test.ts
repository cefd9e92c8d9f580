import { expect, test } from '@jest/globals'
import { commandLines, zenmlCommands } from './commands.ts'
import { documents, read } from './markdown.ts'

// What CI and .ci/run call; the client's own commands are held against the client in __tests__/server/.
const calledInCi = ['npm ci && npm run demo', 'npm ci && npm test', 'npm run test:unit']
// Runs on GitHub only: it installs into the job of the reader.
const ofTheReader = ['pip install "zenml==$VERSION" -r requirements.txt']

const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }

test('every command of the documents is one that a test or CI runs', () => {
  const known = new Set([...calledInCi, ...ofTheReader, ...zenmlCommands()])
  expect(commandLines().filter(line => !known.has(line))).toEqual([])
})

test('the README has the commands that CI calls, and they lead to scripts', () => {
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
