/** Never made, as the client in index.js. */
export class BearerCredentialHandler {}
