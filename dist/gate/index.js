import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 99:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:sqlite");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 7830:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/web");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 24:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _node_step_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(719);
/* harmony import */ var _run_gate_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1079);


await (0,_node_step_js__WEBPACK_IMPORTED_MODULE_0__/* .asStep */ .N)(_run_gate_js__WEBPACK_IMPORTED_MODULE_1__/* .runGate */ .R);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 7619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BX: () => (/* binding */ defaultEvents),
/* harmony export */   Z4: () => (/* binding */ defaultRules),
/* harmony export */   _$: () => (/* binding */ stages),
/* harmony export */   aZ: () => (/* binding */ environmentKeys),
/* harmony export */   yO: () => (/* binding */ defaultEnvironments)
/* harmony export */ });
/* harmony import */ var _pattern_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1263);

/** The keys that an environment may have. */
const environmentKeys = [
    'branches',
    'tags',
    'stack',
    'events',
    'force-pushes',
    'server-url',
    'account',
    'requires',
    'project',
    'pipeline',
    'snapshot',
    'command',
    'source',
    'config',
    'promote',
    'checks'
];
/** The stages that a model version can be promoted to; ZenML's other ones say that it is to be used by nobody. */
const stages = ['staging', 'production'];
/** Events that may start an environment without `events`. */
const defaultEvents = ['push', 'workflow_dispatch', 'schedule'];
/** The default of the input `environments`, and what `action.yml` shows. */
const defaultRules = 'staging:    {branches: develop}\nproduction: {branches: main}\n';
/**
 * What the default rules mean: a test holds them against the YAML. Most jobs use them, and a push that they skip is
 * decided without a YAML parser, which takes longer to load than all the rest.
 */
const defaultEnvironments = [
    environmentOf('staging', 'develop'),
    environmentOf('production', 'main')
];
function environmentOf(name, branch) {
    const branches = (0,_pattern_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePatterns */ .Z7)([branch], `environments: ${name}.branches`);
    return { name, branches, tags: [], events: defaultEvents, forcePushes: false, stack: name, overrides: {} };
}


/***/ }),

/***/ 3577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ws: () => (/* binding */ documentedEvents),
/* harmony export */   YP: () => (/* binding */ standingOf),
/* harmony export */   sY: () => (/* binding */ gateEventNames)
/* harmony export */ });
/** The same as a list, in the order in which messages list them. */
const gateEventNames = [
    'push',
    'workflow_dispatch',
    'schedule',
    'pull_request',
    'release'
];
const noCode = 'does not say which code to run';
/**
 * Every event of https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows but
 * `workflow_call`, whose runs bear their caller's event. An event is refused if people without write access can cause it,
 * directly or by way of a check or a status on a fork's commit, and it runs with the secrets of the repository.
 */
const standings = new Map([
    ...gateEventNames.map(event => [event, { kind: 'decides', event }]),
    ['merge_group', { kind: 'merge-queue', why: 'brings code that is not merged yet' }],
    ...refused('can be caused by anyone who may open a pull request, and runs with the secrets of the repository', [
        'pull_request_target'
    ]),
    ...refused("can follow a fork's workflow, and runs with the secrets of the repository", ['workflow_run']),
    ...refused('can be caused by anyone who may comment', ['issue_comment', 'discussion_comment']),
    ...refused('can be caused by anyone who may open an issue or a discussion', ['issues', 'discussion']),
    ...refused('can be caused by anyone who may review a pull request, forks included', [
        'pull_request_review',
        'pull_request_review_comment'
    ]),
    ...refused('can be caused by anyone who may read the repository', ['fork', 'watch']),
    ...refused('can be caused by anyone who may edit the wiki, which can be everyone', ['gollum']),
    ...refused("can be caused by a check or a status on a fork's commit", ['check_run', 'check_suite', 'status']),
    ...unsupported('is about a ref that a push reports as well', ['create', 'delete']),
    ...unsupported('reports a deployment instead of asking for one here', ['deployment', 'deployment_status']),
    ...unsupported('always runs on the default branch, whatever it is about', ['repository_dispatch']),
    ...unsupported(noCode, ['branch_protection_rule', 'image_version', 'label', 'milestone', 'page_build']),
    ...unsupported(noCode, ['project', 'project_card', 'project_column', 'public', 'registry_package'])
]);
/** What the gate makes of an event's name, which is compared as it stands. */
function standingOf(event) {
    return standings.get(event) ?? { kind: 'unknown' };
}
/** All names that GitHub documents, for near matches and tables. */
function documentedEvents() {
    return [...standings.keys()];
}
function refused(why, names) {
    return names.map(name => [name, { kind: 'refused', why }]);
}
function unsupported(why, names) {
    return names.map(name => [name, { kind: 'unsupported', why }]);
}


/***/ }),

/***/ 1263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i4: () => (/* binding */ decidingPattern),
  Z7: () => (/* binding */ parsePatterns)
});

// UNUSED EXPORTS: compilePattern, matchesBody

// EXTERNAL MODULE: ./src/text/errors.js
var errors = __nccwpck_require__(9819);
// EXTERNAL MODULE: ./src/gate/shown.js
var shown = __nccwpck_require__(7223);
;// CONCATENATED MODULE: ./src/gate/pattern-token.js


const maxLength = 1000;
const special = new Set('*?+[]!\\');
// git check-ref-format: none of these can stand in a ref's name, so a pattern with one could never match.
const neverInName = /[\u0000-\u0020\u007f~^:]/u;
const slash = [[0x2f, 0x2f]];
const notSlash = [
    [0, 0x2e],
    [0x30, 0x10ffff]
];
const anything = [[0, 0x10ffff]];
/**
 * The states of one pattern without its leading `!`. Throws {@link InputError} if GitHub would call the pattern invalid,
 * or if it could never match a branch or tag.
 */
function readTokens(body, where) {
    const points = Array.from(body);
    if (points.length > maxLength)
        throw new errors/* InputError */.dz(`The pattern is longer than ${maxLength} characters`, { where });
    const source = { body, points, where };
    const tokens = [];
    for (let at = 0; at < points.length;) {
        const { value, end } = points[at] === '*' ? readStars(points, at) : readCounted(source, at);
        tokens.push(...value);
        at = end;
    }
    return tokens;
}
/** `*`, `**`, or the start of a segment `**` with its slash. */
function readStars(points, start) {
    let end = start;
    while (points[end] === '*')
        end++;
    const isDouble = end - start > 1;
    const startsSegment = start === 0 || points[start - 1] === '/';
    return isDouble && startsSegment && points[end] === '/'
        ? { value: anyFolders, end: end + 1 }
        : { value: [many(isDouble ? anything : notSlash)], end };
}
// `**/` at the start of a segment also stands for no folder at all: the cheat sheet lets `**/README.md` match README.md.
const anyFolders = [
    { characters: undefined, repeats: false, jumps: [1, 3] },
    { characters: anything, repeats: true, jumps: [1] },
    { characters: slash, repeats: false, jumps: [] }
];
function many(characters) {
    return { characters, repeats: true, jumps: [1] };
}
/** A character or class, and the `?` or `+` that counts it, if there is one. */
function readCounted(source, at) {
    const { value: characters, end } = readCharacters(source, at);
    const once = { characters, repeats: false, jumps: [] };
    switch (source.points[end]) {
        case '?':
            return { value: [{ ...once, jumps: [1] }], end: end + 1 };
        case '+':
            return { value: [once, many(characters)], end: end + 1 };
        default:
            return { value: [once], end };
    }
}
function readCharacters(source, at) {
    const point = source.points[at] ?? '';
    switch (point) {
        case '[':
            return readClass(source, at);
        case ']':
            throw invalid(source, `has a ] without a [ before it (character ${at + 1})`, 'Write \\] for the character itself.');
        case '\\':
            return { value: only(readEscaped(source, at)), end: at + 2 };
        case '?':
        case '+':
            throw misplacedCount(source, point, at);
    }
    if (neverInName.test(point)) {
        const what = `contains ${(0,shown/* quoted */.T)(point)}, which no branch or tag name can contain`;
        throw invalid(source, what, 'Remove it, or write several patterns as a list.');
    }
    return { value: only(point), end: at + 1 };
}
function readEscaped(source, at) {
    const next = source.points[at + 1];
    if (next !== undefined && special.has(next))
        return next;
    const remedy = 'A backslash only stands before one of * ? + [ ] ! and \\, to mean that character itself.';
    throw invalid(source, `has a stray backslash (character ${at + 1})`, remedy);
}
/** The sheet: "Ranges can only include a-z, A-Z, and 0-9", and a class lists alphanumeric characters. */
function readClass(source, open) {
    const close = source.points.indexOf(']', open + 1);
    if (close === -1) {
        const what = `has a [ without a ] after it (character ${open + 1})`;
        throw invalid(source, what, 'Write \\[ for the character itself.');
    }
    const ranges = [];
    for (let at = open + 1; at < close;) {
        const { value, end } = readRange(source, at, close);
        ranges.push(value);
        at = end;
    }
    if (ranges.length === 0)
        throw invalid(source, 'has an empty [ ]', 'List letters or digits in it, as in [0-9].');
    return { value: ranges, end: close + 1 };
}
function readRange(source, at, close) {
    const { points } = source;
    const first = points[at] ?? '';
    const isRange = points[at + 1] === '-';
    const last = isRange ? (points[at + 2] ?? '') : first;
    const end = at + (isRange ? 3 : 1);
    const kind = kindOf(first);
    if (kind !== undefined && kind === kindOf(last) && first <= last) {
        return { value: [codePoint(first), codePoint(last)], end };
    }
    const what = `has ${(0,shown/* quoted */.T)(points.slice(at, Math.min(end, close)).join(''))} in its [ ]`;
    throw invalid(source, what, 'Only letters, digits and ranges within a-z, A-Z and 0-9 can stand there.');
}
/** The kind of one character. */
function kindOf(point) {
    if (/[a-z]/.test(point))
        return 'lower';
    if (/[A-Z]/.test(point))
        return 'upper';
    return /[0-9]/.test(point) ? 'digit' : undefined;
}
function only(point) {
    return [[codePoint(point), codePoint(point)]];
}
function codePoint(point) {
    return point.codePointAt(0) ?? 0;
}
function misplacedCount(source, point, at) {
    const what = `has a ${point} with no character before it to count (character ${at + 1})`;
    const remedy = `In GitHub's patterns ${point} counts the character before it; * stands for any characters, \\${point} for ${point} itself.`;
    return invalid(source, what, remedy);
}
function invalid({ body, where }, what, remedy) {
    return new errors/* InputError */.dz(`The pattern ${(0,shown/* quoted */.T)(body)} ${what}`, { where, remedy });
}

;// CONCATENATED MODULE: ./src/gate/pattern.js



/** Reads one pattern; throws {@link InputError}, naming `where`, for one that is invalid or could never match. */
function compilePattern(source, where = 'pattern') {
    const negative = source.startsWith('!');
    const body = negative ? source.slice(1) : source;
    if (body === '') {
        const remedy = negative ? 'Write the names to leave out after the !.' : "Write a name, or '**' for every name.";
        throw new errors/* InputError */.dz(negative ? "The pattern '!' is empty" : 'The pattern is empty', { where, remedy });
    }
    const prefix = /^(refs\/(?:heads|tags)\/|refs\/)/.exec(body)?.[1];
    if (prefix !== undefined) {
        const message = `The pattern ${(0,shown/* quoted */.T)(source)} could never match: names are compared without ${(0,shown/* quoted */.T)(prefix)}`;
        throw new errors/* InputError */.dz(message, { where, remedy: `Leave out ${(0,shown/* quoted */.T)(prefix)}.` });
    }
    if (body.startsWith('/') || body.endsWith('/')) {
        const message = `The pattern ${(0,shown/* quoted */.T)(source)} could never match: no name starts or ends with a slash`;
        throw new errors/* InputError */.dz(message, { where, remedy: "Write 'release/**' for every name under release/." });
    }
    return { source, negative, tokens: readTokens(body, where) };
}
/**
 * Reads a list of patterns, whose order counts; throws {@link InputError} naming the place (`where[2]`), also for an empty
 * list and for one that starts with a negative pattern, which would leave nothing out.
 */
function parsePatterns(list, where) {
    if (list.length === 0) {
        throw new errors/* InputError */.dz('The list of patterns is empty', { where, remedy: 'Write one, or remove it.' });
    }
    const patterns = list.map((source, index) => compilePattern(source, `${where}[${index}]`));
    if (patterns.every(pattern => pattern.negative)) {
        // GitHub: "you must also define at least one branch without the ! character" (workflow-syntax, on.push.branches).
        const message = 'There are only negative patterns, so nothing could match';
        throw new errors/* InputError */.dz(message, { where, remedy: "Put a positive pattern before them, such as '**'." });
    }
    if (patterns[0]?.negative) {
        const message = `The negative pattern ${(0,shown/* quoted */.T)(patterns[0].source)} comes first, so it leaves nothing out`;
        throw new errors/* InputError */.dz(message, { where: `${where}[0]`, remedy: 'Put it after the pattern that it takes from.' });
    }
    return patterns;
}
/**
 * The index of the pattern that lets `name` in, `undefined` if none does: the last pattern that matches decides, and a
 * negative one shuts the name out.
 */
function decidingPattern(patterns, name) {
    const index = patterns.findLastIndex(pattern => matchesBody(pattern, name));
    return index === -1 || patterns[index]?.negative ? undefined : index;
}
/**
 * Whether the whole of `name` fits the pattern, its `!` set aside; case counts. Takes time proportional to the product of
 * both lengths whatever they are, since whoever can push chooses the name.
 */
function matchesBody(pattern, name) {
    const { tokens } = pattern;
    let active = reach(tokens, new Set([0]));
    for (const character of name) {
        const next = consume(tokens, active, character.codePointAt(0) ?? 0);
        if (next.size === 0)
            return false;
        active = reach(tokens, next);
    }
    return active.has(tokens.length);
}
/** The states after one more character. */
function consume(tokens, states, codePoint) {
    const next = new Set();
    for (const state of states) {
        const token = tokens[state];
        if (token?.characters !== undefined && includes(token.characters, codePoint)) {
            next.add(token.repeats ? state : state + 1);
        }
    }
    return next;
}
/** Adds every state that can be had without consuming; a set visits what is added while it is walked. */
function reach(tokens, states) {
    for (const state of states) {
        for (const jump of tokens[state]?.jumps ?? [])
            states.add(state + jump);
    }
    return states;
}
function includes(characters, codePoint) {
    return characters.some(([first, last]) => first <= codePoint && codePoint <= last);
}


/***/ }),

/***/ 7223:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ shown),
/* harmony export */   T: () => (/* binding */ quoted)
/* harmony export */ });
// Controls, format characters (bidi, zero-width, tags), line and paragraph separators, lone surrogates.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
// The no-break space and its kin look like nothing or like an ordinary space, so a reader could not distinguish them.
const oddSpace = /(?! )\p{Zs}/gu;
const defaultLimit = 200;
/**
 * A foreign value as it may stand in a sentence: one line, at most `limit` code points (200), with everything that could
 * hide, reorder or be obeyed written as `\u{\u2026}`, so that a look-alike is seen for what it is.
 */
function shown(value, limit = defaultLimit) {
    // Cutting before escaping keeps a huge value cheap; a code point is at most two UTF-16 units.
    const points = Array.from(value.slice(0, limit * 2 + 2));
    const cut = points.slice(0, limit).join('');
    const text = cut.replace(unprintable, escaped).replace(oddSpace, escaped).replaceAll('##[', '#\\u{23}[');
    return cut.length < value.length ? `${text}\u2026` : text;
}
/** A foreign value in single quotes, escaped as by {@link shown}. */
function quoted(value, limit = defaultLimit) {
    return `'${shown(value, limit)}'`;
}
function escaped(character) {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}


/***/ }),

/***/ 719:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  N: () => (/* binding */ asStep)
});

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/oidc-utils.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return __awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return __awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
;// CONCATENATED MODULE: external "events"
const external_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
;// CONCATENATED MODULE: external "assert"
const external_assert_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");
;// CONCATENATED MODULE: ../node_modules/@actions/io/lib/io-util.js
var io_util_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_namespaceObject.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_namespaceObject.constants.O_RDONLY;
function exists(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return io_util_awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_namespaceObject.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_namespaceObject.dirname(filePath);
                        const upperName = external_path_namespaceObject.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_namespaceObject.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ../node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_namespaceObject.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_namespaceObject.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_namespaceObject.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_namespaceObject.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ../node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_namespaceObject.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_namespaceObject.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_namespaceObject.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ../node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec_exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = tr.argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new tr.ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec_exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return file_command_issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    command_issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    core_error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function core_error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
// EXTERNAL MODULE: ./src/text/errors.js
var errors = __nccwpck_require__(9819);
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: ./src/text/encoding.js
/**
 * The text that bytes from outside hold: UTF-8 with or without a byte order mark, or UTF-16, as some editors, shells and
 * gateways of Windows write it. Without a mark UTF-16 is recognized by the zero beside its first character, which
 * is an ASCII one in everything that is read here (YAML 1.2.2, 5.2).
 */
function decodeText(bytes) {
    return new TextDecoder(encodingOf(bytes)).decode(bytes);
}
function encodingOf([first, second]) {
    if (first === undefined || second === undefined)
        return 'utf-8';
    if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0))
        return 'utf-16le';
    if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0))
        return 'utf-16be';
    return 'utf-8';
}

;// CONCATENATED MODULE: ./src/world/cancelled.js

/** The reason with which the runner's cancel aborts everything. */
class Cancelled extends errors/* ActionError */.lZ {
    constructor(signal) {
        super(`The job was cancelled (${signal})`);
    }
}

// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __nccwpck_require__(2158);
// EXTERNAL MODULE: ./src/world/secrets.js
var secrets = __nccwpck_require__(4158);
;// CONCATENATED MODULE: ./src/world/log.js


/** Longest line that is written, characters: a piece of a command's output and what leads it. */
const maxLineLength = 70_000;
/** Annotations of a kind that a step may have, and characters that each may have (actions/runner, ExecutionContext.cs). */
const maxAnnotations = 10;
const maxAnnotationLength = 4_096;
/** Longest title of an annotation; GitHub's API for checks takes 255 characters. */
const maxTitleLength = 255;
const wholeInLog = ' (The whole text is in the log.)';
/**
 * A log that writes nothing which a terminal or the runner would obey, whatever a caller forgot to clean: names and
 * texts of the server are foreign, and one with a line end in it could begin a workflow command of its own. What GitHub
 * would drop from the annotations is only in the log, and the annotations say so.
 */
function safeLog(log) {
    const credentials = new secrets/* Redactor */.pO();
    const hidden = new secrets/* Redactor */.pO();
    const redact = (text) => hidden.redact(text);
    const hide = (secret) => {
        log.mask(secret);
        hidden.add(secret);
    };
    const clean = (line) => (0,foreign/* foreignLine */.nT)(redact(line).replace(/[\r\n]+/g, ' '), maxLineLength);
    const info = (line) => log.info(clean(line));
    const annotations = (kind) => limitedAnnotations((text, place) => (kind === 'error' ? log.error(text, place) : log[kind](text)), line => info(`${kind}: ${line}`), clean);
    return {
        info,
        coloured: lines => log.coloured(lines.map(line => (0,foreign/* colouredLine */.CH)(redact(line).replace(/[\r\n]+/g, ' '), maxLineLength))),
        debug: line => log.debug(clean(line)),
        notice: annotations('notice'),
        warning: annotations('warning'),
        error: annotations('error'),
        startGroup: title => log.startGroup(clean(title)),
        endGroup: () => log.endGroup(),
        mask: secret => {
            hide(secret);
            credentials.add(secret);
        },
        hide,
        redact,
        withoutCredentials: text => credentials.redact(text)
    };
}
/** Annotates as much as GitHub keeps of one kind; what is too long or too much goes to the log. */
function limitedAnnotations(annotate, logInstead, clean) {
    let count = 0;
    return (text, place) => {
        count++;
        if (count === maxAnnotations)
            annotate(`This step has more than ${maxAnnotations - 1} of these; see its log.`);
        if (count >= maxAnnotations)
            return logInstead(text);
        const shown = place === undefined ? clean(text) : text.split('\n').map(clean).join('\n');
        const at = place === undefined ? undefined : { ...place, title: (0,foreign/* oneLine */.TN)(clean(place.title), maxTitleLength) };
        if (shown.length <= maxAnnotationLength)
            return annotate(shown, at);
        annotate(`${(0,foreign/* cut */.Jj)(shown, maxAnnotationLength - wholeInLog.length - 1)}\u2026${wholeInLog}`, at);
        logInstead(text);
    };
}

;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./src/node/clock.js

/** Node's own clocks and timers. */
const systemClock = {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await (0,external_node_timers_promises_namespaceObject.setTimeout)(ms, undefined, signal === undefined ? {} : { signal });
        }
        catch (error) {
            signal?.throwIfAborted();
            throw error;
        }
    }
};

// EXTERNAL MODULE: ./src/text/error-code.js
var error_code = __nccwpck_require__(1584);
;// CONCATENATED MODULE: ./src/node/disk.js


/** The file system as it is. */
const disk = {
    async realPath(path) {
        try {
            return await (0,promises_namespaceObject.realpath)(path);
        }
        catch (error) {
            if (isMissing(error))
                return undefined;
            throw error;
        }
    },
    async kind(path) {
        try {
            const found = await (0,promises_namespaceObject.stat)(path);
            return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
        }
        catch (error) {
            if (isMissing(error))
                return 'missing';
            throw error;
        }
    }
};
/** Nothing is there, or its name can't be one: too long, a file where a folder should be, a loop of links, a NUL character. */
function isMissing(error) {
    const codes = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EINVAL', 'ERR_INVALID_ARG_VALUE'];
    return codes.includes((0,error_code/* errorCode */.C)(error));
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: ./src/text/file-fault.js

// errno(3), of calls that write.
const faults = {
    EACCES: 'permission denied',
    EDQUOT: 'the disk quota is used up',
    EEXIST: 'a file is in its place',
    EFBIG: 'it would become too large',
    EIO: 'the disk failed',
    EISDIR: 'a folder is in its place',
    ELOOP: 'its links form a loop',
    EMFILE: 'too many files are open',
    ENFILE: 'too many files are open',
    ENOENT: 'it does not exist',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of its path is not a folder',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only'
};
/** Why the file system refused something, in words with the system's code behind them. */
function fileFault(code) {
    const words = faults[code];
    if (words !== undefined)
        return `${words} (${code})`;
    return code === '' ? 'the reason is unknown' : code;
}
const makeRoom = 'Make room on the disk of the runner before this step.';
const raiseLimit = 'Raise the limit of open files on the runner, or end what holds them.';
const remedies = new Map([
    ['ENOSPC', makeRoom],
    ['EDQUOT', makeRoom],
    ['EFBIG', makeRoom],
    ['EMFILE', raiseLimit],
    ['ENFILE', raiseLimit]
]);
/** What to do about a refusal for which the machine is the reason; undefined if it depends on the file. */
function fileRemedy(error) {
    return remedies.get((0,error_code/* errorCode */.C)(error));
}

;// CONCATENATED MODULE: ./src/node/runner-files.js





/** The runner's command files; a runner that names none gets commands in the log. Throws {@link ActionError} for one that can't be written. */
const commandFiles = {
    setOutput: (name, value) => append('GITHUB_OUTPUT', () => setOutput(name, value)),
    saveState: (name, value) => append('GITHUB_STATE', () => saveState(name, value)),
    readState: name => getState(name),
    exportVariable: (name, value) => append('GITHUB_ENV', () => exportVariable(name, value)),
    async writeSummary(markdown) {
        const path = process.env['GITHUB_STEP_SUMMARY'];
        // Runners older than 2.303 have no summaries.
        if (!path)
            return;
        try {
            await summary.addRaw(markdown).write({ overwrite: true });
        }
        catch (cause) {
            throw unwritable('GITHUB_STEP_SUMMARY', path, cause);
        }
    }
};
function append(variable, write) {
    const path = process.env[variable] ?? '';
    const before = sizeOf(path);
    try {
        write();
    }
    catch (cause) {
        // Half a value has no end, for which the runner itself would fail the step (actions/runner, FileCommandManager.cs).
        if (before !== undefined)
            cut(path, before);
        throw unwritable(variable, path, cause);
    }
}
function unwritable(variable, path, cause) {
    // @actions/core looks first whether the file is there, and says so without a code.
    const code = (0,error_code/* errorCode */.C)(cause) || codeOf(() => (0,external_node_fs_namespaceObject.accessSync)(path, external_node_fs_namespaceObject.constants.W_OK));
    const remedy = code === 'EACCES' || code === 'EPERM' ? ownerRemedy(path) : fileRemedy(cause);
    return new errors/* ActionError */.lZ(`The runner's file ${path} cannot be written: ${fileFault(code)}`, {
        where: variable,
        remedy: remedy ??
            'Something in this job has removed or replaced it, often a clean-up of RUNNER_TEMP; let it keep the file.',
        cause
    });
}
/** A job's container often has another user than the runner, to whom its files belong (actions/checkout#956). */
function ownerRemedy(path) {
    const owner = ownerOf(path);
    const user = process.getuid?.();
    const who = owner === undefined || user === undefined ? '' : ` (it belongs to user ${owner}, and this is user ${user})`;
    return `Run the job as the user that the file belongs to${who}; in a container that is \`options: --user ${owner ?? 1001}\` below \`container:\`.`;
}
function ownerOf(path) {
    try {
        return (0,external_node_fs_namespaceObject.statSync)(path).uid;
    }
    catch {
        return undefined;
    }
}
function sizeOf(path) {
    try {
        return (0,external_node_fs_namespaceObject.statSync)(path).size;
    }
    catch {
        return undefined;
    }
}
function cut(path, size) {
    try {
        if ((0,external_node_fs_namespaceObject.statSync)(path).size > size)
            (0,external_node_fs_namespaceObject.truncateSync)(path, size);
    }
    catch {
        // What can't be written can't be mended either.
    }
}
function codeOf(attempt) {
    try {
        attempt();
        return '';
    }
    catch (error) {
        return (0,error_code/* errorCode */.C)(error);
    }
}

;// CONCATENATED MODULE: ./src/node/world.js








const log = {
    info: line => info(line),
    coloured: lines => info(lines.join('\n')),
    debug: line => core_debug(line),
    notice: line => notice(line),
    warning: line => warning(line),
    error: (text, place) => core_error(text, place === undefined ? {} : annotationOf(place)),
    startGroup: title => startGroup(title),
    endGroup: () => endGroup(),
    mask: secret => core_setSecret(secret)
};
function annotationOf({ file, line, title }) {
    return { title, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { startLine: line }) };
}
const files = {
    ...disk,
    async readText(path, maxBytes) {
        // Without waiting, as a named pipe would make it wait for a writer; Windows has no such flag.
        const file = await (0,promises_namespaceObject.open)(path, promises_namespaceObject.constants.O_RDONLY | (promises_namespaceObject.constants.O_NONBLOCK ?? 0));
        try {
            const stat = await file.stat();
            if (!stat.isFile())
                throw new Error('this is not a file');
            if (stat.size > maxBytes)
                throw new Error(`this is larger than ${maxBytes} bytes`);
            return decodeText(await file.readFile());
        }
        finally {
            await file.close();
        }
    }
};
/** The real world: this process, its runner and the network. SIGINT and SIGTERM abort `cancel`. */
function openWorld() {
    const cancel = new AbortController();
    // A log that nobody reads any longer must not end this process in the middle of its work.
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', () => undefined);
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => cancel.abort(new Cancelled(signal)));
    return {
        env: process.env,
        clock: systemClock,
        log: safeLog(log),
        files,
        runner: commandFiles,
        random: Math.random,
        uuid: () => crypto.randomUUID(),
        // The largest part of what is loaded, for which a push that runs nothing has no use.
        network: async (certificates) => (await Promise.all(/* import() */[__nccwpck_require__.e(79), __nccwpck_require__.e(658)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4658))).openNetwork(certificates, process.env),
        cancel: cancel.signal
    };
}

;// CONCATENATED MODULE: ./src/node/step.js



/** Tells a story in the real world, and ends the process as green or red as the story says. */
async function asStep(story) {
    let isGreen = false;
    try {
        isGreen = await story(openWorld());
    }
    catch (error) {
        core_error((0,errors/* explain */.WE)(error));
    }
    // Keep-alive connections must not hold the step.
    process.exit(isGreen ? ExitCode.Success : ExitCode.Failure);
}


/***/ }),

/***/ 1079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  R: () => (/* binding */ runGate)
});

// EXTERNAL MODULE: ./src/text/errors.js
var errors = __nccwpck_require__(9819);
// EXTERNAL MODULE: ./src/text/suggest.js
var suggest = __nccwpck_require__(6160);
;// CONCATENATED MODULE: ./src/gate/git-ref.js
const prefixes = { branch: 'refs/heads/', tag: 'refs/tags/' };
// Ours: git has no limit, but no file system keeps a longer name in one piece.
const maxLength = 1024;
/** Reads a full ref (`refs/heads/main`); `other` is a well-formed ref that is neither a branch nor a tag. */
function readRef(full) {
    const problem = problemOf(full, refProblems);
    if (problem !== undefined)
        return { kind: 'invalid', problem };
    const type = full.startsWith(prefixes.branch) ? 'branch' : 'tag';
    if (!full.startsWith(prefixes[type]))
        return { kind: 'other' };
    const name = full.slice(prefixes[type].length);
    const restricted = problemOf(name, restrictions);
    return restricted === undefined
        ? { kind: 'ref', ref: { type, name, full } }
        : { kind: 'invalid', problem: restricted };
}
/** The full ref of a branch's name. */
function branchRef(name) {
    return `${prefixes.branch}${name}`;
}
/** The full ref of a tag's name. */
function tagRef(name) {
    return `${prefixes.tag}${name}`;
}
/**
 * Whether the branch is one of a merge queue's own, whose code has not been merged yet
 * (https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue).
 */
function isMergeQueueRef(ref) {
    return ref.type === 'branch' && ref.name.startsWith('gh-readonly-queue/');
}
/** The rules of `git check-ref-format` (https://git-scm.com/docs/git-check-ref-format), and well-formed Unicode. */
const refProblems = [
    [ref => ref.length > maxLength, `is longer than ${maxLength} characters`],
    [ref => !ref.isWellFormed(), 'is not well-formed Unicode'],
    [ref => /[\u0000-\u001f\u007f]/.test(ref), 'contains a control character'],
    [ref => /[ ~^:?*[\\]/.test(ref), 'contains a character that git does not allow in a ref'],
    [ref => /\.\.|@\{/.test(ref), "contains '..' or '@{', which git does not allow in a ref"],
    [ref => ref.endsWith('.'), 'ends with a dot'],
    [ref => /^refs\/[^/]*$/.test(ref), 'names nothing'],
    [ref => ref.split('/').includes(''), 'has an empty part'],
    [ref => /(?:^|\/)\.|\.lock(?:\/|$)/.test(ref), "has a part that starts with a dot or ends with '.lock'"]
];
/**
 * GitHub no longer lets anybody push such names, since they pass for something else
 * (https://docs.github.com/en/get-started/using-git/dealing-with-special-characters-in-branch-and-tag-names).
 */
const restrictions = [
    [name => name.startsWith('refs/'), "has a name that itself starts with 'refs/'"],
    [name => /^[0-9a-f]{40}$/i.test(name), 'has a name that looks like a commit id']
];
function problemOf(text, problems) {
    return problems.find(([applies]) => applies(text))?.[1];
}

// EXTERNAL MODULE: ./src/gate/shown.js
var shown = __nccwpck_require__(7223);
;// CONCATENATED MODULE: ./src/gate/outcome.js

/** Nothing to do: green, unless `on-no-match` is `fail`. */
function skip(code, text) {
    return { kind: 'skip', reason: { code, text } };
}
/** The skip for a merge queue's own branch. */
function mergeQueueSkip(branch) {
    return skip('merge-queue', `The branch ${(0,shown/* quoted */.T)(branch)} is a merge queue's; the push that follows the merge will count.`);
}
/** Must not be done: always red. */
function refuse(code, text) {
    return { kind: 'refuse', reason: { code, text } };
}

// EXTERNAL MODULE: ./src/gate/pattern.js + 1 modules
var gate_pattern = __nccwpck_require__(1263);
// EXTERNAL MODULE: ./src/text/json.js
var json = __nccwpck_require__(2686);
;// CONCATENATED MODULE: ./src/gate/payload.js



// GitHub: "payloads are capped at 25 MB" (https://docs.github.com/en/webhooks/webhook-events-and-payloads). Counted in
// UTF-16 units, of which there are never more than bytes.
const payload_maxLength = 25 * 1024 * 1024;
/** Reads the event file's text as a JSON object. */
function readPayload(text) {
    if (text === undefined)
        return unreadable('The event file (GITHUB_EVENT_PATH) is missing');
    if (text.length > payload_maxLength)
        return unreadable('The event file is larger than the 25 MB that GitHub sends at most');
    let payload;
    try {
        payload = JSON.parse(text);
    }
    catch {
        // The parser's own message would quote the file.
        return unreadable('The event file is not JSON');
    }
    return (0,json/* isObject */.Gv)(payload) ? { kind: 'payload', payload } : unreadable('The event file does not hold a JSON object');
}
/** The refusal of a field that is missing or of the wrong type; `path` is its place, `expected` what should be there. */
function malformed(path, expected) {
    const text = `The event file's ${path} is not ${expected}, so nothing is started; re-run the workflow from its event.`;
    return refuse('payload-malformed', text);
}
/** Two sources that should agree and don't. */
function contradiction(oneName, one, otherName, other) {
    const text = `${oneName} is ${(0,shown/* quoted */.T)(one)} but ${otherName} is ${(0,shown/* quoted */.T)(other)}, so the event contradicts itself and nothing is started.`;
    return refuse('contradiction', text);
}
function unreadable(what) {
    return refuse('payload-unreadable', `${what}, so the event is unknown and nothing is started.`);
}

;// CONCATENATED MODULE: ./src/gate/repository.js


// Plain ASCII: otherwise lower-casing would make one of K and the Kelvin sign, and a look-alike would pass.
const fullNamePattern = /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/;
/** Whether the text is an `owner/name` that GitHub allows. */
function isFullName(text) {
    return fullNamePattern.test(text);
}
/** Reads a payload's repository object; `path` is its place in the payload. */
function readRepository(value, path) {
    if (!(0,json/* isObject */.Gv)(value))
        return malformed(path, 'an object');
    const fullName = (0,json/* field */.ZZ)(value, 'full_name');
    if (typeof fullName !== 'string' || !isFullName(fullName))
        return malformed(`${path}.full_name`, "an 'owner/name'");
    const id = (0,json/* field */.ZZ)(value, 'id');
    if (id !== undefined && !isId(id))
        return malformed(`${path}.id`, 'a whole number');
    const isFork = (0,json/* field */.ZZ)(value, 'fork') ?? false;
    if (typeof isFork !== 'boolean')
        return malformed(`${path}.fork`, 'true or false');
    return { kind: 'repository', fullName, id, isFork };
}
/** A refusal if the payload's repository is not the one whose workflow runs. */
function otherThanRunning(repository, running, path) {
    const { fullName, id } = repository;
    if (!sameName(fullName, running.fullName)) {
        return contradiction('GITHUB_REPOSITORY', running.fullName, `the event file's ${path}.full_name`, fullName);
    }
    if (running.id === undefined || id === undefined || running.id === String(id))
        return undefined;
    return contradiction('GITHUB_REPOSITORY_ID', running.id, `the event file's ${path}.id`, String(id));
}
/** Whether both names are one repository's: GitHub's names don't differ by case alone. */
function sameName(one, other) {
    return one.toLowerCase() === other.toLowerCase();
}
/** The default branch that a payload's repository names, `undefined` if it names none. */
function defaultBranch(repository) {
    const branch = (0,json/* field */.ZZ)(repository, 'default_branch');
    if (branch === undefined || typeof branch === 'string')
        return branch;
    return malformed('repository.default_branch', "a branch's name");
}
function isId(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

;// CONCATENATED MODULE: ./src/gate/variable.js

/** A variable's value; the runner sets some that don't apply to the empty text, which counts as missing. */
function variable(env, name) {
    const value = Object.hasOwn(env, name) ? env[name] : undefined;
    return value === '' ? undefined : value;
}
/** The refusal of an event for which a variable of the runner is missing. */
function missing(name) {
    const text = `${name} is missing, so the event is unknown; run this action in a GitHub workflow.`;
    return refuse('variable-missing', text);
}

;// CONCATENATED MODULE: ./src/gate/event-source.js






/** Reads what every deciding event has, and checks that payload and variables speak of one repository. */
function readSource(env, text, event) {
    const fullRef = variable(env, 'GITHUB_REF');
    if (fullRef === undefined)
        return missing('GITHUB_REF');
    const repository = readRunningRepository(env);
    if ('kind' in repository)
        return repository;
    const read = readPayload(text);
    if (read.kind === 'refuse')
        return read;
    const { payload } = read;
    const isFork = readIsFork(payload, repository, event);
    return typeof isFork === 'boolean' ? { env, fullRef, repository, isFork, payload } : isFork;
}
function readRunningRepository(env) {
    const fullName = variable(env, 'GITHUB_REPOSITORY');
    if (fullName === undefined)
        return missing('GITHUB_REPOSITORY');
    if (isFullName(fullName))
        return { fullName, id: variable(env, 'GITHUB_REPOSITORY_ID') };
    const text = `Expected 'owner/name' in GITHUB_REPOSITORY, but found ${(0,shown/* quoted */.T)(fullName)}, so nothing is started.`;
    return refuse('variable-missing', text);
}
/** Whether the payload says that its repository is a fork, once that is seen to be the running one. */
function readIsFork(payload, running, event) {
    const value = (0,json/* field */.ZZ)(payload, 'repository');
    // A schedule's payload had nothing but the schedule until 2022 (github.blog/changelog/2022-09-27), and a pull request's
    // may be empty (events-that-trigger-workflows, pull_request), which its own reading deals with.
    const mayLack = event === 'schedule' || event === 'pull_request';
    if (value === undefined && mayLack)
        return false;
    const repository = readRepository(value, 'repository');
    if (repository.kind === 'refuse')
        return repository;
    return otherThanRunning(repository, running, 'repository') ?? repository.isFork;
}
/** Whether a value is a commit's id: SHA-1 or SHA-256, in hexadecimal. */
function isCommitId(value) {
    return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(value);
}
/** Whether a commit id is all zeros, which GitHub writes if there is no commit. */
function isNoCommit(id) {
    return /^0+$/.test(id);
}

;// CONCATENATED MODULE: ./src/gate/own-ref.js






/** Reads GITHUB_REF as the ref of an event that is about that very ref: any but a pull request. */
function readOwnRef(event, source, isForced = false) {
    const { fullRef, isFork } = source;
    const ofPullRequest = pullRequestVariable(event, source);
    if (ofPullRequest !== undefined)
        return ofPullRequest;
    const read = readRef(fullRef);
    if (read.kind !== 'ref') {
        const problem = read.kind === 'invalid' ? read.problem : 'is neither a branch nor a tag';
        return refuse('ref-invalid', `GITHUB_REF ${(0,shown/* quoted */.T)(fullRef)} ${problem}, so nothing is started.`);
    }
    const { ref } = read;
    const other = otherRefVariable(ref, source);
    if (other !== undefined)
        return other;
    return isMergeQueueRef(ref)
        ? mergeQueueSkip(ref.name)
        : { kind: 'ref', event, ref, isForced, isFork, pullRequest: undefined };
}
/** A refusal unless the payload's `ref` is GITHUB_REF to the letter: GitHub's payloads hold the full ref. */
function sameRef({ payload, fullRef }) {
    const ref = (0,json/* field */.ZZ)(payload, 'ref');
    if (typeof ref !== 'string')
        return malformed('ref', 'text');
    return ref === fullRef ? undefined : contradiction('GITHUB_REF', fullRef, "the event file's ref", ref);
}
/**
 * A refusal if a variable is set that GitHub sets for pull requests only
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/variables).
 */
function pullRequestVariable(event, { env }) {
    for (const name of ['GITHUB_BASE_REF', 'GITHUB_HEAD_REF']) {
        const value = variable(env, name);
        if (value !== undefined) {
            return contradiction('GITHUB_EVENT_NAME', event, `${name}, which only a pull request has,`, value);
        }
    }
    return undefined;
}
/** A refusal if the ref's type or short name, which the runner gives as well, is another ref's. */
function otherRefVariable(ref, { env }) {
    const type = variable(env, 'GITHUB_REF_TYPE');
    if (type !== undefined && type !== ref.type)
        return contradiction('GITHUB_REF_TYPE', type, 'GITHUB_REF', ref.full);
    const name = variable(env, 'GITHUB_REF_NAME');
    if (name !== undefined && name !== ref.name)
        return contradiction('GITHUB_REF_NAME', name, 'GITHUB_REF', ref.full);
    return undefined;
}

;// CONCATENATED MODULE: ./src/gate/push.js







/** Reads a `push` event; one that deleted its branch or tag starts nothing. */
function readPush(source) {
    const { payload } = source;
    const ref = (0,json/* field */.ZZ)(payload, 'ref');
    if (typeof ref !== 'string')
        return malformed('ref', 'text');
    const deleted = (0,json/* field */.ZZ)(payload, 'deleted');
    if (deleted !== undefined && typeof deleted !== 'boolean')
        return malformed('deleted', 'true or false');
    const after = (0,json/* field */.ZZ)(payload, 'after');
    if (!isCommitId(after))
        return malformed('after', 'a commit id');
    // Before the comparison of refs: for a deletion GITHUB_REF is the default branch (events-that-trigger-workflows, push).
    if (deleted === true || isNoCommit(after))
        return skip('ref-deleted', `The push deleted ${(0,shown/* quoted */.T)(ref)}.`);
    const forced = (0,json/* field */.ZZ)(payload, 'forced');
    if (forced !== undefined && typeof forced !== 'boolean')
        return malformed('forced', 'true or false');
    const isForced = forced === true && !isNewRef(payload);
    return sameRef(source) ?? otherCommit(source, after) ?? readOwnRef('push', source, isForced);
}
/** Whether the push made its branch or tag, which replaces nothing, however it was pushed. */
function isNewRef(payload) {
    const before = (0,json/* field */.ZZ)(payload, 'before');
    return (0,json/* field */.ZZ)(payload, 'created') === true && isCommitId(before) && isNoCommit(before);
}
/**
 * A refusal unless GITHUB_SHA, if set, is the branch's tip after the push (events-that-trigger-workflows, push). A tag
 * may have an object of its own, which is then its `after`, while GITHUB_SHA is the commit that it points to.
 */
function otherCommit({ env, fullRef }, after) {
    const sha = variable(env, 'GITHUB_SHA');
    if (sha === undefined || sha === after || fullRef.startsWith('refs/tags/'))
        return undefined;
    return contradiction('GITHUB_SHA', sha, "the event file's after", after);
}
/** What stands against a forced push into an environment that wants none; `what` was forced, as a sentence begins. */
function forcedObjection(what, environment) {
    const text = `${what} was forced, so it silently replaces what was there before; start it by workflow_dispatch, or set force-pushes: true in the environment ${(0,shown/* quoted */.T)(environment.name)}.`;
    return refuse('force-push', text);
}

;// CONCATENATED MODULE: ./src/gate/decide.js







/**
 * Chooses the one environment that the event may reach. `requested` is the input `environment`, which only narrows; an
 * empty one counts as none. Throws {@link InputError} if it is not an environment's name, or if the ref fits several environments.
 */
function decide(reading, environments, requested) {
    const candidates = narrow(environments, requested);
    const narrowedTo = candidates === environments ? undefined : candidates[0];
    switch (reading.kind) {
        case 'skip':
        case 'refuse':
            return reading;
        case 'barred':
            return candidates.some(({ events }) => events.includes(reading.event))
                ? reading.objection
                : unlisted(reading.event, candidates);
        case 'ref':
            return decideByRef(reading, candidates, narrowedTo);
    }
}
function decideByRef(reading, candidates, narrowedTo) {
    const fits = candidates.flatMap(environment => fitOf(environment, reading.ref) ?? []);
    const open = fits.filter(({ environment }) => environment.events.includes(reading.event));
    const [fit, ...others] = open;
    if (others.length > 0)
        throw ambiguous(reading, open);
    if (fit !== undefined)
        return matched(reading, fit);
    return fits.length > 0 ? eventInTheWay(reading, fits) : unmatched(reading, candidates, narrowedTo);
}
function matched(reading, { environment, pattern }) {
    const { event, isFork, pullRequest, ref } = reading;
    if (reading.isForced && !environment.forcePushes)
        return forcedObjection(happening(reading), environment);
    const choice = `${(0,shown/* shown */.S)(environment.name)} (${kindOf(ref)}: ${(0,shown/* shown */.S)(pattern.source)})`;
    const { requires } = environment;
    const condition = requires === undefined ? '' : `; it requires this code green in ${(0,shown/* shown */.S)(requires.name)}`;
    const text = `${happening(reading)}: environment ${choice}${isFork ? '; this repository is a fork' : ''}${condition}`;
    return { kind: 'match', environment, ref, event, isFork, pullRequest, reason: { code: 'match', text } };
}
/** The skip of a ref that fits environments, none of which lists its event. */
function eventInTheWay(reading, fits) {
    const environments = fits.map(({ environment }) => environment);
    const names = environments.map(({ name }) => (0,shown/* shown */.S)(name)).join(', ');
    const text = `${happening(reading)} would fit ${names}, but ${reading.event} is not among the events listed there (${eventList(environments)}).`;
    return skip('event-not-listed', text);
}
/** What becomes of a ref that fits no environment: red only if one was asked for by name. */
function unmatched(reading, candidates, narrowedTo) {
    if (!candidates.some(({ events }) => events.includes(reading.event)))
        return unlisted(reading.event, candidates);
    if (narrowedTo !== undefined) {
        const text = `${happening(reading)} is not allowed in the environment ${(0,shown/* quoted */.T)(narrowedTo.name)}, which accepts ${accepted(narrowedTo)}.`;
        return refuse('environment-not-allowed', text);
    }
    return skip('no-match', `${happening(reading)} fits none of the environments: ${summary(candidates)}.`);
}
function narrow(environments, requested) {
    if (requested === undefined || requested === '')
        return environments;
    const environment = environments.find(({ name }) => name === requested);
    if (environment !== undefined)
        return [environment];
    const names = environments.map(({ name }) => name);
    const remedy = (0,suggest/* didYouMean */.au)(requested, names) || `Write one of ${names.map(name => (0,shown/* quoted */.T)(name)).join(', ')}.`;
    throw new errors/* InputError */.dz(`${(0,shown/* quoted */.T)(requested)} is not defined in the input environments`, {
        where: 'environment',
        remedy
    });
}
function fitOf(environment, ref) {
    if (isMergeQueueRef(ref))
        return undefined;
    const patterns = ref.type === 'branch' ? environment.branches : environment.tags;
    const index = (0,gate_pattern/* decidingPattern */.i4)(patterns, ref.name);
    const pattern = index === undefined ? undefined : patterns[index];
    if (pattern === undefined)
        return undefined;
    return { environment, pattern, place: `${(0,shown/* shown */.S)(environment.name)}.${kindOf(ref)}[${index}]` };
}
function ambiguous(reading, fits) {
    const message = `${happening(reading)} fits ${fits.length} environments`;
    const names = fits.map(({ environment }) => (0,shown/* quoted */.T)(environment.name)).join(' or ');
    return new errors/* InputError */.dz(message, {
        where: `environments: ${fits.map(({ place }) => place).join(' and ')}`,
        remedy: `Set the input 'environment' to ${names}, or make the patterns exclude each other.`
    });
}
function unlisted(event, candidates) {
    const names = candidates.slice(0, listedAtMost).map(({ name }) => (0,shown/* shown */.S)(name));
    const text = `${event} is not among the events listed in ${names.join(', ')} (${eventList(candidates)}).`;
    return skip('event-not-listed', text);
}
/** `push to branch develop`, as a sentence begins. */
function happening({ event, ref }) {
    const preposition = event === 'pull_request' ? 'into' : event === 'push' ? 'to' : 'on';
    return `${event} ${preposition} ${ref.type} ${(0,shown/* shown */.S)(ref.name)}`;
}
const listedAtMost = 5;
function summary(environments) {
    const listed = environments.slice(0, listedAtMost).map(each => `${(0,shown/* shown */.S)(each.name)} (${accepted(each)})`);
    const more = environments.length - listed.length;
    return more > 0 ? `${listed.join(', ')} and ${more} more` : listed.join(', ');
}
function accepted({ branches, tags }) {
    const parts = [patternList('branches', branches), patternList('tags', tags)];
    return parts.filter(part => part !== '').join('; ');
}
function patternList(kind, patterns) {
    if (patterns.length === 0)
        return '';
    const listed = patterns.slice(0, listedAtMost).map(({ source }) => (0,shown/* shown */.S)(source, 60));
    return `${kind}: ${listed.join(', ')}${patterns.length > listedAtMost ? ', \u2026' : ''}`;
}
function eventList(environments) {
    return [...new Set(environments.flatMap(({ events }) => events))].join(', ');
}
function kindOf(ref) {
    return ref.type === 'branch' ? 'branches' : 'tags';
}

// EXTERNAL MODULE: ./src/gate/event-policy.js
var event_policy = __nccwpck_require__(3577);
;// CONCATENATED MODULE: ./src/gate/pull-request.js








/**
 * Reads a `pull_request` event by its base branch; the head's name counts for nothing, since whoever opens the pull
 * request chooses it.
 */
function readPullRequest(source) {
    const { env, payload, repository } = source;
    const baseName = variable(env, 'GITHUB_BASE_REF');
    if (baseName === undefined)
        return missing('GITHUB_BASE_REF');
    const pullRequest = (0,json/* field */.ZZ)(payload, 'pull_request');
    if (!(0,json/* isObject */.Gv)(pullRequest))
        return unclear('The event file does not describe the pull request');
    const number = readNumber(payload, pullRequest);
    if (typeof number !== 'number')
        return number;
    const base = readBase(pullRequest, baseName);
    if (base.kind === 'refuse')
        return base;
    const merged = (0,json/* field */.ZZ)(pullRequest, 'merged') ?? false;
    if (typeof merged !== 'boolean')
        return malformed('pull_request.merged', 'true or false');
    const wrong = otherThanRunning(base, repository, 'pull_request.base.repo') ??
        otherRef(source, number, baseName, merged) ??
        otherHead(source, pullRequest);
    if (wrong !== undefined)
        return wrong;
    const read = readRef(branchRef(baseName));
    if (read.kind !== 'ref')
        return notABranch('base', baseName);
    const objection = originObjection(pullRequest, base) ?? closedObjection(payload, pullRequest, merged);
    if (objection !== undefined)
        return { kind: 'barred', event: 'pull_request', objection };
    if (isMergeQueueRef(read.ref))
        return mergeQueueSkip(baseName);
    const head = readHeadCommit(pullRequest);
    if (typeof head === 'object')
        return head;
    const known = head === undefined ? undefined : { number, head };
    return { kind: 'ref', event: 'pull_request', ref: read.ref, isForced: false, isFork: base.isFork, pullRequest: known };
}
/** The head's newest commit. A hand-made event, as of a local runner, may lack it: only GitHub's merge is known then. */
function readHeadCommit(pullRequest) {
    const head = (0,json/* field */.ZZ)(pullRequest, 'head');
    const commit = (0,json/* isObject */.Gv)(head) ? (0,json/* field */.ZZ)(head, 'sha') : undefined;
    return commit === undefined || isCommitId(commit) ? commit : malformed('pull_request.head.sha', 'a commit id');
}
/** The pull request's number, which the payload may hold twice. */
function readNumber(payload, pullRequest) {
    const number = (0,json/* field */.ZZ)(payload, 'number');
    if (!isNumber(number))
        return malformed('number', 'a whole number');
    const inner = (0,json/* field */.ZZ)(pullRequest, 'number') ?? number;
    if (!isNumber(inner))
        return malformed('pull_request.number', 'a whole number');
    return inner === number ? number : contradiction('number', String(number), 'pull_request.number', String(inner));
}
/** The base's repository, once the payload's base branch is seen to be GITHUB_BASE_REF. */
function readBase(pullRequest, baseName) {
    const base = (0,json/* field */.ZZ)(pullRequest, 'base');
    if (!(0,json/* isObject */.Gv)(base))
        return malformed('pull_request.base', 'an object');
    const name = (0,json/* field */.ZZ)(base, 'ref');
    if (typeof name !== 'string')
        return malformed('pull_request.base.ref', 'text');
    if (name !== baseName)
        return contradiction('GITHUB_BASE_REF', baseName, "the event file's pull_request.base.ref", name);
    return readRepository((0,json/* field */.ZZ)(base, 'repo'), 'pull_request.base.repo');
}
/**
 * GITHUB_REF is `refs/pull/N/merge`, and the base branch once merged
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request).
 */
function otherRef(source, number, baseName, merged) {
    const { env, fullRef } = source;
    const mergeRef = `refs/pull/${number}/merge`;
    const allowed = [mergeRef, ...(merged ? [branchRef(baseName)] : [])];
    if (!allowed.includes(fullRef)) {
        return contradiction('GITHUB_REF', fullRef, 'the ref of this pull request', allowed.join(' or '));
    }
    const type = variable(env, 'GITHUB_REF_TYPE');
    if (type !== undefined && type !== 'branch')
        return contradiction('GITHUB_REF_TYPE', type, 'GITHUB_REF', fullRef);
    // For a merged pull request the documentation does not say whether it is the base branch's name, as GITHUB_REF has it.
    const name = variable(env, 'GITHUB_REF_NAME');
    if (fullRef !== mergeRef || name === undefined || name === `${number}/merge`)
        return undefined;
    return contradiction('GITHUB_REF_NAME', name, 'GITHUB_REF', fullRef);
}
/** The head's name decides nothing; but two of them would be two events, and one that git forbids a forged event. */
function otherHead({ env }, pullRequest) {
    const head = (0,json/* field */.ZZ)(pullRequest, 'head');
    if (!(0,json/* isObject */.Gv)(head))
        return undefined;
    const payloadHead = (0,json/* field */.ZZ)(head, 'ref');
    if (typeof payloadHead !== 'string')
        return malformed('pull_request.head.ref', 'text');
    const headName = variable(env, 'GITHUB_HEAD_REF');
    if (headName !== undefined && payloadHead !== headName) {
        return contradiction('GITHUB_HEAD_REF', headName, "the event file's pull_request.head.ref", payloadHead);
    }
    return readRef(branchRef(payloadHead)).kind === 'ref' ? undefined : notABranch('head', payloadHead);
}
function notABranch(side, name) {
    return refuse('ref-invalid', `The pull request's ${side} ${(0,shown/* quoted */.T)(name)} is not a branch name, so nothing is started.`);
}
/** An objection unless head and base are surely the same repository, by name and by id. */
function originObjection(pullRequest, base) {
    const head = (0,json/* field */.ZZ)(pullRequest, 'head');
    const value = (0,json/* isObject */.Gv)(head) ? (0,json/* field */.ZZ)(head, 'repo') : undefined;
    if (value === undefined || value === null) {
        return objection('The event file does not say which repository the pull request is from (a fork deleted since?)');
    }
    const repository = readRepository(value, 'pull_request.head.repo');
    if (repository.kind === 'refuse')
        return repository;
    if (!sameName(repository.fullName, base.fullName))
        return fromFork(repository, base);
    if (repository.id === undefined || base.id === undefined) {
        return objection("The event file does not give the ids of the pull request's repositories");
    }
    if (repository.id !== base.id)
        return fromFork(repository, base);
    if (repository.isFork !== base.isFork) {
        return objection('The event file calls one repository a fork in one place and not in another');
    }
    return undefined;
}
function closedObjection(payload, pullRequest, merged) {
    const action = (0,json/* field */.ZZ)(payload, 'action');
    if (typeof action !== 'string')
        return malformed('action', 'text');
    const state = (0,json/* field */.ZZ)(pullRequest, 'state');
    if (merged && state === 'open')
        return contradiction('pull_request.merged', 'true', 'pull_request.state', 'open');
    if (action === 'closed') {
        return merged ? undefined : skip('pull-request-closed', 'The pull request was closed without a merge.');
    }
    // Otherwise whoever may label or edit it could bring about a run long after the merge.
    if (!merged && state !== 'closed')
        return undefined;
    return skip('pull-request-closed', `The pull request is already closed; ${(0,shown/* quoted */.T)(action)} does not change that.`);
}
function fromFork(head, base) {
    const text = `The pull request comes from ${(0,shown/* quoted */.T)(head.fullName)}, not from ${(0,shown/* quoted */.T)(base.fullName)} itself; a fork's code never starts a pipeline.`;
    return refuse('pull-request-from-fork', text);
}
function unclear(what) {
    return { kind: 'barred', event: 'pull_request', objection: objection(what) };
}
function objection(what) {
    return refuse('pull-request-unclear', `${what}, so it counts as one from a fork and starts nothing.`);
}
function isNumber(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

;// CONCATENATED MODULE: ./src/gate/release.js








/**
 * Reads a `release` event by its tag. Only people with write access can publish one
 * (https://docs.github.com/en/repositories/releasing-projects-on-github/managing-releases-in-a-repository). Its
 * `target_commitish` counts for nothing: GitHub ignores it if the tag exists already
 * (https://docs.github.com/en/rest/releases/releases#create-a-release), so GITHUB_SHA is the commit of the tag.
 */
function readRelease(source) {
    const { payload } = source;
    const action = (0,json/* field */.ZZ)(payload, 'action');
    if (typeof action !== 'string')
        return malformed('action', 'text');
    // One publication is reported as created, published and released; and whoever edits a release publishes nothing.
    if (action !== 'published') {
        return skip('release-not-published', `The release event says ${(0,shown/* quoted */.T)(action)}; only 'published' counts.`);
    }
    const release = (0,json/* field */.ZZ)(payload, 'release');
    if (!(0,json/* isObject */.Gv)(release))
        return malformed('release', 'an object');
    const tag = (0,json/* field */.ZZ)(release, 'tag_name');
    if (typeof tag !== 'string')
        return malformed('release.tag_name', 'text');
    const reading = release_otherRef(source, tag) ?? noCommit(source) ?? readOwnRef('release', source);
    return reading.kind === 'ref' ? (preliminary(release, tag) ?? reading) : reading;
}
/** A skip for a pre-release, and a refusal for a draft, since GitHub ends the draft when it publishes it. */
function preliminary(release, tag) {
    const draft = (0,json/* field */.ZZ)(release, 'draft');
    if (typeof draft !== 'boolean')
        return malformed('release.draft', 'true or false');
    if (draft)
        return contradiction("The event file's action", 'published', 'its release.draft', 'true');
    const prerelease = (0,json/* field */.ZZ)(release, 'prerelease');
    if (typeof prerelease !== 'boolean')
        return malformed('release.prerelease', 'true or false');
    return prerelease
        ? skip('prerelease', `The release ${(0,shown/* quoted */.T)(tag)} is a pre-release; only a full one counts.`)
        : undefined;
}
/** A refusal unless GITHUB_REF is the release's tag (events-that-trigger-workflows, release). */
function release_otherRef(source, tag) {
    const { fullRef, payload } = source;
    if (tagRef(tag) !== fullRef) {
        return contradiction('GITHUB_REF', fullRef, "the event file's release.tag_name", tag);
    }
    return (0,json/* field */.ZZ)(payload, 'ref') === undefined ? undefined : sameRef(source);
}
/** A refusal if GITHUB_SHA, if set, is not a commit, as of a tag that was deleted. */
function noCommit({ env, fullRef }) {
    const sha = variable(env, 'GITHUB_SHA');
    if (sha === undefined || (isCommitId(sha) && !isNoCommit(sha)))
        return undefined;
    return contradiction('GITHUB_SHA', sha, 'GITHUB_REF', fullRef);
}

;// CONCATENATED MODULE: ./src/gate/schedule.js







/** Reads a `schedule` event, which runs on the default branch (events-that-trigger-workflows, schedule). */
function readSchedule(source) {
    const { payload } = source;
    const schedule = (0,json/* field */.ZZ)(payload, 'schedule');
    if (typeof schedule !== 'string' || schedule.trim() === '')
        return malformed('schedule', 'a cron expression');
    const hasRef = (0,json/* field */.ZZ)(payload, 'ref') !== undefined;
    const other = (hasRef ? sameRef(source) : undefined) ?? otherThanDefault(source);
    if (other !== undefined)
        return other;
    const reading = readOwnRef('schedule', source);
    if (reading.kind !== 'ref' || reading.ref.type === 'branch')
        return reading;
    const text = `A schedule runs on the default branch, but GITHUB_REF is the tag ${(0,shown/* quoted */.T)(reading.ref.name)}.`;
    return refuse('contradiction', text);
}
/** A refusal if the payload names a default branch and GITHUB_REF is another. */
function otherThanDefault({ payload, fullRef }) {
    const repository = (0,json/* field */.ZZ)(payload, 'repository');
    const branch = (0,json/* isObject */.Gv)(repository) ? defaultBranch(repository) : undefined;
    if (typeof branch === 'object')
        return branch;
    if (branch === undefined || branchRef(branch) === fullRef)
        return undefined;
    return contradiction('GITHUB_REF', fullRef, "the event file's repository.default_branch", branch);
}

;// CONCATENATED MODULE: ./src/gate/event.js













/**
 * Reads the event from the runner's variables and the event file's text, which is `undefined` if there is none. Whatever
 * can't be read, or contradicts itself, is refused; it throws nothing.
 */
function readEvent(env, payloadText) {
    const name = variable(env, 'GITHUB_EVENT_NAME');
    if (name === undefined)
        return missing('GITHUB_EVENT_NAME');
    const standing = (0,event_policy/* standingOf */.YP)(name);
    switch (standing.kind) {
        case 'refused':
            return refuse('event-refused', `${name} ${standing.why}, so it never starts a pipeline; use ${alternatives}.`);
        case 'unsupported':
            return skip('event-not-supported', `${name} ${standing.why}, so it chooses no environment; use ${alternatives}.`);
        case 'merge-queue':
            return skip('merge-queue', `${name} ${standing.why}; the push that follows the merge will count.`);
        case 'unknown':
            return unknownEvent(name);
        case 'decides':
            return readDeciding(standing.event, readSource(env, payloadText, standing.event));
    }
}
const alternatives = 'push, workflow_dispatch, schedule, pull_request or release';
function unknownEvent(name) {
    const near = (0,suggest/* didYouMean */.au)(name, (0,event_policy/* documentedEvents */.Ws)());
    const text = `The event ${(0,shown/* quoted */.T)(name)} is not known to this action, so it never starts a pipeline; use ${alternatives}.`;
    return refuse('event-unknown', near === '' ? text : `${text} ${near}`);
}
/** How each event that may choose an environment is read. */
const readings = {
    push: readPush,
    workflow_dispatch: source => sameRef(source) ?? readOwnRef('workflow_dispatch', source),
    schedule: readSchedule,
    pull_request: readPullRequest,
    release: readRelease
};
function readDeciding(event, source) {
    const reading = 'kind' in source ? source : (otherEvent(event, source) ?? readings[event](source));
    if (event !== 'release' || (reading.kind !== 'skip' && reading.kind !== 'refuse'))
        return reading;
    // A workflow may listen to releases for something else: one that is not listed is not looked at any closer.
    return { kind: 'barred', event, objection: reading };
}
/**
 * What only the refused events, pull requests, pushes and releases have in their payload. No other event's has such a
 * field (https://docs.github.com/en/webhooks/webhook-events-and-payloads), so GITHUB_EVENT_NAME would be wrong.
 */
const subjects = [
    ['pull_request', 'pull_request'],
    ['pusher', 'push'],
    ['commits', 'push'],
    ['release', 'release'],
    ['issue'],
    ['comment'],
    ['review'],
    ['discussion'],
    ['workflow_run'],
    ['check_run'],
    ['check_suite']
];
/** A refusal if the payload is another event's than GITHUB_EVENT_NAME says. */
function otherEvent(event, { payload }) {
    const subject = subjects.find(([name, own]) => own !== event && ((0,json/* field */.ZZ)(payload, name) ?? undefined) !== undefined);
    if (subject !== undefined) {
        const text = `GITHUB_EVENT_NAME is ${(0,shown/* quoted */.T)(event)} but the event file has ${(0,shown/* quoted */.T)(subject[0])}, which is another event's, so the event contradicts itself and nothing is started.`;
        return refuse('contradiction', text);
    }
    return event === 'push' ? undefined : deletion(event, payload);
}
/** A refusal if the payload of something other than a push reports that a ref was deleted. */
function deletion(event, payload) {
    if ((0,json/* field */.ZZ)(payload, 'deleted') === true) {
        return contradiction('GITHUB_EVENT_NAME', event, "the event file's deleted, which only a push has,", 'true');
    }
    const after = (0,json/* field */.ZZ)(payload, 'after');
    if (!isCommitId(after) || !isNoCommit(after))
        return undefined;
    return contradiction('GITHUB_EVENT_NAME', event, "the event file's after, as of a deletion,", after);
}

;// CONCATENATED MODULE: ./src/ask-gate.js


/** Largest event file that is read, bytes: GitHub's payloads end at 25 MB (docs.github.com, webhook payloads). */
const maxEventBytes = 26 * 1024 * 1024;
/** Decides by event and rules alone; no credential has been read when this is asked. */
async function askGate(world, inputs) {
    const path = world.env['GITHUB_EVENT_PATH'];
    const payload = path ? await world.files.readText(path, maxEventBytes).catch(() => undefined) : undefined;
    return decide(readEvent(world.env, payload), inputs.environments, inputs.requested);
}
/** The error with which a shut gate fails the step; undefined if there is just nothing to run, which a notice says. */
function shutError(log, { kind, reason }, onNoMatch) {
    if (kind === 'refuse')
        return `Refused: ${reason.text}`;
    if (onNoMatch === 'fail')
        return `${reason.text} (on-no-match is fail)`;
    log.notice(`Nothing to run: ${reason.text}`);
    return undefined;
}

// EXTERNAL MODULE: ./src/gate/environment.js
var environment = __nccwpck_require__(7619);
// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __nccwpck_require__(2158);
;// CONCATENATED MODULE: ./src/inputs/names.js
/** Inputs of the gate, which need no credential. */
const gateInputNames = ['environments', 'environment', 'on-no-match'];
/** Inputs whose defaults the runner fills in, and which nobody should set. */
const hiddenInputNames = ['job-instance', 'job-index', 'job-matrix'];
/** Every input that `action.yml` declares; a test holds the two together. */
const inputNames = [
    'server-url',
    'api-key',
    'project',
    'ca-certificate',
    'client-certificate',
    'allow-http',
    ...gateInputNames,
    'pipeline',
    'snapshot',
    'command',
    'source',
    'run-id',
    'requirements',
    'integrations',
    'zenml-version',
    'python',
    'working-directory',
    'install-env',
    'pass-env',
    'export-credentials',
    'config',
    'run-name',
    'tags',
    'wait',
    'logs',
    'timeout',
    'leave-running',
    'dry-run',
    'on-rerun',
    'promote',
    'checks',
    'github-token',
    'comment',
    ...hiddenInputNames
];
/** Reads one input as the runner hands it over (`INPUT_<NAME>`), trimmed; empty if it is not set. */
function readInput(env, name) {
    return (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

;// CONCATENATED MODULE: ./src/inputs/choice.js




/** Reads an input that is one of some words, the first by default; throws {@link InputError} for any other. */
function choice(env, name, values) {
    const text = readInput(env, name);
    if (text === '')
        return values[0];
    const found = values.find(value => value === text);
    if (found !== undefined)
        return found;
    throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(text, 40)}' is not one of ${values.join(', ')}`, {
        where: name,
        remedy: (0,suggest/* didYouMean */.au)(text, values) || `Use '${values[0]}' for the default.`
    });
}

;// CONCATENATED MODULE: ./src/inputs/gate-inputs.js




/** Reads what the gate needs; throws {@link InputError}. */
async function readGateInputs(env) {
    return {
        environments: await environmentsOf(readRules(env)),
        requested: readInput(env, 'environment') || undefined,
        onNoMatch: choice(env, 'on-no-match', ['skip', 'fail'])
    };
}
/** The rules as written. Empty rules are not the default ones: a misspelt expression leaves an empty text of other rules. */
function readRules(env) {
    if (env['INPUT_ENVIRONMENTS'] === undefined)
        return environment/* defaultRules */.Z4;
    const text = readInput(env, 'environments');
    if (text !== '')
        return text;
    throw new errors/* InputError */.dz('The input is set to nothing, so there are no rules for what may run where', {
        where: 'environments',
        remedy: 'Correct the expression that it is set to (a misspelt one gives nothing), or remove it for the default rules.'
    });
}
async function environmentsOf(rules) {
    if (rules.trim() === environment/* defaultRules */.Z4.trim())
        return environment/* defaultEnvironments */.yO;
    // The YAML parser is loaded only for rules of the user's own.
    const { parseEnvironments } = await Promise.all(/* import() */[__nccwpck_require__.e(637), __nccwpck_require__.e(18)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7018));
    return parseEnvironments(rules);
}

;// CONCATENATED MODULE: ./src/inputs/unknown-inputs.js





const prefix = 'INPUT_';
/** Least length of a beginning that two names share, so that it counts as more than chance. */
const leastBeginning = 3;
/**
 * Looks for inputs that are not declared. The runner hands inputs over as variables `INPUT_<NAME>`, so one looks
 * just like a variable of that name which the job sets for its own scripts: a name near a declared one throws
 * {@link InputError}, since a misspelt input would silently mean the default; any other is a warning.
 */
function checkUnknownInputs(env, declared, log) {
    const known = new Set(declared.map(name => `${prefix}${name.toUpperCase()}`));
    const offered = declared.filter(name => !hiddenInputNames.some(hidden => hidden === name));
    const unknown = Object.keys(env).filter(variable => variable.startsWith(prefix) && !known.has(variable));
    for (const variable of unknown)
        refuseMistaken(variable, offered);
    for (const variable of unknown)
        log.warning(`${unknown_inputs_readings(variable)} The inputs are ${offered.join(', ')}.`);
}
function refuseMistaken(variable, offered) {
    const name = nameOf(variable);
    const near = [...(0,suggest/* nearNames */.$l)(name, offered), ...offered.filter(other => isBeginning(name, other))];
    if (near.length === 0)
        return;
    const meant = [...new Set(near)].slice(0, 3).map(other => `'${other}'`);
    throw new errors/* InputError */.dz(`There is no input '${(0,foreign/* oneLine */.TN)(name, 60)}'`, {
        where: 'with',
        remedy: `Did you mean ${meant.join(' or ')}? If ${(0,foreign/* oneLine */.TN)(variable, 80)} is set under env: for scripts of the job, rename it: the runner hands inputs over as ${prefix}<NAME>.`
    });
}
function unknown_inputs_readings(variable) {
    const name = nameOf(variable);
    const own = environment/* environmentKeys */.aZ.some(key => key === name)
        ? `'${name}' under with: is not an input, it belongs in an environment of 'environments'`
        : `'${(0,foreign/* oneLine */.TN)(name, 60)}' under with: is not an input and must be removed`;
    return `${(0,foreign/* oneLine */.TN)(variable, 80)} has no effect here: ${own}; a variable of that name under env:, for scripts of the job, may stay.`;
}
/**
 * Whether one name begins with the other, as `timeout-minutes` with `timeout`, and `environment` with `env`. Not if
 * it has an underscore, as variables of scripts have and inputs don't.
 */
function isBeginning(name, other) {
    const [short, long] = name.length < other.length ? [name, other] : [other, name];
    return short.length >= leastBeginning && !name.includes('_') && long.startsWith(short);
}
function nameOf(variable) {
    return variable.slice(prefix.length).toLowerCase();
}

;// CONCATENATED MODULE: ./src/world/clock.js
/** The reason with which {@link within} aborts work that took too long. */
class TimeLimit extends Error {
    constructor(ms) {
        super(`nothing came back within ${formatDuration(ms)}`);
        this.name = 'TimeLimit';
    }
}
/** Why a wait ends that nobody needs any longer. Without a reason each would be a new error, with its stack. */
const notNeeded = 'not needed any longer';
/** Runs abortable work for at most `ms`; rejects with {@link TimeLimit}, or with the outer signal's reason. */
async function within(clock, ms, outer, work) {
    const limit = new AbortController();
    const done = new AbortController();
    const signal = outer === undefined ? limit.signal : AbortSignal.any([limit.signal, outer]);
    const timer = clock.sleep(ms, done.signal).then(() => limit.abort(new TimeLimit(ms)), () => undefined);
    try {
        return await work(signal);
    }
    catch (error) {
        if (signal.aborted)
            throw signal.reason;
        throw error;
    }
    finally {
        done.abort(notNeeded);
        await timer;
    }
}
/** What work resolves to, unless the signal aborts before: then its reason is thrown, and the work is left to itself. */
async function untilAborted(work, signal) {
    if (signal === undefined)
        return work;
    // Nobody hears of it once the signal has aborted, and Node ends a process over an unheard rejection.
    work.catch(() => undefined);
    signal.throwIfAborted();
    const done = new AbortController();
    const aborted = new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: done.signal });
    });
    return Promise.race([work, aborted]).finally(() => done.abort(notNeeded));
}
/** What work resolves to, or undefined if that takes longer than `ms`. */
async function atMost(clock, ms, work) {
    const done = new AbortController();
    const limit = clock.sleep(ms, done.signal).then(() => undefined, () => undefined);
    // A timer left over would keep the whole action waiting for it.
    return Promise.race([work, limit]).finally(() => done.abort(notNeeded));
}
/** What a look finds, repeated every `everyMs` until `until`, a moment of `elapsed()`; undefined if it finds nothing by then. */
async function lookUntil(clock, { everyMs, signal, until }, look) {
    for (;;) {
        const found = await look();
        if (found !== undefined || clock.elapsed() + everyMs >= until)
            return found;
        await clock.sleep(everyMs, signal);
    }
}
/** `1h 5m`, `2m 3s`, `4.2 s` or `250 ms`, from ms. */
function formatDuration(ms) {
    if (ms < 1000)
        return `${Math.max(0, Math.round(ms))} ms`;
    if (ms < 60_000)
        return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0).replace(/\.0$/, '')} s`;
    const seconds = Math.round(ms / 1000);
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
    return h > 0 ? `${h}h${m > 0 ? ` ${m}m` : ''}` : `${m}m${s > 0 ? ` ${s}s` : ''}`;
}
/** Parses `90s`, `45m`, `5h30m` or `1d` to ms; undefined if it is none of them, without a unit, or zero. */
function parseDuration(text) {
    const compact = text.trim().toLowerCase().replace(/\s+/g, '');
    const match = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/.exec(compact);
    if (match === null || compact === '')
        return undefined;
    const [days, hours, minutes, seconds] = match.slice(1).map(part => Number(part ?? 0));
    const ms = ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
    return ms > 0 ? ms : undefined;
}

;// CONCATENATED MODULE: ./src/zenml/status.js
// The statuses of ZenML's ExecutionStatus (0.98.0); older servers have fewer of them.
const successful = new Set(['completed', 'cached', 'skipped']);
const unsuccessful = new Set(['failed', 'stopped', 'cancelled', 'retried']);
const active = new Set([
    'initializing',
    'provisioning',
    'queued',
    'running',
    'paused',
    'resuming',
    'retrying',
    'stopping',
    'cancelling'
]);
/** Whether a run or step of this status has ended for good; an unknown word is taken as still in progress. */
function isFinished(status) {
    return successful.has(status) || unsuccessful.has(status);
}
/** Whether a run or step of this status did what it was for. */
function isSuccess(status) {
    return successful.has(status);
}
/** Whether a run of this status has been asked to stop: it ends as stopped, unless it was about to end by itself. */
function isStopping(status) {
    return status === 'stopping' || status === 'cancelling';
}
/** Whether the status is a word that this action knows. */
function isKnown(status) {
    return isFinished(status) || active.has(status);
}

;// CONCATENATED MODULE: ./src/report/markdown.js

/** Largest job summary of a step, bytes (docs.github.com, workflow commands: job summary limits). */
const maxSummaryBytes = 1024 * 1024;
/** Foreign text as inline code in which no Markdown, HTML, link or mention works. */
function inert(text, limit = 300) {
    return `<code>${inertText((0,foreign/* oneLine */.TN)(text, limit))}</code>`;
}
/** Foreign lines as a block in which nothing works. */
function inertBlock(text, maxLines = 60, maxLength = 500) {
    const { shown, more } = firstLines(text, /\r\n|\n|\r/, maxLines, maxLength);
    const lines = shown.map(line => inertText(foreignLine(line, maxLength)));
    return `<pre>${[...lines, ...more].join('\n')}</pre>`;
}
/** The last foreign lines as such a block: of a traceback these say the most. */
function inertTail(text, maxLines = 40, maxLength = 500) {
    const limit = maxLines * maxLength * 2;
    const lines = text
        .trimEnd()
        .slice(-limit)
        .split(/\r\n|\n|\r/);
    const rest = lines.length - maxLines;
    const before = text.length > limit ? ['\u2026 and more'] : rest > 0 ? [`\u2026 ${rest} more lines`] : [];
    const shown = lines.slice(-maxLines).map(line => inertText(foreignLine(line, maxLength)));
    return `<pre>${[...before, ...shown].join('\n')}</pre>`;
}
/** A link with a text of our own; the address becomes inert if it isn't an http(s) URL. */
function markdown_link(text, address) {
    const url = URL.parse(address);
    if (url === null || !isWebAddress(address))
        return inert(address);
    return `<a href="${entities(url.href)}">${text}</a>`;
}
/** A link whose text is a foreign name, as inline code; without the link if the address isn't an http(s) URL. */
function linkedName(name, address, limit = 300) {
    return isWebAddress(address) ? markdown_link(inert(name, limit), address) : inert(name, limit);
}
/**
 * A foreign sentence, on one line of at most `limit` characters, as plain text in which nothing works. What stands in
 * backticks is inline code, and an address under `place` is a link, with itself as its text.
 */
function sentence(text, limit = 1000, place) {
    // The capture groups keep what is looked for between the other pieces.
    const pieces = (0,foreign/* oneLine */.TN)(text, limit).split(/`([^`]+)`/);
    return pieces.map((piece, index) => (index % 2 === 1 ? inert(piece, limit) : linkedPages(piece, place))).join('');
}
function linkedPages(text, place) {
    if (place === undefined || !isWebAddress(place))
        return unlinked(text);
    const pieces = text.split(new RegExp(`(${escaped(place)}(?:/[\\w-]+){1,4}(?![\\w-]))`));
    return pieces.map((piece, index) => (index % 2 === 1 ? markdown_link(entities(piece), piece) : unlinked(piece))).join('');
}
/** Foreign sentences, each on a line of its own, as {@link sentence} shows them; at most `maxLines`. */
function sentences(text, maxLines = 40, maxLength = 4000, place) {
    const { shown, more } = (0,foreign/* firstLines */.UV)(text.trim(), /\r\n|\n|\r/, maxLines, maxLength);
    return [...shown.map(line => sentence(line, maxLength, place)), ...more].join('<br>');
}
function isWebAddress(address) {
    return ['https:', 'http:'].includes(URL.parse(address)?.protocol ?? '');
}
function escaped(text) {
    return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
// What can begin or end markup, an HTML tag, a table cell, a formula, a link, a mention or an emoji.
const meaningful = /[&<>"'`*_[\]\\|~$#@!^]|:(?=\S)|(?<=www)\./gi;
/** Every ASCII character that could mean something in Markdown or HTML, as a numeric entity. */
function entities(text) {
    return text.replace(meaningful, one => `&#${one.charCodeAt(0)};`);
}
/** The same for text, where GitHub looks for mail addresses after it has decoded the entities. */
function inertText(text) {
    return entities(text).replaceAll('&#64;', '<span>&#64;</span>');
}
/**
 * The same for text that doesn't stand in code, where GitHub looks for mentions, issues, emojis and formulas too, after
 * it has decoded the entities. What begins a line of Markdown is an entity: a list's sign or number, a heading's line.
 */
function unlinked(text) {
    const apart = entities(text).replace(/&#(?:35|36|58|64);/g, '<span>$&</span>');
    return apart.replace(/^[-+=\d]/, first => `&#${first.charCodeAt(0)};`).replace(/\bGH-(?=\d)/gi, '$&<span></span>');
}
/**
 * Parts of Markdown as one text of at most `limit` bytes. What no longer fits is left out as a whole, since a cut
 * would leave its tags open, and a note says so; `lesser` ones among the parts get what room the others leave.
 */
function fitSummary(parts, limit = maxSummaryBytes, lesser = []) {
    const join = (texts) => `${texts.join('\n\n')}\n`;
    const whole = join(parts);
    if (Buffer.byteLength(whole) <= limit)
        return whole;
    const note = '_Not everything is here: a summary holds at most 1 MiB. The log and the dashboard have more._';
    let left = limit - Buffer.byteLength(join([note]));
    const isLesser = new Set(lesser);
    const indexes = [...parts.keys()];
    const order = [false, true].flatMap(is => indexes.filter(index => isLesser.has(parts[index] ?? '') === is));
    const kept = new Set(order.filter(index => {
        const size = Buffer.byteLength(`${parts[index]}\n\n`);
        if (size > left)
            return false;
        left -= size;
        return true;
    }));
    return join([...parts.filter((_, index) => kept.has(index)), note]);
}

;// CONCATENATED MODULE: ./src/report/heading.js



const ends = {
    success: { sign: '\u2705', words: 'succeeded', took: 'in' },
    failure: { sign: '\u274c', words: 'failed', took: 'after' },
    stopped: { sign: '\ud83d\uded1', words: 'was stopped', took: 'after' },
    cancelled: { sign: '\ud83d\uded1', words: 'was cut short: the job was cancelled' },
    'timed-out': { sign: '\u23f0', words: 'did not end in time' },
    triggered: { sign: '\ud83d\ude80', words: 'was started' }
};
/** The same if no run is known. */
const endsWithoutRun = {
    ...ends,
    failure: { sign: '\u274c', words: 'was not run' },
    cancelled: { sign: '\ud83d\uded1', words: 'was not run: the job was cancelled' },
    'timed-out': { sign: '\u23f0', words: 'was not run in time' }
};
const inDoubt = { sign: '\u274c', words: 'may have been started: nobody knows' };
const succeeded = { sign: '\u274c', words: 'succeeded', took: 'in' };
/** If the runs succeeded, and what fails the step is the promotion, a check of the results, or something else. */
const endsAfterSuccess = {
    'not promoted': { ...succeeded, but: ', but the model version was not promoted' },
    unknown: { ...succeeded, but: ', but it is not known whether the model version was promoted' },
    checks: { ...succeeded, but: ', but its results failed the checks' },
    else: { ...succeeded, but: ', but this step failed' }
};
const exportedWords = { token: 'with a short-lived token', 'api-key': 'with the API key' };
/** The first line of the summary, a heading: what ran where, how it ended, how long it took, for which commit. */
function headingPart(facts) {
    return `### ${facts.conclusion === 'skipped' ? skippedHeading(facts) : runHeading(facts, facts.conclusion)}`;
}
/** What a step that runs nothing is: shut out by the gate, a dry run, or a connection alone. */
function skippedHeading(facts) {
    const { dryRun, environment, exported, plan, reason } = facts;
    if (dryRun === true) {
        const would = plan === undefined ? '' : `. It would run: ${sentence(plan, 600)}`;
        return `\ud83e\uddea Dry run: nothing was started${would}`;
    }
    if (environment === undefined)
        return reason === undefined ? '\u23ed\ufe0f Nothing to run' : `\u23ed\ufe0f Nothing to run: ${sentence(reason)}`;
    const later = exported === undefined ? 'nothing was run' : `later steps are connected ${exportedWords[exported]}`;
    return `\ud83d\udd0c Connected to ZenML${place(facts)}: ${later}`;
}
function runHeading(facts, conclusion = 'failure') {
    const { sign, words, took, but = '' } = endOf(facts, conclusion);
    const duration = took === undefined ? undefined : durationOf(facts);
    const end = duration === undefined ? `${words}${but}` : `${words} ${took} ${duration}${but}`;
    return [`${sign} ${subject(facts)} ${end}`, ...runLink(facts), ...commitLink(facts)].join(' \u00b7 ');
}
function endOf({ error, isInDoubt = false, promotion, results, runs = [] }, conclusion) {
    if (runs.length === 0) {
        const isUnclear = isInDoubt && (conclusion === 'failure' || conclusion === 'timed-out');
        return isUnclear ? inDoubt : endsWithoutRun[conclusion];
    }
    const isRed = conclusion === 'failure' || (conclusion === 'success' && error !== undefined);
    if (!isRed || !runs.every(({ status }) => isSuccess(status)))
        return ends[conclusion];
    if (results?.verdict === 'failed')
        return endsAfterSuccess.checks;
    const isPromotion = promotion !== undefined && promotion.end !== 'promoted';
    return endsAfterSuccess[isPromotion ? promotion.end : 'else'];
}
/** `training on k8s (staging)`, as far as it is known. */
function subject(facts) {
    const { pipeline, runs = [] } = facts;
    const name = pipeline === undefined ? 'The ZenML pipeline' : inert(pipeline);
    return `${name}${runs.length > 1 ? ` (${runs.length} runs)` : ''}${place(facts)}`;
}
function place({ environment, stack }) {
    const where = stack === undefined ? '' : ` on ${inert(stack.name)}`;
    return environment === undefined ? where : `${where} (${inert(environment)})`;
}
/** How long the only run took. */
function durationOf({ runs = [] }) {
    const [only, ...others] = runs;
    return only?.tookMs === undefined || others.length > 0 ? undefined : formatDuration(only.tookMs);
}
/** The only run, by its address: names of runs are long. Of several the table of facts has the links. */
function runLink({ runs = [] }) {
    const [only, ...others] = runs;
    return only === undefined || others.length > 0 ? [] : [markdown_link('run', only.url)];
}
function commitLink({ commit }) {
    return commit === undefined ? [] : [`commit ${linkedName(commit.sha.slice(0, 12), commit.url)}`];
}

;// CONCATENATED MODULE: ./src/report/gate-summary.js


/**
 * The job summary of a step that ends at its gate, where nothing more is known: the same as the whole summary, which is
 * only loaded behind the gate.
 */
function gateSummaryOf(facts) {
    return fitSummary([headingPart(facts), errorPart(facts)].filter(part => part !== ''));
}
/** Why the step fails, line by line, as plain text that wraps; empty if it doesn't. */
function errorPart({ dashboard, error }) {
    return error === undefined ? '' : sentences(error, 40, 4000, dashboard);
}

;// CONCATENATED MODULE: ./src/text/exact-json.js
/** Whole numbers of JSON that are too long for a double to be sure of, outside of most texts. */
const longNumber = /(?:^|[[:,\s])-?\d{16}/;
/**
 * Parses JSON, with whole numbers that a double can't hold as `bigint`. All other numbers of ZenML's answers are Python's
 * floats in their shortest form, which JavaScript writes with the same digits again. Throws `SyntaxError`.
 */
function parseExactJson(text) {
    return longNumber.test(text) ? JSON.parse(text, exact) : JSON.parse(text);
}
/** JavaScript hands the text of a primitive value to the reviver (ES2026, Node 21 and newer). */
function exact(_key, value, context) {
    if (typeof value !== 'number' || Number.isSafeInteger(value))
        return value;
    const source = context?.source ?? '';
    return /^-?\d+$/.test(source) ? BigInt(source) : value;
}
/** JSON of a value that {@link parseExactJson} has made, whose numbers are those of its source. Throws if it is nested too deeply. */
function writeExactJson(value, indent) {
    return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? rawJson(String(each)) : each), indent);
}
/** What `JSON.stringify` writes as it is; TypeScript's library doesn't know of it yet. */
const { rawJSON: rawJson } = JSON;

;// CONCATENATED MODULE: ./src/report/facts.js
/** What there is to report about a run as last seen, with its addresses in the dashboard. */
function runFacts({ endMs, id, modelVersion, name, startMs, status }, urls) {
    return {
        id,
        name,
        status,
        url: urls.runUrl(id),
        ...(startMs === undefined || endMs === undefined ? {} : { tookMs: endMs - startMs }),
        ...(modelVersion === undefined ? {} : { model: { ...modelVersion, url: urls.modelVersionUrl(modelVersion.id) } })
    };
}
/** What there is to report about a question, and where it can be answered. */
function questionFacts({ name, question, schema }, url) {
    return { name, question, schema, url };
}
/** The model versions of runs, each once. */
function modelsOf(runs) {
    return [...new Map(runs.flatMap(({ model }) => (model === undefined ? [] : [[model.id, model]]))).values()];
}

;// CONCATENATED MODULE: ./src/report/outputs.js



/** Every output that `action.yml` declares; a test holds the two together. */
const outputNames = (/* unused pure expression or super */ null && ([
    'environment',
    'stack',
    'stack-id',
    'triggered',
    'reason',
    'run-id',
    'run-ids',
    'run-name',
    'run-url',
    'snapshot-id',
    'code-sha',
    'model-name',
    'model-version',
    'model-version-id',
    'status',
    'conclusion',
    'metadata',
    'metrics',
    'verdict',
    'server-version'
]));
/** Longest `metadata`, and longest `metrics`, that is handed on, characters: all outputs of a job share 1 MB (docs.github.com, usage limits). */
const maxMetadataLength = 200_000;
/** The outputs that facts are known for. */
function outputsOf(facts) {
    const { metadata, results, runs, stack } = facts;
    const first = runs?.[0];
    const [model, ...others] = modelsOf(runs ?? []);
    // Of several none is the model version, also where the first one was known before the others.
    const only = others.length === 0 ? model : { name: '', modelName: '', id: '' };
    return known({
        environment: facts.environment,
        stack: stack === undefined ? undefined : (0,foreign/* oneLine */.TN)(stack.name, 255),
        'stack-id': stack?.id,
        triggered: facts.triggered === undefined ? undefined : String(facts.triggered),
        reason: facts.reason,
        'run-id': first?.id,
        'run-ids': runs === undefined ? undefined : JSON.stringify(runs.map(({ id }) => id)),
        'run-name': first === undefined ? undefined : (0,foreign/* oneLine */.TN)(first.name, 255),
        'run-url': first?.url,
        'snapshot-id': facts.snapshot?.id,
        'code-sha': facts.codeSha,
        status: first?.status,
        conclusion: facts.conclusion,
        'model-name': only?.modelName === undefined ? undefined : (0,foreign/* oneLine */.TN)(only.modelName, 255),
        'model-version': only === undefined ? undefined : (0,foreign/* oneLine */.TN)(only.name, 255),
        'model-version-id': only?.id,
        metadata: optionalJson(metadata),
        metrics: optionalJson(results?.runs[0]?.metrics),
        verdict: results?.verdict,
        'server-version': facts.serverVersion
    });
}
function optionalJson(values) {
    if (values === undefined)
        return undefined;
    const json = toJson(values);
    return json.length > maxMetadataLength ? '{}' : json;
}
/** JSON of a value from outside; an empty object if it is nested too deeply to be written. */
function toJson(value, indent) {
    try {
        return writeExactJson(value, indent);
    }
    catch {
        return '{}';
    }
}
function known(values) {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

;// CONCATENATED MODULE: ./src/report/report.js





/** What somebody else worded; the other facts are names, numbers and words that the report goes by. */
const foreignWords = ['error', 'plan', 'failures', 'tails', 'questions', 'metadata', 'results', 'promotion'];
/** Collects what is known and hands it on at once, so that no failure path loses it. */
class Report {
    #world;
    #facts = {};
    #summaryOf = gateSummaryOf;
    #saidTooLarge = new Set();
    #known = Promise.withResolvers();
    constructor(world) {
        this.#world = world;
    }
    /** What has been published so far. */
    get facts() {
        return this.#facts;
    }
    /** Resolves as soon as a run is known; never, if none is. */
    get hasRun() {
        return this.#known.promise;
    }
    /** Adds facts and sets the outputs that follow from them. */
    publish(facts) {
        const { log, runner } = this.#world;
        // In a summary, where characters are written as entities, the runner's own masks find nothing.
        const redacted = foreignWords.flatMap(name => facts[name] === undefined ? [] : [[name, (0,json/* mapTexts */.zO)(facts[name], log.redact)]]);
        const shown = decidedBy(facts, { ...facts, ...Object.fromEntries(redacted) });
        this.#facts = { ...this.#facts, ...shown };
        if ((this.#facts.runs ?? []).length > 0)
            this.#known.resolve();
        const outputs = outputsOf(shown);
        this.#sayTooLarge('metadata', shown.metadata, outputs.metadata);
        this.#sayTooLarge('metrics', shown.results?.runs[0]?.metrics, outputs.metrics);
        for (const [name, value] of Object.entries(outputs))
            runner.setOutput(name, log.withoutCredentials(value));
    }
    #sayTooLarge(name, values, output) {
        if (output !== '{}' || Object.keys(values ?? {}).length === 0 || this.#saidTooLarge.has(name))
            return;
        this.#saidTooLarge.add(name);
        this.#world.log.notice(`The run's ${name === 'metadata' ? 'metadata is' : 'metrics are'} too large for an output, so the output ${name} is {}; see the dashboard.`);
    }
    /** Lets the summary have more parts than a step has that ends at its gate. */
    summarizeBy(summaryOf) {
        this.#summaryOf = summaryOf;
    }
    /** Writes the job summary; a failure to write it is a warning, since it must not decide the step's colour. */
    async finish() {
        try {
            await this.#world.runner.writeSummary(this.#summaryOf(this.#facts));
        }
        catch (error) {
            this.#world.log.warning(`The job summary could not be written: ${(0,foreign/* oneLine */.TN)((0,errors/* explain */.WE)(error))}`);
        }
    }
}
/** Words that later steps and the summary go by, as they are: a mask may be any word that a process has printed. */
function decidedBy({ promotion, results }, shown) {
    return {
        ...shown,
        ...(results === undefined || shown.results === undefined
            ? {}
            : { results: { ...shown.results, verdict: results.verdict } }),
        ...(promotion === undefined || shown.promotion === undefined
            ? {}
            : { promotion: { ...shown.promotion, end: promotion.end } })
    };
}

;// CONCATENATED MODULE: ./src/run-gate.js






/**
 * The gate alone, for a job before the one that runs the pipeline: sets `environment`, `stack` and `reason`, and reads
 * no credential. Returns whether the step is green, which it is not if its outputs can't be handed on: they are all
 * that it does, and without them the job after it would be skipped as if nothing were to be run. Never throws.
 */
async function runGate(world) {
    const { log } = world;
    try {
        for (const name of ['environment', 'stack'])
            world.runner.setOutput(name, '');
        return await decideAlone(world);
    }
    catch (error) {
        const reason = (0,errors/* explain */.WE)(error);
        log.error(reason);
        publishIfPossible(world, reason);
        return false;
    }
}
/** Sets `reason`, unless it is the outputs that can't be written, which the error says already. */
function publishIfPossible(world, reason) {
    try {
        new Report(world).publish({ reason });
    }
    catch {
        // The first error is the one that counts.
    }
}
async function decideAlone(world) {
    const { env, log } = world;
    const report = new Report(world);
    checkUnknownInputs(env, gateInputNames, log);
    const inputs = await readGateInputs(env);
    const decision = await askGate(world, inputs);
    report.publish({ reason: decision.reason.text });
    if (decision.kind !== 'match') {
        const error = shutError(log, decision, inputs.onNoMatch);
        if (error !== undefined)
            log.error(error);
        return error === undefined;
    }
    const { environment, reason } = decision;
    report.publish({ environment: environment.name, stack: { name: environment.stack } });
    log.info(reason.text);
    return true;
}


/***/ }),

/***/ 1584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ errorCode),
/* harmony export */   c: () => (/* binding */ causesOf)
/* harmony export */ });
/** The code of a system error (`ENOENT`), empty if it has none; no `instanceof`, since jest's errors are of another realm. */
function errorCode(error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
/** An error and its causes, at most eight, the outermost first: undici and Node wrap the one that says why. */
function causesOf(error) {
    const causes = [];
    let current = error;
    while (isError(current) && causes.length < 8) {
        causes.push(current);
        const several = current.errors;
        current = Array.isArray(several) ? several[0] : current.cause;
    }
    return causes;
}
function isError(value) {
    return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}


/***/ }),

/***/ 9819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   WE: () => (/* binding */ explain),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   lZ: () => (/* binding */ ActionError)
/* harmony export */ });
/** An error that the user sees as it stands: what failed, where, what to do; it never carries a secret. */
class ActionError extends Error {
    where;
    remedy;
    constructor(message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = new.target.name;
        this.where = details.where;
        this.remedy = details.remedy;
    }
}
/** An input of the action, or a place inside one, that can't be used as it is. */
class InputError extends ActionError {
}
/** One sentence a user can act on: `where: what failed. Remedy`. Anything but an {@link ActionError} is reported as a bug. */
function explain(error) {
    if (!(error instanceof ActionError)) {
        const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        return `Unexpected error in the action itself: ${text}. Please report it with this log.`;
    }
    const message = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
    const where = error.where === undefined ? '' : `${error.where}: `;
    return `${where}${message}${error.remedy === undefined ? '' : ` ${error.remedy}`}`;
}


/***/ }),

/***/ 2158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ bare),
/* harmony export */   CH: () => (/* binding */ colouredLine),
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   UV: () => (/* binding */ firstLines),
/* harmony export */   nT: () => (/* binding */ foreignLine),
/* harmony export */   ux: () => (/* binding */ unseenIn)
/* harmony export */ });
/* unused harmony exports withoutTrailingSlashes, withoutEscapes, foreignLines */
// Terminal escape sequences (ECMA-48 CSI and OSC, and two-byte escapes).
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** Text without slashes at its end; a pattern for that would take a minute for a megabyte of slashes. */
function withoutTrailingSlashes(text) {
    let end = text.length;
    while (text[end - 1] === '/')
        end--;
    return text.slice(0, end);
}
/** Text without terminal escape sequences. */
function withoutEscapes(text) {
    return text.replace(escapes, '');
}
// Control characters, line and paragraph separators, halves of pairs, and all that shows nothing or reorders what a
// reader sees: bidi controls, tag characters, fillers, variation selectors.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** The first invisible character of a name, as its code point (`U+200B`); undefined if there is none. */
function unseenIn(name) {
    const [found] = name.match(invisible) ?? [];
    const point = found?.codePointAt(0);
    return point === undefined ? undefined : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
/** Text as it is shown in the end, without escapes and invisible characters, but with its line ends and tabs. */
function bare(text) {
    return withoutEscapes(text).replace(invisible, one => (/[\n\r\t]/.test(one) ? one : ''));
}
/**
 * Foreign text (a name, a message, a question) on one line, without anything that a terminal or the runner would obey:
 * no escapes, control or bidi characters, no `##[command]`; at most `limit` characters.
 */
function oneLine(text, limit = 1000) {
    // Cutting first keeps the cost of a 10 MB line small; the margin leaves room for what is dropped.
    const clean = text
        .slice(0, limit * 4)
        .replace(escapes, '')
        .replace(/[\r\n\t]+/g, ' ')
        .replace(invisible, '');
    return clip(defuse(clean.trim()), limit);
}
/** Foreign text as lines that can't be workflow commands, each led by `prefix`; at most `maxLines` of `maxLength`. */
function foreignLines(text, prefix = '\u2502 ', maxLines = 200, maxLength = 1000) {
    const { shown, more } = firstLines(text, /\r\n|\n|\r|\u2028|\u2029/, maxLines, maxLength);
    return [...shown.map(line => foreignLine(line, maxLength)), ...more].map(line => `${prefix}${line}`);
}
/** The first lines of a text, and a line that says so if there are more; the cost of a 10 MB text stays small. */
function firstLines(text, ends, maxLines, maxLength) {
    const limit = maxLines * maxLength * 2;
    const lines = text.slice(0, limit).split(ends);
    const rest = lines.length - maxLines;
    const more = text.length > limit ? ['\u2026 and more'] : rest > 0 ? [`\u2026 ${rest} more lines`] : [];
    return { shown: lines.slice(0, maxLines), more };
}
/** One foreign line with its indentation kept and everything that could be obeyed taken out. */
function foreignLine(line, maxLength = 1000) {
    return clip(defuse(plain(line.slice(0, maxLength * 4)).trimEnd()), maxLength);
}
/** A text without what isn't seen, and with blanks for its tabs. */
function plain(text) {
    return text.replace(escapes, '').replace(/\t/g, '    ').replace(invisible, '');
}
// Colours and weights of a terminal (ECMA-48 SGR).
const colour = /\u001b\[[\d;:]{0,40}m/g;
/** Parameters that begin a colour of a palette or of three parts, `38;5;n` and `38;2;r;g;b` (ISO 8613-6). */
const colourStarts = ['38', '48', '58'];
/** How many parameters such a colour has, by its second one. */
const colourLengths = { '5': 3, '2': 5 };
/** Ends all colours. */
const reset = '\u001b[0m';
/** One foreign line as {@link foreignLine} makes it, but with its colours, which end with it; a longer one has none. */
function colouredLine(line, maxLength = 1000) {
    const colours = line.length > maxLength ? [] : (line.match(colour) ?? []);
    const kept = colours.map(one => (hides(one.slice(2, -1)) ? '' : one));
    if (kept.every(one => one === ''))
        return foreignLine(line, maxLength);
    const shown = line.split(colour).map((text, index) => `${plain(text)}${kept[index] ?? ''}`);
    return `${defuse(shown.join('').trimEnd())}${reset}`;
}
/** Whether parameters of SGR have the one that hides what follows, 8; those of a colour are no parameters of their own. */
function hides(parameters) {
    const all = parameters.split(';');
    for (let place = 0; place < all.length;) {
        const [first = '', second] = [all[place], all[place + 1]];
        if (Number(first.split(':')[0]) === 8)
            return true;
        place += colourStarts.includes(first) ? (colourLengths[second ?? ''] ?? 1) : 1;
    }
    return false;
}
/** The runner looks for `##[command]` anywhere in a line and for `::command` at its start. */
function defuse(text) {
    return text.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1 : ');
}
function clip(text, limit) {
    return text.length <= limit ? text : `${cut(text, limit - 1)}\u2026`;
}
/** The beginning of a text, of at most `limit` UTF-16 units, which doesn't end in half a character. */
function cut(text, limit) {
    const beginning = text.slice(0, limit);
    return text.length > limit && /[\ud800-\udbff]$/.test(beginning) ? beginning.slice(0, -1) : beginning;
}


/***/ }),

/***/ 2686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   ZZ: () => (/* binding */ field),
/* harmony export */   zO: () => (/* binding */ mapTexts)
/* harmony export */ });
/* unused harmony exports at, optionalString */
/** Whether a value is a JSON object (not null, not an array). */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** A field itself, never one that the object inherits; undefined if there is none. */
function field(object, name) {
    return Object.hasOwn(object, name) ? object[name] : undefined;
}
/** A path of fields into a JSON value, or undefined if a field on the way is missing or not an object. */
function at(value, ...path) {
    let current = value;
    for (const key of path) {
        if (!isObject(current))
            return undefined;
        current = field(current, key);
    }
    return current;
}
/** Deepest level of JSON that is worked with; each takes some of the stack, and nothing that is asked for has ten. */
const maxDepth = 1_000;
/** JSON with every text in it, keys too, as `change` makes it; what is nested more than 1,000 levels deep becomes null. */
function mapTexts(value, change, depth = 0) {
    if (typeof value === 'string')
        return change(value);
    if (typeof value !== 'object' || value === null)
        return value;
    if (depth >= maxDepth)
        return null;
    if (Array.isArray(value))
        return value.map(item => mapTexts(item, change, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapTexts(item, change, depth + 1)]));
}
/** The string at a path, or undefined if it is missing, null or something else. */
function optionalString(value, ...path) {
    const found = at(value, ...path);
    return typeof found === 'string' ? found : undefined;
}


/***/ }),

/***/ 6160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $l: () => (/* binding */ nearNames),
/* harmony export */   au: () => (/* binding */ didYouMean)
/* harmony export */ });
/* unused harmony exports suggest, byNearness */
/* harmony import */ var _foreign_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2158);

/** The candidates that a misspelt `name` may have meant, nearest first: at most three, within a third of its length. */
function nearNames(name, candidates) {
    const limit = Math.max(2, Math.floor(name.length / 3));
    return byNearness(name, candidates, limit).slice(0, 3);
}
/** `Did you mean 'x' or 'y'?`, or an empty string if nothing is near. */
function didYouMean(name, candidates) {
    const near = nearNames(name, candidates);
    return near.length === 0 ? '' : `Did you mean ${near.map(candidate => `'${candidate}'`).join(' or ')}?`;
}
/** What there is instead of a missing name: near names first, else the first ten. */
function suggest(name, names, kind) {
    const safe = names.map(other => oneLine(other, 80));
    const near = didYouMean(name, safe);
    if (near !== '')
        return near;
    if (safe.length === 0)
        return `The account sees no ${kind} at all.`;
    const more = safe.length > 10 ? ` and ${safe.length - 10} more` : '';
    return `The account sees the ${kind} ${safe.slice(0, 10).join(', ')}${more}.`;
}
/** Candidates that are compared at most: each takes its time. */
const maxCandidates = 5_000;
/** The candidates within a distance, by default all, nearest first. */
function byNearness(name, candidates, limit = Infinity) {
    const wanted = compared(name);
    return candidates
        .slice(0, maxCandidates)
        .map(candidate => ({ candidate, text: compared(candidate) }))
        .filter(({ text }) => Math.abs(text.length - wanted.length) <= limit)
        .map(({ candidate, text }) => ({ candidate, distance: editDistance(wanted, text) }))
        .filter(({ distance }) => distance <= limit)
        .sort((a, b) => a.distance - b.distance)
        .map(({ candidate }) => candidate);
}
/** What is compared of a name: its first 100 characters, whatever their case. */
function compared(name) {
    return name.toLowerCase().slice(0, 100);
}
/** Levenshtein distance in UTF-16 units. */
function editDistance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 0; i < a.length; i++) {
        let [diagonal, left] = [Infinity, i];
        row = row.map((above, j) => {
            const substitution = diagonal + (a[i] === b[j - 1] ? 0 : 1);
            diagonal = above;
            left = Math.min(substitution, above + 1, left + 1);
            return left;
        });
    }
    return row.at(-1) ?? 0;
}


/***/ }),

/***/ 4158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   pO: () => (/* binding */ Redactor)
/* harmony export */ });
/* unused harmony exports formsOf, maskSecret, holdsKey */
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2158);


/** Shortest secret that is taken out of texts: less would tear words apart, and isn't a key of ZenML's. */
const minLength = 6;
/** Every form in which a secret could turn up: as it is, URL-encoded, base64, hex, JSON-escaped. */
function formsOf(secret) {
    const trimmed = secret.trim();
    if (trimmed === '')
        return [];
    const bytes = Buffer.from(trimmed);
    const forms = [
        trimmed,
        secret,
        encodeURIComponent(trimmed),
        new URLSearchParams({ k: trimmed }).toString().slice(2),
        bytes.toString('base64'),
        bytes.toString('base64').replace(/=+$/, ''),
        bytes.toString('base64url'),
        bytes.toString('hex'),
        JSON.stringify(trimmed).slice(1, -1)
    ];
    return [...new Set(forms)];
}
/** Makes runner and action hide a secret, in every form of it, from here on; of an API key also the secret inside it. */
function maskSecret(log, secret) {
    for (const one of [secret, ...secretsInside(secret)])
        for (const form of formsOf(one))
            log.mask(form);
}
/** Whether a text holds an API key in any form, or the secret inside it. */
function holdsKey(text, apiKey) {
    const secrets = [apiKey, ...secretsInside(apiKey)].filter(({ length }) => length >= minLength);
    return secrets.flatMap(formsOf).some(form => text.includes(form));
}
/**
 * The secrets that an API key of ZenML's wraps: it is `ZENKEY_` or `ZENPROKEY_` before base64 of `{"id": \u2026, "key": \u2026}`,
 * and either the base64 or `key` is as good as the whole; the id is not a secret (zenml/models/v2/core/api_key.py).
 * None of another text, and none that is so short that it could be an ordinary word.
 */
function secretsInside(secret) {
    const wrapped = /^ZEN(?:PRO)?KEY_(.+)$/s.exec(secret.trim())?.[1];
    if (wrapped === undefined)
        return [];
    const key = optionalString(parsedJson(Buffer.from(wrapped, 'base64').toString('utf8')), 'key');
    return key === undefined ? [] : [wrapped, key].filter(({ length }) => length >= minLength);
}
function parsedJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/**
 * Takes known secrets out of texts before these are cut or encoded: the runner's own masks find a secret only if it
 * stands whole and as it is, and in a summary `_` is written as an entity.
 */
class Redactor {
    #secrets = [];
    /** From here on, `secret` is taken out of every text. */
    add(secret) {
        if (secret.length < minLength || this.#secrets.includes(secret))
            return;
        // The longest first, since one form may begin with another.
        this.#secrets = [...this.#secrets, secret].sort((a, b) => b.length - a.length);
    }
    /**
     * The text with `***` in place of every secret, also of one that stands whole only in what is shown in the end: an
     * escape of a terminal or an invisible character inside it is taken out on the way.
     */
    redact(text) {
        const redacted = this.#replace(text);
        const shown = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_0__/* .bare */ .$B)(redacted);
        const clean = this.#replace(shown);
        return clean === shown ? redacted : clean;
    }
    #replace(text) {
        return this.#secrets.reduce((rest, secret) => (rest.includes(secret) ? rest.replaceAll(secret, '***') : rest), text);
    }
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		id: moduleId,
/******/ 		loaded: false,
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(24);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
