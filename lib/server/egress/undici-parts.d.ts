// The parts of undici that requests go through. Its main module loads fetch, WebSocket, caches and mocks
// as well, which takes 55 ms of CPU and 15 MB more in each process that makes a call.

declare module 'undici/lib/dispatcher/agent.js' {
  export { Agent as default } from 'undici'
}

declare module 'undici/lib/core/connect.js' {
  export { buildConnector as default } from 'undici'
}
