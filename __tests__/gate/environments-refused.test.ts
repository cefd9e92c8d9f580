import { expect, test } from '@jest/globals'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { explain } from '../../src/text/errors.ts'
import { cpuMsSince } from '../pieces/cpu-time.ts'
import { inputError } from '../pieces/thrown.ts'

const refused: readonly (readonly [text: string, explanation: string])[] = [
  ['', 'environments: There are no environments.'],
  ['# nothing', 'environments: There are no environments.'],
  ['{}', 'environments: There are no environments.'],
  ['null', 'environments: There are no environments.'],
  ['develop', "environments: Expected a mapping of environments, but found the text 'develop'."],
  ['- staging', 'environments: Expected a mapping of environments, but found a list.'],
  ['42', 'environments: Expected a mapping of environments, but found a number (42)'],
  ['a: b\n  c: [d', 'environments: Not valid YAML in line 1: Nested mappings are not allowed in compact mappings.'],
  ['a: b\nc: [d', 'environments: Not valid YAML in line 2: Flow sequence in block collection must be'],
  ['a: b\na: c', 'environments: Not valid YAML in line 2: Map keys must be unique. Write each key once'],
  ['a: {branches: b, branches: c}', 'environments: Not valid YAML in line 1: Map keys must be unique.'],
  ['a: {branches: b, config: {c: 1, c: 2}}', 'environments: Not valid YAML in line 1: Map keys must be unique.'],
  ['a: b\n---\nc: d', 'environments: Not valid YAML in line 2: Source contains multiple documents'],
  ['a: b\n...\nc: d', 'environments: Not valid YAML in line 3: Source contains multiple documents'],
  ['a:\n\tbranches: b', 'environments: Not valid YAML in line 2: Tabs are not allowed as indentation.'],
  ['%YAML 1.1\n---\na: b', 'environments: YAML directives (%YAML, %TAG) are not supported.'],
  ['%TAG ! tag:x,2000:\n---\na: b', 'environments: YAML directives'],
  ['a: !main', 'environments: In line 1 there is a YAML tag (!main). A value that starts with ! & or * needs quotes'],
  ['a: b\nc: [d, !e]', 'environments: In line 2 there is a YAML tag (!e).'],
  ['a: !!str 1', 'environments: In line 1 there is a YAML tag (tag:yaml.org,2002:str).'],
  ['a: !!js/function x', 'environments: In line 1 there is a YAML tag'],
  ['a: {branches: x, config: {y: !!binary aGk=}}', 'environments: In line 1 there is a YAML tag'],
  ['a: [*]', 'environments: Not valid YAML in line 1: Alias cannot be an empty string. A value that starts with'],
  ['a: *feature', 'environments: In line 1 there is a YAML alias (*feature). A value that starts with'],
  ['a: [**]', 'environments: In line 1 there is a YAML alias (**).'],
  ['a: &x b\nc: *x', 'environments: In line 1 there is a YAML anchor (&x).'],
  ['a: &x [*x]', 'environments: In line 1 there is a YAML anchor (&x).'],
  ['a: {branches: x, config: {<<: *y}}', 'environments: In line 1 there is a YAML alias (*y).'],
  ['1: main', 'environments: Expected text as a key, but found a number (1). Put it in quotes.'],
  ['true: main', 'environments: Expected text as a key, but found a boolean (true).'],
  ['null: main', 'environments: Expected text as a key, but found nothing (null).'],
  ['? [a]\n: main', 'environments: Expected text as a key in line 1, but found a list.'],
  ['a: {branches: b, promote: prod}', "environments: a.promote: 'prod' is not a stage that a model version"],
  ['a: {branches: b, requires: c}', "environments: a.requires: 'c' is not an environment of these rules. Add it"],
  [
    'stage: x\na: {branches: b, requires: staging}',
    "environments: a.requires: 'staging' is not an environment of these rules. Write one of 'stage'."
  ],
  ['staging: x\na: {branches: b, requires: Staging}', "is not an environment of these rules. Did you mean 'staging'?"],
  ['a: {branches: b, requires: a}', "environments: a.requires: 'a' requires itself. Name the environment that"],
  [
    'a: {branches: b, requires: c}\nc: {branches: d, requires: e}\ne: {branches: f, requires: c}',
    "environments: a.requires: No code could ever get there: 'c' requires 'e' requires 'c'."
  ],
  [
    's: {branches: d, server-url: "https://a.test"}\np: {branches: m, requires: s}',
    "environments: p.requires: 'p' and 's' differ in server-url, and runs are looked for in one. Give both the same"
  ],
  [
    's: {branches: d, project: one}\np: {branches: m, requires: s, project: two}',
    "environments: p.requires: 'p' and 's' differ in project"
  ],
  [
    's: {branches: d, command: x}\np: {branches: m, requires: s}',
    "environments: p.requires: What runs in 's' is a command, whose runs don't prove which code they have."
  ],
  ['s: d\np: {branches: m, requires: s, command: x}', "environments: p.requires: What runs in 'p' is a command"],
  ['a: {branches: b, account: 5}', 'environments: a.account: Expected text'],
  ["'': main", "environments: The environment name '' is empty."],
  ["' ': main", "environments: The environment name ' ' is empty."],
  ["' a': main", "environments: The environment name ' a' starts or ends with a space."],
  ['"a\\nb": main', "environments: The environment name 'a\\u{a}b' contains the invisible character U+000A."],
  ['"a\\u202eb": main', "environments: The environment name 'a\\u{202e}b' contains the invisible character U+202E."],
  [
    '"prod\\u200Buction": main',
    "environments: The environment name 'prod\\u{200b}uction' contains the invisible character U+200B."
  ],
  [`${'n'.repeat(256)}: main`, 'is longer than 255 characters.'],
  ['a: x\nA: y', "environments: 'a' and 'A' are the same environment to GitHub, which ignores case."],
  ['stra\u00dfe: x\nSTRASSE: y', 'are the same environment to GitHub'],
  ['a:', 'environments: a: Expected a branch, a list of branches or a mapping, but found nothing (null).'],
  ['a: 1.10', 'environments: a: Expected a branch, a list of branches or a mapping, but found a number (1.10)'],
  ['a: true', 'environments: a: Expected a branch, a list of branches or a mapping, but found a boolean (true)'],
  ['a: [x, 1]', 'environments: a[1]: Expected text as the pattern, but found a number (1). Put it in quotes'],
  ['a: [[x]]', 'environments: a[0]: Expected text as the pattern, but found a list.'],
  ['a: {branches: {b: c}}', 'environments: a.branches[0]: Expected text as the pattern, but found a mapping.'],
  ['a: {branches: null}', 'environments: a.branches[0]: Expected text as the pattern, but found nothing (null).'],
  ['a: {branches: 1}', 'environments: a.branches[0]: Expected text as the pattern, but found a number (1).'],
  [
    'a: {branches: [x, true]}',
    'environments: a.branches[1]: Expected text as the pattern, but found a boolean (true).'
  ],
  ["a: {branches: [x, '']}", 'environments: a.branches[1]: The pattern is empty.'],
  ["a: {tags: ''}", 'environments: a.tags[0]: The pattern is empty.'],
  ['a: {branches: []}', 'environments: a.branches: The list of patterns is empty.'],
  ['a: []', 'environments: a: The list of patterns is empty.'],
  ["a: {branches: ['!x']}", 'environments: a.branches: There are only negative patterns'],
  ['a: {branches: [x, refs/heads/y]}', "environments: a.branches[1]: The pattern 'refs/heads/y' could never match"],
  ['a: {tags: refs/tags/v1}', "environments: a.tags[0]: The pattern 'refs/tags/v1' could never match"],
  ['a: {stack: x}', 'environments: a: The environment has neither branches nor tags'],
  ['a: {}', 'environments: a: The environment has neither branches nor tags'],
  ['a: {branch: x}', "environments: a: Unknown key 'branch'. Did you mean 'branches'?"],
  ['a: {branches: x, Stack: y}', "environments: a: Unknown key 'Stack'. Did you mean 'stack'?"],
  ['a: {branches: x, server_url: y}', "environments: a: Unknown key 'server_url'. Did you mean 'server-url'?"],
  ['a: {branches: x, __proto__: y}', "environments: a: Unknown key '__proto__'. The keys are branches, tags"],
  ['a: {branches: x, 1: y}', 'environments: a: Expected text as a key, but found a number (1).'],
  ['a: {branches: x, stack: 5}', 'environments: a.stack: Expected text, but found a number (5).'],
  ['a: {branches: x, stack: null}', 'environments: a.stack: Expected text, but found nothing (null).'],
  [
    'a: {branches: x, force-pushes: yes}',
    "environments: a.force-pushes: Expected true or false, but found the text 'yes'"
  ],
  [
    "a: {branches: x, force-pushes: 'true'}",
    "environments: a.force-pushes: Expected true or false, but found the text 'true'"
  ],
  ['a: {branches: x, force-pushes: 1}', 'environments: a.force-pushes: Expected true or false, but found a number (1)'],
  [
    'a: {branches: x, force-pushes: }',
    'environments: a.force-pushes: Expected true or false, but found nothing (null)'
  ],
  ['a: {branches: x, force_pushes: true}', "environments: a: Unknown key 'force_pushes'. Did you mean 'force-pushes'?"],
  ["a: {branches: x, stack: ' '}", 'environments: a.stack: The value is empty.'],
  ['a: {branches: x, stack: "p\\nq"}', "environments: a.stack: 'p\\u{a}q' contains the invisible character U+000A."],
  ['a: {branches: x, project: [y]}', 'environments: a.project: Expected text, but found a list.'],
  ['a: {branches: x, command: "\\u0000"}', 'environments: a.command: The value'],
  ['a: {branches: x, config: [y]}', 'environments: a.config: Expected text, but found a list.'],
  ['a: {branches: x, config: 7}', 'environments: a.config: Expected text, but found a number (7).'],
  ['a: {branches: x, events: []}', 'environments: a.events: The list of events is empty.'],
  ['a: {branches: x, events: [1]}', 'environments: a.events[0]: Expected text, but found a number (1).'],
  ['a: {branches: x, events: [push, pus]}', "environments: a.events[1]: Unknown event 'pus'. Did you mean 'push'?"],
  ['a: {branches: x, events: Push}', "environments: a.events[0]: Unknown event 'Push'. Did you mean 'push'?"],
  [
    'a: {branches: x, events: constructor}',
    "environments: a.events[0]: Unknown event 'constructor'. The events are push"
  ],
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
    "issue_comment can't start a pipeline: it can be caused by anyone who may comment"
  ],
  ['a: {branches: x, events: merge_group}', "merge_group can't start a pipeline: it brings code that is not merged"],
  ['a: {branches: x, events: deployment}', "deployment can't start a pipeline: it reports a deployment"]
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
