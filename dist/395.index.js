export const id = 395;
export const ids = [395];
export const modules = {

/***/ 1395:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openNetwork: () => (/* binding */ openNetwork)
});

// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./src/zenml/address.js
var address = __webpack_require__(7039);
// EXTERNAL MODULE: ./src/world/network.js
var network = __webpack_require__(6193);
// EXTERNAL MODULE: ./src/world/proxies.js + 1 modules
var proxies = __webpack_require__(7398);
// EXTERNAL MODULE: ../node_modules/undici/lib/api/api-connect.js
var api_connect = __webpack_require__(9086);
// EXTERNAL MODULE: ../node_modules/undici/lib/api/api-request.js
var api_request = __webpack_require__(2481);
// EXTERNAL MODULE: ../node_modules/undici/lib/core/connect.js
var core_connect = __webpack_require__(6962);
// EXTERNAL MODULE: ../node_modules/undici/lib/dispatcher/agent.js
var agent = __webpack_require__(3779);
// EXTERNAL MODULE: ../node_modules/undici/lib/dispatcher/dispatcher.js
var dispatcher = __webpack_require__(6089);
// EXTERNAL MODULE: ../node_modules/undici/lib/dispatcher/pool.js
var pool = __webpack_require__(7454);
// EXTERNAL MODULE: ../node_modules/undici/lib/dispatcher/proxy-agent.js
var proxy_agent = __webpack_require__(4942);
;// CONCATENATED MODULE: ./src/node/undici.js
// The parts of undici that are used, each by its own path: the whole of it, with fetch, WebSockets and caches, takes 13
// MiB more memory. undici doesn't promise that these paths stay, so that its version is pinned.







// As undici's own first file does; a tunnel through a proxy is asked for by `connect`.
Object.assign(dispatcher.prototype, { connect: api_connect, request: api_request });


;// CONCATENATED MODULE: ./src/node/dispatchers.js



/** Time that a connection may take, ms. */
const connectTimeout = 15_000;
/**
 * How undici is to be used. Its own timers are off, since every exchange is bounded by the action's clock. Gateways with
 * single sign-on send more headers than Node's 16 kB. HTTP/2 would bring nothing to one question at a time.
 */
const options = { headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: 256 * 1024, allowH2: false };
/** Makes the way to a URL, directly or through a proxy; a server is given our certificate, and a proxy never is. */
function dispatchers(trust, own) {
    const server = { ...trust, ...own };
    const made = new Map();
    return (url, proxy) => {
        const way = `${url.origin} ${proxy?.url.href ?? ''}`;
        const dispatcher = made.get(way) ??
            (proxy === undefined ? directly(server) : through(proxy, url, { requestTls: server, proxyTls: trust }));
        made.set(way, dispatcher);
        return dispatcher;
    };
}
function directly(tls) {
    const connect = core_connect({ ...tls, timeout: connectTimeout, allowH2: false });
    return new agent({ ...options, connect: hearingAlerts(connect) });
}
function through(proxy, target, tls) {
    const isTunnel = target.protocol === 'https:';
    const isSocks = proxy.url.protocol === 'socks5:';
    return new proxy_agent({
        ...options,
        uri: proxy.url.href,
        connectTimeout,
        requestTls: tls.requestTls,
        ...(isSocks ? {} : { proxyTls: tls.proxyTls }),
        ...loginOptions(proxy.login, isSocks),
        // The connection to the proxy itself, over which tunnels are asked for.
        clientFactory: (origin, given) => new pool(origin, { ...options, ...withConnect(given, toProxy) }),
        // The connection to the server in its tunnel, or, without one, to the proxy.
        factory: (origin, given) => new pool(origin, { ...options, ...withConnect(given, isTunnel ? hearingAlerts : toProxy) })
    });
}
function loginOptions(login, isSocks) {
    if (login === undefined)
        return {};
    return isSocks
        ? { username: login.user.toString(), password: login.password.toString() }
        : { token: `Basic ${(0,proxies/* basicLogin */.YY)(login)}` };
}
function withConnect(given, change) {
    const { connect } = given;
    return typeof connect === 'function' ? { ...given, connect: change(connect) } : given;
}
/**
 * Lets an alert of TLS be heard. With TLS 1.3 a server refuses our certificate only after the handshake, and the end of
 * the connection comes with its alert: undici would take the end for what happened.
 */
function hearingAlerts(connect) {
    return (target, callback) => connect(target, (...outcome) => {
        const socket = outcome[1];
        socket?.prependListener('error', () => socket.destroy());
        callback(...outcome);
    });
}
/** Marks trouble with the proxy, as opposed to trouble with the server behind it. */
function toProxy(connect) {
    return (target, callback) => connect(target, (...outcome) => {
        const [error] = outcome;
        if (error === null)
            callback(...outcome);
        else
            callback(new network/* ObstacleError */.g('proxy', error.message, error), null);
    });
}

// EXTERNAL MODULE: ./src/text/error-code.js
var error_code = __webpack_require__(1584);
// EXTERNAL MODULE: ./src/zenml/tls-fault.js
var tls_fault = __webpack_require__(1127);
;// CONCATENATED MODULE: ./src/node/network-obstacles.js




/** Time that a look for TLS may take, ms. */
const lookMs = 3_000;
/** What stood in the way of an exchange; undefined if the error itself says it. */
async function obstacleOf(error, failed) {
    const { isFirst, proxy, signal, url } = failed;
    if (proxy !== undefined)
        return proxyObstacle(error, proxy, url);
    if (url.protocol !== 'http:' || !isFirst || !(startsTls(error) || isClosed(error)))
        return undefined;
    const isTls = startsTls(error) || (await speaksTls(url, signal));
    return isTls ? new network/* ObstacleError */.g('tls', 'the port speaks TLS', error) : undefined;
}
/** Whether what came instead of an answer begins like a record of TLS: an alert or a handshake, of any version. */
function startsTls(error) {
    return (0,error_code/* causesOf */.c)(error).some(cause => {
        const { data } = cause;
        return typeof data === 'string' && ['\u0015\u0003', '\u0016\u0003'].includes(data.slice(0, 2));
    });
}
/** Whether the connection was ended without an answer, as many servers do if TLS is missing. */
function isClosed(error) {
    return (0,error_code/* causesOf */.c)(error).some(cause => ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes((0,error_code/* errorCode */.C)(cause)));
}
/** Whether a handshake gets an answer; nothing is sent over it. */
async function speaksTls(url, signal) {
    const { promise, resolve } = Promise.withResolvers();
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const socket = (0,external_node_tls_.connect)({ host, port: Number(url.port || 80), timeout: lookMs }, () => resolve(true));
    socket.on('error', error => resolve((0,tls_fault/* isCertificateFault */.iM)(error)));
    for (const end of ['timeout', 'close'])
        socket.on(end, () => resolve(false));
    const abandon = () => resolve(false);
    signal.addEventListener('abort', abandon);
    try {
        return await promise;
    }
    finally {
        signal.removeEventListener('abort', abandon);
        socket.destroy();
    }
}
/** What went wrong with the proxy itself; undefined if it has passed on what the server did. */
function proxyObstacle(error, { from, login, url }, target) {
    const causes = (0,error_code/* causesOf */.c)(error);
    const last = causes.at(-1);
    if (last === undefined)
        return undefined;
    const said = (obstacle, what) => new network/* ObstacleError */.g(obstacle, `${url.protocol}//${url.host} of ${from}: ${what}`, error);
    if (causes.some(cause => cause instanceof network/* ObstacleError */.g)) {
        const isFinal = (0,tls_fault/* isCertificateFault */.iM)(last) || (0,tls_fault/* isPlainFault */.rJ)(last);
        const what = (0,tls_fault/* isPlainFault */.rJ)(last) ? 'it does not speak TLS, so its address begins with http://' : last.message;
        return said(isFinal ? 'proxy-refusal' : 'proxy', what);
    }
    const codes = causes.map(error_code/* errorCode */.C);
    if (codes.includes('UND_ERR_PRX_CONN'))
        return said('proxy', 'it closed the connection');
    if (codes.includes('UND_ERR_PRX_TLS'))
        return said('proxy-refusal', 'its certificate is for another name');
    const socks = causes.find(cause => (0,error_code/* errorCode */.C)(cause).startsWith('UND_ERR_SOCKS5_'));
    if (socks !== undefined)
        return said(/AUTH/.test((0,error_code/* errorCode */.C)(socks)) ? 'proxy-refusal' : 'proxy', socks.message);
    // undici says these by their texts alone.
    const status = Number(/^Proxy (?:response|Authentication Required) \((\d{3})\)/.exec(last.message)?.[1]);
    if (status === 407)
        return said('proxy-refusal', `it wants ${login === undefined ? 'a user and a' : 'another user or'} password (407)`);
    if (status >= 500)
        return said('proxy', `it has no way to ${target.host} (${status})`);
    return Number.isNaN(status) ? undefined : said('proxy-refusal', `it does not let us reach ${target.host} (${status})`);
}

;// CONCATENATED MODULE: ./src/node/network.js




/**
 * The network through undici and the proxies that the variables of `env` name. Throws `InputError` at the first exchange
 * if the proxy to be used has no address, and {@link ObstacleError} if more is known than an error's code says.
 */
function openNetwork({ authorities, client }, env) {
    const trust = authorities === undefined ? {} : { ca: [...(0,external_node_tls_.getCACertificates)('default'), authorities] };
    const open = dispatchers(trust, client === undefined ? {} : { cert: client.chain, key: client.key });
    // After the first answer it is known that something speaks HTTP here.
    const state = { isAnswered: false };
    return async (url, request, signal) => {
        const proxy = (0,address/* proxyTo */.UM)(env, url);
        try {
            const { statusCode, headers, body } = await open(url, proxy).request({
                origin: url.origin,
                path: `${url.pathname}${url.search}`,
                method: request.method,
                headers: { accept: 'application/json', 'user-agent': 'zenml-gated-trigger', ...request.headers },
                ...(request.body === undefined ? {} : { body: request.body }),
                signal
            });
            state.isAnswered = true;
            return { statusCode, headers, body };
        }
        catch (error) {
            if (signal.aborted)
                throw error;
            throw (await obstacleOf(error, { url, proxy, isFirst: !state.isAnswered, signal })) ?? error;
        }
    };
}


/***/ }),

/***/ 6193:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ ObstacleError)
/* harmony export */ });
/** Why an exchange failed, if the adapter knows more than the error does. */
class ObstacleError extends Error {
    obstacle;
    constructor(obstacle, message, cause) {
        super(message, cause === undefined ? undefined : { cause });
        this.name = 'ObstacleError';
        this.obstacle = obstacle;
    }
}


/***/ }),

/***/ 7398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  YY: () => (/* binding */ basicLogin),
  JX: () => (/* binding */ hideProxyPasswords),
  iJ: () => (/* binding */ proxyFor)
});

// EXTERNAL MODULE: ./src/text/errors.js
var errors = __webpack_require__(9819);
// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
;// CONCATENATED MODULE: ./src/world/no-proxy.js


/**
 * Whether a list like that of NO_PROXY names a URL's host. It is read as curl, Python's `requests` and GitHub's runner
 * read it together: names match themselves and what is below them, with or without a dot before them; addresses match
 * themselves, or as networks in CIDR notation; `*` stands for any characters, and a port after a name narrows it. An entry
 * that is written as a URL, of which these make nothing, names that URL's host.
 */
function isExempt(list, url) {
    const host = bareHost(url.hostname);
    const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    return list
        .split(/[\s,]+/)
        .map(entry => /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(entry)?.[1] ?? entry)
        .filter(entry => entry !== '')
        .some(entry => fits(entry, host, port));
}
function fits(entry, host, port) {
    const network = /^\[?([\da-f.:]+)\]?\/(\d{1,3})$/i.exec(entry);
    if (network !== null)
        return isIn(host, network[1] ?? '', Number(network[2]));
    const { name, ownPort } = splitPort(entry);
    if (ownPort !== undefined && ownPort !== port)
        return false;
    if ((0,external_node_net_.isIP)(name) !== 0)
        return isIn(host, name, (0,external_node_net_.isIP)(name) === 4 ? 32 : 128);
    return nameFits(name, host);
}
/** The name or address of an entry, and the port after it; an IPv6 address has one only after brackets. */
function splitPort(entry) {
    const [, bracketed, bare, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
    return { name: bareHost(bracketed ?? bare ?? entry), ownPort: port };
}
function nameFits(entry, host) {
    const name = entry.replace(/^\.+/, '');
    if (name.includes('*'))
        return fitsWildcards(name, host);
    const ascii = /[\u0080-\uffff]/.test(name) ? (0,external_node_url_.domainToASCII)(name) : name;
    return ascii !== '' && (host === ascii || ((0,external_node_net_.isIP)(host) === 0 && host.endsWith(`.${ascii}`)));
}
/** Whether a host has the parts between the `*` of a pattern in their order; unlike a regular expression in linear time. */
function fitsWildcards(pattern, host) {
    const [first = '', ...others] = pattern.split('*');
    const last = others.pop() ?? '';
    if (!host.startsWith(first))
        return false;
    let at = first.length;
    for (const part of others) {
        const found = host.indexOf(part, at);
        if (found < 0)
            return false;
        at = found + part.length;
    }
    return host.length - last.length >= at && host.endsWith(last);
}
/** Whether a host is an address in a network; one that isn't a network holds nothing, and one of IPv6 no address of IPv4. */
function isIn(host, address, bits) {
    const [hostKind, kind] = [(0,external_node_net_.isIP)(host), (0,external_node_net_.isIP)(address)];
    if (hostKind === 0 || kind === 0 || (hostKind === 4 && kind === 6) || bits > (kind === 4 ? 32 : 128))
        return false;
    const network = new external_node_net_.BlockList();
    network.addSubnet(address, bits, kind === 4 ? 'ipv4' : 'ipv6');
    return network.check(host, hostKind === 4 ? 'ipv4' : 'ipv6');
}
function bareHost(host) {
    return host
        .toLowerCase()
        .replace(/^\[(.*)\]$/, '$1')
        .replace(/(?<=.)\.$/, '');
}

// EXTERNAL MODULE: ./src/world/secrets.js
var secrets = __webpack_require__(4158);
;// CONCATENATED MODULE: ./src/world/proxies.js




/** The variables that name proxies, without those in capitals, and the kinds of address that they are for. */
const variables = { http_proxy: 'http:', https_proxy: 'https:', all_proxy: '' };
const protocols = ['http:', 'https:', 'socks:', 'socks5:', 'socks5h:'];
/**
 * The proxy that the variables name for a URL, undefined if there is none or NO_PROXY names the host. They are read
 * as curl, Python's `requests` and GitHub's runner read them: one for http and one for https, ALL_PROXY for what has none
 * of its own; in small letters it comes first, and takes the proxy away if it is empty; without a scheme it is http://.
 * Throws {@link InputError} if the proxy that would be used has no address; what is not used isn't looked at.
 */
function proxyFor(env, url) {
    const found = named(env, url.protocol);
    if (found === undefined || isExempt(env['no_proxy'] || env['NO_PROXY'] || '', url))
        return undefined;
    return parseProxy(...found);
}
function named(env, protocol) {
    for (const [name, scheme] of Object.entries(variables)) {
        if (scheme !== '' && scheme !== protocol)
            continue;
        const spelling = env[name] === undefined ? name.toUpperCase() : name;
        const text = (env[spelling] ?? '').trim();
        if (text !== '')
            return [spelling, text];
    }
    return undefined;
}
function parseProxy(from, text) {
    const url = URL.parse(withScheme(text));
    // What follows a / ? or # doesn't belong to a proxy's address: it is the rest of a password.
    if (url === null || /@/.test(`${url.pathname}${url.search}${url.hash}`))
        throw notAnAddress(from, text);
    if (!protocols.includes(url.protocol)) {
        throw new errors/* InputError */.dz(`${(0,foreign/* oneLine */.TN)(url.protocol, 40)}// is not a kind of proxy that the action can use`, {
            where: from,
            remedy: 'Write it like http://proxy.example.com:3128, with http://, https:// or socks5://.'
        });
    }
    const login = loginOf(url);
    const bare = new URL(`${url.protocol.startsWith('socks') ? 'socks5:' : url.protocol}//${url.host}`);
    return { from, url: bare, login };
}
function withScheme(text) {
    return /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
}
/** User and password; a `%` that begins no encoded character stands for itself, as it does to curl and Python. */
function loginOf({ username, password }) {
    if (username === '' && password === '')
        return undefined;
    return { user: decoded(username), password: decoded(password) };
}
/** The bytes of text that a URL holds percent-encoded, which is all ASCII. */
function decoded(text) {
    const bytes = text.replace(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1');
}
/** The error for a text that isn't an address; it quotes nothing, since the text may hold a password. */
function notAnAddress(from, text) {
    if (!text.includes('@')) {
        const remedy = 'Write it like http://proxy.example.com:3128.';
        return new errors/* InputError */.dz('Not the address of a proxy', { where: from, remedy });
    }
    const message = 'Cannot be read as the address of a proxy; a character in the user or password seems to end it';
    const remedy = 'Write such characters percent-encoded: %23 for #, %2F for /, %3F for ?, %40 for @.';
    return new errors/* InputError */.dz(message, { where: from, remedy });
}
/**
 * Hides the passwords of all proxies that variables name, whether they are used or not, and what is sent in their place.
 * They may be ordinary words, so they are taken out of what is shown, and never out of what the server says.
 */
function hideProxyPasswords(log, env) {
    const texts = Object.keys(variables).flatMap(name => [env[name] ?? '', env[name.toUpperCase()] ?? '']);
    for (const secret of texts.flatMap(secretsIn))
        for (const form of (0,secrets/* formsOf */.XP)(secret))
            log.hide(form);
}
/** The password in a proxy's address as it is written, decoded, and as it is sent; a user without one is a token. */
function secretsIn(text) {
    const written = /^(?:[a-z][a-z\d+.-]*:\/\/)?([^:]*)(?::(.*))?@/is.exec(text.trim());
    if (written === null)
        return [];
    const url = URL.parse(withScheme(text.trim()));
    const login = url === null ? undefined : loginOf(url);
    const sent = login === undefined ? [] : [login.password.length > 0 ? login.password : login.user, basicLogin(login)];
    return [written[2] || written[1] || '', ...sent.map(secret => secret.toString())];
}
/** User and password as the scheme Basic sends them (RFC 7617). */
function basicLogin({ user, password }) {
    return Buffer.concat([user, Buffer.from(':'), password]).toString('base64');
}


/***/ }),

/***/ 7039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ parseServerUrl),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   UM: () => (/* binding */ proxyTo)
/* harmony export */ });
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9819);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2158);
/* harmony import */ var _world_proxies_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7398);



/**
 * The base URL of a server, without `/api/v1` and trailing slashes; `from` names the input. Only https, or http on
 * loopback or with `allowHttp`; never credentials, a query or a fragment. Throws {@link InputError}, which never
 * repeats the text: it may hold a secret.
 */
function parseServerUrl(text, from, allowHttp) {
    const url = URL.parse(text);
    const shape = { where: from, remedy: 'Write it like https://zenml.example.com (with https://).' };
    if (url === null)
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('Not a URL', shape);
    if (url.username !== '' || url.password !== '' || text.includes('@')) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('The URL holds credentials, which would end up in logs', {
            where: from,
            remedy: 'Remove everything before the @; the API key goes into api-key.'
        });
    }
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('Only https:// addresses are ZenML servers', shape);
    }
    // An empty one too, which a URL doesn't show.
    if (/[?#]/.test(text)) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('The URL has a query or a fragment, so it is a page and not the server itself', shape);
    }
    if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`http:// would send the API key to ${(0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(url.host, 100)} unencrypted`, {
            where: from,
            remedy: "Use https://, or set allow-http: 'true' if the network between is trusted."
        });
    }
    url.pathname = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutTrailingSlashes */ .A$)(url.pathname).replace(/\/api\/v1$/, '');
    return url;
}
/** Whether a URL's host can only be this machine: 127.0.0.0/8, ::1 or localhost (RFC 6761). */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
/**
 * The proxy on the way to a server, if any: none to this machine, which plain http must not leave since it is only taken
 * for safe there. Throws {@link InputError} if the variable that names one holds no address.
 */
function proxyTo(env, server) {
    return isLoopback(server.hostname) ? undefined : (0,_world_proxies_js__WEBPACK_IMPORTED_MODULE_2__/* .proxyFor */ .iJ)(env, server);
}


/***/ }),

/***/ 1127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IS: () => (/* binding */ tlsReason),
/* harmony export */   WZ: () => (/* binding */ isTlsFault),
/* harmony export */   a7: () => (/* binding */ isClientRefused),
/* harmony export */   ff: () => (/* binding */ isDisagreement),
/* harmony export */   iM: () => (/* binding */ isCertificateFault),
/* harmony export */   rJ: () => (/* binding */ isPlainFault)
/* harmony export */ });
/* harmony import */ var _text_error_code_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1584);

// Codes and words of Node and of its OpenSSL, observed on Node 24.
/** Whether an error says that the other side's certificate isn't trusted. */
function isCertificateFault(error) {
    return /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)|ALTNAME/.test((0,_text_error_code_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCode */ .C)(error));
}
/** Whether an error is about TLS, but not about a certificate that isn't trusted. */
function isTlsFault(error) {
    return /^(?:ERR_SSL_|EPROTO$)/.test((0,_text_error_code_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCode */ .C)(error));
}
/** Whether an error says that the other side doesn't speak TLS: its first bytes were something else. */
function isPlainFault(error) {
    return (isTlsFault(error) &&
        /wrong version number|packet length too long|unknown protocol|bad record type/.test(words(error)));
}
/**
 * Whether an error is an alert by which the other side refuses us for the certificate that we gave, or gave none of
 * (RFC 8446, 6.2). Before TLS 1.3 a handshake that failed may have other reasons too.
 */
function isClientRefused(error) {
    return (isTlsFault(error) &&
        /alert (?:certificate (?:required|unknown|expired|revoked)|(?:no|bad|unsupported) certificate|handshake failure|unknown ca|access denied)/.test(words(error)));
}
/** Whether an error says that no TLS version or cipher is shared, or that no server has this name. */
function isDisagreement(error) {
    return (isTlsFault(error) &&
        /protocol version|unsupported protocol|no shared cipher|no ciphers available|insufficient security|unrecognized name|key too small/.test(words(error)));
}
/** What OpenSSL says that went wrong, without the places in its source that it puts around it. */
function tlsReason(error) {
    const { reason } = error;
    return typeof reason === 'string' && reason !== '' ? reason : error.message;
}
/** Code and message as words: the same thing is in the code or, where a write failed, in the message alone. */
function words(error) {
    const message = error instanceof Error ? error.message : '';
    return `${(0,_text_error_code_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCode */ .C)(error)} ${message}`.toLowerCase().replaceAll('_', ' ');
}


/***/ })

};
