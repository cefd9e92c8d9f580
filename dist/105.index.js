export const id = 105;
export const ids = [105];
export const modules = {

/***/ 1198:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VA: () => (/* binding */ refuseUnseen),
/* harmony export */   gV: () => (/* binding */ stageOf),
/* harmony export */   iP: () => (/* binding */ readOverrides),
/* harmony export */   v8: () => (/* binding */ textValue),
/* harmony export */   xq: () => (/* binding */ readEventNames),
/* harmony export */   y6: () => (/* binding */ flagValue)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(108);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1867);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4185);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4106);
/* harmony import */ var _environments_document_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6955);
/* harmony import */ var _event_policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8126);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(502);








const overrideKeys = {
    'server-url': 'serverUrl',
    project: 'project',
    pipeline: 'pipeline',
    snapshot: 'snapshot',
    command: 'command',
    source: 'source'
};
/** Reads the overrides among an environment's values, written in `text`; throws {@link InputError} naming the place. */
function readOverrides(values, place, text) {
    const overrides = {};
    for (const [key, property] of Object.entries(overrideKeys)) {
        if (values.has(key))
            overrides[property] = textValue(values.get(key), `${place}.${key}`, key === 'command');
    }
    if (values.has('promote')) {
        const where = `${place}.promote`;
        overrides.promote = stageOf(textValue(values.get('promote'), where), where);
    }
    if (values.has('config')) {
        const value = values.get('config');
        overrides.config = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(value) ? (0,_environments_document_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b6)(value, text) : textValue(value, `${place}.config`, true);
    }
    return overrides;
}
/** Reads `events`, a word or a list; throws {@link InputError} saying why an event can't be listed. */
function readEventNames(value, place) {
    const items = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(value) ? value.items : [value];
    if (items.length === 0) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('The list of events is empty', { where: place, remedy: 'Write one, or remove it.' });
    }
    const names = items.map((item, index) => readEventName(item ?? null, `${place}[${index}]`));
    return [...new Set(names)];
}
function readEventName(item, place) {
    const name = textValue(item, place);
    const standing = (0,_event_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .standingOf */ .YP)(name);
    if (standing.kind === 'decides')
        return standing.event;
    const allowed = `The events are ${_event_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .gateEventNames */ .sY.join(', ')}.`;
    if (standing.kind === 'unknown') {
        const remedy = [(0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_5__/* .didYouMean */ .au)(name, _event_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .gateEventNames */ .sY), allowed].filter(part => part !== '').join(' ');
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`Unknown event ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .quoted */ .T)(name)}`, { where: place, remedy });
    }
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`${name} can't start a pipeline: it ${standing.why}`, { where: place, remedy: allowed });
}
/** A value that is true or false; throws {@link InputError} for anything else. */
function flagValue(value, place) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(value) && typeof value.value === 'boolean')
        return value.value;
    const message = `Expected true or false, but found ${(0,_environments_document_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(value ?? null)}`;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: place, remedy: 'Write true or false, without quotes, or remove the key.' });
}
/** Reads the name of a stage, written at a place; throws {@link InputError} for what can't be promoted to. */
function stageOf(text, place) {
    const stage = _environment_js__WEBPACK_IMPORTED_MODULE_2__/* .stages */ ._$.find(each => each === text);
    if (stage !== undefined)
        return stage;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .quoted */ .T)(text, 40)} is not a stage that a model version can be promoted to`, {
        where: place,
        remedy: (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_5__/* .didYouMean */ .au)(text, _environment_js__WEBPACK_IMPORTED_MODULE_2__/* .stages */ ._$) || `Write ${_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .stages */ ._$.join(' or ')}, or remove it to promote nothing.`
    });
}
function refuseControl(text, place) {
    if (!/[^\P{Cc}\n\r\t]/u.test(text))
        return;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`The value ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .quoted */ .T)(text)} contains a control character`, {
        where: place,
        remedy: 'Remove it.'
    });
}
/** Refuses a name that would look like another, since a character of it is not seen; throws {@link InputError}. */
function refuseUnseen(name, place) {
    const unseen = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_7__/* .unseenIn */ .ux)(name);
    if (unseen === undefined)
        return;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .quoted */ .T)(name)} contains the invisible character ${unseen}`, {
        where: place,
        remedy: 'Write it again on one line, without what was copied along with it.'
    });
}
/**
 * A value's text, which is not empty and, unless `multiline`, of one line that is seen whole; throws {@link InputError}
 * for anything else, also for a number or boolean, since YAML would have it rewritten (1.10 as 1.1).
 */
function textValue(value, place, multiline = false) {
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(value) || typeof value.value !== 'string') {
        const message = `Expected text, but found ${(0,_environments_document_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(value ?? null)}`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: place, remedy: 'Put it in quotes, or remove the key.' });
    }
    const text = value.value;
    if (text.trim() === '') {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('The value is empty', { where: place, remedy: 'Write it, or remove the key.' });
    }
    if (multiline)
        refuseControl(text, place);
    else {
        refuseUnseen(text, place);
        refuseOuterSpace(text, place);
    }
    return text;
}
/** Refuses a name with a space around it, which a message would hardly show; ZenML would look for just that name. */
function refuseOuterSpace(text, place) {
    const trimmed = text.trim();
    if (text === trimmed)
        return;
    const side = text.startsWith(trimmed) ? 'ends' : text.endsWith(trimmed) ? 'begins' : 'begins and ends';
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .quoted */ .T)(text)} ${side} with a space`, { where: place, remedy: `Write ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .quoted */ .T)(trimmed)}.` });
}


/***/ }),

/***/ 6955:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KV: () => (/* binding */ parseMapping),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   q0: () => (/* binding */ describe)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(108);
/* harmony import */ var _text_yaml_document_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2444);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(502);




const where = 'environments';
/**
 * Parses the input as YAML 1.2 with the core schema, of at most 64 Ki characters, without tags, anchors, aliases or
 * directives. Throws {@link InputError} with the line.
 */
function parseMapping(text) {
    const { document } = (0,_text_yaml_document_js__WEBPACK_IMPORTED_MODULE_2__/* .parseStrictYaml */ .A)(text, {
        where,
        maxLength: 64 * 1024,
        anchors: false,
        schema: 'core',
        remedy: `${example} Patterns with * [ ] { } ! or # need quotes.`
    });
    const { contents } = document;
    if (contents === null || ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(contents) && contents.value === null))
        throw noEnvironments();
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(contents)) {
        const message = `Expected a mapping of environments, but found ${describe(contents)}`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: example });
    }
    if (contents.items.length === 0)
        throw noEnvironments();
    return contents;
}
const example = "Write one line per environment, as in 'staging: develop'.";
function noEnvironments() {
    return new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('There are no environments', { where, remedy: example });
}
/** The keys and values of a mapping; throws {@link InputError} for a key that is not text. */
function entriesOf(map, place) {
    return map.items.map(({ key, value }) => {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && typeof key.value === 'string')
            return { key: key.value, value };
        const message = `Expected text as a key, but found ${describe(key)}`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: place, remedy: 'Put it in quotes.' });
    });
}
/** `a number (3)`, `a list`, …, for an error message. */
function describe(node) {
    if (node === null)
        return 'nothing';
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
        return 'a mapping';
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node))
        return 'a list';
    const { value } = node;
    if (value === null)
        return 'nothing (null)';
    if (typeof value === 'string')
        return `the text ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_3__/* .quoted */ .T)(value, 60)}`;
    const kind = typeof value === 'boolean' ? 'a boolean' : 'a number';
    return `${kind} (${(0,_shown_js__WEBPACK_IMPORTED_MODULE_3__/* .shown */ .S)(String(node.source ?? value), 60)})`;
}
/**
 * A mapping as it is written in a text, each line in its place, for a value that is handed on as text: whoever reads it may
 * have other rules for what is a number.
 */
function textOf({ flow, range: [start, end] }, text) {
    const before = text.slice(0, start).split('\n');
    const indentation = flow === true ? '' : ' '.repeat(before.at(-1)?.length ?? 0);
    return `${'\n'.repeat(before.length - 1)}${indentation}${text.slice(start, end)}`;
}


/***/ }),

/***/ 5105:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseEnvironments: () => (/* binding */ parseEnvironments)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(108);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1867);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4185);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4106);
/* harmony import */ var _environment_fields_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1198);
/* harmony import */ var _environments_document_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6955);
/* harmony import */ var _pattern_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34);
/* harmony import */ var _requires_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(607);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(502);










// GitHub: "Environment names ... may not exceed 255 characters" and "are not case sensitive"
// (https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments).
const maxNameLength = 255;
const where = 'environments';
/** Reads the input `environments`; throws {@link InputError} naming the place, as in `environments: staging.branches[1]`. */
function parseEnvironments(text) {
    const environments = (0,_environments_document_js__WEBPACK_IMPORTED_MODULE_4__/* .entriesOf */ .Mc)((0,_environments_document_js__WEBPACK_IMPORTED_MODULE_4__/* .parseMapping */ .KV)(text), where).map(entry => readEnvironment(entry, text));
    refuseTwins(environments.map(({ name }) => name));
    return (0,_requires_js__WEBPACK_IMPORTED_MODULE_6__/* .resolveRequired */ .U6)(environments);
}
function refuseTwins(names) {
    const seen = new Map();
    for (const name of names) {
        const folded = name.normalize('NFC').toUpperCase().toLowerCase();
        const other = seen.get(folded);
        if (other !== undefined) {
            const message = `${(0,_shown_js__WEBPACK_IMPORTED_MODULE_7__/* .quoted */ .T)(other)} and ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_7__/* .quoted */ .T)(name)} are the same environment to GitHub, which ignores case`;
            throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: 'Rename or merge them.' });
        }
        seen.set(folded, name);
    }
}
function readEnvironment({ key: name, value }, text) {
    checkName(name);
    const place = `${where}: ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_7__/* .shown */ .S)(name)}`;
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(value) || ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(value) && typeof value.value === 'string')) {
        const branches = readPatterns(value, place);
        const rest = { tags: [], events: _environment_js__WEBPACK_IMPORTED_MODULE_2__/* .defaultEvents */ .BX, forcePushes: false, stack: name, overrides: {} };
        return { name, branches, ...rest, requires: undefined };
    }
    const values = readValues(value, place);
    return {
        name,
        branches: values.has('branches') ? readPatterns(values.get('branches'), `${place}.branches`) : [],
        tags: values.has('tags') ? readPatterns(values.get('tags'), `${place}.tags`) : [],
        events: values.has('events') ? (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .readEventNames */ .xq)(values.get('events'), `${place}.events`) : _environment_js__WEBPACK_IMPORTED_MODULE_2__/* .defaultEvents */ .BX,
        forcePushes: values.has('force-pushes') && (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .flagValue */ .y6)(values.get('force-pushes'), `${place}.force-pushes`),
        stack: values.has('stack') ? (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .textValue */ .v8)(values.get('stack'), `${place}.stack`) : name,
        ...(values.has('account') ? { account: (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .textValue */ .v8)(values.get('account'), `${place}.account`) } : {}),
        requires: values.has('requires') ? (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .textValue */ .v8)(values.get('requires'), `${place}.requires`) : undefined,
        overrides: (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .readOverrides */ .iP)(values, place, text)
    };
}
/** The values of an environment's mapping by their keys, which are known and say what may reach it. */
function readValues(value, place) {
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(value)) {
        const message = `Expected a branch, a list of branches or a mapping, but found ${(0,_environments_document_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0)(value)}`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: place, remedy: `Write as in 'staging: develop'; a number needs quotes.` });
    }
    const values = new Map((0,_environments_document_js__WEBPACK_IMPORTED_MODULE_4__/* .entriesOf */ .Mc)(value, place).map(entry => [entry.key, entry.value]));
    const unknown = [...values.keys()].find(key => !_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentKeys */ .aZ.some(known => known === key));
    if (unknown !== undefined) {
        const remedy = (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_8__/* .didYouMean */ .au)(unknown, _environment_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentKeys */ .aZ) || `The keys are ${_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentKeys */ .aZ.join(', ')}.`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`Unknown key ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_7__/* .quoted */ .T)(unknown)}`, { where: place, remedy });
    }
    if (!values.has('branches') && !values.has('tags')) {
        const remedy = "Write the branches or tags that may reach it, as in 'branches: develop'.";
        const message = 'The environment has neither branches nor tags, so nothing could reach it';
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: place, remedy });
    }
    return values;
}
function checkName(name) {
    const problem = nameProblem(name);
    if (problem === undefined)
        return;
    const remedy = 'Give it a name of one line, without spaces around it.';
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`The environment name ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_7__/* .quoted */ .T)(name)} ${problem}`, { where, remedy });
}
function nameProblem(name) {
    if (name.trim() === '')
        return 'is empty';
    if (name !== name.trim())
        return 'starts or ends with a space';
    if (Array.from(name).length > maxNameLength)
        return `is longer than ${maxNameLength} characters`;
    const unseen = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_9__/* .unseenIn */ .ux)(name);
    return unseen === undefined ? undefined : `contains the invisible character ${unseen}`;
}
function readPatterns(value, place) {
    const items = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(value) ? value.items : [value];
    const sources = items.map((item, index) => {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(item) && typeof item.value === 'string')
            return item.value;
        const message = `Expected text as the pattern, but found ${(0,_environments_document_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0)(item ?? null)}`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: `${place}[${index}]`, remedy: "Put it in quotes, as in '1.0'." });
    });
    return (0,_pattern_js__WEBPACK_IMPORTED_MODULE_5__/* .parsePatterns */ .Z7)(sources, place);
}


/***/ }),

/***/ 607:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   U6: () => (/* binding */ resolveRequired),
/* harmony export */   gm: () => (/* binding */ unproven)
/* harmony export */ });
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(108);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4185);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(502);



/**
 * Puts the required environment in the place of its name. Throws {@link InputError} if there is none of that name, if
 * one requires itself, by whatever way round, or what can't be seen from where it is required.
 */
function resolveRequired(written) {
    const byName = new Map(written.map(environment => [environment.name, environment]));
    const resolve = (environment, requiring) => {
        const { requires, ...rest } = environment;
        if (requires === undefined)
            return rest;
        const chain = [...requiring, environment.name];
        refuseCircle(chain, requires);
        const required = byName.get(requires) ?? refuseUnknown(environment, requires, [...byName.keys()]);
        refuseUnseen(environment, required);
        return { ...rest, requires: resolve(required, chain) };
    };
    return written.map(environment => resolve(environment, []));
}
function refuseCircle(chain, next) {
    const start = chain.indexOf(next);
    if (start < 0)
        return;
    const [first = next] = chain;
    const circle = [...chain.slice(start), next].map(name => (0,_shown_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .T)(name)).join(' requires ');
    const message = chain.at(-1) === next ? `${(0,_shown_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .T)(next)} requires itself` : `No code could ever get there: ${circle}`;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(message, { where: placeOf(first), remedy: 'Name the environment that comes before this one.' });
}
function refuseUnknown({ name }, requires, names) {
    const others = names.filter(other => other !== name);
    const remedy = (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)(requires, others) ||
        (others.length === 0
            ? 'Add it, or remove requires.'
            : `Write one of ${others.map(name => (0,_shown_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .T)(name)).join(', ')}.`);
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .T)(requires)} is not an environment of these rules`, { where: placeOf(name), remedy });
}
/** Keys that decide where runs are to be looked for. */
const sharedKeys = [
    ['server-url', 'serverUrl'],
    ['project', 'project']
];
/** Refuses what can't be looked up, or never be found. */
function refuseUnseen({ name, overrides }, required) {
    for (const [key, property] of sharedKeys) {
        if (overrides[property] === required.overrides[property])
            continue;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .T)(name)} and ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .T)(required.name)} differ in ${key}, and runs are looked for in one`, {
            where: placeOf(name),
            remedy: `Give both the same ${key}, or remove requires.`
        });
    }
    const ofCommand = [{ name, overrides }, required].find(each => each.overrides.command !== undefined);
    if (ofCommand !== undefined)
        throw unproven(ofCommand.name, placeOf(name));
}
/** The error of an environment whose runs are a command's, which names and describes them itself. */
function unproven(name, where) {
    return new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`What runs in ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .T)(name)} is a command, whose runs don't prove which code they have`, {
        where,
        remedy: 'Use source (or pipeline) in both environments, or remove requires.'
    });
}
/** The place of an environment's `requires`, for error messages. */
function placeOf(name) {
    return `environments: ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .S)(name)}.requires`;
}


/***/ }),

/***/ 2444:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseStrictYaml),
/* harmony export */   M: () => (/* binding */ maxDepth)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(108);
/* harmony import */ var _foreign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1867);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1789);




/** Levels of nesting at most. */
const maxDepth = 40;
const quoting = "A value that starts with ! & or * needs quotes, as in '!main' or '*'.";
const syntaxRemedies = new Map([
    ['BAD_ALIAS', quoting],
    ['TAG_RESOLVE_FAILED', quoting]
]);
/** Parses one document of YAML 1.2, without tags and directives. Throws {@link InputError} that names the line. */
function parseStrictYaml(text, rules) {
    refuseSize(text, rules);
    const parsed = parse(text, rules);
    refuseDirectives(parsed, rules);
    refuseNodes(parsed, rules);
    return parsed;
}
function refuseSize(text, { maxLength, remedy, where }) {
    if (text.length > maxLength) {
        const message = `The input is longer than ${maxLength} characters`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: 'Shorten it.' });
    }
    // Measured: composing 60,000 brackets exhausts the stack, at times inside V8's RegExp compiler, which ends the process.
    if (depthOf(text) > maxDepth) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`The YAML is nested more than ${maxDepth} levels deep`, { where, remedy });
    }
}
function parse(text, { remedy, schema, where }) {
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const line = (offset) => lineCounter.linePos(offset).line;
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, {
        version: '1.2',
        schema,
        strict: true,
        // Checked below: the library compares every key with every other.
        uniqueKeys: false,
        // Whole numbers keep all their digits.
        intAsBigInt: true,
        prettyErrors: false,
        // Not 'silent', with which the library takes the first of several documents without a word.
        logLevel: 'error',
        lineCounter
    });
    const [error] = document.errors;
    if (error !== undefined) {
        const message = `Not valid YAML in line ${line(error.pos[0])}: ${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(error.message, 200)}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: syntaxRemedies.get(error.code) ?? remedy });
    }
    return { document, lineOf: node => line(node?.range?.[0] ?? 0) };
}
function refuseDirectives({ document }, { where }) {
    const { explicit } = document.directives.yaml;
    if (explicit !== true && Object.keys(document.directives.tags).length <= 1)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('YAML directives (%YAML, %TAG) are not supported', { where, remedy: 'Remove them.' });
}
/** Refuses tags, keys that aren't text or occur twice, aliases without an anchor, and, unless allowed, all anchors. */
function refuseNodes(parsed, { anchors, where }) {
    const known = new Set();
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(parsed.document, {
        Node: (_, node) => {
            // Here, and not in a visitor of maps, which would keep the one of all nodes from seeing them.
            if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
                refuseKeys(node, parsed, where);
            const found = forbidden(node, anchors, known);
            if (found !== undefined) {
                const message = `In line ${parsed.lineOf(node)} there is a YAML ${found}`;
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: quoting });
            }
            if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node) && node.anchor !== undefined)
                known.add(node.anchor);
        }
    });
}
/** What a node is or has that may not be there; `known` are the anchors before it. */
function forbidden(node, anchors, known) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node)) {
        const alias = `alias (*${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(node.source, 100)})`;
        if (!anchors)
            return alias;
        return known.has(node.source) ? undefined : `${alias} without an anchor before it`;
    }
    const { anchor, tag } = node;
    if (tag !== undefined)
        return `tag (${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(tag, 100)})`;
    return anchor === undefined || anchors ? undefined : `anchor (&${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(anchor, 100)})`;
}
function refuseKeys(map, { lineOf }, where) {
    const seen = new Set();
    for (const { key } of map.items) {
        const line = lineOf((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(key) ? key : map);
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key)) {
            const kind = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(key) ? 'an alias' : (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(key) ? 'a mapping' : 'a list';
            const message = `Expected text as a key in line ${line}, but found ${kind}`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: 'Write each key as text.' });
        }
        // No value as a key is the empty text to whoever reads it.
        const name = String(key.value ?? '');
        if (seen.has(name)) {
            const message = `Not valid YAML in line ${line}: Map keys must be unique`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: 'Write each key once.' });
        }
        seen.add(name);
    }
}
/** How deep the values are nested, by the parser's concrete syntax, which it builds without recursion. */
function depthOf(text) {
    let deepest = 0;
    const pending = [...new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Parser */ .iX().parse(text)].map((token) => ({ token, depth: 0 }));
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        const { parts, isCollection } = partsOf(next.token);
        const depth = isCollection ? next.depth + 1 : next.depth;
        deepest = Math.max(deepest, depth);
        for (const token of parts)
            pending.push({ token, depth });
    }
    return deepest;
}
function partsOf(token) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(token))
        return { parts: [], isCollection: false };
    const { items, key, value } = token;
    const isCollection = Array.isArray(items);
    return { parts: [...(isCollection ? items : []), key, value], isCollection };
}


/***/ })

};
