import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { findProgram, isExecutableFile } from '../../src/process/find-program.ts'

test('a program is the first on PATH, never one that a relative entry of PATH finds in the checkout', () => {
  const there = new Set(['/b/python3', '/c/python3', 'bin/python3', 'python3', './python3'])
  const find = (path: string) => findProgram('python3', { PATH: path }, 'linux', candidate => there.has(candidate))
  expect(find('/a:/b:/c')).toBe('/b/python3')
  expect(find(':.:bin:/c')).toBe('/c/python3')
  expect(find('.:bin:')).toBeUndefined()
  expect(findProgram('python3', {}, 'linux', () => true)).toBeUndefined()
})

test('on Windows a program is an .exe as PATHEXT has it, never a script', () => {
  const asked: string[] = []
  const isProgram = (path: string) => asked.push(path) > 1
  const find = (env: Readonly<Record<string, string>>) => findProgram('uv', env, 'win32', isProgram)
  expect(find({ Path: '/a:/b', PathExt: '.COM;.EXE;.BAT;.CMD' })).toBe('/b/uv.exe')
  expect(asked).toEqual(['/a/uv.exe', '/b/uv.exe'])
  expect(find({ Path: '/a' })).toBe('/a/uv.exe')
  expect(find({ Path: '/a', PATHEXT: '.BAT;.EXEC;X.EXE' })).toBeUndefined()
})

test('a program is a file that may be executed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'))
  try {
    for (const [name, mode] of [
      ['program', 0o755],
      ['text', 0o644]
    ] as const)
      writeFileSync(join(folder, name), '', { mode })
    mkdirSync(join(folder, 'folder'))
    const places = ['program', 'text', 'folder', 'missing', 'program/below'].map(name => join(folder, name))
    expect(places.map(isExecutableFile)).toEqual([true, false, false, false, false])
    expect(findProgram('program', { PATH: folder }, 'linux')).toBe(join(folder, 'program'))
    expect(findProgram('text', { PATH: folder }, 'linux')).toBeUndefined()
  } finally {
    rmSync(folder, { recursive: true })
  }
})
