/** Texts of files by the ids of their objects, many to a question, each text once. */
import { AccessError, VendorError } from '../errors.ts'
import type { FileText, FoundFile } from './found-repository.ts'
import { giveUp } from './give-up.ts'
import type { GiveUp } from './give-up.ts'
import { graphql } from './graphql.ts'
import { askedOnce, askedPatiently, mayBeTooLarge } from './patient-graphql.ts'
import type { GithubContext } from './place.ts'
import { blobTexts, blobTextsQuery } from './repository-queries.ts'

const most = { files: 50, bytes: 2_000_000 }

export type BlobReader = (files: readonly FoundFile[]) => Promise<ReadonlyMap<string, FileText>>

export function blobReader(context: GithubContext): BlobReader {
  const patience = giveUp()
  return async (files) => {
    const texts = new Map<string, FileText>()
    for (const batch of batchesOf(files))
      for (const [oid, text] of await textsOf(context, batch, patience)) texts.set(oid, text)
    return texts
  }
}

function batchesOf(files: readonly FoundFile[]): readonly (readonly FoundFile[])[] {
  const batches: FoundFile[][] = []
  let bytes = 0
  for (const file of files) {
    const last = batches.at(-1)
    if (last !== undefined && last.length < most.files && bytes + file.bytes <= most.bytes) last.push(file)
    else {
      batches.push([file])
      bytes = 0
    }
    bytes += file.bytes
  }
  return batches
}

type Texts = readonly (readonly [string, FileText])[]

/** Halves what is too much for one question, down to the file that is it. */
async function textsOf(context: GithubContext, files: readonly FoundFile[], patience: GiveUp): Promise<Texts> {
  const given = patience.said()
  if (given !== undefined) return files.map(({ oid }) => [oid, given] as const)
  try {
    const asker = files.length > 1 ? askedOnce(context) : askedPatiently(context)
    const variables = { ids: files.map(({ handle }) => handle) }
    const question = { query: blobTextsQuery, variables, schema: blobTexts, permission: 'contents=read' }
    const { data, errors } = await graphql(asker, question)
    patience.answered()
    return files.map(({ oid }, index) => {
      const node = data.nodes[index]
      const error = errors.find(({ path }) => path === `nodes.${index}` || path.startsWith(`nodes.${index}.`))
      return [oid, textOf(node, error?.message)] as const
    })
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError) || error.reason === 'throttled') throw error
    if (files.length > 1 && mayBeTooLarge(error)) {
      const half = Math.ceil(files.length / 2)
      return [
        ...(await textsOf(context, files.slice(0, half), patience)),
        ...(await textsOf(context, files.slice(half), patience)),
      ]
    }
    const permission = error instanceof AccessError ? { permission: error.permission } : {}
    const flaw = { flaw: error.message, reason: error.reason, ...permission }
    patience.failed(flaw)
    return files.map(({ oid }) => [oid, flaw] as const)
  }
}

type Node = (typeof blobTexts)['_output']['nodes'][number] | undefined

function textOf(node: Node, error: string | undefined): FileText {
  if (error !== undefined) return { flaw: error, reason: 'failed' }
  if (node?.isBinary === true) return { flaw: 'it is no text', reason: 'failed' }
  if (node?.isTruncated === true) return { flaw: 'GitHub gives only a part of it', reason: 'failed' }
  if (typeof node?.text === 'string') return { text: node.text }
  return { flaw: 'GitHub gives no text of it', reason: 'failed' }
}
