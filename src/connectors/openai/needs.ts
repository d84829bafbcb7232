/** Scopes of an admin key, as OpenAI names them in its refusals. */

/** Projects, keys, service accounts, people, roles, limits. */
export const managementRead = 'api.management.read'
export const usageRead = 'api.usage.read'
export const auditRead = 'api.audit_logs.read'
