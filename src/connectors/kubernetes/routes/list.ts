/** What all lists of Kubernetes have in common. */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import type { Route } from '../../shared/vendor/index.ts'

export const text = z.string()
export const texts = z
  .array(text)
  .nullish()
  .transform((all) => all ?? [])
export const labels = z
  .record(text, text)
  .nullish()
  .transform((map) => map ?? {})

/** Annotations are named one by one: one of them repeats the whole object as it was applied, with what is secret in it. */
export const named = z.object({
  name: text,
  namespace: text.optional(),
  uid: text.optional(),
  creationTimestamp: text.nullish(),
  labels,
})

export interface Listed<Row> {
  /** `/api/v1/pods` */
  readonly path: string
  /** `pods`, `deployments.apps`: what `kubectl auth can-i list` takes. */
  readonly resource: string
  readonly schema: z.ZodType<Row>
  readonly fieldSelector?: string
  /** Ask for nothing but metadata. */
  readonly metadata?: true
  /** The API may be missing. */
  readonly optional?: true
}

/** resourceVersion is left out, so that what is read is what stands. Pages are as large as those of kubectl. */
export function list<Row>({ path, resource, schema, fieldSelector, metadata, optional }: Listed<Row>): Route<Row> {
  return route({
    path,
    operation: `list ${resource}`,
    permission: `list ${resource}`,
    query: { limit: 500, ...(fieldSelector === undefined ? {} : { fieldSelector }) },
    schema,
    rows: 'items',
    pages: { by: 'cursor', from: 'metadata.continue', to: 'continue' },
    ...(metadata ? { headers: { accept: metadataOnly } } : {}),
    ...(optional ? { optional: true } : {}),
  })
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#alternate-representations-of-resources */
export const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
