/** The simulator's own HSTRP datagrams: "2B", version, type bits, number, options, HDAP. */
export const hstrpType = {
  ack: 0x01,
  heartbeat: 0x02,
  connect: 0x04,
  close: 0x08,
  reject: 0x10,
  options: 0x20,
} as const

export interface Hstrp {
  readonly type: number
  readonly number: number
  readonly payload: Buffer
}

/** Option 3 (with "more follows") is the device id, option 4 the slot. */
function optionsOf(device: number, slot: number): Buffer {
  const bytes = Buffer.from([0x83, 4, 0, 0, 0, 0, 0x04, 1, slot])
  bytes.writeUInt32BE(device, 2)
  return bytes
}

function head(type: number, number: number): Buffer {
  return Buffer.from([0x32, 0x42, 0, type, number >> 8, number & 0xff])
}

export function sealHstrp(
  { type, number, payload }: Hstrp,
  repeater?: { readonly device: number; readonly slot: number },
): Buffer {
  if (repeater === undefined) return Buffer.concat([head(type, number), payload])
  const options = optionsOf(repeater.device, repeater.slot)
  return Buffer.concat([head(type | hstrpType.options, number), options, payload])
}

export function openHstrp(bytes: Buffer): Hstrp | undefined {
  if (bytes.length < 6 || bytes[0] !== 0x32 || bytes[1] !== 0x42) return undefined
  const type = bytes[3] ?? 0
  let at = 6
  for (let more = (type & hstrpType.options) !== 0; more;) {
    more = ((bytes[at] ?? 0) & 0x80) !== 0
    at += 2 + (bytes[at + 1] ?? 0)
    if (at > bytes.length) return undefined
  }
  return { type, number: bytes.readUInt16BE(4), payload: bytes.subarray(at) }
}
