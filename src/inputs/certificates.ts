import { X509Certificate } from 'node:crypto'
import { InputError } from '../text/errors.ts'
import { pathInside, workspaceOf } from '../world/workspace-path.ts'
import type { World } from '../world/world.ts'

const where = 'ca-certificate'
const maxBytes = 1024 * 1024
const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/**
 * The PEM certificates of the input `ca-certificate`, which is their text or the path of a file inside the
 * workspace. Throws {@link InputError} where there is none, or one that can't be read.
 */
export async function readCertificates(
  input: string | undefined,
  { env, files }: Pick<World, 'env' | 'files'>
): Promise<string | undefined> {
  if (input === undefined) return undefined
  const text = input.includes('-----BEGIN') ? input : await readFile(input, workspaceOf(env), files)
  const certificates = text.match(block) ?? []
  if (certificates.length === 0) {
    throw new InputError('There is no PEM certificate in it', {
      where,
      remedy: 'It begins with -----BEGIN CERTIFICATE-----; give the text, or the path of such a file.'
    })
  }
  for (const certificate of certificates) {
    try {
      new X509Certificate(certificate)
    } catch (cause) {
      throw new InputError('A certificate in it can not be read', {
        where,
        remedy: 'Copy it whole, with its line ends.',
        cause
      })
    }
  }
  return certificates.join('\n')
}

async function readFile(path: string, workspace: string, files: World['files']): Promise<string> {
  const details = { where, remedy: 'Check the path, and that actions/checkout runs before this step.' }
  const real = await pathInside(path, { root: workspace, folder: workspace }, files, where)
  if (real === undefined) throw new InputError('This is neither a PEM certificate nor a file in the workspace', details)
  try {
    return await files.readText(real, maxBytes)
  } catch (cause) {
    throw new InputError('The file can not be read, or is larger than 1 MiB', { ...details, cause })
  }
}
