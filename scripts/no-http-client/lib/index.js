/** Never made: only @actions/core's `getIDToken` would, and the action asks for no ID token. */
export class HttpClient {}
