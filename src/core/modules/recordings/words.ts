/** Words of the recordings: why there is none, why one has a gap, what became of one. */

/** Whether the calls of a gateway are recorded. */
export const inputStates = [
  ['off', '未设录音'],
  ['opening', '正在打开声卡'],
  ['ready', '待录音'],
  ['recording', '正在录音'],
  ['no-recorder', '录音页没有打开'],
  ['no-permission', '没有使用话筒输入的许可'],
  ['no-device', '找不到所选声卡输入'],
  ['failed', '声卡打不开'],
  ['disk-full', '磁盘空间不足，录音已停'],
] as const
export type InputState = (typeof inputStates)[number][0]
export const inputStateKeys = inputStates.map(([key]) => key) as [InputState, ...InputState[]]

const stateWords = new Map<string, string>(inputStates)
export function inputStateWord(state: InputState): string {
  return stateWords.get(state) ?? state
}

/** Calls are not recorded, though somebody set that they are. */
export function isTrouble(state: InputState): boolean {
  return state !== 'off' && state !== 'opening' && state !== 'ready' && state !== 'recording'
}

/** What the operator can do about it. */
const advices: Readonly<Partial<Record<InputState, string>>> = {
  'no-recorder': '桌面程序会自动打开；浏览器席位请在 设置 › 录音 打开录音页并保持打开。',
  'no-permission': '请在录音页的地址栏允许使用话筒，然后刷新录音页。',
  'no-device': '请检查声卡连线，或在 设置 › 录音 另选输入。',
  failed: '可能被其他程序占用；请关闭后刷新录音页。',
  'disk-full': '请清理磁盘；日志照常记录，空间够了录音自动恢复。',
}

export function inputAdvice(state: InputState): string {
  return advices[state] ?? ''
}

export const gapCauses = [
  ['recorder-lost', '录音页停止'],
  ['device-lost', '声卡断开'],
  ['late-start', '录音开始晚'],
  ['console-stopped', '控制台停止'],
  ['disk-full', '磁盘空间不足'],
  ['not-stored', '数据没有存上'],
  ['no-permission', '没有使用话筒输入的许可'],
  ['no-device', '找不到所选声卡输入'],
  ['failed', '声卡打不开'],
  ['too-long', '超过单段最长录音'],
] as const
export type GapCause = (typeof gapCauses)[number][0]
export const gapCauseKeys = gapCauses.map(([key]) => key) as [GapCause, ...GapCause[]]

const causeWords = new Map<string, string>(gapCauses)
export function gapCauseWord(cause: string): string {
  return causeWords.get(cause) ?? cause
}

/** What a gap is blamed on that begins in this state. */
export function causeOfState(state: InputState): GapCause {
  switch (state) {
    case 'no-permission':
    case 'no-device':
    case 'failed':
    case 'disk-full':
      return state
    case 'no-recorder':
      return 'recorder-lost'
    case 'off':
    case 'opening':
    case 'ready':
    case 'recording':
      return 'late-start'
  }
}

/** Why there is a record of the line at all, and what it may be used for: shown where it is played. */
export const recordingPurpose =
  '录音只用于核实指挥通信和事后复盘；不得外传、不得作他用（无线电管理条例第四十一条）。每次收听和导出都记录在案。'
