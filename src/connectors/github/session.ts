/** What is kept of an organization while it is read. */
import { scopeId } from '../../model/index.ts'
import type { GithubOrganizationFacts, WorkflowJob, WorkflowTrigger } from '../../model/facts/github.ts'
import type { Known } from '../../model/index.ts'
import type { AppSignIn, Send } from './client.ts'
import type { Evidence } from './refusal.ts'
import type { OrganizationRow } from './routes/sign-in.ts'
import type { GithubConfig } from './schema.ts'

export type SignedInWith = GithubOrganizationFacts['signedInWith']

/** How the requests of one organization are signed. */
export interface SignIn {
  readonly kind: SignedInWith
  /** The value of the header. */
  readonly authorization: () => Promise<string>
}

export interface GithubClient {
  readonly config: GithubConfig
  readonly endpoint: string
  readonly send: Send
  /** Of a token that is the same for every organization; undefined for an app. */
  readonly signIn: SignIn | undefined
  readonly app: AppSignIn | undefined
  /** Filled while scopes are found. */
  readonly found: {
    serverVersion?: string | undefined
    /** An organization that was asked for and that the app is not installed in, in a sentence. */
    notInstalled?: string
    readonly organizations: Map<string, FoundOrganization>
  }
}

/** An organization, as signing in found it. */
export interface FoundOrganization {
  readonly row: OrganizationRow
  readonly signIn: SignIn
  readonly evidence: MutableEvidence
  readonly installation?: Installation | undefined
}

/** Of the app that signs in. */
export interface Installation {
  readonly id: number
  readonly appId: number
  readonly repositorySelection: 'all' | 'selected'
}

export interface InstalledApp {
  readonly appId: number
  readonly installationId: number
}

export type MutableEvidence = { -readonly [Name in keyof Evidence]: Evidence[Name] }

/** A repository of the index, as later steps need it. */
export interface IndexedRepository {
  readonly id: number
  /** Without its owner. */
  readonly name: string
  readonly archived: boolean
  readonly deployKeys: Known<number>
  readonly environments: Known<number>
  readonly workflows: readonly IndexedWorkflow[]
  /** Workflow files could not be read: there may be more than `workflows` says. */
  readonly workflowsUnknown: boolean
}

export interface IndexedWorkflow {
  readonly path: string
  readonly triggers: Known<readonly WorkflowTrigger[]>
  readonly jobs: Known<readonly WorkflowJob[]>
}

export interface GithubSession {
  readonly client: Pick<GithubClient, 'endpoint' | 'send'>
  readonly signIn: SignIn
  readonly evidence: MutableEvidence
  readonly organization: OrganizationRow
  readonly installation: FoundOrganization['installation']
  /** Not to be asked again before then (milliseconds of the wall clock): the limit of the hour is used up. */
  exhausted?: { readonly until: number; readonly reset: string }
  readonly facts: {
    /** What the step `repositories` found, in order of name; undefined where it could not. */
    repositories?: readonly IndexedRepository[]
    /** Of the step `actions-policy`. */
    defaultWorkflowPermissions?: Known<'read' | 'write'>
    /** Of the step `members`: how many collaborators are from outside. */
    outsideCollaborators?: number
    /** Of the step `members`: ids of users by login in small letters, as far as the lists were read. */
    users?: ReadonlyMap<string, number>
    people?: readonly { readonly id: number; readonly outside: boolean }[]
    /** Of the step `installations`: every app of the organization. */
    apps?: readonly InstalledApp[]
    /** Of the step `copilot`: which repositories Copilot's agent may work in. */
    codingAgent?: { readonly enabledFor: 'all' | 'selected' | 'none'; readonly repositories: readonly string[] }
    /** Requests about single repositories that this tier still has. */
    repositoryCalls?: number
  }
}

export function organizationScopeId(row: OrganizationRow): string {
  return scopeId('github', 'organization', String(row.id))
}
