export const id = 18;
export const ids = [18];
export const modules = {

/***/ 7018:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseEnvironments: () => (/* binding */ parseEnvironments)
});

// EXTERNAL MODULE: ../node_modules/yaml/dist/index.js
var dist = __webpack_require__(6637);
// EXTERNAL MODULE: ./src/text/errors.js
var errors = __webpack_require__(9819);
// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
// EXTERNAL MODULE: ./src/text/suggest.js
var suggest = __webpack_require__(6160);
// EXTERNAL MODULE: ./src/gate/shown.js
var shown = __webpack_require__(7223);
;// CONCATENATED MODULE: ./src/gate/baseline.js



/** Throws {@link InputError} if the checks of an environment name one for their baseline that can't be looked at from there. */
function refuseUnknownBaselines(environments) {
    for (const environment of environments) {
        const { baselineFrom } = environment.overrides.checks ?? {};
        const where = `environments: ${(0,shown/* shown */.S)(environment.name)}.checks.baseline.environment`;
        if (baselineFrom !== undefined)
            findBaselineEnvironment(environment, baselineFrom, environments, where);
    }
}
/** Keys that decide where the baseline would have to be looked for. */
const sharedKeys = [
    ['server-url', 'serverUrl'],
    ['project', 'project']
];
/** The environment that checks name for their baseline; throws {@link InputError} if there is none, or on another server. */
function findBaselineEnvironment(own, name, environments, where) {
    const found = environments.find(each => each.name === name);
    if (found === undefined) {
        const names = environments.map(each => each.name);
        const remedy = (0,suggest/* didYouMean */.au)(name, names) || `Write one of ${names.map(each => (0,shown/* quoted */.T)(each)).join(', ')}.`;
        throw new errors/* InputError */.dz(`${(0,shown/* quoted */.T)(name)} is not an environment of these rules`, { where, remedy });
    }
    for (const [key, property] of sharedKeys) {
        if (own.overrides[property] === found.overrides[property])
            continue;
        throw new errors/* InputError */.dz(`${(0,shown/* quoted */.T)(own.name)} and ${(0,shown/* quoted */.T)(name)} differ in ${key}, and results are read from one`, {
            where,
            remedy: `Give both the same ${key}, or remove baseline.`
        });
    }
    return found;
}

// EXTERNAL MODULE: ./src/gate/environment.js
var environment = __webpack_require__(7619);
// EXTERNAL MODULE: ./src/text/json.js
var json = __webpack_require__(2686);
;// CONCATENATED MODULE: ./src/text/yaml-document.js




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

;// CONCATENATED MODULE: ./src/results/checks.js
/** The limits that a metric can be given. */
const limitNames = ['min', 'max', 'max-drop', 'max-rise'];
/** Whether a limit is one on the change from the baseline. */
function isRelative({ name }) {
    return name === 'max-drop' || name === 'max-rise';
}

;// CONCATENATED MODULE: ./src/results/decimal.js
/** Largest power of ten that is taken: a double ends at 308 and begins at \u2212324. */
const maxExponent = 400;
/** Most characters of a number that is taken. */
const maxLength = 500;
const decimalForm = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;
/** Reads a decimal number as people and JSON write it (`0.8`, `.5`, `1e-3`); undefined for anything else, NaN too. */
function parseDecimal(text) {
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = decimalForm.exec(text.slice(0, maxLength + 1)) ?? [];
    const power = Number(exponent);
    if (text.length > maxLength || whole + fraction === '' || Math.abs(power) > maxExponent)
        return undefined;
    const digits = BigInt(`${whole}${fraction}`);
    const units = sign === '-' ? -digits : digits;
    const scale = fraction.length - power;
    return scale < 0 ? { units: units * tenTo(-scale), scale: 0 } : { units, scale };
}
/** The decimal number that a number of JSON was written as; undefined for NaN, an infinity, and what is not a number. */
function decimalOf(value) {
    if (typeof value === 'bigint')
        return { units: value, scale: 0 };
    // The shortest digits that mean the same double, which are those that Python has written.
    return typeof value === 'number' && Number.isFinite(value) ? parseDecimal(String(value)) : undefined;
}
/** Below zero if `a` is less than `b`, above zero if it is more, and zero if they are equal. */
function compare(a, b) {
    const { units } = subtract(a, b);
    return units < 0n ? -1 : units > 0n ? 1 : 0;
}
/** The difference `a \u2212 b`. */
function subtract(a, b) {
    const scale = Math.max(a.scale, b.scale);
    return { units: unitsAt(a, scale) - unitsAt(b, scale), scale };
}
/** So many percent of a number. */
function percentOf(percent, whole) {
    return { units: percent.units * whole.units, scale: percent.scale + whole.scale + 2 };
}
/** Whether a number is above zero. */
function isPositive({ units }) {
    return units > 0n;
}
/** Longest number that is written without an exponent, and most digits that are written with one. */
const [maxPlain, maxDigits] = [30, 20];
/** A number with all its digits, with an exponent if it is long; if its digits are more than twenty, rounded behind a `\u2248`. */
function formatDecimal(number) {
    const plain = plainOf(number);
    return plain.length > maxPlain ? scientificOf(number, '') : plain;
}
/** The same with a sign, unless it is zero. */
function formatChange(change) {
    if (!isPositive(change))
        return formatDecimal(change);
    const plain = plainOf(change);
    return plain.length > maxPlain ? scientificOf(change, '+') : `+${plain}`;
}
function plainOf({ scale, units }) {
    const sign = units < 0n ? '-' : '';
    const digits = String(sizeOf(units)).padStart(scale + 1, '0');
    const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
    const whole = digits.slice(0, digits.length - scale);
    return `${sign}${whole}${scale === 0 || fraction === '' ? '' : `.${fraction}`}`;
}
/** As JavaScript writes it, `1.5e+40`, but with digits that are right. */
function scientificOf({ scale, units }, plus) {
    const exact = String(sizeOf(units));
    const isRounded = exact.replace(/0+$/, '').length > maxDigits;
    const left = exact.length - maxDigits;
    // Rounding up may make one digit more.
    const kept = isRounded ? String((sizeOf(units) + tenTo(left) / 2n) / tenTo(left)) : exact;
    const exponent = exact.length - 1 - scale + (isRounded ? kept.length - maxDigits : 0);
    const rest = kept.slice(1).replace(/0+$/, '');
    const digits = `${kept[0]}${rest === '' ? '' : `.${rest}`}`;
    return `${isRounded ? '\u2248' : ''}${units < 0n ? '-' : plus}${digits}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}
/** A change as a percentage of what it started from, which is above zero: `+2.17 %`, rounded to two digits after the point. */
function formatPercent(change, from) {
    const scale = Math.max(change.scale, from.scale);
    const [part, whole] = [unitsAt(change, scale) * 10000n, unitsAt(from, scale)];
    const size = sizeOf(part);
    const hundredths = (2n * size + whole) / (2n * whole);
    if (hundredths === 0n && size > 0n)
        return `${part < 0n ? '-' : '+'}<0.01 %`;
    return `${formatChange({ units: part < 0n ? -hundredths : hundredths, scale: 2 })} %`;
}
function sizeOf(units) {
    return units < 0n ? -units : units;
}
function unitsAt({ scale, units }, wanted) {
    return units * tenTo(wanted - scale);
}
function tenTo(power) {
    return 10n ** BigInt(power);
}

;// CONCATENATED MODULE: ./src/results/read-checks.js







const example = "Write one line per metric, as in 'accuracy: {min: 0.8, max-drop: 1%}'.";
/** The key that names no metric. */
const baselineKey = 'baseline';
/** Characters of the input at most, and checks in it. */
const [read_checks_maxLength, maxChecks] = [32 * 1024, 200];
/** Reads checks from YAML; throws {@link InputError} naming the place in `where`, as in `checks.accuracy.min`. */
function readChecks(text, where) {
    // Without a schema of numbers each of them keeps the digits that were written.
    const rules = { where, maxLength: read_checks_maxLength, anchors: false, schema: 'failsafe', remedy: example };
    const { contents } = parseStrictYaml(text, rules).document;
    const entries = entriesOf(contents, where, example);
    if (entries.length === 0)
        throw new errors/* InputError */.dz('There are no checks', { where, remedy: example });
    if (entries.length > maxChecks) {
        throw new errors/* InputError */.dz(`There are more than ${maxChecks} checks`, { where, remedy: 'Remove some.' });
    }
    const metrics = entries.filter(([key]) => key !== baselineKey);
    const baseline = entries.find(([key]) => key === baselineKey);
    const checks = {
        checks: metrics.map(([key, node]) => readCheck(key, node, where)),
        ...readBaseline(baseline?.[1], `${where}.${baselineKey}`, baseline !== undefined)
    };
    if (metrics.length === 0 && !checks.needsBaseline)
        throw new errors/* InputError */.dz('There are no checks', { where, remedy: example });
    return checks;
}
function readCheck(metric, node, where) {
    refuseName(metric, where);
    const place = `${where}.${(0,foreign/* oneLine */.TN)(metric, 80)}`;
    const limits = entriesOf(node, place, example).map(([key, value]) => readLimit(key, value, place));
    if (limits.length === 0) {
        const remedy = `Write at least one of ${limitNames.join(', ')}.`;
        throw new errors/* InputError */.dz('The metric has no limits', { where: place, remedy });
    }
    refuseEmptyRange(limits, place);
    return { metric, limits };
}
function refuseName(metric, where) {
    const unseen = (0,foreign/* unseenIn */.ux)(metric);
    if (metric.trim() === metric && metric !== '' && unseen === undefined)
        return;
    const problem = unseen === undefined ? 'is empty, or has a space around it' : `has the invisible character ${unseen}`;
    throw new errors/* InputError */.dz(`The metric's name '${(0,foreign/* oneLine */.TN)(metric, 80)}' ${problem}`, { where, remedy: 'Write it again.' });
}
function readLimit(key, node, place) {
    const name = knownKey(key, limitNames, place);
    const where = `${place}.${name}`;
    const text = textOf(node, where);
    const [, number = '', percent] = /^(.*?)(\s*%)?$/.exec(text) ?? [];
    const [value, isPercent] = [parseDecimal(number), percent !== undefined];
    const shown = (0,foreign/* oneLine */.TN)(text, 60);
    if (value === undefined) {
        const remedy = `Write it as in 0.8${isChange(name) ? ' or 1%' : ''}.`;
        throw new errors/* InputError */.dz(`'${shown}' is not a number`, { where, remedy });
    }
    if (isPercent && !isChange(name)) {
        const remedy = 'Write a number; max-drop and max-rise can be a percentage of the baseline.';
        throw new errors/* InputError */.dz(`'${shown}' is a percentage, and ${name} is a limit of the metric itself`, { where, remedy });
    }
    if (isChange(name) && value.units < 0n) {
        throw new errors/* InputError */.dz(`'${shown}' is below zero`, {
            where,
            remedy: 'Write how far it may change, without a sign: the name says in which direction.'
        });
    }
    return { name, value, isPercent, text: shown };
}
function isChange(name) {
    return name === 'max-drop' || name === 'max-rise';
}
function refuseEmptyRange(limits, where) {
    const [min, max] = ['min', 'max'].map(name => limits.find(limit => limit.name === name));
    if (min === undefined || max === undefined || compare(min.value, max.value) <= 0)
        return;
    throw new errors/* InputError */.dz(`The min of ${min.text} is above the max of ${max.text}`, {
        where,
        remedy: 'Exchange them.'
    });
}
function readBaseline(node, where, isSet) {
    if (!isSet)
        return { baselineFrom: undefined, needsBaseline: false };
    const remedy = "Write as in 'baseline: {environment: production, required: true}'; a metric of this name needs its full one, as in 'run.baseline'.";
    const keys = ['environment', 'required'];
    const values = new Map(entriesOf(node ?? null, where, remedy).map(([key, value]) => [knownKey(key, keys, where), value]));
    const environment = values.get('environment');
    const required = values.get('required');
    return {
        baselineFrom: environment === undefined ? undefined : textOf(environment, `${where}.environment`),
        needsBaseline: required !== undefined && readFlag(textOf(required, `${where}.required`), `${where}.required`)
    };
}
function readFlag(text, where) {
    if (/^(?:true|True|TRUE)$/.test(text))
        return true;
    if (/^(?:false|False|FALSE)$/.test(text))
        return false;
    throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(text, 40)}' is neither true nor false`, { where, remedy: 'Write true or false.' });
}
function knownKey(key, known, where) {
    const found = known.find(each => each === key);
    if (found !== undefined)
        return found;
    const remedy = (0,suggest/* didYouMean */.au)(key, known) || `The keys are ${known.join(', ')}.`;
    throw new errors/* InputError */.dz(`Unknown key '${(0,foreign/* oneLine */.TN)(key, 60)}'`, { where, remedy });
}
/** The keys of a mapping, which are text, and their values. */
function entriesOf(node, where, remedy) {
    if (!(0,dist/* isMap */.jh)(node))
        throw new errors/* InputError */.dz(`Expected a mapping, but found ${describe(node)}`, { where, remedy });
    const { items } = node;
    return items.map(({ key, value }) => [(0,dist/* isScalar */.jn)(key) ? String(key.value ?? '') : '', value]);
}
function textOf(node, where) {
    if ((0,dist/* isScalar */.jn)(node) && typeof node.value === 'string' && node.value.trim() !== '')
        return node.value.trim();
    throw new errors/* InputError */.dz(`Expected one value, but found ${describe(node)}`, { where, remedy: example });
}
function describe(node) {
    if ((0,dist/* isMap */.jh)(node))
        return 'a mapping';
    if (node !== null && !(0,dist/* isScalar */.jn)(node))
        return 'a list';
    const text = node === null ? '' : String(node.value ?? '').trim();
    return text === '' ? 'nothing' : `'${(0,foreign/* oneLine */.TN)(text, 60)}'`;
}

;// CONCATENATED MODULE: ./src/gate/environments-document.js




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
        remedy: `${environments_document_example} Patterns with * [ ] { } ! or # need quotes.`
    });
    const { contents } = document;
    if (contents === null || ((0,dist/* isScalar */.jn)(contents) && contents.value === null))
        throw noEnvironments();
    if (!(0,dist/* isMap */.jh)(contents)) {
        const message = `Expected a mapping of environments, but found ${environments_document_describe(contents)}`;
        throw new errors/* InputError */.dz(message, { where, remedy: environments_document_example });
    }
    if (contents.items.length === 0)
        throw noEnvironments();
    return contents;
}
const environments_document_example = "Write one line per environment, as in 'staging: develop'.";
function noEnvironments() {
    return new errors/* InputError */.dz('There are no environments', { where, remedy: environments_document_example });
}
/** The keys and values of a mapping; throws {@link InputError} for a key that is not text. */
function environments_document_entriesOf(map, place) {
    return map.items.map(({ key, value }) => {
        if ((0,dist/* isScalar */.jn)(key) && typeof key.value === 'string')
            return { key: key.value, value };
        const message = `Expected text as a key, but found ${environments_document_describe(key)}`;
        throw new errors/* InputError */.dz(message, { where: place, remedy: 'Put it in quotes.' });
    });
}
/** `a number (3)`, `a list`, \u2026, for an error message. */
function environments_document_describe(node) {
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
function environments_document_textOf({ flow, range: [start, end] }, text) {
    const before = text.slice(0, start).split('\n');
    const indentation = flow === true ? '' : ' '.repeat(before.at(-1)?.length ?? 0);
    return `${'\n'.repeat(before.length - 1)}${indentation}${text.slice(start, end)}`;
}

// EXTERNAL MODULE: ./src/gate/event-policy.js
var event_policy = __webpack_require__(3577);
;// CONCATENATED MODULE: ./src/gate/environment-fields.js









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
    const yamlOf = (key) => {
        const value = values.get(key);
        return (0,dist/* isMap */.jh)(value) ? environments_document_textOf(value, text) : textValue(value, `${place}.${key}`, true);
    };
    if (values.has('config'))
        overrides.config = yamlOf('config');
    if (values.has('checks'))
        overrides.checks = readChecks(yamlOf('checks'), `${place}.checks`);
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
    const message = `Expected true or false, but found ${environments_document_describe(value ?? null)}`;
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
        const message = `Expected text, but found ${environments_document_describe(value ?? null)}`;
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

// EXTERNAL MODULE: ./src/gate/pattern.js + 1 modules
var pattern = __webpack_require__(1263);
;// CONCATENATED MODULE: ./src/gate/requires.js



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
const requires_sharedKeys = [
    ['server-url', 'serverUrl'],
    ['project', 'project']
];
/** Refuses what can't be looked up, or never be found. */
function requires_refuseUnseen({ name, overrides }, required) {
    for (const [key, property] of requires_sharedKeys) {
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

;// CONCATENATED MODULE: ./src/gate/environments.js











// GitHub: "Environment names ... may not exceed 255 characters" and "are not case sensitive"
// (https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments).
const maxNameLength = 255;
const environments_where = 'environments';
/** Reads the input `environments`; throws {@link InputError} naming the place, as in `environments: staging.branches[1]`. */
function parseEnvironments(text) {
    const environments = environments_document_entriesOf(parseMapping(text), environments_where).map(entry => readEnvironment(entry, text));
    refuseTwins(environments.map(({ name }) => name));
    refuseUnknownBaselines(environments);
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
        const message = `Expected a branch, a list of branches or a mapping, but found ${environments_document_describe(value)}`;
        throw new errors/* InputError */.dz(message, { where: place, remedy: `Write as in 'staging: develop'; a number needs quotes.` });
    }
    const values = new Map(environments_document_entriesOf(value, place).map(entry => [entry.key, entry.value]));
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
        const message = `Expected text as the pattern, but found ${environments_document_describe(item ?? null)}`;
        throw new errors/* InputError */.dz(message, { where: `${place}[${index}]`, remedy: "Put it in quotes, as in '1.0'." });
    });
    return (0,pattern/* parsePatterns */.Z7)(sources, place);
}


/***/ })

};
