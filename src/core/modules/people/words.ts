/** Roles with their words and rights. The duty roles are `duty_role` of the domain model (§11). */
import type { Right } from '../../module.ts'

export const roles = [
  ['administrator', '系统管理员'],
  ['duty_leader', '带班领导'],
  ['shift_chief', '主班'],
  ['duty_officer', '副班'],
  ['comms_officer', '通信保障员'],
  ['info_editor', '信息编报员'],
  ['vehicle_operator', '指挥车值班员'],
  ['standby', '备班'],
  ['viewer', '只看'],
] as const
export type Role = (typeof roles)[number][0]

export const roleKeys = roles.map(([key]) => key) as [Role, ...Role[]]

const labels = new Map<string, string>(roles)

/** The word on screen; an unknown role (from a newer console) is shown as it is. */
export function roleWord(role: string): string {
  return labels.get(role) ?? role
}

const duty: readonly Right[] = [
  'log.write',
  'incident.write',
  'dispatch.order',
  'report.write',
  'unit.status',
  'radio.send',
  'alarm.handle',
  'recording.listen',
]
const chief: readonly Right[] = [
  ...duty,
  'radio.restrain',
  'directory.write',
  'export',
  'rule.write',
  'roster.write',
  'map.configure',
]
const leader: readonly Right[] = [...chief, 'incident.decide', 'report.sign', 'roster.approve']

const rightsOfRole: Readonly<Record<Role, readonly Right[]>> = {
  administrator: [...chief, 'gateway.configure', 'person.administer'],
  duty_leader: leader,
  shift_chief: chief,
  duty_officer: duty,
  comms_officer: [
    'log.write',
    'unit.status',
    'radio.send',
    'radio.restrain',
    'alarm.handle',
    'recording.listen',
    'gateway.configure',
    'map.configure',
  ],
  info_editor: ['log.write', 'incident.write', 'report.write', 'export'],
  vehicle_operator: duty,
  standby: ['log.write'],
  viewer: [],
}

/** What a person with these roles may do; an unknown role gives nothing. */
export function rightsOf(held: readonly string[]): ReadonlySet<Right> {
  return new Set(held.flatMap((role) => rightsOfRole[role as Role] ?? []))
}

/** What each right lets one do, for the refusal's sentence and the settings screen. */
export const rightWords: Readonly<Record<Right, string>> = {
  'log.write': '写日志',
  'incident.write': '登记和办理事件',
  'incident.decide': '定级、终止和归档',
  'dispatch.order': '调派队伍',
  'report.write': '编写和报送信息',
  'report.sign': '签发信息',
  'unit.status': '改队伍状态',
  'radio.send': '发电台消息',
  'radio.restrain': '遥晕、复活电台和环境监听',
  'alarm.handle': '处理告警',
  'directory.write': '维护队伍和通讯录',
  'gateway.configure': '设置网关',
  'person.administer': '管理人员',
  'rule.write': '改规则和时限',
  'roster.write': '排班和登记请假换班',
  'roster.approve': '印发值班表、批准换班',
  'map.configure': '设置底图',
  'recording.listen': '听录音',
  export: '导出',
}

/** Roles that a recovery code may open: enough to run an emergency, nothing that lasts. */
export const breakGlassRoles = ['shift_chief', 'duty_leader', 'comms_officer'] as const
export type BreakGlassRole = (typeof breakGlassRoles)[number]

/** `kind` of an organisation in the domain model (§11). */
export const organizationKinds = [
  ['county_gov', '县委县政府'],
  ['department', '部门'],
  ['township', '乡镇'],
  ['village', '村居'],
  ['enterprise', '企业'],
  ['hospital', '医院'],
  ['school', '学校'],
  ['team', '救援队伍'],
  ['superior', '上级'],
] as const
export type OrganizationKind = (typeof organizationKinds)[number][0]

export const organizationKindKeys = organizationKinds.map(([key]) => key) as [
  OrganizationKind,
  ...OrganizationKind[],
]

export const personFields = ['name', 'post', 'organization', 'phones', 'callSign'] as const

export const organizationFields = [
  'name',
  'kind',
  'dutyPhone',
  'fax',
  'superior',
  'township',
] as const
