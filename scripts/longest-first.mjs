import Sequencer from '@jest/test-sequencer'

/** Test files that take longest, the longest first; durations of an earlier run are not at hand in CI. */
const longest = [
  'server/observed',
  'rows/installation.python',
  'server/command',
  'server/server-killed',
  'server/faults',
  'server/limits',
  'server/installation',
  'job/command.python',
  'server/command-environment',
  'installation/install-packages.python',
  'server/command-code',
  'server/pipelines',
  'server/troubles',
  'server/cut-short',
  'workflows/act',
  'server/command-cut',
  'faults/named-faults',
  'faults/answers',
  'faults/random-faults',
  'faults/conditions',
  'docs/releasing',
  'docs/repository',
  'rows/network',
  'rows/answers'
].map(name => `/__tests__/${name}.test.ts`)

/** Starts the longest test files first, so that none of them goes on alone at the end; jest's own order for the rest. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const index = longest.findIndex(end => path.endsWith(end))
      return index < 0 ? longest.length : index
    }
    return super.sort([...tests]).sort((a, b) => place(a) - place(b))
  }
}
