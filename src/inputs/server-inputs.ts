import type { Environment } from '../gate/environment.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { readInput } from './names.ts'
import { placeOf } from './places.ts'

/** The server as it is given, with the API key for it, and the place that the address is from. */
export interface ServerInputs {
  readonly url: string
  readonly apiKey: string
  readonly from: string
}

interface Given {
  readonly url: string
  readonly apiKey: string
}

const serviceAccountRemedy =
  'Create a service account and its API key (`zenml service-account create <name>`), store the key as a secret, and pass it as api-key; a web login cannot work in CI. If there is a secret, the job lacks the `environment:` that holds it, or its name is misspelt.'

const bothRemedy =
  'Set server-url, and api-key to the key of a service account (`zenml service-account create <name>`), or the variables ZENML_STORE_URL and ZENML_STORE_API_KEY. If server-url is set from vars, the job lacks the `environment:` that holds the variable, or its name is misspelt.'

/** GitHub hands secrets and variables on to no fork, nor are its environments copied (docs.github.com, fork a repository). */
const forkRemedy =
  "Forks get neither the secrets nor the variables of the original: switch the workflow off in the fork, keep its job to the original with `if: github.repository == '<owner>/<name>'`, or set up both here."

/**
 * Reads address and API key from the inputs, or both from ZENML_STORE_URL and ZENML_STORE_API_KEY. They are never mixed:
 * a key from one place must not be sent to an address from another. Throws {@link InputError} if one is missing.
 */
export function readServer(env: Environ, environment: Environment, isFork: boolean): ServerInputs {
  const override = environment.overrides.serverUrl
  const given = { url: override ?? readInput(env, 'server-url'), apiKey: readInput(env, 'api-key') }
  const variables = { url: (env['ZENML_STORE_URL'] ?? '').trim(), apiKey: (env['ZENML_STORE_API_KEY'] ?? '').trim() }

  if (given.url === '' && given.apiKey === '') return fromVariables(variables, isFork)
  if (given.url === '') {
    throw lacking('api-key is set but server-url is not', 'server-url', isFork, {
      remedy: 'Set both as inputs, or both as ZENML_STORE_URL and ZENML_STORE_API_KEY; the two places are not mixed.'
    })
  }
  if (given.apiKey === '') {
    throw lacking('No API key is given', 'api-key', isFork, { notes: keyNotes(env, variables) })
  }

  return { ...given, from: override === undefined ? 'server-url' : `${placeOf(environment)}.server-url` }
}

function fromVariables(variables: Given, isFork: boolean): ServerInputs {
  if (variables.url === '') throw lacking('No ZenML server is given', 'server-url', isFork, { remedy: bothRemedy })
  if (variables.apiKey === '') throw lacking('No API key is given', 'ZENML_STORE_API_KEY', isFork)
  return { ...variables, from: 'ZENML_STORE_URL' }
}

/** What may explain that the input `api-key` is empty, as sentences without their full stops. */
function keyNotes(env: Environ, variables: Given): readonly string[] {
  const isBot = env['GITHUB_ACTOR'] === 'dependabot[bot]'
  return [
    ...(variables.apiKey === '' ? [] : ['ZENML_STORE_API_KEY is not used, since server-url is an input']),
    ...(isBot ? ['A run that Dependabot started gets no Actions secrets'] : [])
  ]
}

interface LackingDetails {
  /** What to do about it in a repository that isn't a fork. */
  readonly remedy?: string
  readonly notes?: readonly string[]
}

function lacking(
  what: string,
  where: string,
  isFork: boolean,
  { remedy = serviceAccountRemedy, notes = [] }: LackingDetails = {}
): InputError {
  const sentences = [`${what}${isFork ? ', and this repository is a fork' : ''}`, ...notes]
  return new InputError(sentences.join('. '), { where, remedy: isFork ? forkRemedy : remedy })
}
