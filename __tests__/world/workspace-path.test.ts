import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { disk } from '../../src/node/disk.ts'
import { openWorkspace, pathInside, workspaceOf } from '../../src/world/workspace-path.ts'
import { failure } from '../pieces/thrown.ts'

let outside = ''
let root = ''
beforeAll(async () => {
  outside = await realpath(await mkdtemp(join(tmpdir(), 'workspace-')))
  root = join(outside, 'repo')
  await mkdir(join(root, 'deep', 'er'), { recursive: true })
  await mkdir(join(outside, 'repo-other'))
  for (const path of ['secret', 'repo/a.yaml', 'repo/deep/b.yaml', 'repo/..dots', 'repo-other/x']) {
    await writeFile(join(outside, path), 'x')
  }
  await symlink(join(outside, 'secret'), join(root, 'leaves'))
  await symlink('../..', join(root, 'deep', 'up'))
  await symlink('../a.yaml', join(root, 'deep', 'stays'))
  await symlink('circle', join(root, 'circle'))
  await symlink(join(outside, 'nowhere'), join(root, 'dangling'))
  await symlink(root, join(outside, 'alias'))
})
afterAll(async () => rm(outside, { recursive: true }))

const find = (path: string, folder = root) => pathInside(path, { root, folder }, disk, 'config')

describe('a path inside the workspace', () => {
  test.each([
    ['a.yaml', 'a.yaml'],
    ['./deep/../a.yaml', 'a.yaml'],
    ['deep/stays', 'a.yaml'],
    ['..dots', '..dots'],
    ['.', '']
  ])('%s is found', async (path, real) => {
    expect(await find(path)).toBe(join(root, real))
  })

  test('may be absolute, and is relative to the folder it is read in', async () => {
    expect(await find(join(root, 'a.yaml'))).toBe(join(root, 'a.yaml'))
    expect(await find('b.yaml', join(root, 'deep'))).toBe(join(root, 'deep', 'b.yaml'))
    expect(await find('../a.yaml', join(root, 'deep'))).toBe(join(root, 'a.yaml'))
  })

  test('is found if the workspace itself is reached through a link', async () => {
    const alias = join(outside, 'alias')
    expect(await pathInside('a.yaml', { root: alias, folder: alias }, disk, 'config')).toBe(join(root, 'a.yaml'))
  })

  test.each(['missing.yaml', 'circle', 'dangling', 'a.yaml/below', 'x'.repeat(5000), 'nul\u0000byte'])(
    'that is not there is undefined (case %#)',
    async path => {
      expect(await find(path)).toBeUndefined()
    }
  )
})

describe('a path that leaves the workspace', () => {
  test.each([
    '../secret',
    '..',
    '../repo-other/x',
    '../missing',
    'deep/../../secret',
    '/etc/passwd',
    '/nowhere/at/all'
  ])('%s is refused', async path => {
    const error = await failure(() => find(path))
    expect(error.where).toBe('config')
    expect(error.message).toContain('is outside the workspace')
    expect(error.remedy).toContain('a path inside the checked out repository')
  })

  test.each(['leaves', 'deep/up', 'deep/up/secret'])('through the link %s is refused', async path => {
    expect((await failure(() => find(path))).message).toContain('is a link to something outside the workspace')
  })
})

test('a path that cannot be accessed is reported as that, with its input', async () => {
  const realPath = async (path: string) => {
    if (path !== root) throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
    return path
  }
  const error = await failure(() => pathInside('a.yaml', { root, folder: root }, { ...disk, realPath }, 'config'))
  expect([error.where, error.message]).toEqual(['config', "'a.yaml' cannot be accessed: permission denied (EACCES)"])
  expect(error.remedy).toContain('this user may read the folders')
})

test('a file that is found, but cannot be accessed, is reported as that too', async () => {
  const kind = async () => {
    throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
  }
  const error = await failure(() => openWorkspace(root, 'deep', { ...disk, kind }))
  expect([error.where, error.message]).toEqual([
    'working-directory',
    "'deep' cannot be accessed: the disk failed (EIO)"
  ])
})

describe('the folder of the checkout', () => {
  test('is the one that the runner names', () => {
    expect(workspaceOf({ GITHUB_WORKSPACE: '/work/repo' })).toBe('/work/repo')
  })

  test.each([{ GITHUB_WORKSPACE: '' }, {}])('is the current one if the runner names none: %j', env => {
    expect(workspaceOf(env)).toBe(process.cwd())
  })

  test('has to be named if a step removed the current one', async () => {
    const cwd = jest.spyOn(process, 'cwd').mockImplementation(() => {
      throw Object.assign(new Error('ENOENT: no such file or directory, uv_cwd'), { code: 'ENOENT' })
    })
    try {
      const error = await failure(() => workspaceOf({}))
      expect(error).toMatchObject({ where: 'GITHUB_WORKSPACE', message: expect.stringContaining('is gone') })
      expect(error.remedy).toContain('no step removes the folder')
    } finally {
      cwd.mockRestore()
    }
  })
})

describe('the working directory', () => {
  test.each(['', '.'])('%j is the workspace', async folder => {
    expect(await openWorkspace(root, folder, disk)).toEqual({ root, folder: root })
  })

  test('is called . in an error if the input is empty', async () => {
    const refused = async () => {
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
    }
    const message = "'.' cannot be accessed: permission denied (EACCES)"
    expect((await failure(() => openWorkspace(root, '', { ...disk, realPath: refused }))).message).toBe(message)
    expect((await failure(() => openWorkspace(root, '', { ...disk, kind: refused }))).message).toBe(message)
    const missing = (await failure(() => openWorkspace(join(outside, 'gone'), '', disk))).message
    expect(missing).toBe(`There is no folder '.' in the workspace ${join(outside, 'gone')}`)
  })

  test('is a folder in it', async () => {
    expect(await openWorkspace(join(outside, 'alias'), 'deep/er', disk)).toEqual({
      root,
      folder: join(root, 'deep', 'er')
    })
  })

  test.each(['a.yaml', 'missing'])('is not %s', async folder => {
    const error = await failure(() => openWorkspace(root, folder, disk))
    expect(error.where).toBe('working-directory')
    expect(error.remedy).toContain('actions/checkout')
  })

  test('does not leave it', async () => {
    expect((await failure(() => openWorkspace(root, 'deep/up', disk))).message).toContain('outside')
  })
})
