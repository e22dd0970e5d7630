/** A few seconds for the ear, from 设置: nothing of them is kept. */
import { ORPCError } from '@orpc/server'
import { fromBase64Url } from '../../kernel/bytes-text.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext } from '../../module.ts'
import type { RecordingDesk } from './desk.ts'
import { readSoundPart } from './webm-read.ts'
import { composeSound } from './webm-write.ts'
import { inputStateWord } from './words.ts'

const trialMs = 3000
const answerMs = 10_000

const waiting = new WeakMap<RecordingDesk, Map<string, (bytes: Uint8Array | undefined) => void>>()

function askers(desk: RecordingDesk) {
  const known = waiting.get(desk) ?? new Map<string, (bytes: Uint8Array | undefined) => void>()
  waiting.set(desk, known)
  return known
}

/** @throws ORPCError NOT_READY, NO_ANSWER */
export async function tryInput(context: CoreContext, desk: RecordingDesk, gateway: string) {
  const state = desk.states.of(gateway)
  if (state !== 'ready' && state !== 'recording') {
    const why = inputStateWord(state)
    throw new ORPCError('NOT_READY', { message: `现在不能试录：${why}。`, data: { why } })
  }
  const test = newId(context.world.clock, context.world.random)
  const bytes = await new Promise<Uint8Array | undefined>((resolve) => {
    const cancel = context.world.timers.after(answerMs, () => resolve(undefined))
    askers(desk).set(test, (given) => {
      cancel()
      resolve(given)
    })
    desk.page.order({ kind: 'test', test, gateway, ms: trialMs })
  })
  askers(desk).delete(test)
  const part = bytes && readSoundPart(bytes)
  const sound = part && composeSound([{ fromMs: 0, part }])
  if (!sound) throw new ORPCError('NO_ANSWER')
  const path = context.files.offer({ name: '试录.webm', type: 'audio/webm', bytes: sound.bytes })
  return { path, type: 'audio/webm;codecs=opus' }
}

export function trialDone(desk: RecordingDesk, test: string, bytes: string): boolean {
  const answer = askers(desk).get(test)
  answer?.(fromBase64Url(bytes))
  return answer !== undefined
}
