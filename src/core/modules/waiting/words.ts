/** Words and times of the calls that wait for somebody at the desk. */

export const waitingKinds = ['emergency', 'request', 'call', 'text'] as const
export type WaitingKind = (typeof waitingKinds)[number]

const kindWords: Readonly<Record<WaitingKind, string>> = {
  emergency: '紧急求救',
  request: '要求通话',
  call: '呼叫',
  text: '来信',
}
export const kindWord = (kind: WaitingKind): string => kindWords[kind]

/** The same radio within this time goes on with its entry. */
export const sameConversationMs = 20_000
/** An entry nobody touches leaves after this time; the call stays in the record. */
export const untouchedMs = 60_000
/** Who said 接听 has this long to do it before the others may. */
export const claimMs = 20_000
/** Missed ones are shown as long. */
export const missedForMs = 24 * 3_600_000

/** The code a radio sends when it wants to talk; in the order of the unit states (5 要求通话). */
export const wantsToTalkCode = 5
