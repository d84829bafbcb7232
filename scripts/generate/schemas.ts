import { z } from 'zod'
import { configJsonSchema } from '../../src/config/schema.ts'
import { musterSchema } from '../../src/cli/house.ts'
import { inventoryShape } from '../../src/inventory/document.ts'
import { resultShape } from '../../src/report/schema.ts'
import { waiversSchema } from '../../src/engine/waivers.ts'

const base = 'https://unpkg.com/nhi-muster/schema'

export function schemas(): { readonly [path: string]: string } {
  const made = {
    'config.schema.json': { title: 'muster.yaml', ...configJsonSchema(musterSchema) },
    'waivers.schema.json': { title: 'Waivers', ...json(waiversSchema, 'input') },
    'inventory.schema.json': { title: 'Inventory document muster.inventory/1', ...json(inventoryShape, 'output') },
    'result.schema.json': { title: 'Result document muster.result/1', ...json(resultShape, 'output') },
  }
  return Object.fromEntries(
    Object.entries(made).map(([name, { title, ...schema }]) => [
      `schema/${name}`,
      `${JSON.stringify({ $id: `${base}/${name}`, title, ...schema }, null, 2)}\n`,
    ]),
  )
}

function json(schema: z.ZodType, io: 'input' | 'output'): object {
  return z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any', reused: 'ref' })
}
