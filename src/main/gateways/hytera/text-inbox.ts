/** Texts that come in: acknowledged every time, told once. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { createRepeatWatch } from '../../../core/gateway/repeat-watch.ts'
import type { Road } from './road.ts'
import { encodeTextAck, type TmpBody } from './tmp.ts'

/** A gateway repeats for seconds, not for minutes; after this the same words are a new text. */
const repeatMs = 30_000
const maxRemembered = 512

type TextBody = Extract<TmpBody, { text: string }>

export interface TextInbox {
  onText(body: TextBody, via: number): void
}

export function createTextInbox(
  io: DriverIo,
  road: Road,
  heard: (radio: number) => void,
): TextInbox {
  const repeats = createRepeatWatch(io, { withinMs: repeatMs, most: maxRemembered, since: 'last' })

  /**
   * A repeat has the source and the number of the text it repeats (§3.7), and its words: a radio
   * that was switched off counts from the beginning again, and then the number alone says nothing.
   */
  function isRepeat(body: TextBody): boolean {
    const key = `${body.src.radioId} ${body.requestId} ${body.dest.radioId} ${body.text}`
    return repeats.isRepeat(key)
  }

  return {
    onText(body, via) {
      const group = body.name === 'group_text'
      road.send('TMP', encodeTextAck(body, group, road.bit7), { via })
      heard(body.src.radioId)
      if (isRepeat(body)) return
      io.emit({
        kind: 'text',
        from: String(body.src.radioId),
        to: String(body.dest.radioId),
        group,
        // Some radios end their texts with a NUL character.
        body: body.text.replace(/\0+$/, ''),
        ref: `${body.src.radioId}:${body.requestId}`,
      })
    },
  }
}
