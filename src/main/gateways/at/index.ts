export { atChannel, type AtChannel } from './channel.ts'
export type { AtCommand, AtNote, AtResult, Urc } from './command.ts'
export { atBufferOf, atFramer, isBareLineEnd, lineText } from './framer.ts'
export { readFinal, type AtFailure } from './results.ts'
export {
  dialledNumber,
  readClip,
  ringTracker,
  type CallerNumber,
  type RingNews,
  type Withheld,
} from './rings.ts'
