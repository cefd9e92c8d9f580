import { errorCode } from '../text/error-code.ts'

// Codes and words of Node and of its OpenSSL, observed on Node 24.

/** Whether an error says that the other side's certificate isn't trusted. */
export function isCertificateFault(error: unknown): boolean {
  return /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)|ALTNAME/.test(errorCode(error))
}

/** Whether an error is about TLS, but not about a certificate that isn't trusted. */
export function isTlsFault(error: unknown): boolean {
  return /^(?:ERR_SSL_|EPROTO$)/.test(errorCode(error))
}

/** Whether an error says that the other side doesn't speak TLS: its first bytes were something else. */
export function isPlainFault(error: unknown): boolean {
  return (
    isTlsFault(error) &&
    /wrong version number|packet length too long|unknown protocol|bad record type/.test(words(error))
  )
}

/**
 * Whether an error is an alert by which the other side refuses us for the certificate that we gave, or gave none of
 * (RFC 8446, 6.2). Before TLS 1.3 a handshake that failed may have other reasons too.
 */
export function isClientRefused(error: unknown): boolean {
  return (
    isTlsFault(error) &&
    /alert (?:certificate (?:required|unknown|expired|revoked)|(?:no|bad|unsupported) certificate|handshake failure|unknown ca|access denied)/.test(
      words(error)
    )
  )
}

/** Whether an error says that no TLS version or cipher is shared, or that no server has this name. */
export function isDisagreement(error: unknown): boolean {
  return (
    isTlsFault(error) &&
    /protocol version|unsupported protocol|no shared cipher|no ciphers available|insufficient security|unrecognized name|key too small/.test(
      words(error)
    )
  )
}

/** What OpenSSL says that went wrong, without the places in its source that it puts around it. */
export function tlsReason(error: Error): string {
  const { reason } = error as { reason?: unknown }
  return typeof reason === 'string' && reason !== '' ? reason : error.message
}

/** Code and message as words: the same thing is in the code or, where a write failed, in the message alone. */
function words(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  return `${errorCode(error)} ${message}`.toLowerCase().replaceAll('_', ' ')
}
