import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { TESTBED_FOLDER } from './install.ts'

/** The longest path that a Unix socket may have on every system. */
const MAX_SOCKET_PATH = 100

/** Where one testbed keeps its things. */
export type Layout = {
  readonly folder: string
  readonly forkSocket: string
  readonly containers: string
  readonly runnerLogs: string
  readonly logs: string
  /** The command that the ssh orchestrator takes for docker. */
  readonly containerCommand: string
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/**
 * Creates the folders and files that have to be there before anything starts.
 *
 * @throws Error if the folder's path is too long for a Unix socket in it.
 */
export async function prepareLayout(folder: string, python: string): Promise<Layout> {
  const layout: Layout = {
    folder,
    forkSocket: join(folder, 'fork.sock'),
    containers: join(folder, 'containers'),
    runnerLogs: join(folder, 'runner-logs'),
    logs: join(folder, 'logs'),
    containerCommand: join(folder, 'container')
  }
  if (layout.forkSocket.length > MAX_SOCKET_PATH)
    throw new Error(`The testbed's folder ${folder} is too deep for a Unix socket; set TMPDIR to a shorter path.`)
  await mkdir(layout.logs, { recursive: true })
  const script = join(TESTBED_FOLDER, 'python', 'container.py')
  const words = [python, script, layout.forkSocket].map(quoted).join(' ')
  await writeFile(layout.containerCommand, `#!/bin/sh\nexec ${words} "$@"\n`)
  await chmod(layout.containerCommand, 0o700)
  return layout
}

/** What every Python part gets; nothing else of this process's environment reaches it. */
export function baseEnvironment(layout: Layout, bin: string): Record<string, string> {
  return {
    PATH: [bin, '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
    HOME: layout.folder,
    TMPDIR: process.env['TMPDIR'] ?? '/tmp',
    LANG: 'C.UTF-8',
    PYTHONUNBUFFERED: '1',
    ZENML_CONFIG_PATH: join(layout.folder, 'config'),
    ZENML_ANALYTICS_OPT_IN: 'false',
    ZENML_LOGS_OTEL_SCHEDULE_DELAY_MILLIS: '500',
    AWS_EC2_METADATA_DISABLED: 'true'
  }
}
