/** The review of an incident as words and tables that core and screens share (domain §10, §12.16). */
import { z } from 'zod'
import type { Machine } from '../../kernel/state-machine.ts'

export { spanWords } from './duration-words.ts'

/** The nine parts (RV-2013). */
export const reviewSections = [
  ['basics', '基本情况'],
  ['information', '信息接收、流转与报送'],
  ['command', '应急处置的组织与领导'],
  ['plans', '预案执行情况'],
  ['teams', '救援队伍工作情况'],
  ['measures', '技术措施与方案实施'],
  ['results', '救援成效'],
  ['lessons', '经验教训'],
  ['advice', '工作建议'],
] as const
export type ReviewSection = (typeof reviewSections)[number][0]
export const sectionKeys = reviewSections.map(([key]) => key) as [ReviewSection, ...ReviewSection[]]

export const reviewStates = [
  ['drafting', '起草'],
  ['meeting', '复盘会'],
  ['signed', '已签发'],
  ['filed', '报上级、归档'],
  ['followed', '整改跟踪'],
  ['closed', '销号完成'],
] as const
export type ReviewState = (typeof reviewStates)[number][0]
export const reviewStateKeys = reviewStates.map(([key]) => key) as [ReviewState, ...ReviewState[]]

/** §12.16; the two ways back are ours: a text that is wrong goes back with a reason, never silently. */
export const reviewMachine: Machine<ReviewState> = {
  subject: '复盘报告',
  states: reviewStates,
  start: 'drafting',
  steps: [
    { from: 'drafting', to: 'meeting', action: '提交复盘会', actor: '县应急局', reason: false },
    { from: 'meeting', to: 'signed', action: '定稿签发', actor: '县局领导', reason: false },
    { from: 'meeting', to: 'drafting', action: '退回修改', actor: '县应急局', reason: true },
    { from: 'signed', to: 'filed', action: '报上一级政府、归档', actor: '县应急局', reason: false },
    { from: 'signed', to: 'meeting', action: '撤回签发', actor: '县局领导', reason: true },
    { from: 'filed', to: 'followed', action: '转整改跟踪', actor: '责任单位', reason: false },
    { from: 'followed', to: 'closed', action: '全部销号', actor: '县应急局', reason: false },
  ],
}

/** While it is in one of these the nine parts may be written. */
export const writableStates: readonly ReviewState[] = ['drafting', 'meeting']
/** From the signature on the review counts as done. */
export const doneStates: readonly ReviewState[] = ['signed', 'filed', 'followed', 'closed']

/** State of one corrective action. */
export const actionStates = [
  ['open', '待改'],
  ['doing', '整改中'],
  ['closed', '已销号'],
] as const
export type ActionState = (typeof actionStates)[number][0]
export const actionStateKeys = actionStates.map(([key]) => key) as [ActionState, ...ActionState[]]

export const actionMachine: Machine<ActionState> = {
  subject: '整改项',
  states: actionStates,
  start: 'open',
  steps: [
    { from: 'open', to: 'doing', action: '开始整改', actor: '责任单位', reason: false },
    { from: 'open', to: 'closed', action: '验收销号', actor: '验收人', reason: true },
    { from: 'doing', to: 'closed', action: '验收销号', actor: '验收人', reason: true },
    { from: 'closed', to: 'doing', action: '重新整改', actor: '验收人', reason: true },
  ],
}

export function sectionTitle(key: ReviewSection): string {
  return reviewSections.find(([one]) => one === key)?.[1] ?? key
}

/** How a measured time stands against its limit. */
export const verdicts = [
  ['within', '未超时'],
  ['over', '超时'],
  ['no-limit', '无时限'],
  /** One of the two times is not in the record: nothing is invented. */
  ['unrecorded', '未记录'],
  /** The incident goes on and the end is still to come. */
  ['pending', '进行中'],
  ['pending-over', '进行中，已超时'],
  /** The end lies before the beginning. */
  ['unclear', '时间先后有误'],
  /** A report that was out before its limit began to run. */
  ['early', '起算前已报'],
  /** The team was released before it set out. */
  ['skipped', '未出动即解除'],
] as const
export type Verdict = (typeof verdicts)[number][0]
export const verdictKeys = verdicts.map(([key]) => key) as [Verdict, ...Verdict[]]

export function verdictWord(key: Verdict): string {
  return verdicts.find(([one]) => one === key)?.[1] ?? key
}

export const limitBases = [
  ['law', '法定'],
  ['older', '旧规 待核'],
  ['county', '县设'],
  ['assumed', '暂定'],
] as const

export function basisWord(basis: (typeof limitBases)[number][0]): string {
  return limitBases.find(([key]) => key === basis)?.[1] ?? basis
}

const momentSchema = z.object({ label: z.string(), at: z.number().nullable() })

export const measuredTimeSchema = z.object({
  key: z.string(),
  /** Call sign; null for the incident as a whole. */
  team: z.string().nullable(),
  label: z.string(),
  from: momentSchema,
  to: momentSchema,
  tookMs: z.number().nullable(),
  limit: z
    .object({
      ms: z.number(),
      basis: z.enum(['law', 'older', 'county', 'assumed']),
      source: z.string(),
      /** Name of the rule, as the settings list it. */
      rule: z.string(),
    })
    .nullable(),
  verdict: z.enum(verdictKeys),
})
export type MeasuredTime = z.infer<typeof measuredTimeSchema>
