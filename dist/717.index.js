export const id = 717;
export const ids = [717];
export const modules = {

/***/ 8717:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VA: () => (/* binding */ refuseUnseen),
/* harmony export */   gV: () => (/* binding */ stageOf),
/* harmony export */   iP: () => (/* binding */ readOverrides),
/* harmony export */   v8: () => (/* binding */ textValue),
/* harmony export */   xq: () => (/* binding */ readEventNames),
/* harmony export */   y6: () => (/* binding */ flagValue)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6637);
/* harmony import */ var _results_read_checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3776);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9819);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2158);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6160);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7619);
/* harmony import */ var _environments_document_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7906);
/* harmony import */ var _event_policy_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3577);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7223);









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
        return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(value) ? (0,_environments_document_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(value, text) : textValue(value, `${place}.${key}`, true);
    };
    if (values.has('config'))
        overrides.config = yamlOf('config');
    if (values.has('checks'))
        overrides.checks = (0,_results_read_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .readChecks */ .w)(yamlOf('checks'), `${place}.checks`);
    return overrides;
}
/** Reads `events`, a word or a list; throws {@link InputError} saying why an event can't be listed. */
function readEventNames(value, place) {
    const items = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(value) ? value.items : [value];
    if (items.length === 0) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('The list of events is empty', { where: place, remedy: 'Write one, or remove it.' });
    }
    const names = items.map((item, index) => readEventName(item ?? null, `${place}[${index}]`));
    return [...new Set(names)];
}
function readEventName(item, place) {
    const name = textValue(item, place);
    const standing = (0,_event_policy_js__WEBPACK_IMPORTED_MODULE_7__/* .standingOf */ .YP)(name);
    if (standing.kind === 'decides')
        return standing.event;
    const allowed = `The events are ${_event_policy_js__WEBPACK_IMPORTED_MODULE_7__/* .gateEventNames */ .sY.join(', ')}.`;
    if (standing.kind === 'unknown') {
        const remedy = [(0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_4__/* .didYouMean */ .au)(name, _event_policy_js__WEBPACK_IMPORTED_MODULE_7__/* .gateEventNames */ .sY), allowed].filter(part => part !== '').join(' ');
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`Unknown event ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_8__/* .quoted */ .T)(name)}`, { where: place, remedy });
    }
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`${name} can't start a pipeline: it ${standing.why}`, { where: place, remedy: allowed });
}
/** A value that is true or false; throws {@link InputError} for anything else. */
function flagValue(value, place) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(value) && typeof value.value === 'boolean')
        return value.value;
    const message = `Expected true or false, but found ${(0,_environments_document_js__WEBPACK_IMPORTED_MODULE_6__/* .describe */ .q0)(value ?? null)}`;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(message, { where: place, remedy: 'Write true or false, without quotes, or remove the key.' });
}
/** Reads the name of a stage, written at a place; throws {@link InputError} for what can't be promoted to. */
function stageOf(text, place) {
    const stage = _environment_js__WEBPACK_IMPORTED_MODULE_5__/* .stages */ ._$.find(each => each === text);
    if (stage !== undefined)
        return stage;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_8__/* .quoted */ .T)(text, 40)} is not a stage that a model version can be promoted to`, {
        where: place,
        remedy: (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_4__/* .didYouMean */ .au)(text, _environment_js__WEBPACK_IMPORTED_MODULE_5__/* .stages */ ._$) || `Write ${_environment_js__WEBPACK_IMPORTED_MODULE_5__/* .stages */ ._$.join(' or ')}, or remove it to promote nothing.`
    });
}
function refuseControl(text, place) {
    if (!/[^\P{Cc}\n\r\t]/u.test(text))
        return;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`The value ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_8__/* .quoted */ .T)(text)} contains a control character`, {
        where: place,
        remedy: 'Remove it.'
    });
}
/** Refuses a name that would look like another, since a character of it is not seen; throws {@link InputError}. */
function refuseUnseen(name, place) {
    const unseen = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_3__/* .unseenIn */ .ux)(name);
    if (unseen === undefined)
        return;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_8__/* .quoted */ .T)(name)} contains the invisible character ${unseen}`, {
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
        const message = `Expected text, but found ${(0,_environments_document_js__WEBPACK_IMPORTED_MODULE_6__/* .describe */ .q0)(value ?? null)}`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(message, { where: place, remedy: 'Put it in quotes, or remove the key.' });
    }
    const text = value.value;
    if (text.trim() === '') {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('The value is empty', { where: place, remedy: 'Write it, or remove the key.' });
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
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_8__/* .quoted */ .T)(text)} ${side} with a space`, { where: place, remedy: `Write ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_8__/* .quoted */ .T)(trimmed)}.` });
}


/***/ }),

/***/ 7906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KV: () => (/* binding */ parseMapping),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   q0: () => (/* binding */ describe)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6637);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9819);
/* harmony import */ var _text_yaml_document_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(269);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7223);




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
/** `a number (3)`, `a list`, \u2026, for an error message. */
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

/***/ 8120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ limitNames),
/* harmony export */   n: () => (/* binding */ isRelative)
/* harmony export */ });
/** The limits that a metric can be given. */
const limitNames = ['min', 'max', 'max-drop', 'max-rise'];
/** Whether a limit is one on the change from the baseline. */
function isRelative({ name }) {
    return name === 'max-drop' || name === 'max-rise';
}


/***/ }),

/***/ 7330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ parseDecimal),
/* harmony export */   Bc: () => (/* binding */ decimalOf),
/* harmony export */   Re: () => (/* binding */ subtract),
/* harmony export */   UD: () => (/* binding */ compare),
/* harmony export */   eD: () => (/* binding */ formatChange),
/* harmony export */   ep: () => (/* binding */ isPositive),
/* harmony export */   l9: () => (/* binding */ formatPercent),
/* harmony export */   pR: () => (/* binding */ percentOf),
/* harmony export */   zJ: () => (/* binding */ formatDecimal)
/* harmony export */ });
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


/***/ }),

/***/ 3776:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ readChecks)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6637);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9819);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2158);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6160);
/* harmony import */ var _text_yaml_document_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(269);
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8120);
/* harmony import */ var _decimal_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7330);







const example = "Write one line per metric, as in 'accuracy: {min: 0.8, max-drop: 1%}'.";
/** The key that names no metric. */
const baselineKey = 'baseline';
/** Characters of the input at most, and checks in it. */
const [maxLength, maxChecks] = [32 * 1024, 200];
/** Reads checks from YAML; throws {@link InputError} naming the place in `where`, as in `checks.accuracy.min`. */
function readChecks(text, where) {
    // Without a schema of numbers each of them keeps the digits that were written.
    const rules = { where, maxLength, anchors: false, schema: 'failsafe', remedy: example };
    const { contents } = (0,_text_yaml_document_js__WEBPACK_IMPORTED_MODULE_4__/* .parseStrictYaml */ .A)(text, rules).document;
    const entries = entriesOf(contents, where, example);
    if (entries.length === 0)
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('There are no checks', { where, remedy: example });
    if (entries.length > maxChecks) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`There are more than ${maxChecks} checks`, { where, remedy: 'Remove some.' });
    }
    const metrics = entries.filter(([key]) => key !== baselineKey);
    const baseline = entries.find(([key]) => key === baselineKey);
    const checks = {
        checks: metrics.map(([key, node]) => readCheck(key, node, where)),
        ...readBaseline(baseline?.[1], `${where}.${baselineKey}`, baseline !== undefined)
    };
    if (metrics.length === 0 && !checks.needsBaseline)
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('There are no checks', { where, remedy: example });
    return checks;
}
function readCheck(metric, node, where) {
    refuseName(metric, where);
    const place = `${where}.${(0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(metric, 80)}`;
    const limits = entriesOf(node, place, example).map(([key, value]) => readLimit(key, value, place));
    if (limits.length === 0) {
        const remedy = `Write at least one of ${_checks_js__WEBPACK_IMPORTED_MODULE_5__/* .limitNames */ .c.join(', ')}.`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('The metric has no limits', { where: place, remedy });
    }
    refuseEmptyRange(limits, place);
    return { metric, limits };
}
function refuseName(metric, where) {
    const unseen = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .unseenIn */ .ux)(metric);
    if (metric.trim() === metric && metric !== '' && unseen === undefined)
        return;
    const problem = unseen === undefined ? 'is empty, or has a space around it' : `has the invisible character ${unseen}`;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`The metric's name '${(0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(metric, 80)}' ${problem}`, { where, remedy: 'Write it again.' });
}
function readLimit(key, node, place) {
    const name = knownKey(key, _checks_js__WEBPACK_IMPORTED_MODULE_5__/* .limitNames */ .c, place);
    const where = `${place}.${name}`;
    const text = textOf(node, where);
    const [, number = '', percent] = /^(.*?)(\s*%)?$/.exec(text) ?? [];
    const [value, isPercent] = [(0,_decimal_js__WEBPACK_IMPORTED_MODULE_6__/* .parseDecimal */ .$Q)(number), percent !== undefined];
    const shown = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(text, 60);
    if (value === undefined) {
        const remedy = `Write it as in 0.8${isChange(name) ? ' or 1%' : ''}.`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`'${shown}' is not a number`, { where, remedy });
    }
    if (isPercent && !isChange(name)) {
        const remedy = 'Write a number; max-drop and max-rise can be a percentage of the baseline.';
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`'${shown}' is a percentage, and ${name} is a limit of the metric itself`, { where, remedy });
    }
    if (isChange(name) && value.units < 0n) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`'${shown}' is below zero`, {
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
    if (min === undefined || max === undefined || (0,_decimal_js__WEBPACK_IMPORTED_MODULE_6__/* .compare */ .UD)(min.value, max.value) <= 0)
        return;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`The min of ${min.text} is above the max of ${max.text}`, {
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
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`'${(0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(text, 40)}' is neither true nor false`, { where, remedy: 'Write true or false.' });
}
function knownKey(key, known, where) {
    const found = known.find(each => each === key);
    if (found !== undefined)
        return found;
    const remedy = (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(key, known) || `The keys are ${known.join(', ')}.`;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`Unknown key '${(0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(key, 60)}'`, { where, remedy });
}
/** The keys of a mapping, which are text, and their values. */
function entriesOf(node, where, remedy) {
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`Expected a mapping, but found ${describe(node)}`, { where, remedy });
    const { items } = node;
    return items.map(({ key, value }) => [(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? String(key.value ?? '') : '', value]);
}
function textOf(node, where) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) && typeof node.value === 'string' && node.value.trim() !== '')
        return node.value.trim();
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`Expected one value, but found ${describe(node)}`, { where, remedy: example });
}
function describe(node) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
        return 'a mapping';
    if (node !== null && !(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node))
        return 'a list';
    const text = node === null ? '' : String(node.value ?? '').trim();
    return text === '' ? 'nothing' : `'${(0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(text, 60)}'`;
}


/***/ }),

/***/ 269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseStrictYaml),
/* harmony export */   M: () => (/* binding */ maxDepth)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6637);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9819);
/* harmony import */ var _foreign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2158);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2686);




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
