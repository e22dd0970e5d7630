/** What a serial port makes of bytes that were sent at another speed: each bit is read where it should be. */

/** Start bit 0, eight data bits from the lowest, stop bit 1; the line rests at 1. */
function bitsOf(bytes: Uint8Array): number[] {
  return [...bytes].flatMap((byte) => [
    0,
    ...Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1),
    1,
  ])
}

export function readAtWrongBaud(bytes: Uint8Array, sentBaud: number, readBaud: number): Uint8Array {
  const bits = bitsOf(bytes)
  const ratio = sentBaud / readBaud
  /** The level at a time counted in bits of the reader. */
  const level = (time: number): number => bits[Math.floor(time * ratio)] ?? 1
  const end = bits.length / ratio
  const out: number[] = []
  let time = 0
  while (time < end) {
    if (level(time) === 1) {
      time += 1 / 16
      continue
    }
    // Read in the middle of each bit, as a UART does.
    let byte = 0
    for (let bit = 0; bit < 8; bit++) byte |= level(time + 1.5 + bit) << bit
    out.push(byte)
    time += 9.5
    while (time < end && level(time) === 0) time += 1 / 16
  }
  return Uint8Array.from(out)
}
