import { type Connection, connectionVariables } from './connection.ts'
import type { Environment } from './variable-names.ts'

/** The input `export-credentials`: what later steps of the job may connect with. */
export type ExportMode = 'none' | 'token' | 'api-key'

/**
 * The variables that `export-credentials` puts into GITHUB_ENV for later steps: those that the command would get, with the token or the
 * API key; empty for `none`. How later steps log is left to them.
 */
export function exportedVariables(
  mode: ExportMode,
  connection: Omit<Connection, 'credential'>,
  secrets: { readonly token: string; readonly apiKey: string; readonly proApiUrl?: string | undefined }
): Environment {
  switch (mode) {
    case 'none':
      return {}
    case 'token':
      return connectionVariables({ ...connection, credential: { kind: 'token', token: secrets.token } })
    case 'api-key': {
      const { apiKey, proApiUrl } = secrets
      return connectionVariables({ ...connection, credential: { kind: 'api-key', apiKey, proApiUrl } })
    }
  }
}
