import { indexNames, machineNames, neverNames } from '../process/allowed-variables.ts'
import { hasName, type NameList, pick, type Variables } from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'

/**
 * The whole environment of the installation: what reaches the package index, what `install-env` names, and nothing else; no
 * credential of ZenML or GitHub.
 */
export function installationEnvironment(env: Environ, platform: NodeJS.Platform, installEnv: NameList = []): Variables {
  const picked = pick(env, [...machineNames(platform), ...indexNames, ...installEnv], platform)
  // A prefix in `install-env` may cover more than it may have.
  return Object.fromEntries(Object.entries(picked).filter(([name]) => !hasName(neverNames, name, platform)))
}
