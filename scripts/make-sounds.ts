/**
 * Synthesises the alarm sounds into `resources/sounds/`: 16-bit mono WAV at 22.05 kHz. They are
 * told apart by rhythm, so that somebody who cannot hear pitch well still knows which one it is.
 * Run: `node scripts/make-sounds.ts`. The bytes are the same on every machine: the wave is made
 * of plain additions and multiplications only, no library sine.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const sampleRate = 22_050
/** Rise and fall of each tone, so that it does not click. */
const edgeS = 0.008

/** One tone: starts at `hz`, glides to `toHz`, then the silence before the next. */
interface Tone {
  readonly hz: number
  readonly toHz?: number
  readonly seconds: number
  readonly gapS: number
  readonly loudness: number
}

const pulse = (hz: number, seconds: number, gapS: number, loudness: number): Tone => ({
  hz,
  seconds,
  gapS,
  loudness,
})

/** One round of each sound; the player repeats it while the alarm waits. */
const sounds: Readonly<Record<string, readonly Tone[]>> = {
  // Life at risk: two bursts of five quick tones, rising, loudest.
  emergency: [0, 1].flatMap((burst) =>
    [700, 800, 900, 1000, 1150].map((hz, at) =>
      pulse(hz, 0.11, at < 4 ? 0.05 : burst === 0 ? 0.25 : 0.1, 0.9),
    ),
  ),
  // Short, short, long.
  high: [pulse(880, 0.12, 0.1, 0.75), pulse(880, 0.12, 0.1, 0.75), pulse(880, 0.5, 0.1, 0.75)],
  // Two even tones with a pause between them.
  normal: [pulse(660, 0.2, 0.25, 0.6), pulse(660, 0.2, 0.1, 0.6)],
  // One falling tone.
  cleared: [{ hz: 620, toHz: 390, seconds: 0.4, gapS: 0.05, loudness: 0.5 }],
}

/** A sine close enough for a loudspeaker (within 0.0011), from a phase of 0–1. */
function wave(phase: number): number {
  const turn = 2 * (phase - Math.floor(phase)) - 1
  const parabola = -4 * turn * (1 - Math.abs(turn))
  return parabola + 0.225 * (parabola * Math.abs(parabola) - parabola)
}

/** Samples −1…1; the octave above at a third gives the tone an edge that small speakers carry. */
function tone({ hz, toHz = hz, seconds, gapS, loudness }: Tone): number[] {
  const count = Math.round(seconds * sampleRate)
  const edge = Math.round(edgeS * sampleRate)
  let phase = 0
  const samples = Array.from({ length: count }, (_, at) => {
    phase += (hz + ((toHz - hz) * at) / count) / sampleRate
    const envelope = Math.min(1, at / edge, (count - 1 - at) / edge)
    return loudness * envelope * (0.75 * wave(phase) + 0.25 * wave(2 * phase))
  })
  return [...samples, ...Array.from({ length: Math.round(gapS * sampleRate) }, () => 0)]
}

/** A RIFF file with one `fmt ` and one `data` chunk (PCM, mono, 16 bits, little endian). */
function wav(samples: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2)
  const view = new DataView(bytes.buffer)
  const ascii = (at: number, text: string) => bytes.set(Buffer.from(text, 'ascii'), at)
  ascii(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  ascii(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  ascii(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  for (const [at, sample] of samples.entries()) {
    view.setInt16(44 + at * 2, Math.round(sample * 32_767), true)
  }
  return bytes
}

/** Every alarm sound by file name. */
export function alarmSounds(): ReadonlyMap<string, Uint8Array> {
  return new Map(
    Object.entries(sounds).map(([name, tones]) => [`${name}.wav`, wav(tones.flatMap(tone))]),
  )
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '../resources/sounds')
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of alarmSounds()) {
    writeFileSync(join(folder, name), bytes)
    process.stdout.write(`${name} ${bytes.length} bytes\n`)
  }
}
