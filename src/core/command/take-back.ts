/** What can be taken back after Enter, and what corrects the rest: said before Enter. */
import type { Proposal } from './proposal.ts'

/** Null: for ten seconds, all of it, by a new fact (`modules/command/undo.ts`). */
const words: Readonly<Record<Proposal['kind'], string | null>> = {
  unitStatus: null,
  acknowledge: null,
  followUp: null,
  casualties: null,
  log: null,
  contact: '不能撤消，记错了再写一句更正',
  openIncident: '不能撤消，登错了在事件页更正或判误报',
  furtherCall: '不能撤消，记错了写续报更正',
  incidentStep: '不能撤消，在事件页按步骤再转',
  grade: '不能撤消，可重新定级',
  reportDraft: '不能撤消，草稿没有报出，可改',
  checkIn: '不能撤消，记错了再记一次应答',
  order: '下令后不能撤消，可下撤销命令',
  cancelOrder: '撤销后不能撤消，可重新下令',
  sendText: '发出后不能撤消，可更正',
  rollCall: '开始后不能撤消，应答可补记',
}

/** Null: Ctrl+Z takes all of it back for ten seconds. */
export function notTakenBack(proposal: Proposal): string | null {
  if (proposal.kind === 'unitStatus') {
    if (proposal.status === 'emergency') return '不能撤消，核实后在告警里处理'
    const hurt = Object.values(proposal.casualties).some((count) => count !== undefined)
    if (hurt && proposal.incident !== null) return '状态 10 秒内可撤消，伤亡另行更正'
  }
  return words[proposal.kind]
}
