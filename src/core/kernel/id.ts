import type { Clock, Random } from './world.ts'

declare const brand: unique symbol
/** A string that belongs to one kind of thing; a `UnitId` is not an `IncidentId`. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind }

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function encode32(bytes: Uint8Array): string {
  let bits = 0
  let held = 0
  let text = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += crockford[(held >>> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  if (bits > 0) text += crockford[(held << (5 - bits)) & 31]
  return text
}

/** 16 characters, 80 random bits: the name of one console incarnation (op log origin). */
export function newOrigin(random: Random): string {
  return encode32(random.bytes(10))
}

/**
 * A ULID: 48 bits of milliseconds and 80 random bits, 26 Crockford base-32 characters,
 * sortable by creation time (github.com/ulid/spec).
 */
export function newId<Kind extends string>(clock: Clock, random: Random): Id<Kind> {
  let ms = Math.max(0, Math.floor(clock.nowMs()))
  let time = ''
  for (let place = 0; place < 10; place++) {
    time = (crockford[ms % 32] ?? '0') + time
    ms = Math.floor(ms / 32)
  }
  return (time + encode32(random.bytes(10))) as Id<Kind>
}
