/** The workflow of a report (domain §12.2). */
import type { Machine, Step } from '../../kernel/state-machine.ts'
import { reportStates, type ReportState } from './words.ts'

export interface ReportStep extends Step<ReportState> {
  /** Only 带班领导, by the own session or told to the officer. */
  readonly leader: boolean
}

const step = (
  from: ReportState,
  to: ReportState,
  action: string,
  actor: string,
  { reason = false, leader = false } = {},
): ReportStep => ({ from, to, action, actor, reason, leader })

const why = { reason: true }
const byLeader = { leader: true }
const byLeaderWhy = { reason: true, leader: true }

/**
 * Besides the table of §12.2 a desk needs: to give up a draft, to void what was signed and found
 * wrong before it left or after it was received, and to send a signed text to one more office.
 */
export const reportMachine: Machine<ReportState, ReportStep> = {
  subject: '报告',
  states: reportStates,
  start: 'draft',
  steps: [
    step('draft', 'reviewing', '送审', '编报员'),
    step('draft', 'signed', '紧急直签', '带班领导', byLeader),
    step('draft', 'void', '弃稿', '编报员', why),
    step('reviewing', 'signed', '签发', '带班领导', byLeader),
    step('reviewing', 'returned', '退回修改', '带班领导', byLeaderWhy),
    step('returned', 'draft', '修改', '编报员'),
    step('signed', 'sent', '报送', '值班员'),
    step('signed', 'void', '作废', '带班领导', byLeaderWhy),
    step('sent', 'acknowledged', '对方签收', '值班员'),
    step('sent', 'superseded', '续报替代', '编报员'),
    step('sent', 'void', '作废', '带班领导', byLeaderWhy),
    step('acknowledged', 'superseded', '续报替代', '编报员'),
    step('acknowledged', 'sent', '加报其他单位', '值班员'),
    step('acknowledged', 'void', '作废', '带班领导', byLeaderWhy),
  ],
}
