import { expect, test } from '@jest/globals'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { explain } from '../../src/text/errors.ts'
import { cpuMsSince } from '../pieces/cpu-time.ts'
import { inputError } from '../pieces/thrown.ts'

const refused: readonly (readonly [text: string, explanation: string])[] = [
  ['', 'environments: there are no environments.'],
  ['# nothing', 'environments: there are no environments.'],
  ['{}', 'environments: there are no environments.'],
  ['null', 'environments: there are no environments.'],
  ['develop', "environments: the input is the text 'develop' where a mapping of environments is due."],
  ['- staging', 'environments: the input is a list where a mapping of environments is due.'],
  ['42', 'environments: the input is a number (42) where a mapping'],
  ['a: b\n  c: [d', 'environments: not valid YAML in line 1: Nested mappings are not allowed in compact mappings.'],
  ['a: b\nc: [d', 'environments: not valid YAML in line 2: Flow sequence in block collection must be'],
  ['a: b\na: c', 'environments: not valid YAML in line 2: Map keys must be unique. Write each key once'],
  ['a: {branches: b, branches: c}', 'environments: not valid YAML in line 1: Map keys must be unique.'],
  ['a: {branches: b, config: {c: 1, c: 2}}', 'environments: not valid YAML in line 1: Map keys must be unique.'],
  ['a: b\n---\nc: d', 'environments: not valid YAML in line 2: Source contains multiple documents'],
  ['a: b\n...\nc: d', 'environments: not valid YAML in line 3: Source contains multiple documents'],
  ['a:\n\tbranches: b', 'environments: not valid YAML in line 2: Tabs are not allowed as indentation.'],
  ['%YAML 1.1\n---\na: b', 'environments: YAML directives (%YAML, %TAG) are not supported.'],
  ['%TAG ! tag:x,2000:\n---\na: b', 'environments: YAML directives'],
  ['a: !main', 'environments: in line 1 there is a YAML tag (!main). A value that starts with ! & or * needs quotes'],
  ['a: b\nc: [d, !e]', 'environments: in line 2 there is a YAML tag (!e).'],
  ['a: !!str 1', 'environments: in line 1 there is a YAML tag (tag:yaml.org,2002:str).'],
  ['a: !!js/function x', 'environments: in line 1 there is a YAML tag'],
  ['a: {branches: x, config: {y: !!binary aGk=}}', 'environments: in line 1 there is a YAML tag'],
  ['a: [*]', 'environments: not valid YAML in line 1: Alias cannot be an empty string. A value that starts with'],
  ['a: *feature', 'environments: in line 1 there is a YAML alias (*feature). A value that starts with'],
  ['a: [**]', 'environments: in line 1 there is a YAML alias (**).'],
  ['a: &x b\nc: *x', 'environments: in line 1 there is a YAML anchor (&x).'],
  ['a: &x [*x]', 'environments: in line 1 there is a YAML anchor (&x).'],
  ['a: {branches: x, config: {<<: *y}}', 'environments: in line 1 there is a YAML alias (*y).'],
  ['1: main', 'environments: a key is a number (1) where text is due. Put it in quotes.'],
  ['true: main', 'environments: a key is a boolean (true) where text is due.'],
  ['null: main', 'environments: a key is nothing (null) where text is due.'],
  ['? [a]\n: main', 'environments: in line 1 a key is a list where text is due.'],
  ["'': main", "environments: the environment name '' is empty."],
  ["' ': main", "environments: the environment name ' ' is empty."],
  ["' a': main", "environments: the environment name ' a' starts or ends with a space."],
  ['"a\\nb": main', "environments: the environment name 'a\\u{a}b' contains the invisible character U+000A."],
  ['"a\\u202eb": main', "environments: the environment name 'a\\u{202e}b' contains the invisible character U+202E."],
  [
    '"prod\\u200Buction": main',
    "environments: the environment name 'prod\\u{200b}uction' contains the invisible character U+200B."
  ],
  [`${'n'.repeat(256)}: main`, 'is longer than 255 characters.'],
  ['a: x\nA: y', "environments: 'a' and 'A' are the same environment to GitHub, which ignores case."],
  ['stra\u00dfe: x\nSTRASSE: y', 'are the same environment to GitHub'],
  ['a:', 'environments: a: the environment is nothing (null) where a branch, a list of branches or a mapping is due.'],
  ['a: 1.10', 'environments: a: the environment is a number (1.10) where a branch'],
  ['a: true', 'environments: a: the environment is a boolean (true) where a branch'],
  ['a: [x, 1]', 'environments: a[1]: the pattern is a number (1) where text is due. Put it in quotes'],
  ['a: [[x]]', 'environments: a[0]: the pattern is a list where text is due.'],
  ['a: {branches: {b: c}}', 'environments: a.branches[0]: the pattern is a mapping where text is due.'],
  ['a: {branches: null}', 'environments: a.branches[0]: the pattern is nothing (null) where text is due.'],
  ['a: {branches: 1}', 'environments: a.branches[0]: the pattern is a number (1) where text is due.'],
  ['a: {branches: [x, true]}', 'environments: a.branches[1]: the pattern is a boolean (true) where text is due.'],
  ["a: {branches: [x, '']}", 'environments: a.branches[1]: the pattern is empty.'],
  ["a: {tags: ''}", 'environments: a.tags[0]: the pattern is empty.'],
  ['a: {branches: []}', 'environments: a.branches: the list of patterns is empty.'],
  ['a: []', 'environments: a: the list of patterns is empty.'],
  ["a: {branches: ['!x']}", 'environments: a.branches: there are only negative patterns'],
  ['a: {branches: [x, refs/heads/y]}', "environments: a.branches[1]: the pattern 'refs/heads/y' could never match"],
  ['a: {tags: refs/tags/v1}', "environments: a.tags[0]: the pattern 'refs/tags/v1' could never match"],
  ['a: {stack: x}', 'environments: a: the environment has neither branches nor tags'],
  ['a: {}', 'environments: a: the environment has neither branches nor tags'],
  ['a: {branch: x}', "environments: a: unknown key 'branch'. Did you mean 'branches'?"],
  ['a: {branches: x, Stack: y}', "environments: a: unknown key 'Stack'. Did you mean 'stack'?"],
  ['a: {branches: x, server_url: y}', "environments: a: unknown key 'server_url'. Did you mean 'server-url'?"],
  ['a: {branches: x, __proto__: y}', "environments: a: unknown key '__proto__'. Known are branches, tags"],
  ['a: {branches: x, 1: y}', 'environments: a: a key is a number (1) where text is due.'],
  ['a: {branches: x, stack: 5}', 'environments: a.stack: the value is a number (5) where text is due.'],
  ['a: {branches: x, stack: null}', 'environments: a.stack: the value is nothing (null) where text is due.'],
  [
    'a: {branches: x, force-pushes: yes}',
    "environments: a.force-pushes: the value is the text 'yes' where true or false"
  ],
  [
    "a: {branches: x, force-pushes: 'true'}",
    "environments: a.force-pushes: the value is the text 'true' where true or"
  ],
  ['a: {branches: x, force-pushes: 1}', 'environments: a.force-pushes: the value is a number (1) where true or false'],
  ['a: {branches: x, force-pushes: }', 'environments: a.force-pushes: the value is nothing (null) where true or false'],
  ['a: {branches: x, force_pushes: true}', "environments: a: unknown key 'force_pushes'. Did you mean 'force-pushes'?"],
  ["a: {branches: x, stack: ' '}", 'environments: a.stack: the value is empty.'],
  ['a: {branches: x, stack: "p\\nq"}', "environments: a.stack: 'p\\u{a}q' contains the invisible character U+000A."],
  ['a: {branches: x, project: [y]}', 'environments: a.project: the value is a list where text is due.'],
  ['a: {branches: x, command: "\\u0000"}', 'environments: a.command: the value'],
  ['a: {branches: x, config: [y]}', 'environments: a.config: the value is a list where text is due.'],
  ['a: {branches: x, config: 7}', 'environments: a.config: the value is a number (7) where text is due.'],
  ['a: {branches: x, events: []}', 'environments: a.events: the list of events is empty.'],
  ['a: {branches: x, events: [1]}', 'environments: a.events[0]: the value is a number (1) where text is due.'],
  ['a: {branches: x, events: [push, pus]}', "environments: a.events[1]: unknown event 'pus'. Did you mean 'push'?"],
  ['a: {branches: x, events: Push}', "environments: a.events[0]: unknown event 'Push'. Did you mean 'push'?"],
  ['a: {branches: x, events: constructor}', "environments: a.events[0]: unknown event 'constructor'. Allowed are push"],
  [
    'a: {branches: x, events: pull_request_target}',
    "environments: a.events[0]: pull_request_target can't start a pipeline:"
  ],
  [
    'a: {branches: x, events: [workflow_run]}',
    "environments: a.events[0]: workflow_run can't start a pipeline: it can follow"
  ],
  [
    'a: {branches: x, events: issue_comment}',
    "issue_comment can't start a pipeline: it can be caused by whoever may comment"
  ],
  ['a: {branches: x, events: merge_group}', "merge_group can't start a pipeline: it brings code that is not merged"],
  ['a: {branches: x, events: release}', "release can't start a pipeline: it announces a tag"]
]

test.each(refused)('%j is refused: %s', async (text, explanation) => {
  const error = await inputError(() => parseEnvironments(text))
  expect(explain(error)).toContain(explanation)
  expect(error.where).toMatch(/^environments/)
  expect(error.remedy).toMatch(/[.?]$/)
  expect(explain(error)).not.toMatch(/[\n\u202e]/)
})

test.each([
  ['brackets', '['.repeat(60_000), 'nested more than 40 levels deep'],
  ['closed brackets', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'nested more than 40 levels deep'],
  ['braces', '{a: '.repeat(16_000), 'nested more than 40 levels deep'],
  ['dashes', '- '.repeat(30_000), 'nested more than 40 levels deep'],
  ['question marks', '? '.repeat(30_000), 'nested more than 40 levels deep'],
  [
    'deep config',
    `a: {branches: x, config: ${'{b: '.repeat(50)}1${'}'.repeat(50)}}`,
    'nested more than 40 levels deep'
  ],
  ['size', `a: ${'x'.repeat(65_536)}`, 'longer than 65536 characters'],
  ['alias bomb', `a: &a [x,x]\nb: &b [${'*a,'.repeat(50)}]\nc: [${'*b,'.repeat(50)}]`, 'YAML anchor']
])('a bomb of %s is refused quickly', async (_, text, message) => {
  const began = process.cpuUsage()
  expect((await inputError(() => parseEnvironments(text))).message).toContain(message)
  expect(cpuMsSince(began)).toBeLessThan(3000)
})
