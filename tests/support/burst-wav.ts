/** A WAV for the browser's fake microphone: silence with tones in it. */

export interface Burst {
  readonly fromS: number
  readonly toS: number
}

const rate = 48_000

/** 16 bits, one channel; each burst is 440 Hz at half of full scale. */
export function burstWav(lengthS: number, bursts: readonly Burst[]): Buffer {
  const samples = Buffer.alloc(lengthS * rate * 2)
  for (const { fromS, toS } of bursts) {
    for (let at = Math.round(fromS * rate); at < Math.round(toS * rate); at++)
      samples.writeInt16LE(Math.round(16_384 * Math.sin((2 * Math.PI * 440 * at) / rate)), at * 2)
  }
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}
