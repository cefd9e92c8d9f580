import { X509Certificate } from 'node:crypto'
import { InputError } from '../text/errors.ts'
import type { Certificates } from '../world/network.ts'
import { pathInside, workspaceOf } from '../world/workspace-path.ts'
import type { World } from '../world/world.ts'
import { readClientCertificate } from './client-certificate.ts'
import type { Inputs } from './inputs.ts'
import { isCutOff, pemBlocks, pemTextOf } from './pem.ts'

const where = 'ca-certificate'
const maxBytes = 1024 * 1024

/** The certificates that the inputs give. Throws {@link InputError} where one can't be read. */
export async function readCertificates(
  { caCertificate, clientCertificate }: Pick<Inputs, 'caCertificate' | 'clientCertificate'>,
  world: Pick<World, 'env' | 'files'>
): Promise<Certificates> {
  return {
    authorities: await readAuthorities(caCertificate, world),
    client: readClientCertificate(clientCertificate)
  }
}

/**
 * The PEM certificates of the input `ca-certificate`, which is their text, also in base64, or the path of such a file
 * inside the workspace. Throws {@link InputError} where there is none, or one that can't be read.
 */
export async function readAuthorities(
  input: string | undefined,
  { env, files }: Pick<World, 'env' | 'files'>
): Promise<string | undefined> {
  if (input === undefined) return undefined
  const text = pemTextOf(input) ?? pemTextOf(await readFile(input, workspaceOf(env), files)) ?? ''
  const certificates = pemBlocks(text).filter(({ label }) => label === 'CERTIFICATE')
  if (certificates.length === 0) {
    throw new InputError('There is no PEM certificate in it', {
      where,
      remedy:
        'It begins with -----BEGIN CERTIFICATE-----; give the text, also in base64, or the path of such a file. A binary one (DER) is turned into it by `openssl x509 -inform der`.'
    })
  }
  if (isCutOff(text)) throw new InputError('A certificate in it has no end', { where, remedy: 'Copy it whole.' })
  for (const certificate of certificates) {
    try {
      new X509Certificate(certificate.text)
    } catch (cause) {
      throw new InputError('A certificate in it can not be read', { where, remedy: 'Copy it whole.', cause })
    }
  }
  return certificates.map(certificate => certificate.text).join('\n')
}

async function readFile(path: string, workspace: string, files: World['files']): Promise<string> {
  const details = { where, remedy: 'Check the path, and that actions/checkout runs before this step.' }
  const real = await pathInside(path, { root: workspace, folder: workspace }, files, where)
  if (real === undefined)
    throw new InputError('This is neither a PEM certificate, also in base64, nor a file in the workspace', details)
  try {
    return await files.readText(real, maxBytes)
  } catch (cause) {
    throw new InputError('The file can not be read, or is larger than 1 MiB', { ...details, cause })
  }
}
