/** What may be done with an instruction, and what each asks for. */
import type {
  InstructionAssignee,
  InstructionDetail,
} from '../../../../core/modules/instructions/contract.ts'

export type Act = 'convey' | 'feedBack' | 'chase' | 'close' | 'sendBack' | 'withdraw' | 'reopen'

interface Asked {
  readonly title: string
  readonly button: string
  /** Label of the person one spoke to; absent where nobody is. */
  readonly who?: string
  readonly words: string
  readonly needed: boolean
  readonly units: boolean
  readonly time: boolean
}

export const acts: Readonly<Record<Act, Asked>> = {
  convey: {
    title: '传达承办单位',
    button: '已传达',
    who: '接受传达的人',
    words: '对方复诵的内容',
    needed: true,
    units: true,
    time: true,
  },
  feedBack: {
    title: '记反馈',
    button: '记下',
    who: '反馈人',
    words: '落实情况',
    needed: true,
    units: true,
    time: true,
  },
  chase: {
    title: '催办',
    button: '记下',
    who: '找的人',
    words: '怎么说的',
    needed: false,
    units: true,
    time: false,
  },
  close: {
    title: '向批示领导回报',
    button: '办结',
    who: '向谁回报',
    words: '领导怎么说',
    needed: false,
    units: false,
    time: false,
  },
  sendBack: {
    title: '退回重办',
    button: '退回',
    words: '领导要求补什么',
    needed: true,
    units: false,
    time: false,
  },
  withdraw: {
    title: '领导撤销',
    button: '撤销',
    words: '原因',
    needed: true,
    units: false,
    time: false,
  },
  reopen: {
    title: '重新办理',
    button: '重新办理',
    words: '原因',
    needed: true,
    units: false,
    time: false,
  },
}

/** The units an act may be about; who still owes it comes first. */
export function unitsFor(
  act: Act,
  { assignees }: InstructionDetail,
): readonly InstructionAssignee[] {
  if (act === 'convey') {
    return assignees.toSorted((one, other) => one.conveyed.length - other.conveyed.length)
  }
  return assignees
    .filter(({ conveyed }) => conveyed.length > 0)
    .toSorted((one, other) => Number(one.answered) - Number(other.answered))
}
