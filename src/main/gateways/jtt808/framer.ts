/** Cuts the stream of one terminal into frames (reference §2.1). */
import type { Framed, Framer } from '../../../core/gateway/frame-kit.ts'
import { flag, minContent, openFrame } from './frame.ts'
import { lengthAgrees } from './header.ts'

/**
 * Longest content between two flags. A body has at most 1023 octets, and only one in which nearly
 * every octet needs an escape would be longer.
 */
const maxContent = 2046
/** Noise comes out in pieces of this size. */
const noisePiece = 256

function judge(content: Uint8Array): Framed['kind'] {
  if (content.length < minContent) return 'noise'
  const opened = openFrame(content)
  return opened?.checkOk === true && lengthAgrees(opened.content) ? 'frame' : 'damaged'
}

/**
 * Every flag ends what stands before it and may begin what follows: senders put one flag between
 * two frames, or two. A frame is given with its flags; one that shares its first flag with the
 * frame before it is given without. Nothing is given up by time: a mobile network stalls for
 * longer than any limit, and TCP loses nothing.
 */
export function jtt808Framer(): Framer {
  const content = new Uint8Array(maxContent)
  let length = 0
  /** A flag that was not given out yet, in front of the content. */
  let opened = false
  /** The content follows a frame, whose last flag may be its first. */
  let shared = false
  /** Content too long for a frame: everything is noise until the next flag. */
  let lost = false

  function taken(closed: boolean): Uint8Array {
    const before = opened ? 1 : 0
    const bytes = new Uint8Array(before + length + (closed ? 1 : 0))
    bytes.set(content.subarray(0, length), before)
    if (opened) bytes[0] = flag
    if (closed) bytes[bytes.length - 1] = flag
    return bytes
  }
  function giveUp(kind: Framed['kind'], out: Framed[]): void {
    const bytes = taken(false)
    opened = shared = false
    length = 0
    if (kind === 'damaged') return void out.push({ kind, bytes })
    for (let at = 0; at < bytes.length; at += noisePiece) {
      out.push({ kind: 'noise', bytes: bytes.subarray(at, at + noisePiece) })
    }
  }
  function onFlag(out: Framed[]): void {
    const begun = !lost && (opened || shared)
    const kind = begun ? judge(content.subarray(0, length)) : 'noise'
    lost = false
    if (kind === 'frame') {
      out.push({ kind, bytes: taken(true) })
      opened = false
      shared = true
      length = 0
      return
    }
    giveUp(kind, out)
    opened = true
  }
  function onByte(byte: number, out: Framed[]): void {
    if (length === maxContent) {
      giveUp('noise', out)
      lost = true
    }
    content[length++] = byte
  }
  return {
    get held() {
      return length + (opened ? 1 : 0)
    },
    push(bytes) {
      const out: Framed[] = []
      for (const byte of bytes) {
        if (byte === flag) onFlag(out)
        else onByte(byte, out)
      }
      return out
    },
    settle: () => [],
    flush() {
      const out: Framed[] = []
      giveUp(length >= minContent && !lost ? 'damaged' : 'noise', out)
      lost = true
      return out
    },
  }
}
