import { z } from 'zod'
import { credentialKinds, identityClasses } from '../../model/index.ts'
import { fields, fieldsOf, fileKinds } from './fields.ts'

const columnOf = (what: string) => z.string().min(1).optional().describe(what)

const columns = z.strictObject({
  ...Object.fromEntries(Object.entries(fields).map(([field, { what }]) => [field, columnOf(what)])),
  tags: z.array(z.string().min(1)).optional().describe('Columns of principals that become tags of the same name.'),
})

const InventoryFile = z
  .strictObject({
    path: z.string().min(1).describe('The file, relative to the working directory.'),
    kind: z.enum(fileKinds).describe('What a row of it is.'),
    name: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'That is no name: letters, digits, dots and dashes.')
      .optional()
      .describe('The name of its scope; left out: that of the file, without its ending.'),
    source: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'That is no name: letters, digits, dots and dashes.')
      .optional()
      .describe('What the rows come from, such as a vault. Files of one source meet by id; left out: its name.'),
    format: z.enum(['csv', 'json', 'yaml']).optional().describe('Left out: told by the ending. NDJSON is json.'),
    list: z
      .string()
      .regex(/^[\w-]+(?:\.[\w-]+)*$/, 'That is no path: names with dots between.')
      .optional()
      .describe('Where the list stands in an object of JSON or YAML: `data.items`.'),
    delimiter: z.enum([',', ';', '|', '\t']).optional().describe('Of CSV; left out: told by the headings.'),
    encoding: z
      .enum(['utf-8', 'utf-16le', 'windows-1252'])
      .optional()
      .describe('Left out: UTF-8, or UTF-16 where the file begins so.'),
    dateOrder: z
      .enum(['day-month-year', 'month-day-year'])
      .optional()
      .describe('How to take 03/04/2026; ISO 8601 and Unix time need no word.'),
    columns: columns.default({}).describe('The column (or dotted path) of each field; left out: one of its name.'),
    emptyIsNone: z
      .array(z.enum(['expiresAt', 'rotatedAt', 'lastUsedAt', 'owner']))
      .default([])
      .describe('Fields of which an empty cell says that there is none. Of the others it says nothing.'),
    usedSince: z.iso.date().optional().describe('The day from which on `lastUsedAt` knows of use.'),
    defaults: z
      .strictObject({
        class: z.enum(identityClasses).optional(),
        type: z.enum(credentialKinds).optional(),
        environment: z.string().optional(),
        purpose: z.string().optional(),
        owner: z.string().optional(),
        vendor: z.string().optional(),
      })
      .default({})
      .describe('For rows that say nothing of it.'),
  })
  .superRefine((file, context) => {
    for (const field of Object.keys(file.columns))
      if (!fieldsOf(file.kind).includes(field))
        context.addIssue({
          code: 'custom',
          path: ['columns', field],
          message: `${field} is no field of ${file.kind}; there are ${fieldsOf(file.kind).join(', ')}`,
        })
  })
export type InventoryFile = z.infer<typeof InventoryFile>

/** The `inventory-file` section of muster.yaml. */
export const InventoryFileConfig = z.strictObject({
  files: z.array(InventoryFile).default([]).describe('CSV, JSON, NDJSON or YAML with a row for each thing.'),
})
export type InventoryFileConfig = z.infer<typeof InventoryFileConfig>
