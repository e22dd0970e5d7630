import { useEffect, useState } from 'react'
import type { Alarm } from '../../../core/modules/alarms/contract.ts'
import { useAtNow } from '../../ui/now.ts'
import { play, stopSounds } from '../../ui/sounds.ts'
import { askedSound, soundKey } from './alarm-sound.ts'

const nothing: ReadonlySet<string> = new Set()

/** The alarms that stood when the silence began, for as long as it lasts. */
function useSilenced(alarms: readonly Alarm[], until: number | undefined): ReadonlySet<string> {
  const silent = useAtNow((now) => until !== undefined && now < until)
  const [kept, setKept] = useState<{ readonly until: number; readonly keys: ReadonlySet<string> }>()
  if (silent && until !== undefined && kept?.until !== until) {
    const keys = new Set(alarms.map(soundKey))
    setKept({ until, keys })
    return keys
  }
  return silent && kept ? kept.keys : nothing
}

/**
 * Repeats the sound until somebody acknowledges or silences.
 * `audible` is false while this page may not sound (声音未启用); `enable` tries again, in a press.
 */
export function useAlarmSound(alarms: readonly Alarm[], silencedUntil: number | undefined) {
  const asked = askedSound(alarms, useSilenced(alarms, silencedUntil))
  const [audible, setAudible] = useState(true)
  const name = asked?.name
  const everyMs = asked?.everyMs
  useEffect(() => {
    if (name === undefined || everyMs === undefined) return
    const sound = () => void play(name).then(setAudible)
    sound()
    const timer = setInterval(sound, everyMs)
    return () => {
      clearInterval(timer)
      stopSounds()
    }
  }, [name, everyMs])
  return { audible, enable: () => void play(name ?? 'normal').then(setAudible) }
}
