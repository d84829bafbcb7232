/** `nhi-muster/testing/vendor`: the server with faults alone, which needs no vitest: a demo may use it too. */
export { startVendor } from './server.ts'
export type { Served, VendorOptions, VendorServer } from './server.ts'
