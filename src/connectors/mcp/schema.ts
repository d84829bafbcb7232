import { z } from 'zod'

const Root = z.strictObject({
  path: z.string().min(1).describe('A folder, such as a checkout of a repository.'),
  name: z
    .string()
    .regex(/^[\w./~-]{1,128}$/, 'That is no name: letters, digits, dots, dashes and slashes.')
    .optional()
    .describe('The name of its scope; left out: its path.'),
})

/** The `mcp` section of muster.yaml. */
export const McpConfig = z.strictObject({
  roots: z
    .array(z.union([z.string().min(1), Root]))
    .default([])
    .describe('Folders to look through; left out: the working directory, and the home directory’s known places.'),
  home: z.boolean().optional().describe('Whether the known places of the home directory are read as well.'),
  depth: z.int().min(0).max(12).default(4).describe('How many folders deep a root is looked through.'),
})
export type McpConfig = z.infer<typeof McpConfig>
