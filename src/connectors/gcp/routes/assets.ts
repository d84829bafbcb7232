/** Cloud Asset Inventory: https://cloud.google.com/asset-inventory/docs/reference/rest */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'

/** Whether it answers for a scope at all: the first page of the smallest question tells. */
export const probeAssets = route({
  api: 'cloudasset',
  operation: 'cloudasset.searchAllResources',
  permission: 'cloudasset.assets.searchAllResources',
  pace: 'search',
  schema: z.object({ results: z.array(z.object({})).optional() }),
  perResource: true,
  ask: (api, { scope }: { readonly scope: string }, options) =>
    api.v1.searchAllResources(
      { scope, pageSize: 1, readMask: 'name', assetTypes: ['cloudresourcemanager.googleapis.com/Project'] },
      options,
    ),
})

const assetHead = { name: z.string(), assetType: z.string(), ancestors: z.array(z.string()).optional() } as const

/**
 * Assets of one type with their whole representation, up to a thousand a page; `schema` names the fields of it that are
 * read. `ancestors` are `projects/<number>`, `folders/<number>`, `organizations/<number>`, the nearest first.
 */
export function listAssets<Data>(assetType: string, schema: z.ZodType<Data>) {
  return route({
    api: 'cloudasset',
    operation: `cloudasset.assets.list ${assetType}`,
    permission: 'cloudasset.assets.listResource',
    pace: 'assets',
    rows: 'assets',
    kindOfAsset: true,
    schema: z.object({ ...assetHead, resource: z.object({ data: schema, location: z.string().optional() }) }),
    ask: (api, { parent, pageToken }: { readonly parent: string; readonly pageToken?: string }, options) =>
      api.assets.list(
        {
          parent,
          assetTypes: [assetType],
          contentType: 'RESOURCE',
          pageSize: 1000,
          ...(pageToken === undefined ? {} : { pageToken }),
        },
        options,
      ),
  })
}

/** When things of one type were made: the search tells, and the list does not. */
export function searchCreated(assetType: string) {
  return route({
    api: 'cloudasset',
    operation: `cloudasset.searchAllResources ${assetType}`,
    permission: 'cloudasset.assets.searchAllResources',
    pace: 'search',
    rows: 'results',
    schema: z.object({ name: z.string(), createTime: z.string().optional() }),
    ask: (api, { scope, pageToken }: { readonly scope: string; readonly pageToken?: string }, options) =>
      api.v1.searchAllResources(
        {
          scope,
          assetTypes: [assetType],
          readMask: 'name,createTime',
          pageSize: 500,
          ...(pageToken === undefined ? {} : { pageToken }),
        },
        options,
      ),
  })
}
