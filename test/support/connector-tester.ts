/** What every connector has to stand: it is published for the connectors of others too, as `nhi-muster/testing`. */
export * from '../../src/testing/conformance.ts'
