import { expect, test } from '@jest/globals'
import { isExempt } from '../../src/world/no-proxy.ts'

const isOut = (list: string, url: string) => isExempt(list, new URL(url))

test.each([
  ['*', 'https://zenml.test'],
  ['example.com, *', 'https://zenml.test'],
  ['zenml.test', 'https://zenml.test'],
  ['ZenML.Test', 'https://zenml.test'],
  ['zenml.test', 'https://ZENML.test.'],
  ['zenml.test.', 'https://zenml.test'],
  ['zenml.test', 'https://eu.zenml.test'],
  ['.zenml.test', 'https://eu.zenml.test'],
  ['.zenml.test', 'https://zenml.test'],
  ['*.zenml.test', 'https://eu.zenml.test'],
  ['*zenml.test', 'https://zenml.test'],
  ['zenml.*', 'https://zenml.test'],
  ['a,zenml.test', 'https://zenml.test'],
  ['a zenml.test', 'https://zenml.test'],
  ['a ,  zenml.test ,', 'https://zenml.test'],
  ['zenml.test:443', 'https://zenml.test'],
  ['zenml.test:8443', 'https://zenml.test:8443'],
  ['zenml.test:80', 'http://zenml.test'],
  ['*:443', 'https://zenml.test'],
  ['bücher.example', 'https://bücher.example'],
  ['10.1.2.3', 'https://10.1.2.3'],
  ['10.1.2.3:8443', 'https://10.1.2.3:8443'],
  ['10.0.0.0/8', 'https://10.1.2.3'],
  ['10.1.2.3/8', 'https://10.200.0.1'],
  ['192.168.0.0/16,10.0.0.0/8', 'https://10.1.2.3:8443'],
  ['0.0.0.0/0', 'https://10.1.2.3'],
  ['10.*', 'https://10.1.2.3'],
  ['::1', 'https://[::1]'],
  ['[::1]', 'https://[::1]:8443'],
  ['[::1]:8443', 'https://[::1]:8443'],
  ['fd00::1', 'https://[fd00:0:0::1]'],
  ['fd00::/8', 'https://[fd12::1]'],
  ['[fd00::]/8', 'https://[fd12::1]'],
  ['FD00::/8', 'https://[fd12::1]'],
  ['10.0.0.0/8', 'https://[::ffff:10.1.2.3]'],
  ['z*.te*', 'https://zenml.test'],
  ['**nml**test', 'https://zenml.test'],
  ['https://zenml.test', 'https://zenml.test'],
  ['https://zenml.test/api?a#b', 'https://eu.zenml.test'],
  ['http://10.1.2.3:8443/', 'https://10.1.2.3:8443'],
  ['https://[::1]/', 'https://[::1]']
])('%j takes %s out', (list, url) => {
  expect(isOut(list, url)).toBe(true)
})

test.each([
  ['', 'https://zenml.test'],
  [' , ', 'https://zenml.test'],
  ['.', 'https://zenml.test'],
  ['test.zenml', 'https://zenml.test'],
  ['nl.test', 'https://zenml.test'],
  ['zenml.test', 'https://notzenml.test'],
  ['zenml.test', 'https://zenml.test.evil.example'],
  ['eu.zenml.test', 'https://zenml.test'],
  ['*.zenml.test', 'https://zenml.test'],
  ['zenml.test:8443', 'https://zenml.test'],
  ['zenmlxtest', 'https://zenml.test'],
  ['10.0.0.0/8', 'https://11.1.2.3'],
  ['10.0.0.0/8', 'https://ten.example'],
  ['10.0.0.0/33', 'https://10.1.2.3'],
  ['2.3', 'https://10.1.2.3'],
  ['zenml.test/8', 'https://zenml.test'],
  ['::1', 'https://[::2]'],
  ['[::1]:8443', 'https://[::1]'],
  ['fd00::/8', 'https://10.1.2.3'],
  ['fe80::/129', 'https://[fe80::1]'],
  ['zenml*ml.test', 'https://zenml.test'],
  ['*nml*nml*', 'https://zenml.test'],
  ['z*.tes', 'https://zenml.test'],
  ['https://', 'https://zenml.test'],
  ['x10.0.0.0/8', 'https://10.1.2.3'],
  ['10.0.0.0/8x', 'https://10.1.2.3'],
  ['10.0.0.0/0080', 'https://10.1.2.3'],
  ['[zenml].test', 'https://zenml.test'],
  ['eu.[zenml.test]', 'https://eu.zenml.test'],
  ['fade.cafe/8', 'https://fade.cafe'],
  ['fade.cafe/8', 'https://10.1.2.3'],
  ['0.0.0.0/0', 'https://[::1]'],
  ['::/0', 'https://10.1.2.3'],
  ['https://zenml.test:8443', 'https://zenml.test'],
  ['https://other.test/zenml.test', 'https://zenml.test']
])('%j does not take %s out', (list, url) => {
  expect(isOut(list, url)).toBe(false)
})

test('an entry with many wildcards takes no longer than others', () => {
  // By backtracking it would not end within the age of the universe.
  expect(isOut(`${'*a'.repeat(60)}*b`, `https://${'a'.repeat(60)}.test`)).toBe(false)
})
