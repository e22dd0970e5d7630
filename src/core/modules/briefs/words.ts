/** Kinds and parts of a brief, with the words on screen and paper. */
import type { Machine } from '../../kernel/state-machine.ts'

export const briefKinds = [
  ['daily', '每日应急要情', '要情'],
  ['period', '值班情况综述', '综述'],
] as const
export type BriefKind = (typeof briefKinds)[number][0]
export const briefKindKeys = briefKinds.map(([key]) => key) as [BriefKind, ...BriefKind[]]

export const kindWord = (kind: BriefKind): string =>
  briefKinds.find(([key]) => key === kind)?.[1] ?? kind

/** `要情〔2026〕第12期`; another site's numbers carry its letter. */
export function briefNumber(
  {
    kind,
    site,
    year,
    number,
  }: {
    readonly kind: BriefKind
    readonly site: string
    readonly year: number
    readonly number: number
  },
  ownPrefix: string | undefined,
): string {
  const word = briefKinds.find(([key]) => key === kind)?.[2] ?? ''
  return `${word}〔${year}〕${site === ownPrefix ? '' : site}第${number}期`
}

/** Domain §13 no. 34, in its order. */
export const briefSections = [
  ['events', '突发事件'],
  ['warnings', '预警信息'],
  ['weather', '雨水情与天气'],
  ['duty', '值班值守'],
  ['teams', '队伍动态'],
  ['instructions', '领导批示'],
  ['attention', '下一步提示'],
] as const
export type BriefSection = (typeof briefSections)[number][0]
export const briefSectionKeys = briefSections.map(([key]) => key) as [
  BriefSection,
  ...BriefSection[],
]

export const sectionWord = (key: BriefSection): string =>
  briefSections.find(([one]) => one === key)?.[1] ?? key

export const briefStates = [
  ['draft', '草稿'],
  ['signed', '已签发'],
  ['sent', '已报送'],
  ['void', '作废'],
] as const
export type BriefState = (typeof briefStates)[number][0]
export const briefStateKeys = briefStates.map(([key]) => key) as [BriefState, ...BriefState[]]

const why = { reason: true }
const step = (
  from: BriefState,
  to: BriefState,
  action: string,
  actor: string,
  more: { readonly reason?: boolean } = {},
) => ({ from, to, action, actor, reason: false, ...more })

export const briefMachine: Machine<BriefState> = {
  subject: '要情',
  states: briefStates,
  start: 'draft',
  steps: [
    step('draft', 'signed', '签发', '带班领导'),
    step('signed', 'sent', '报送', '值班员'),
    step('draft', 'void', '作废', '值班员', why),
    step('signed', 'void', '作废', '带班领导', why),
    step('sent', 'void', '作废', '带班领导', why),
  ],
}
