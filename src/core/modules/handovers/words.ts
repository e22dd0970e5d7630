/** The workflow of a handover (domain §12.3) and what its sheet lists (duty_rules.json). */
import type { Machine } from '../../kernel/state-machine.ts'

export const shiftStates = [
  ['planned', '已排'],
  ['published', '已发布'],
  ['on_duty', '值班中'],
  ['handing_over', '交接中'],
  ['closed', '已交班'],
] as const
export type ShiftState = (typeof shiftStates)[number][0]

/** The first two steps are the roster's and the sign-on's; the others are taken here. */
export const shiftMachine: Machine<ShiftState> = {
  subject: '班次',
  states: shiftStates,
  start: 'planned',
  steps: [
    {
      from: 'planned',
      to: 'published',
      action: '印发值班表',
      actor: '办公室、带班领导',
      reason: false,
    },
    { from: 'published', to: 'on_duty', action: '签到上岗', actor: '值班员', reason: false },
    { from: 'on_duty', to: 'handing_over', action: '发起交接', actor: '交班主班', reason: false },
    { from: 'handing_over', to: 'on_duty', action: '退回补充', actor: '接班主班', reason: true },
    {
      from: 'handing_over',
      to: 'closed',
      action: '签名交班',
      actor: '交班人、接班人、带班领导',
      reason: false,
    },
  ],
}

/**
 * Of the sheet, in the order of the paper. `mandatory`: never left out (domain §3.4); `empty` is
 * what the sheet says where there is nothing.
 */
export const itemKinds = [
  { key: 'incidents', title: '在办事件及下一步', mandatory: true, empty: '没有在办事件' },
  { key: 'instructions', title: '未办结的领导指示', mandatory: true, empty: '没有未办结的批示' },
  { key: 'reports', title: '待报送事项及时限', mandatory: true, empty: '没有待报送、待签收的' },
  { key: 'leaders', title: '在岗带班领导', mandatory: false, empty: '值班表上没有带班领导' },
  { key: 'warnings', title: '预警与叫应', mandatory: false, empty: '无' },
  { key: 'weather', title: '雨水情 火险 天气', mandatory: false, empty: '没有测站读数' },
  { key: 'teams', title: '队伍动态', mandatory: false, empty: '没有在外的队伍' },
  { key: 'comms', title: '通信设备与点名', mandatory: false, empty: '设备正常' },
  { key: 'lent', title: '借出未归装备', mandatory: false, empty: '没有登记借出' },
  { key: 'inventory', title: '电话 文件 钥匙清点', mandatory: false, empty: '本班没有清点' },
  { key: 'system', title: '系统与同步', mandatory: false, empty: '正常' },
  { key: 'alarms', title: '未处置和搁置的告警', mandatory: false, empty: '没有未处置、搁置的告警' },
  { key: 'clocks', title: '联络计时和待办', mandatory: false, empty: '没有在走的计时和待办' },
  { key: 'unread', title: '未接来电和待发信息', mandatory: false, empty: '没有未接、未回的' },
] as const
export type ItemKey = (typeof itemKinds)[number]['key']
export const itemKeys = itemKinds.map(({ key }) => key) as [ItemKey, ...ItemKey[]]

export function itemTitle(key: string): string {
  return itemKinds.find((one) => one.key === key)?.title ?? key
}

export const signerRoles = [
  ['out', '交班人'],
  ['in', '接班人'],
  ['witness', '监交人'],
] as const
export type SignerRole = (typeof signerRoles)[number][0]
export const signerRoleKeys = signerRoles.map(([key]) => key) as [SignerRole, ...SignerRole[]]

export function signerWord(role: SignerRole): string {
  return signerRoles.find(([key]) => key === role)?.[1] ?? role
}

/** What is counted at every handover until the county names its own. */
export const countedFirst = [
  '值班电话',
  '传真机',
  '值班手机',
  '钥匙',
  '印章',
  '文件柜文件',
] as const

/** A clock that was set back by more than this makes the times of the sheet doubtful. */
export const clockBackMs = 60_000
