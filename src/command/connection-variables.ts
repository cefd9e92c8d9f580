import type { Variables } from '../process/variable-names.ts'

/** How the Python client reaches the server; the action's own session is not part of it. */
export interface ClientConnection {
  /** Origin and path of the server, without `/api/v1`. */
  readonly serverUrl: string
  readonly credential:
    | { readonly kind: 'token'; readonly token: string }
    /** `proApiUrl` is ZenML Pro's control plane, which an organization's key (`ZENPROKEY_…`) logs in at. */
    | { readonly kind: 'api-key'; readonly apiKey: string; readonly proApiUrl?: string | undefined }
  /** UUID. */
  readonly stackId: string
  /** UUID. */
  readonly projectId: string
  /** A folder for the client's configuration, so that neither HOME's nor a former step's decides anything. */
  readonly configFolder: string
  /** PEM file of the certificate authorities that the server's certificate is checked against, in place of the usual ones. */
  readonly caFile?: string | undefined
}

/**
 * The variables that connect a ZenML client (0.75 to 0.98, measured with 0.98.0) to the server, project and stack. They win over
 * a `.zen` folder in the checkout, and with them the client writes no credential to disk.
 */
export function connectionVariables(connection: ClientConnection): Variables {
  const { caFile, configFolder, credential, projectId, serverUrl, stackId } = connection
  return {
    ZENML_STORE_URL: serverUrl,
    ...credentialVariables(credential),
    // The client takes a path or the certificate itself; SSL_CERT_FILE alone has no effect on it.
    ...(caFile === undefined ? {} : { ZENML_STORE_VERIFY_SSL: caFile }),
    ZENML_ACTIVE_STACK_ID: stackId,
    ZENML_ACTIVE_PROJECT_ID: projectId,
    ZENML_CONFIG_PATH: configFolder,
    DISABLE_CREDENTIALS_DISK_CACHING: 'true'
  }
}

function credentialVariables(credential: ClientConnection['credential']): Variables {
  if (credential.kind === 'token') return { ZENML_STORE_API_TOKEN: credential.token }
  const { apiKey, proApiUrl } = credential
  return {
    ZENML_STORE_API_KEY: apiKey,
    ...(proApiUrl === undefined ? {} : { ZENML_PRO_API_URL: proApiUrl })
  }
}
