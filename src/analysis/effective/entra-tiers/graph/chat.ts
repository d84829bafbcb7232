/** Permissions on chats, calls and meetings of everybody. */
import type { PermissionGroup } from '../types.ts'

export const chatPermissions: readonly PermissionGroup[] = [
  {
    values: ['Chat.Read.All', 'ChatMessage.Read.All'],
    tier: 'data',
    reason: 'It reads chats of everybody.',
    data: ['chat'],
  },
  {
    values: ['Chat.ReadWrite.All'],
    tier: 'data',
    reason: 'It reads and writes chats of everybody.',
    data: ['chat'],
  },
  {
    values: ['Chat.ReadBasic.All'],
    tier: 'data',
    reason: 'It reads who chats with whom, though not the text.',
    data: ['chat'],
  },
  {
    values: ['ChannelMessage.Read.All'],
    tier: 'data',
    reason: 'It reads messages in every channel.',
    data: ['chat'],
  },
  {
    values: ['Chat.UpdatePolicyViolation.All', 'ChannelMessage.UpdatePolicyViolation.All'],
    tier: 'data',
    reason: 'It blocks messages of everybody, which it reads to do so.',
    data: ['chat'],
  },
  {
    values: ['Chat.ManageDeletion.All'],
    tier: 'data',
    reason: 'It deletes chats of everybody and brings them back.',
    data: ['chat'],
  },
  {
    values: ['Teamwork.Migrate.All'],
    tier: 'data',
    reason: 'It writes messages in the name of everybody, of any date.',
    data: ['chat'],
  },
  {
    values: ['ChatMember.ReadWrite.All', 'ChannelMember.ReadWrite.All'],
    tier: 'data',
    reason: 'It adds itself to chats and private channels.',
    data: ['chat'],
  },
  {
    values: ['TeamworkTargetedMessage.Read.All'],
    tier: 'data',
    reason: 'It reads messages that were meant for single members.',
    data: ['chat'],
  },
  {
    values: [
      'EngagementConversation.Read.All',
      'EngagementConversation.ReadWrite.All',
      'EngagementConversation.Migration.All',
    ],
    tier: 'data',
    reason: 'It gets at conversations of Viva Engage.',
    data: ['chat'],
  },
  {
    values: ['EngagementMeetingConversation.Read.All', 'EngagementExport.Read.All'],
    tier: 'data',
    reason: 'It reads or copies out conversations of Viva Engage.',
    data: ['chat'],
  },
  {
    values: ['Storyline.ReadWrite.All'],
    tier: 'data',
    reason: 'It reads and writes posts of everybody in Viva Engage.',
    data: ['chat'],
  },
  {
    values: [
      'TeamsAppInstallation.ReadWriteAndConsentForChat.All',
      'TeamsAppInstallation.ReadWriteAndConsentForTeam.All',
      'TeamsAppInstallation.ReadWriteAndConsentForUser.All',
    ],
    tier: 'data',
    reason: 'It puts applications into any chat or team, and consents to their reading it.',
    data: ['chat'],
  },
  {
    values: [
      'TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All',
      'TeamsAppInstallation.ReadWriteAndConsentSelfForTeam.All',
      'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All',
    ],
    tier: 'data',
    reason: 'It puts itself into any chat or team, and consents to its own reading it.',
    data: ['chat'],
  },
  {
    values: ['TeamsActivity.Read.All'],
    tier: 'data',
    reason: 'It reads what Teams tells everybody.',
    data: ['chat'],
  },
]

export const callPermissions: readonly PermissionGroup[] = [
  {
    values: [
      'CallRecords.Read.All',
      'CallRecord-PstnCalls.Read.All',
      'CallEvents.Read.All',
      'CallEvents-Emergency.Read.All',
    ],
    tier: 'data',
    reason: 'It reads who calls whom.',
    data: ['calls'],
  },
  {
    values: ['CallRecordings.Read.All', 'CallTranscripts.Read.All', 'CallAiInsights.Read.All'],
    tier: 'data',
    reason: 'It gets at recordings, texts or summaries of calls.',
    data: ['calls'],
  },
  {
    values: ['Calls.AccessMedia.All', 'Calls.JoinGroupCall.All', 'Calls.JoinGroupCallAsGuest.All'],
    tier: 'data',
    reason: 'It joins calls and hears them.',
    data: ['calls'],
  },
  {
    values: ['OnlineMeetings.Read.All', 'OnlineMeetings.ReadWrite.All', 'OnlineMeetingArtifact.Read.All'],
    tier: 'data',
    reason: 'It gets at meetings of everybody.',
    data: ['calls'],
  },
  {
    values: ['OnlineMeetingRecording.Read.All', 'OnlineMeetingTranscript.Read.All', 'OnlineMeetingAiInsight.Read.All'],
    tier: 'data',
    reason: 'It gets at recordings, texts or summaries of meetings.',
    data: ['calls'],
  },
  {
    values: ['VirtualEvent.Read.All'],
    tier: 'data',
    reason: 'It reads events and who registered for them.',
    data: ['calls'],
  },
  {
    values: ['RealTimeActivityFeed.Read.All'],
    tier: 'data',
    reason: 'It follows what is said in meetings while they last.',
    data: ['calls'],
  },
]
