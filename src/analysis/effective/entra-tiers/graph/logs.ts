/** Permissions on logs and alerts of everybody. */
import type { PermissionGroup } from '../types.ts'

export const logPermissions: readonly PermissionGroup[] = [
  {
    values: ['AuditLog.Read.All'],
    tier: 'data',
    reason: 'It reads sign-ins and audit records of everybody.',
    data: ['audit-logs'],
  },
  {
    values: [
      'AuditLogsQuery.Read.All',
      'AuditLogsQuery-Entra.Read.All',
      'AuditLogsQuery-Exchange.Read.All',
      'AuditLogsQuery-OneDrive.Read.All',
      'AuditLogsQuery-SharePoint.Read.All',
      'AuditLogsQuery-Endpoint.Read.All',
      'AuditLogsQuery-CRM.Read.All',
    ],
    tier: 'data',
    reason: 'It searches what everybody did in Microsoft 365.',
    data: ['audit-logs'],
  },
  {
    values: ['AuditActivity.Read'],
    tier: 'data',
    reason: 'It reads audit records of everybody.',
    data: ['audit-logs'],
  },
  {
    values: ['NetworkAccess-Reports.Read.All'],
    tier: 'data',
    reason: 'It reads where everybody went on the network.',
    data: ['audit-logs'],
  },
  {
    values: ['ThreatHunting.Read.All'],
    tier: 'data',
    reason: 'It searches sign-ins, mail and devices of everybody by Defender.',
    data: ['security', 'mail', 'devices'],
  },
  {
    values: [
      'SecurityAlert.Read.All',
      'SecurityAlert.ReadWrite.All',
      'SecurityIncident.Read.All',
      'SecurityIncident.ReadWrite.All',
    ],
    tier: 'data',
    reason: 'It gets at alerts and incidents of everybody.',
    data: ['security'],
  },
  {
    values: ['SecurityEvents.Read.All', 'SecurityEvents.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at security events of everybody.',
    data: ['security'],
  },
]
