/** What a row may say, as data. */

export const fileKinds = ['principals', 'credentials', 'owners'] as const
export type FileKind = (typeof fileKinds)[number]

interface Field {
  readonly of: readonly FileKind[]
  readonly what: string
}

const principals = ['principals'] as const
const credentials = ['credentials'] as const
const both = ['principals', 'credentials'] as const

export const fields = {
  id: { of: both, what: 'What it is known by; no two rows have the same.' },
  name: { of: both, what: 'What people call it; left out: its id.' },
  type: { of: both, what: 'The word for what it is: of credentials one of the kinds, such as api-key.' },
  class: { of: principals, what: 'human, machine or ai.' },
  principal: { of: credentials, what: 'Id of the principal that it stands for, in a file of the same source.' },
  entity: { of: ['credentials', 'owners'], what: 'Muster’s own id of what it stands for, or of what is owned.' },
  nativeId: { of: ['owners'], what: 'What is owned, as its vendor prints it: an ARN, an e-mail address, a number.' },
  enabled: { of: both, what: 'yes, active, disabled, revoked and the like.' },
  createdAt: { of: both, what: 'Since when it exists.' },
  expiresAt: { of: credentials, what: 'Until when it is good; never: it does not end.' },
  rotatedAt: { of: credentials, what: 'When it was last changed.' },
  lastUsedAt: { of: both, what: 'When it was last used; never: it was not.' },
  owner: { of: ['principals', 'credentials', 'owners'], what: 'Who answers for it: an e-mail address, or a team.' },
  storedIn: { of: credentials, what: 'Where it is kept.' },
  environment: { of: principals, what: 'prod, test and the like.' },
  purpose: { of: principals, what: 'What it is for.' },
  privileges: { of: principals, what: 'What it may do, with ; between.' },
  vendor: { of: principals, what: 'Of AI: whose it is.' },
  models: { of: principals, what: 'Of AI: the models that it uses, with ; between.' },
} as const satisfies { readonly [field: string]: Field }

export type FieldName = keyof typeof fields

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(fields, name)
}

export function fieldsOf(kind: FileKind): readonly string[] {
  const own = Object.entries(fields).filter(([, { of }]) => (of as readonly FileKind[]).includes(kind))
  return [...own.map(([field]) => field), ...(kind === 'principals' ? ['tags'] : [])]
}

/** A row without one of them is left out. */
export const required: { readonly [Kind in FileKind]: readonly (readonly FieldName[])[] } = {
  principals: [['id']],
  credentials: [['id']],
  owners: [['owner'], ['entity', 'nativeId']],
}
