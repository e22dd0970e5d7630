/** The bundled alarm sounds, told apart by rhythm, and whether this page can make any. */
import cleared from '../../../resources/sounds/cleared.wav?url'
import emergency from '../../../resources/sounds/emergency.wav?url'
import high from '../../../resources/sounds/high.wav?url'
import normal from '../../../resources/sounds/normal.wav?url'

const urls = { emergency, high, normal, cleared } as const
export type SoundName = keyof typeof urls

export const soundNames: readonly {
  readonly name: SoundName
  readonly words: string
  /** What one listens for. */
  readonly rhythm: string
}[] = [
  { name: 'emergency', words: '紧急', rhythm: '五声急促上升，连响两遍' },
  { name: 'high', words: '重要', rhythm: '短、短、长' },
  { name: 'normal', words: '一般', rhythm: '两声，中间停一下' },
  { name: 'cleared', words: '恢复', rhythm: '一声下降' },
]

/** `blocked`: nobody has pressed anything on this page yet. `no-device`: no loudspeaker. */
export type SoundState = 'ready' | 'blocked' | 'no-device'

const players = new Map<SoundName, HTMLAudioElement>()

function playerOf(name: SoundName): HTMLAudioElement {
  const player = players.get(name) ?? new Audio(urls[name])
  players.set(name, player)
  return player
}

/** False when this page may not sound yet (nobody has pressed anything) or has no sound device. */
export async function play(name: SoundName): Promise<boolean> {
  const player = playerOf(name)
  player.currentTime = 0
  try {
    await player.play()
    return true
  } catch {
    // The browser says no, for one of the two reasons; the caller shows 声音未启用.
    return false
  }
}

export function stopSounds(): void {
  for (const player of players.values()) player.pause()
}

async function hasLoudspeaker(): Promise<boolean> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices()
    return devices.some(({ kind }) => kind === 'audiooutput')
  } catch {
    // A browser that does not tell: the attempt to play decides.
    return true
  }
}

/** Tries without being heard: a page learns before the first alarm that it cannot sound. */
export async function probeSound(): Promise<SoundState> {
  if (!(await hasLoudspeaker())) return 'no-device'
  const silent = new Audio(urls.cleared)
  // Not muted: a muted sound is allowed where an audible one is not.
  silent.volume = 0.001
  try {
    await silent.play()
    silent.pause()
    return 'ready'
  } catch {
    return 'blocked'
  }
}
