import { errorCode } from '../text/error-code.ts'

// Codes of Node and of its OpenSSL, observed on Node 24.

/** Whether an error says that the other side's certificate isn't trusted. */
export function isCertificateFault(error: unknown): boolean {
  return /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)|ALTNAME/.test(errorCode(error))
}

/** Whether an error says that the other side doesn't speak TLS: its first bytes were something else. */
export function isPlainFault(error: unknown): boolean {
  return /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNKNOWN_PROTOCOL|RECORD_LAYER_FAILURE|BAD_RECORD_TYPE)$/.test(
    errorCode(error)
  )
}

/**
 * Whether an error is an alert by which the other side refuses us for the certificate that we gave, or gave none of
 * (RFC 8446, 6.2). Before TLS 1.3 a handshake that failed may have other reasons too.
 */
export function isClientRefused(error: unknown): boolean {
  return /_ALERT_(?:CERTIFICATE_(?:REQUIRED|UNKNOWN|EXPIRED|REVOKED)|(?:NO|BAD|UNSUPPORTED)_CERTIFICATE|HANDSHAKE_FAILURE|UNKNOWN_CA|ACCESS_DENIED)$/.test(
    errorCode(error)
  )
}
