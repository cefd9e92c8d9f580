export const id = 946;
export const ids = [946];
export const modules = {

/***/ 3946:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseEnvironments: () => (/* binding */ parseEnvironments)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./src/text/errors.ts
var errors = __webpack_require__(108);
// EXTERNAL MODULE: ./src/text/foreign.ts
var foreign = __webpack_require__(1867);
// EXTERNAL MODULE: ./src/text/suggest.ts
var suggest = __webpack_require__(4185);
// EXTERNAL MODULE: ./src/gate/environment.ts
var environment = __webpack_require__(4106);
// EXTERNAL MODULE: ./src/text/json.ts
var json = __webpack_require__(1789);
;// CONCATENATED MODULE: ./src/text/yaml-document.ts




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
        throw new errors/* InputError */.dz(message, { where, remedy: 'Shorten it.' });
    }
    // Measured: composing 60,000 brackets exhausts the stack, at times inside V8's RegExp compiler, which ends the process.
    if (depthOf(text) > maxDepth) {
        throw new errors/* InputError */.dz(`The YAML is nested more than ${maxDepth} levels deep`, { where, remedy });
    }
}
function parse(text, { remedy, schema, where }) {
    const lineCounter = new dist/* LineCounter */.HN();
    const line = (offset) => lineCounter.linePos(offset).line;
    const document = (0,dist/* parseDocument */.Tp)(text, {
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
        const message = `Not valid YAML in line ${line(error.pos[0])}: ${(0,foreign/* oneLine */.TN)(error.message, 200)}`;
        throw new errors/* InputError */.dz(message, { where, remedy: syntaxRemedies.get(error.code) ?? remedy });
    }
    return { document, lineOf: node => line(node?.range?.[0] ?? 0) };
}
function refuseDirectives({ document }, { where }) {
    const { explicit } = document.directives.yaml;
    if (explicit !== true && Object.keys(document.directives.tags).length <= 1)
        return;
    throw new errors/* InputError */.dz('YAML directives (%YAML, %TAG) are not supported', { where, remedy: 'Remove them.' });
}
/** Refuses tags, keys that aren't text or occur twice, aliases without an anchor, and, unless allowed, all anchors. */
function refuseNodes(parsed, { anchors, where }) {
    const known = new Set();
    (0,dist/* visit */.YR)(parsed.document, {
        Node: (_, node) => {
            // Here, and not in a visitor of maps, which would keep the one of all nodes from seeing them.
            if ((0,dist/* isMap */.jh)(node))
                refuseKeys(node, parsed, where);
            const found = forbidden(node, anchors, known);
            if (found !== undefined) {
                const message = `In line ${parsed.lineOf(node)} there is a YAML ${found}`;
                throw new errors/* InputError */.dz(message, { where, remedy: quoting });
            }
            if (!(0,dist/* isAlias */.Vj)(node) && node.anchor !== undefined)
                known.add(node.anchor);
        }
    });
}
/** What a node is or has that may not be there; `known` are the anchors before it. */
function forbidden(node, anchors, known) {
    if ((0,dist/* isAlias */.Vj)(node)) {
        const alias = `alias (*${(0,foreign/* oneLine */.TN)(node.source, 100)})`;
        if (!anchors)
            return alias;
        return known.has(node.source) ? undefined : `${alias} without an anchor before it`;
    }
    const { anchor, tag } = node;
    if (tag !== undefined)
        return `tag (${(0,foreign/* oneLine */.TN)(tag, 100)})`;
    return anchor === undefined || anchors ? undefined : `anchor (&${(0,foreign/* oneLine */.TN)(anchor, 100)})`;
}
function refuseKeys(map, { lineOf }, where) {
    const seen = new Set();
    for (const { key } of map.items) {
        const line = lineOf((0,dist/* isNode */.Ll)(key) ? key : map);
        if (!(0,dist/* isScalar */.jn)(key)) {
            const kind = (0,dist/* isAlias */.Vj)(key) ? 'an alias' : (0,dist/* isMap */.jh)(key) ? 'a mapping' : 'a list';
            const message = `Expected text as a key in line ${line}, but found ${kind}`;
            throw new errors/* InputError */.dz(message, { where, remedy: 'Write each key as text.' });
        }
        // No value as a key is the empty text to whoever reads it.
        const name = String(key.value ?? '');
        if (seen.has(name)) {
            const message = `Not valid YAML in line ${line}: Map keys must be unique`;
            throw new errors/* InputError */.dz(message, { where, remedy: 'Write each key once.' });
        }
        seen.add(name);
    }
}
/** How deep the values are nested, by the parser's concrete syntax, which it builds without recursion. */
function depthOf(text) {
    let deepest = 0;
    const pending = [...new dist/* Parser */.iX().parse(text)].map((token) => ({ token, depth: 0 }));
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
    if (!(0,json/* isObject */.Gv)(token))
        return { parts: [], isCollection: false };
    const { items, key, value } = token;
    const isCollection = Array.isArray(items);
    return { parts: [...(isCollection ? items : []), key, value], isCollection };
}

// EXTERNAL MODULE: ./src/gate/shown.ts
var shown = __webpack_require__(502);
;// CONCATENATED MODULE: ./src/gate/environments-document.ts




const where = 'environments';
/**
 * Parses the input as YAML 1.2 with the core schema, of at most 64 Ki characters, without tags, anchors, aliases or
 * directives. Throws {@link InputError} with the line.
 */
function parseMapping(text) {
    const { document } = parseStrictYaml(text, {
        where,
        maxLength: 64 * 1024,
        anchors: false,
        schema: 'core',
        remedy: `${example} Patterns with * [ ] { } ! or # need quotes.`
    });
    const { contents } = document;
    if (contents === null || ((0,dist/* isScalar */.jn)(contents) && contents.value === null))
        throw noEnvironments();
    if (!(0,dist/* isMap */.jh)(contents)) {
        const message = `Expected a mapping of environments, but found ${describe(contents)}`;
        throw new errors/* InputError */.dz(message, { where, remedy: example });
    }
    if (contents.items.length === 0)
        throw noEnvironments();
    return contents;
}
const example = "Write one line per environment, as in 'staging: develop'.";
function noEnvironments() {
    return new errors/* InputError */.dz('There are no environments', { where, remedy: example });
}
/** The keys and values of a mapping; throws {@link InputError} for a key that is not text. */
function entriesOf(map, place) {
    return map.items.map(({ key, value }) => {
        if ((0,dist/* isScalar */.jn)(key) && typeof key.value === 'string')
            return { key: key.value, value };
        const message = `Expected text as a key, but found ${describe(key)}`;
        throw new errors/* InputError */.dz(message, { where: place, remedy: 'Put it in quotes.' });
    });
}
/** `a number (3)`, `a list`, …, for an error message. */
function describe(node) {
    if (node === null)
        return 'nothing';
    if ((0,dist/* isMap */.jh)(node))
        return 'a mapping';
    if (!(0,dist/* isScalar */.jn)(node))
        return 'a list';
    const { value } = node;
    if (value === null)
        return 'nothing (null)';
    if (typeof value === 'string')
        return `the text ${(0,shown/* quoted */.T)(value, 60)}`;
    const kind = typeof value === 'boolean' ? 'a boolean' : 'a number';
    return `${kind} (${(0,shown/* shown */.S)(String(node.source ?? value), 60)})`;
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

// EXTERNAL MODULE: ./src/gate/event-policy.ts
var event_policy = __webpack_require__(8126);
;// CONCATENATED MODULE: ./src/gate/environment-fields.ts








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
        overrides.config = (0,dist/* isMap */.jh)(value) ? textOf(value, text) : textValue(value, `${place}.config`, true);
    }
    return overrides;
}
/** Reads `events`, a word or a list; throws {@link InputError} saying why an event can't be listed. */
function readEventNames(value, place) {
    const items = (0,dist/* isSeq */.oP)(value) ? value.items : [value];
    if (items.length === 0) {
        throw new errors/* InputError */.dz('The list of events is empty', { where: place, remedy: 'Write one, or remove it.' });
    }
    const names = items.map((item, index) => readEventName(item ?? null, `${place}[${index}]`));
    return [...new Set(names)];
}
function readEventName(item, place) {
    const name = textValue(item, place);
    const standing = (0,event_policy/* standingOf */.YP)(name);
    if (standing.kind === 'decides')
        return standing.event;
    const allowed = `The events are ${event_policy/* gateEventNames */.sY.join(', ')}.`;
    if (standing.kind === 'unknown') {
        const remedy = [(0,suggest/* didYouMean */.au)(name, event_policy/* gateEventNames */.sY), allowed].filter(part => part !== '').join(' ');
        throw new errors/* InputError */.dz(`Unknown event ${(0,shown/* quoted */.T)(name)}`, { where: place, remedy });
    }
    throw new errors/* InputError */.dz(`${name} can't start a pipeline: it ${standing.why}`, { where: place, remedy: allowed });
}
/** A value that is true or false; throws {@link InputError} for anything else. */
function flagValue(value, place) {
    if ((0,dist/* isScalar */.jn)(value) && typeof value.value === 'boolean')
        return value.value;
    const message = `Expected true or false, but found ${describe(value ?? null)}`;
    throw new errors/* InputError */.dz(message, { where: place, remedy: 'Write true or false, without quotes, or remove the key.' });
}
/** Reads the name of a stage, written at a place; throws {@link InputError} for what can't be promoted to. */
function stageOf(text, place) {
    const stage = environment/* stages */._$.find(each => each === text);
    if (stage !== undefined)
        return stage;
    throw new errors/* InputError */.dz(`${(0,shown/* quoted */.T)(text, 40)} is not a stage that a model version can be promoted to`, {
        where: place,
        remedy: (0,suggest/* didYouMean */.au)(text, environment/* stages */._$) || `Write ${environment/* stages */._$.join(' or ')}, or remove it to promote nothing.`
    });
}
function refuseControl(text, place) {
    if (!/[^\P{Cc}\n\r\t]/u.test(text))
        return;
    throw new errors/* InputError */.dz(`The value ${(0,shown/* quoted */.T)(text)} contains a control character`, {
        where: place,
        remedy: 'Remove it.'
    });
}
/** Refuses a name that would look like another, since a character of it is not seen; throws {@link InputError}. */
function refuseUnseen(name, place) {
    const unseen = (0,foreign/* unseenIn */.ux)(name);
    if (unseen === undefined)
        return;
    throw new errors/* InputError */.dz(`${(0,shown/* quoted */.T)(name)} contains the invisible character ${unseen}`, {
        where: place,
        remedy: 'Write it again on one line, without what was copied along with it.'
    });
}
/**
 * A value's text, which is not empty and, unless `multiline`, of one line that is seen whole; throws {@link InputError}
 * for anything else, also for a number or boolean, since YAML would have it rewritten (1.10 as 1.1).
 */
function textValue(value, place, multiline = false) {
    if (!(0,dist/* isScalar */.jn)(value) || typeof value.value !== 'string') {
        const message = `Expected text, but found ${describe(value ?? null)}`;
        throw new errors/* InputError */.dz(message, { where: place, remedy: 'Put it in quotes, or remove the key.' });
    }
    const text = value.value;
    if (text.trim() === '') {
        throw new errors/* InputError */.dz('The value is empty', { where: place, remedy: 'Write it, or remove the key.' });
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
    throw new errors/* InputError */.dz(`${(0,shown/* quoted */.T)(text)} ${side} with a space`, { where: place, remedy: `Write ${(0,shown/* quoted */.T)(trimmed)}.` });
}

// EXTERNAL MODULE: ./src/gate/pattern.ts + 1 modules
var pattern = __webpack_require__(34);
;// CONCATENATED MODULE: ./src/gate/requires.ts



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
        requires_refuseUnseen(environment, required);
        return { ...rest, requires: resolve(required, chain) };
    };
    return written.map(environment => resolve(environment, []));
}
function refuseCircle(chain, next) {
    const start = chain.indexOf(next);
    if (start < 0)
        return;
    const [first = next] = chain;
    const circle = [...chain.slice(start), next].map(name => (0,shown/* quoted */.T)(name)).join(' requires ');
    const message = chain.at(-1) === next ? `${(0,shown/* quoted */.T)(next)} requires itself` : `No code could ever get there: ${circle}`;
    throw new errors/* InputError */.dz(message, { where: placeOf(first), remedy: 'Name the environment that comes before this one.' });
}
function refuseUnknown({ name }, requires, names) {
    const others = names.filter(other => other !== name);
    const remedy = (0,suggest/* didYouMean */.au)(requires, others) ||
        (others.length === 0
            ? 'Add it, or remove requires.'
            : `Write one of ${others.map(name => (0,shown/* quoted */.T)(name)).join(', ')}.`);
    throw new errors/* InputError */.dz(`${(0,shown/* quoted */.T)(requires)} is not an environment of these rules`, { where: placeOf(name), remedy });
}
/** Keys that decide where runs are to be looked for. */
const sharedKeys = [
    ['server-url', 'serverUrl'],
    ['project', 'project']
];
/** Refuses what can't be looked up, or never be found. */
function requires_refuseUnseen({ name, overrides }, required) {
    for (const [key, property] of sharedKeys) {
        if (overrides[property] === required.overrides[property])
            continue;
        throw new errors/* InputError */.dz(`${(0,shown/* quoted */.T)(name)} and ${(0,shown/* quoted */.T)(required.name)} differ in ${key}, and runs are looked for in one`, {
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
    return new errors/* InputError */.dz(`What runs in ${(0,shown/* quoted */.T)(name)} is a command, whose runs don't prove which code they have`, {
        where,
        remedy: 'Use source (or pipeline) in both environments, or remove requires.'
    });
}
/** The place of an environment's `requires`, for error messages. */
function placeOf(name) {
    return `environments: ${(0,shown/* shown */.S)(name)}.requires`;
}

;// CONCATENATED MODULE: ./src/gate/environments.ts










// GitHub: "Environment names ... may not exceed 255 characters" and "are not case sensitive"
// (https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments).
const maxNameLength = 255;
const environments_where = 'environments';
/** Reads the input `environments`; throws {@link InputError} naming the place, as in `environments: staging.branches[1]`. */
function parseEnvironments(text) {
    const environments = entriesOf(parseMapping(text), environments_where).map(entry => readEnvironment(entry, text));
    refuseTwins(environments.map(({ name }) => name));
    return resolveRequired(environments);
}
function refuseTwins(names) {
    const seen = new Map();
    for (const name of names) {
        const folded = name.normalize('NFC').toUpperCase().toLowerCase();
        const other = seen.get(folded);
        if (other !== undefined) {
            const message = `${(0,shown/* quoted */.T)(other)} and ${(0,shown/* quoted */.T)(name)} are the same environment to GitHub, which ignores case`;
            throw new errors/* InputError */.dz(message, { where: environments_where, remedy: 'Rename or merge them.' });
        }
        seen.set(folded, name);
    }
}
function readEnvironment({ key: name, value }, text) {
    checkName(name);
    const place = `${environments_where}: ${(0,shown/* shown */.S)(name)}`;
    if ((0,dist/* isSeq */.oP)(value) || ((0,dist/* isScalar */.jn)(value) && typeof value.value === 'string')) {
        const branches = readPatterns(value, place);
        const rest = { tags: [], events: environment/* defaultEvents */.BX, forcePushes: false, stack: name, overrides: {} };
        return { name, branches, ...rest, requires: undefined };
    }
    const values = readValues(value, place);
    return {
        name,
        branches: values.has('branches') ? readPatterns(values.get('branches'), `${place}.branches`) : [],
        tags: values.has('tags') ? readPatterns(values.get('tags'), `${place}.tags`) : [],
        events: values.has('events') ? readEventNames(values.get('events'), `${place}.events`) : environment/* defaultEvents */.BX,
        forcePushes: values.has('force-pushes') && flagValue(values.get('force-pushes'), `${place}.force-pushes`),
        stack: values.has('stack') ? textValue(values.get('stack'), `${place}.stack`) : name,
        ...(values.has('account') ? { account: textValue(values.get('account'), `${place}.account`) } : {}),
        requires: values.has('requires') ? textValue(values.get('requires'), `${place}.requires`) : undefined,
        overrides: readOverrides(values, place, text)
    };
}
/** The values of an environment's mapping by their keys, which are known and say what may reach it. */
function readValues(value, place) {
    if (!(0,dist/* isMap */.jh)(value)) {
        const message = `Expected a branch, a list of branches or a mapping, but found ${describe(value)}`;
        throw new errors/* InputError */.dz(message, { where: place, remedy: `Write as in 'staging: develop'; a number needs quotes.` });
    }
    const values = new Map(entriesOf(value, place).map(entry => [entry.key, entry.value]));
    const unknown = [...values.keys()].find(key => !environment/* environmentKeys */.aZ.some(known => known === key));
    if (unknown !== undefined) {
        const remedy = (0,suggest/* didYouMean */.au)(unknown, environment/* environmentKeys */.aZ) || `The keys are ${environment/* environmentKeys */.aZ.join(', ')}.`;
        throw new errors/* InputError */.dz(`Unknown key ${(0,shown/* quoted */.T)(unknown)}`, { where: place, remedy });
    }
    if (!values.has('branches') && !values.has('tags')) {
        const remedy = "Write the branches or tags that may reach it, as in 'branches: develop'.";
        const message = 'The environment has neither branches nor tags, so nothing could reach it';
        throw new errors/* InputError */.dz(message, { where: place, remedy });
    }
    return values;
}
function checkName(name) {
    const problem = nameProblem(name);
    if (problem === undefined)
        return;
    const remedy = 'Give it a name of one line, without spaces around it.';
    throw new errors/* InputError */.dz(`The environment name ${(0,shown/* quoted */.T)(name)} ${problem}`, { where: environments_where, remedy });
}
function nameProblem(name) {
    if (name.trim() === '')
        return 'is empty';
    if (name !== name.trim())
        return 'starts or ends with a space';
    if (Array.from(name).length > maxNameLength)
        return `is longer than ${maxNameLength} characters`;
    const unseen = (0,foreign/* unseenIn */.ux)(name);
    return unseen === undefined ? undefined : `contains the invisible character ${unseen}`;
}
function readPatterns(value, place) {
    const items = (0,dist/* isSeq */.oP)(value) ? value.items : [value];
    const sources = items.map((item, index) => {
        if ((0,dist/* isScalar */.jn)(item) && typeof item.value === 'string')
            return item.value;
        const message = `Expected text as the pattern, but found ${describe(item ?? null)}`;
        throw new errors/* InputError */.dz(message, { where: `${place}[${index}]`, remedy: "Put it in quotes, as in '1.0'." });
    });
    return (0,pattern/* parsePatterns */.Z7)(sources, place);
}


/***/ })

};
