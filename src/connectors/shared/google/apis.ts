/** The only file that knows googleapis. Each API is loaded by its version alone, when it is first asked. */
import type { admin_directory_v1 } from 'googleapis/build/src/apis/admin/directory_v1.js'
import type { admin_reports_v1 } from 'googleapis/build/src/apis/admin/reports_v1.js'
import type { agentidentity_v1 } from 'googleapis/build/src/apis/agentidentity/v1.js'
import type { agentregistry_v1 } from 'googleapis/build/src/apis/agentregistry/v1.js'
import type { apikeys_v2 } from 'googleapis/build/src/apis/apikeys/v2.js'
import type { cloudasset_v1 } from 'googleapis/build/src/apis/cloudasset/v1.js'
import type { cloudbuild_v1 } from 'googleapis/build/src/apis/cloudbuild/v1.js'
import type { cloudfunctions_v2 } from 'googleapis/build/src/apis/cloudfunctions/v2.js'
import type { cloudidentity_v1 } from 'googleapis/build/src/apis/cloudidentity/v1.js'
import type { cloudresourcemanager_v3 } from 'googleapis/build/src/apis/cloudresourcemanager/v3.js'
import type { container_v1 } from 'googleapis/build/src/apis/container/v1.js'
import type { iam_v1 } from 'googleapis/build/src/apis/iam/v1.js'
import type { iam_v2 } from 'googleapis/build/src/apis/iam/v2.js'
import type { orgpolicy_v2 } from 'googleapis/build/src/apis/orgpolicy/v2.js'
import type { policyanalyzer_v1 } from 'googleapis/build/src/apis/policyanalyzer/v1.js'
import type { recommender_v1 } from 'googleapis/build/src/apis/recommender/v1.js'
import type { run_v2 } from 'googleapis/build/src/apis/run/v2.js'
import type { secretmanager_v1 } from 'googleapis/build/src/apis/secretmanager/v1.js'
import type { serviceusage_v1 } from 'googleapis/build/src/apis/serviceusage/v1.js'
import type { storage_v1 } from 'googleapis/build/src/apis/storage/v1.js'

export interface Apis {
  readonly agentidentity: agentidentity_v1.Agentidentity
  readonly agentregistry: agentregistry_v1.Agentregistry
  readonly apikeys: apikeys_v2.Apikeys
  readonly cloudasset: cloudasset_v1.Cloudasset
  readonly cloudbuild: cloudbuild_v1.Cloudbuild
  readonly cloudfunctions: cloudfunctions_v2.Cloudfunctions
  readonly cloudidentity: cloudidentity_v1.Cloudidentity
  readonly cloudresourcemanager: cloudresourcemanager_v3.Cloudresourcemanager
  readonly container: container_v1.Container
  readonly directory: admin_directory_v1.Admin
  readonly iam: iam_v1.Iam
  readonly iam2: iam_v2.Iam
  readonly orgpolicy: orgpolicy_v2.Orgpolicy
  readonly policyanalyzer: policyanalyzer_v1.Policyanalyzer
  readonly recommender: recommender_v1.Recommender
  readonly reports: admin_reports_v1.Admin
  readonly run: run_v2.Run
  readonly secretmanager: secretmanager_v1.Secretmanager
  readonly serviceusage: serviceusage_v1.Serviceusage
  readonly storage: storage_v1.Storage
}
export type ApiName = keyof Apis

/** What every API is made with: how it signs in is given with each request. */
export interface ApiOptions {
  readonly universeDomain: string
}

type Loaders = { readonly [Name in ApiName]: (options: ApiOptions) => Promise<Apis[Name]> }

const loaders: Loaders = {
  agentidentity: async (options) =>
    new (await import('googleapis/build/src/apis/agentidentity/v1.js')).agentidentity_v1.Agentidentity({ ...options }),
  agentregistry: async (options) =>
    new (await import('googleapis/build/src/apis/agentregistry/v1.js')).agentregistry_v1.Agentregistry({ ...options }),
  apikeys: async (options) =>
    new (await import('googleapis/build/src/apis/apikeys/v2.js')).apikeys_v2.Apikeys({ ...options }),
  cloudasset: async (options) =>
    new (await import('googleapis/build/src/apis/cloudasset/v1.js')).cloudasset_v1.Cloudasset({ ...options }),
  cloudbuild: async (options) =>
    new (await import('googleapis/build/src/apis/cloudbuild/v1.js')).cloudbuild_v1.Cloudbuild({ ...options }),
  cloudfunctions: async (options) =>
    new (await import('googleapis/build/src/apis/cloudfunctions/v2.js')).cloudfunctions_v2.Cloudfunctions({
      ...options,
    }),
  cloudidentity: async (options) =>
    new (await import('googleapis/build/src/apis/cloudidentity/v1.js')).cloudidentity_v1.Cloudidentity({ ...options }),
  cloudresourcemanager: async (options) =>
    new (
      await import('googleapis/build/src/apis/cloudresourcemanager/v3.js')
    ).cloudresourcemanager_v3.Cloudresourcemanager({ ...options }),
  container: async (options) =>
    new (await import('googleapis/build/src/apis/container/v1.js')).container_v1.Container({ ...options }),
  directory: async (options) =>
    new (await import('googleapis/build/src/apis/admin/directory_v1.js')).admin_directory_v1.Admin({ ...options }),
  iam: async (options) => new (await import('googleapis/build/src/apis/iam/v1.js')).iam_v1.Iam({ ...options }),
  iam2: async (options) => new (await import('googleapis/build/src/apis/iam/v2.js')).iam_v2.Iam({ ...options }),
  orgpolicy: async (options) =>
    new (await import('googleapis/build/src/apis/orgpolicy/v2.js')).orgpolicy_v2.Orgpolicy({ ...options }),
  policyanalyzer: async (options) =>
    new (await import('googleapis/build/src/apis/policyanalyzer/v1.js')).policyanalyzer_v1.Policyanalyzer({
      ...options,
    }),
  recommender: async (options) =>
    new (await import('googleapis/build/src/apis/recommender/v1.js')).recommender_v1.Recommender({ ...options }),
  reports: async (options) =>
    new (await import('googleapis/build/src/apis/admin/reports_v1.js')).admin_reports_v1.Admin({ ...options }),
  run: async (options) => new (await import('googleapis/build/src/apis/run/v2.js')).run_v2.Run({ ...options }),
  secretmanager: async (options) =>
    new (await import('googleapis/build/src/apis/secretmanager/v1.js')).secretmanager_v1.Secretmanager({ ...options }),
  serviceusage: async (options) =>
    new (await import('googleapis/build/src/apis/serviceusage/v1.js')).serviceusage_v1.Serviceusage({ ...options }),
  storage: async (options) =>
    new (await import('googleapis/build/src/apis/storage/v1.js')).storage_v1.Storage({ ...options }),
}

/** Loads each API once. */
export type ApiLoader = <Name extends ApiName>(name: Name) => Promise<Apis[Name]>

export function apiLoader(options: ApiOptions): ApiLoader {
  const loaded = new Map<ApiName, unknown>()
  return async <Name extends ApiName>(name: Name): Promise<Apis[Name]> => {
    const there = loaded.get(name) as Promise<Apis[Name]> | undefined
    if (there !== undefined) return there
    const loading: Promise<Apis[Name]> = loaders[name](options)
    loaded.set(name, loading)
    return loading
  }
}
