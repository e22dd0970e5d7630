/** The bundled alarm sounds, told apart by rhythm. */
import cleared from '../../../resources/sounds/cleared.wav?url'
import emergency from '../../../resources/sounds/emergency.wav?url'
import high from '../../../resources/sounds/high.wav?url'
import normal from '../../../resources/sounds/normal.wav?url'

const urls = { emergency, high, normal, cleared } as const
export type SoundName = keyof typeof urls

export const soundNames: readonly { readonly name: SoundName; readonly words: string }[] = [
  { name: 'emergency', words: '紧急' },
  { name: 'high', words: '重要' },
  { name: 'normal', words: '一般' },
  { name: 'cleared', words: '恢复' },
]

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
