import type { Environment } from '../gate/environment.ts'
import type { Environ } from '../text/environ.ts'
import { readRunChecks } from './checks.ts'
import { choice } from './choice.ts'
import { refuseIdleInputs } from './idle-inputs.ts'
import type { Inputs } from './inputs.ts'
import { readInput } from './names.ts'
import { placesOf } from './places.ts'
import { readServer } from './server-inputs.ts'
import { readFlag, readName, readStage, readTags, readTimeout, readWords } from './values.ts'
import { readWork } from './work.ts'

/**
 * Reads everything else for an environment that the gate has chosen among `environments`; `isFork` says that the workflow
 * runs in a fork.
 * Throws {@link InputError}.
 */
export function readInputs(
  env: Environ,
  environment: Environment,
  isFork = false,
  environments: readonly Environment[] = [environment]
): Inputs {
  const { overrides } = environment
  const work = readWork(env, environment)

  const inputs: Inputs = {
    server: readServer(env, environment, isFork),
    caCertificate: readInput(env, 'ca-certificate') || undefined,
    clientCertificate: readInput(env, 'client-certificate') || undefined,
    allowHttp: readFlag(env, 'allow-http', false),
    project: overrides.project ?? (readName(env, 'project') || 'default'),
    work,
    requirements: readInput(env, 'requirements'),
    integrations: readWords(env, 'integrations', /[,\s]/),
    zenmlVersion: readInput(env, 'zenml-version') || 'server',
    python: readInput(env, 'python') || undefined,
    workingDirectory: readInput(env, 'working-directory') || '.',
    installEnv: readWords(env, 'install-env'),
    passEnv: readWords(env, 'pass-env'),
    exportCredentials: choice(env, 'export-credentials', ['none', 'token', 'api-key']),
    config: overrides.config ?? (readInput(env, 'config') || undefined),
    places: placesOf(environment),
    runName: readName(env, 'run-name') || undefined,
    tags: readTags(env),
    wait: readFlag(env, 'wait', true),
    logs: choice(env, 'logs', ['live', 'failed', 'none']),
    timeoutMs: readTimeout(env),
    leaveRunning: readFlag(env, 'leave-running', false),
    dryRun: readFlag(env, 'dry-run', false),
    onRerun: choice(env, 'on-rerun', ['auto', 'attach', 'new']),
    promote: overrides.promote ?? readStage(env),
    checks: readRunChecks(env, environment, environments),
    githubToken: readInput(env, 'github-token') || undefined,
    comment: readFlag(env, 'comment', false)
  }

  const { requires } = environment
  refuseIdleInputs(inputs, environment, requires === undefined ? undefined : readWork(env, requires))
  return inputs
}
