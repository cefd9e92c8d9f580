// A step that hands on values meant to break out of the runner's command files, through the real @actions/core.
import { openWorld } from '../../src/node/world.ts'

/** Values that would end a block early, set another output, or be commands, if they could. */
export const hostileValues: Readonly<Record<string, string>> = {
  reason: 'first\nsecond\n\nlast',
  environment: 'EOF\nEOF\nconclusion=success',
  stack: 'x\nghadelimiter_00000000-0000-0000-0000-000000000000\nconclusion<<EOF\nsuccess\nEOF',
  'run-name': '::set-output name=conclusion::success',
  'run-url': 'conclusion=success',
  status: 'conclusion<<EOF',
  metadata: '{"a":"\u2028%0A%25::","b":"<<"}'
}

if (process.argv[1]?.endsWith('hostile-step.ts') === true) {
  const { runner, log } = openWorld()
  for (const [name, value] of Object.entries(hostileValues)) {
    runner.setOutput(name, value)
    runner.saveState(name, value)
  }
  runner.exportVariable('ZENML_EXPORTED', 'a\nPATH=/evil\nEOF\n')
  log.mask('secret\nof two lines')
  for (const level of ['notice', 'warning', 'error'] as const) log[level](`a %0A b\n::add-path::/evil`)
  log.debug('a\n::add-path::/evil')
  log.error('on a line', { title: 'a,line=7::b', file: 'src/a,b.py', line: 3 })
  log.startGroup('a\n::add-path::/evil')
  log.info('a\n::add-path::/evil')
  log.coloured(['one', 'two'])
  log.endGroup()
  await runner.writeSummary('### first\n')
  await runner.writeSummary('### last\n')
  process.exit(0)
}
