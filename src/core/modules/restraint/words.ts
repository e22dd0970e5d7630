/** Words of what takes a radio off the air, gives it back, or listens through it. */

export const restraints = ['stun', 'revive', 'monitor'] as const
export type Restraint = (typeof restraints)[number]

const words: Readonly<Record<Restraint, string>> = {
  stun: '遥晕',
  revive: '复活',
  monitor: '环境监听',
}
export const restraintWord = (command: Restraint): string => words[command]

/** What it does to the people who hold the radio: read before anybody asks or confirms. */
const consequences: Readonly<Record<Restraint, string>> = {
  stun: '这部电台从此不能发话、不能呼叫，持机人失去联络，直到复活。现场队伍的电台被误晕会危及人员。',
  revive: '这部电台恢复收发。请先确认它在本方人员手里，不是丢失或被他人拿走的电台。',
  monitor:
    '这部电台在持机人不知情时打开话筒发射，占用信道、耗电。只用于失联或遇险人员，须写明理由。',
}
export const consequenceOf = (command: Restraint): string => consequences[command]

export const requestStates = ['asked', 'confirmed', 'refused', 'withdrawn', 'expired'] as const
export type RequestState = (typeof requestStates)[number]

const stateWords: Readonly<Record<RequestState, string>> = {
  asked: '待第二人确认',
  confirmed: '已确认',
  refused: '不同意',
  withdrawn: '已撤回',
  expired: '超时未确认，已作废',
}
export const stateWord = (state: RequestState): string => stateWords[state]

/** The second person has this long. */
export const confirmWithinMs = 2 * 60_000
