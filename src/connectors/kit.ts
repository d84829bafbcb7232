/**
 * `nhi-muster/connector`: all that a connector of somebody else’s may use. What is exported here is kept; the files
 * behind it are not. See docs/guide/connector-kit.md.
 */
import type { PermissionPages, StepMeta } from './contract.ts'

export { z } from 'zod'

export { defineConnector, tiers } from './contract.ts'
export type {
  AnyConnector,
  Call,
  CallSpec,
  Connector,
  ConnectorIo,
  ConnectorMeta,
  Discovery,
  Disk,
  Failure,
  Look,
  OfflineFiles,
  OfflineScope,
  OnDisk,
  Opened,
  PermissionPages,
  Step,
  StepContext,
  StepMeta,
  Tier,
} from './contract.ts'
export { recordsIn } from './kit-records.ts'
export type { Records } from './kit-records.ts'
export type { ConnectorModule, Demo, DemoServer } from './kit-module.ts'
export { classify as classifyFile, piecesOf, textOf } from './shared/files/pieces.ts'
export { AbsentError, AccessError, ConfigError, StopError, VendorError } from './errors.ts'

export {
  credentialKinds,
  edgeKinds,
  entityId,
  gapReasons,
  identityClasses,
  isKnown,
  isUnknown,
  scopeId,
  scopeKinds,
  unknown,
} from '../model/index.ts'
export type {
  AiFacet,
  Credential,
  CredentialKind,
  Edge,
  EdgeKind,
  Emission,
  Evidence,
  Facts,
  GapReason,
  Identity,
  IdentityClass,
  Instant,
  Json,
  Known,
  Patch,
  Resource,
  Scope,
  ScopeKind,
  Unknown,
  Usage,
} from '../model/index.ts'

export { attempt, noneIfUnsupported } from './shared/attempt.ts'
export { collectMisses } from './shared/misses.ts'
export type { Misses } from './shared/misses.ts'
export { all as sideBySide } from './shared/fan-out.ts'
export { zodOf as standardSchema } from './kit-schema.ts'
export { fileText, refusePlainHttp, variable } from './shared/settings.ts'
export { configFacts, secretShape, withoutSecrets } from './shared/secret-shapes.ts'

export {
  all,
  ask,
  addressOf,
  at,
  classifyFor,
  denied,
  licensed,
  one,
  operationOf,
  route,
  rowsOf,
  send,
  textAt,
  waitOf,
  wordsOf,
} from './shared/vendor/index.ts'
export type {
  Answer,
  Asked,
  Asker,
  Given,
  Pages,
  Query,
  Question,
  Route,
  Send,
  Unsigned,
  Vendor,
} from './shared/vendor/index.ts'

/**
 * Pages of permissions for a vendor that has no language of policies: what the steps need, one a line. `signIn`: what it
 * takes besides, to sign in and to find the scopes.
 */
export function permissionList(signIn: readonly string[] = []): PermissionPages {
  const list = (steps: readonly StepMeta[]): string =>
    [...new Set([...signIn, ...steps.flatMap(({ needs }) => needs)])].toSorted().join('\n')
  return { native: list, terraform: list, list }
}
