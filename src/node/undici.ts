// The parts of undici that are used, each by its own path: the whole of it, with fetch, WebSockets and caches, takes 13
// MiB more memory. undici doesn't promise that these paths stay, so that its version is pinned.
import connect from 'undici/lib/api/api-connect.js'
import request from 'undici/lib/api/api-request.js'
import buildConnector from 'undici/lib/core/connect.js'
import Agent from 'undici/lib/dispatcher/agent.js'
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js'
import Pool from 'undici/lib/dispatcher/pool.js'
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js'

// As undici's own first file does; a tunnel through a proxy is asked for by `connect`.
Object.assign(Dispatcher.prototype, { connect, request })

export { Agent, buildConnector, Pool, ProxyAgent }
