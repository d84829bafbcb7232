/** Runs the real engine over one connector, into a store in memory, with a clock that does not make tests wait. */
export * from '../../src/testing/scan.ts'
