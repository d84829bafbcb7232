/**
 * `nhi-muster/testing`: the suite that a connector of somebody else’s has to pass, and a server with faults to run it
 * against. Needs vitest. See docs/guide/connector-kit.md.
 */
export { conformModule as conform } from './module.ts'
export { wireFaults } from './conformance.ts'
export type { FaultWish, Harness, Wire, WireFault, WireOptions } from './conformance.ts'
export { fileFaults, folderFaults } from './faulty-disk.ts'
export type { DiskWish, FileFault, FolderFault } from './faulty-disk.ts'
export type { FileHarness } from './file-conformance.ts'
export { memoryDisk } from './memory-disk.ts'
export type { DiskFile } from './memory-disk.ts'
export { scan } from './scan.ts'
export type { Scanned, ScanInput } from './scan.ts'
export * from './vendor/index.ts'
