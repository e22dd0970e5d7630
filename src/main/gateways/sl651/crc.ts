/** CRC-16/MODBUS: polynomial 8005 reflected, begins with FFFF, no final exclusive or. */
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xa001 : value >>> 1
  return value
})

export function crc16(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let sum = 0xffff
  for (let at = from; at < to; at++) {
    sum = (sum >>> 8) ^ (table[(sum ^ (bytes[at] ?? 0)) & 0xff] ?? 0)
  }
  return sum
}
