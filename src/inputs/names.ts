import type { Environ } from '../text/environ.ts'

/** Inputs of the gate, which need no credential. */
export const gateInputNames = ['environments', 'environment', 'on-no-match'] as const

/** Inputs whose defaults the runner fills in, and which nobody should set. */
export const hiddenInputNames = ['job-instance', 'job-index', 'job-matrix'] as const

/** Every input that `action.yml` declares; a test holds the two together. */
export const inputNames = [
  'server-url',
  'api-key',
  'project',
  'ca-certificate',
  'client-certificate',
  'allow-http',
  ...gateInputNames,
  'pipeline',
  'snapshot',
  'command',
  'source',
  'run-id',
  'requirements',
  'integrations',
  'zenml-version',
  'python',
  'working-directory',
  'install-env',
  'pass-env',
  'export-credentials',
  'config',
  'run-name',
  'tags',
  'wait',
  'logs',
  'timeout',
  'leave-running',
  'dry-run',
  'on-rerun',
  'promote',
  'checks',
  'github-token',
  'comment',
  ...hiddenInputNames
] as const

/** The name of an input. */
export type InputName = (typeof inputNames)[number]

/** Reads one input as the runner hands it over (`INPUT_<NAME>`), trimmed; empty if it is not set. */
export function readInput(env: Environ, name: InputName): string {
  return (env[`INPUT_${name.toUpperCase()}`] ?? '').trim()
}
