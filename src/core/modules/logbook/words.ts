/**
 * The log book's enumerations with the words on screen, in the order of the pickers. The key is
 * what facts and search tokens hold.
 */

/** What a line is about. */
export const entryKinds = [
  ['report', '接报'],
  ['order', '命令'],
  ['comm', '通联'],
  ['arrival', '到达'],
  ['action', '处置'],
  ['decision', '决定'],
  ['submit', '报送'],
  ['call', '来电'],
  ['status', '状态'],
  ['change', '变更'],
  ['media', '影像'],
  ['alarm', '告警'],
  ['system', '系统'],
  ['other', '其他'],
] as const

/** `message_channel` of the domain model. */
export const entryChannels = [
  ['landline', '座机'],
  ['mobile', '手机'],
  ['fax', '传真'],
  ['wechat', '微信群'],
  ['oa', '公文系统'],
  ['radio370', '370M'],
  ['poc', '公网对讲'],
  ['hf', '短波'],
  ['sat', '卫星电话'],
  ['beidou', '北斗短报文'],
  ['f2f', '当面'],
  ['runner', '专人'],
] as const

export type EntryKind = (typeof entryKinds)[number][0]
export type EntryChannel = (typeof entryChannels)[number][0]

/** Kinds an operator may choose; the others are written by the console. */
export const typedKinds: readonly EntryKind[] = [
  'report',
  'order',
  'comm',
  'arrival',
  'action',
  'decision',
  'submit',
  'call',
  'media',
  'other',
]

const labels = new Map<string, string>([...entryKinds, ...entryChannels])

/** The word on screen; an unknown key (from a newer console) is shown as it is. */
export function entryWord(key: string): string {
  return labels.get(key) ?? key
}
