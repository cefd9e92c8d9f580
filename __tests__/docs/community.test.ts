import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { read, root } from './markdown.ts'

interface FormField {
  readonly type: string
  readonly id?: string
  readonly attributes: { readonly label?: string; readonly value?: string }
  readonly validations?: { readonly required: boolean }
}

test('the issue form asks for what helps, and warns of secrets before it does', () => {
  const { body } = parse(read('.github/ISSUE_TEMPLATE/problem.yml')) as { body: readonly FormField[] }
  const [warning, ...fields] = body
  expect(warning?.attributes.value).toContain('Leave out API keys, tokens and passwords')
  expect(fields.map(({ id }) => id)).toEqual(['version', 'server', 'workflow', 'summary', 'expected'])
  for (const { type, attributes, validations } of fields) {
    expect(['input', 'textarea']).toContain(type)
    expect(attributes.label).toBeDefined()
    expect(validations).toEqual({ required: true })
  }
})

test('editors are set as the formatter is', () => {
  const { formatter } = JSON.parse(read('biome.json')) as {
    formatter: { indentStyle: string; indentWidth: number; lineWidth: number }
  }
  const [, general = ''] = /^\[\*\]\n((?:.+\n)+)/m.exec(read('.editorconfig')) ?? []
  expect(Object.fromEntries(general.split('\n').map(line => line.split(' = ')))).toMatchObject({
    indent_style: formatter.indentStyle,
    indent_size: String(formatter.indentWidth),
    max_line_length: String(formatter.lineWidth)
  })
})

test('.node-version is the Node of action.yml, and of every workflow that does not test the oldest one', () => {
  const version = read('.node-version').trim()
  expect(read('action.yml')).toContain(`using: node${version}\n`)
  const workflows = readdirSync(join(root, '.github/workflows')).map(name => read(`.github/workflows/${name}`))
  const used = workflows.flatMap(text => [...text.matchAll(/node-version: (\d+)/g)].map(([, used = '']) => used))
  expect(used.filter(used => used !== version)).toEqual(['20'])
})

test("the changelog has what is unreleased, or package.json's version first of all", () => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  const [first = ''] = read('CHANGELOG.md').match(/^## .*$/m) ?? []
  expect(['## [Unreleased]', `## [${version}]`]).toContain(first.replace(/ - \d{4}-\d{2}-\d{2}$/, ''))
})
