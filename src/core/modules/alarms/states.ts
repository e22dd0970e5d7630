/**
 * What happens to one alarm, as a table: the four states of IEC 62682 as `UI.md` H works them
 * out, and the two it has while somebody shelved it. Commands, the fold and the tests read it.
 */

export const alarmStates = [
  ['normal', '已恢复'],
  ['active-unacknowledged', '未确认'],
  ['active-acknowledged', '已确认'],
  ['cleared-unacknowledged', '已恢复，未确认'],
  ['active-shelved', '已搁置'],
  ['cleared-shelved', '已搁置，已恢复'],
] as const
export type AlarmState = (typeof alarmStates)[number][0]

export const alarmStateWords = Object.fromEntries(alarmStates) as Readonly<
  Record<AlarmState, string>
>

export const alarmEvents = [
  /** The condition is there: new, or again with the same priority. */
  'raise',
  'worse',
  'milder',
  'clear',
  'acknowledge',
  'take',
  'release',
  'silence',
  'shelve',
  'unshelve',
  'shelfEnd',
] as const
export type AlarmEvent = (typeof alarmEvents)[number]

/** A sentence refuses; a state is where it goes, possibly the same. */
export type AlarmOutcome = { readonly to: AlarmState } | { readonly refused: string }

const to = (state: AlarmState): AlarmOutcome => ({ to: state })
const no = (refused: string): AlarmOutcome => ({ refused })

const gone = '这条告警已经恢复，不用再处理。'
const knownAlready = '这条告警已经确认过。'
const clearAlready = '这条告警已经解除。'
const onShelf = '这条告警正搁置着。要处理请先取消搁置。'
const offShelf = '这条告警没有搁置。'
const onlyConfirm = '这条告警已经恢复，请直接确认。'

export const alarmMoves: Readonly<Record<AlarmState, Readonly<Record<AlarmEvent, AlarmOutcome>>>> =
  {
    normal: {
      raise: to('active-unacknowledged'),
      worse: to('active-unacknowledged'),
      milder: to('active-unacknowledged'),
      clear: no(clearAlready),
      acknowledge: no(knownAlready),
      take: no(gone),
      release: no(gone),
      silence: to('normal'),
      shelve: no(gone),
      unshelve: no(offShelf),
      shelfEnd: no(offShelf),
    },
    'active-unacknowledged': {
      raise: to('active-unacknowledged'),
      worse: to('active-unacknowledged'),
      milder: to('active-unacknowledged'),
      clear: to('cleared-unacknowledged'),
      acknowledge: to('active-acknowledged'),
      take: to('active-unacknowledged'),
      release: to('active-unacknowledged'),
      silence: to('active-unacknowledged'),
      shelve: to('active-shelved'),
      unshelve: no(offShelf),
      shelfEnd: no(offShelf),
    },
    'active-acknowledged': {
      // Again, or worse: the acknowledgement was for something else. Milder keeps it.
      raise: to('active-unacknowledged'),
      worse: to('active-unacknowledged'),
      milder: to('active-acknowledged'),
      clear: to('normal'),
      acknowledge: no(knownAlready),
      take: to('active-acknowledged'),
      release: to('active-acknowledged'),
      silence: to('active-acknowledged'),
      shelve: to('active-shelved'),
      unshelve: no(offShelf),
      shelfEnd: no(offShelf),
    },
    'cleared-unacknowledged': {
      raise: to('active-unacknowledged'),
      worse: to('active-unacknowledged'),
      milder: to('active-unacknowledged'),
      clear: no(clearAlready),
      acknowledge: to('normal'),
      take: no(onlyConfirm),
      release: to('cleared-unacknowledged'),
      silence: to('cleared-unacknowledged'),
      shelve: no(onlyConfirm),
      unshelve: no(offShelf),
      shelfEnd: no(offShelf),
    },
    'active-shelved': {
      // What comes and goes all the time is why it was shelved; a worse one is another matter.
      raise: to('active-shelved'),
      worse: to('active-unacknowledged'),
      milder: to('active-shelved'),
      clear: to('cleared-shelved'),
      acknowledge: no(onShelf),
      take: no(onShelf),
      release: to('active-shelved'),
      silence: to('active-shelved'),
      shelve: to('active-shelved'),
      unshelve: to('active-unacknowledged'),
      shelfEnd: to('active-unacknowledged'),
    },
    'cleared-shelved': {
      raise: to('active-shelved'),
      worse: to('active-unacknowledged'),
      milder: to('active-shelved'),
      clear: no(clearAlready),
      acknowledge: no(onShelf),
      take: no(onShelf),
      release: to('cleared-shelved'),
      silence: to('cleared-shelved'),
      shelve: to('cleared-shelved'),
      unshelve: to('normal'),
      shelfEnd: to('normal'),
    },
  }

/** Where it goes, or `undefined` where the table refuses. */
export function movedBy(state: AlarmState, event: AlarmEvent): AlarmState | undefined {
  const outcome = alarmMoves[state][event]
  return 'to' in outcome ? outcome.to : undefined
}

/** The sentence of a refusal; `undefined` where the step is allowed. */
export function refusalOf(state: AlarmState, event: AlarmEvent): string | undefined {
  const outcome = alarmMoves[state][event]
  return 'refused' in outcome ? outcome.refused : undefined
}

/** Somebody still has to say that they saw it. */
export function isWaitingState(state: AlarmState): boolean {
  return state === 'active-unacknowledged' || state === 'cleared-unacknowledged'
}

export function isShelvedState(state: AlarmState): boolean {
  return state === 'active-shelved' || state === 'cleared-shelved'
}
