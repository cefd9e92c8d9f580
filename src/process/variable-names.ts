import type { Environ } from '../text/environ.ts'

/** Variables as a process is given them. */
export type Variables = Readonly<Record<string, string>>

/** A set of variable names: whole names, and prefixes ending in `*`. */
export type NameList = readonly string[]

// What any program needs to run and to reach the network; none of them is a credential. LD_LIBRARY_PATH points the loader
// at the library of a Python from actions/setup-python. The runner ends what a job left running by RUNNER_TRACKING_ID.
const anywhere = words(`
  PATH HOME USER LOGNAME SHELL LANG LANGUAGE LC_* TZ TERM TMPDIR TEMP TMP
  XDG_CACHE_HOME XDG_CONFIG_DIRS XDG_CONFIG_HOME XDG_DATA_HOME XDG_RUNTIME_DIR
  HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy
  SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
  LD_LIBRARY_PATH RUNNER_TRACKING_ID
`)

/** Windows doesn't start most programs without these. */
const onWindows = words(`
  SystemRoot SystemDrive windir ComSpec PATHEXT OS NUMBER_OF_PROCESSORS PROCESSOR_ARCHITECTURE
  USERPROFILE USERNAME USERDOMAIN COMPUTERNAME HOMEDRIVE HOMEPATH APPDATA LOCALAPPDATA PUBLIC
  ProgramData ALLUSERSPROFILE ProgramFiles ProgramFiles(x86) ProgramW6432
  CommonProgramFiles CommonProgramFiles(x86) CommonProgramW6432
`)

/** Where packages come from; an index's own credentials are among them, since without those nothing could be installed from it. */
export const indexNames: NameList = words(`
  PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_NO_INDEX PIP_FIND_LINKS PIP_TRUSTED_HOST PIP_CONFIG_FILE
  PIP_CERT PIP_CLIENT_CERT PIP_PROXY PIP_TIMEOUT PIP_DEFAULT_TIMEOUT PIP_RETRIES PIP_CACHE_DIR PIP_NO_CACHE_DIR
  PIP_CONSTRAINT PIP_BUILD_CONSTRAINT PIP_PRE PIP_PREFER_BINARY PIP_ONLY_BINARY PIP_NO_BINARY PIP_NO_DEPS
  PIP_KEYRING_PROVIDER PIP_UPLOADED_PRIOR_TO PIP_PYPI_URL PIP_REQUIRE_HASHES PIP_USE_FEATURE
  NETRC SSL_CLIENT_CERT

  UV_INDEX UV_INDEX_* UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL UV_NO_INDEX UV_FIND_LINKS UV_CONFIG_FILE UV_NO_CONFIG
  UV_KEYRING_PROVIDER UV_INSECURE_HOST UV_NATIVE_TLS UV_SYSTEM_CERTS UV_HTTP_TIMEOUT UV_HTTP_RETRIES UV_OFFLINE
  UV_CACHE_DIR UV_NO_CACHE UV_LINK_MODE UV_CONSTRAINT UV_BUILD_CONSTRAINT UV_OVERRIDE UV_EXCLUDE_NEWER UV_PRERELEASE
  UV_RESOLUTION UV_CONCURRENT_* UV_PYTHON_INSTALL_DIR UV_NO_SOURCES UV_REQUIRE_HASHES UV_TORCH_BACKEND
`)

/**
 * What the user's command may know of the job as well: plain facts, and where things are. PYTHONHOME isn't among them,
 * since it would lead a virtual environment's interpreter to another library. ZenML builds images through the Docker client on stacks that run in containers.
 */
export const jobNames: NameList = words(`
  CI GITHUB_ACTIONS GITHUB_ACTION GITHUB_ACTION_REF GITHUB_ACTION_REPOSITORY GITHUB_ACTOR GITHUB_ACTOR_ID GITHUB_API_URL
  GITHUB_BASE_REF GITHUB_EVENT_NAME GITHUB_EVENT_PATH GITHUB_GRAPHQL_URL GITHUB_HEAD_REF GITHUB_JOB
  GITHUB_REF GITHUB_REF_NAME GITHUB_REF_PROTECTED GITHUB_REF_TYPE
  GITHUB_REPOSITORY GITHUB_REPOSITORY_ID GITHUB_REPOSITORY_OWNER GITHUB_REPOSITORY_OWNER_ID
  GITHUB_RETENTION_DAYS GITHUB_RUN_ATTEMPT GITHUB_RUN_ID GITHUB_RUN_NUMBER GITHUB_SERVER_URL GITHUB_SHA
  GITHUB_TRIGGERING_ACTOR GITHUB_WORKFLOW GITHUB_WORKFLOW_REF GITHUB_WORKFLOW_SHA GITHUB_WORKSPACE
  RUNNER_ARCH RUNNER_DEBUG RUNNER_ENVIRONMENT RUNNER_NAME RUNNER_OS RUNNER_TEMP RUNNER_TOOL_CACHE

  PYTHONPATH PYTHONHASHSEED PYTHONUTF8 PYTHONIOENCODING PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX
  PYTHONWARNINGS PYTHONFAULTHANDLER PYTHONNOUSERSITE PYTHONSAFEPATH PYTHONOPTIMIZE
  pythonLocation Python_ROOT_DIR Python3_ROOT_DIR PKG_CONFIG_PATH VIRTUAL_ENV
  AWS_CA_BUNDLE GIT_SSL_CAINFO NODE_EXTRA_CA_CERTS

  DOCKER_HOST DOCKER_CONFIG DOCKER_CONTEXT DOCKER_BUILDKIT DOCKER_DEFAULT_PLATFORM DOCKER_TLS_VERIFY DOCKER_CERT_PATH
`)

/** What reaches no process of the user's, asked for or not: the runner's credentials and command files, and this action's inputs. */
export const neverNames: NameList = words(`
  INPUT_* STATE_* ACTIONS_* ZENML_STORE_*
  GITHUB_TOKEN GITHUB_ENV GITHUB_PATH GITHUB_OUTPUT GITHUB_STATE GITHUB_STEP_SUMMARY
`)

/** What any program may know of the machine that it runs on. */
export function machineNames(platform: NodeJS.Platform): NameList {
  return platform === 'win32' ? [...anywhere, ...onWindows] : anywhere
}

function words(text: string): NameList {
  return text.trim().split(/\s+/)
}

/** Whether the list has the name; Windows doesn't tell upper from lower case. */
export function hasName(list: NameList, name: string, platform: NodeJS.Platform): boolean {
  const fold = (text: string) => (platform === 'win32' ? text.toUpperCase() : text)
  return list.some(entry =>
    entry.endsWith('*') ? fold(name).startsWith(fold(entry.slice(0, -1))) : fold(entry) === fold(name)
  )
}

/** Those of the job's variables that the list has, spelt as the job spells them. */
export function pick(env: Environ, list: NameList, platform: NodeJS.Platform): Record<string, string> {
  const picked: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && hasName(list, name, platform)) picked[name] = value
  }
  return picked
}

/** The value of a variable, whatever case Windows spells its name in; undefined if it isn't set. */
export function readVariable(env: Environ, name: string, platform: NodeJS.Platform): string | undefined {
  const key = Object.keys(env).find(candidate => hasName([name], candidate, platform))
  return key === undefined ? undefined : env[key]
}

/** Names of variables whose values are secrets, by all that a name can say. */
const namedSecret = /TOKEN|SECRET|PASS(?:WD|WORD|PHRASE)|CREDENTIAL|_KEY$/i

/** The values of those variables on the list whose names say that they are secrets. */
export function namedSecrets(env: Environ, list: NameList, platform: NodeJS.Platform): readonly string[] {
  return Object.entries(pick(env, list, platform)).flatMap(([name, value]) => (namedSecret.test(name) ? [value] : []))
}
