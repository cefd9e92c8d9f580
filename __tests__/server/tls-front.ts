import { execFile } from 'node:child_process'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'

/** An https address on loopback in front of an http server, with a certificate of an authority that nobody knows. */
export interface TlsFront {
  readonly url: string
  /** PEM certificate of the authority. */
  readonly ca: string
  stop(): Promise<void>
}

// The testbed's Python has this package already (asyncssh needs it); Node can make no certificates.
const makeCertificates = `
import datetime, ipaddress, json
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

def pem(key):
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()

now = datetime.datetime.now(datetime.timezone.utc)
def certificate(subject, issuer, key, signer, *extensions):
    builder = x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name(issuer)).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
    builder = builder.not_valid_after(now + datetime.timedelta(days=1))
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()

ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
ca = certificate("test authority", "test authority", ca_key, ca_key, (x509.BasicConstraints(True, None), True))
address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
print(json.dumps({"ca": ca, "cert": certificate("127.0.0.1", "test authority", key, ca_key, (address, False)), "key": pem(key)}))
`

/** Starts the front; `python` has the package cryptography, `target` is the http server's address. */
export async function startTlsFront(python: string, target: string): Promise<TlsFront> {
  const { stdout } = await promisify(execFile)(python, ['-c', makeCertificates])
  const { ca, cert, key } = JSON.parse(stdout) as { ca: string; cert: string; key: string }
  const server = createServer({ cert, key }, (incoming, outgoing) => {
    const { method, headers } = incoming
    const forward = request(`${target}${incoming.url}`, { method, headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    forward.on('error', () => outgoing.destroy())
    incoming.pipe(forward)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca,
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}
