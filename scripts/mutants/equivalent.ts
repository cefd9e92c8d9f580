const roundLimit = 'A round number that bounds work or text; one more bounds it as well.'
const roundTime = 'A round time; a millisecond more changes nothing that anybody relies on.'

/** Mutants that no test can find, since they behave as the source does, by their key: why. */
export const equivalent: Readonly<Record<string, string>> = {
  'src/command/command-line.ts › quotedExpansion › /^\\$[A-Za-z0-9_@*#?$!({-]/ → /\\$[A-Za-z0-9_@*#?$!({-]/':
    'It is held against two characters, of which a match takes both.',
  "src/gate/pattern-token.ts › readCharacters.point › '' → 'something'": 'Nothing is read behind the end of a pattern.',
  'src/inputs/certificates.ts › maxBytes › 1024 → 1025 #2': roundLimit,
  "src/installation/installer-choice.ts › chooseInstaller › 'unfit' → ''":
    'For the types: uv was found fit for the same settings before pip brought it.',
  'src/job/pipeline-trigger.ts › awaitEnd.stopped › 2_000 → 2001': roundTime,
  'src/node/dispatchers.ts › connectTimeout › 15_000 → 15001': roundTime,
  "src/node/dispatchers.ts › toProxy › 'proxy' → ''":
    'Only its being an ObstacleError counts: obstacleOf makes another one of it, of the kind that it turns out to be.',
  "src/node/obstacles.ts › speaksTls › 'close' → ''":
    'To Node a connection that closes before its handshake is done has an error, which comes first.',
  "src/process/process-group.ts › taskkill.program › process.env['SystemRoot'] ?? 'C:\\\\Windows' → (process.env['SystemRoot'])":
    'Windows alone gets there, and always sets the variable.',
  'src/report/summary.ts › table.rows › 1000 → 1001': roundLimit,
  'src/text/python-yaml.ts › maxValues › 100_000 → 100001': roundLimit,
  'src/world/log.ts › maxLineLength › 70_000 → 70001': roundLimit,
  "src/world/proxies.ts › proxyFor › '' → 'something'":
    'A list with the name of a host that no server has takes out as little as an empty one.'
}
