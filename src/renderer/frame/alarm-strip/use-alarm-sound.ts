import { useCallback, useEffect, useState } from 'react'
import { api, useConnection } from '../../client.ts'
import type { AlarmLine } from '../../alarms/alarm-lines.ts'
import { useAtNow } from '../../ui/now.ts'
import { play, probeSound, stopSounds, type SoundState } from '../../ui/sounds.ts'
import { askedSound, soundKey } from './alarm-sound.ts'

const nothing: ReadonlySet<string> = new Set()
/** The core thinks a page closed that has not said this for more than twice as long. */
const reportEveryMs = 30_000

/** The alarms that stood when the silence began, for as long as it lasts. */
function useSilenced(lines: readonly AlarmLine[], until: number | undefined): ReadonlySet<string> {
  const silent = useAtNow((now) => until !== undefined && now < until)
  const [kept, setKept] = useState<{ readonly until: number; readonly keys: ReadonlySet<string> }>()
  if (silent && until !== undefined && kept?.until !== until) {
    const keys = new Set(lines.map(soundKey))
    setKept({ until, keys })
    return keys
  }
  return silent && kept ? kept.keys : nothing
}

/** Whether this page can be heard; tried again with the first press and when a device comes. */
function useSoundState(): readonly [SoundState, () => void] {
  const [state, setState] = useState<SoundState>('ready')
  const probe = useCallback(() => void probeSound().then(setState), [])
  useEffect(() => {
    probe()
    const devices = navigator.mediaDevices as MediaDevices | undefined
    devices?.addEventListener('devicechange', probe)
    return () => devices?.removeEventListener('devicechange', probe)
  }, [probe])
  useEffect(() => {
    if (state !== 'blocked') return
    for (const event of ['pointerdown', 'keydown']) window.addEventListener(event, probe)
    return () => {
      for (const event of ['pointerdown', 'keydown']) window.removeEventListener(event, probe)
    }
  }, [state, probe])
  return [state, probe]
}

/** Tells the core whether it can be heard: where no page can, the host's own bell rings. */
function useReport(sound: SoundState): void {
  const live = useConnection().kind === 'live'
  useEffect(() => {
    if (!live) return
    // A report that is lost is sent again; meanwhile the bell rings once too often.
    const report = () => void api.alarms.reportSound({ sound }).catch(() => undefined)
    report()
    const timer = setInterval(report, reportEveryMs)
    return () => clearInterval(timer)
  }, [live, sound])
}

/** Repeats the sound until somebody takes, acknowledges or silences. `enable` tries again, in a press. */
export function useAlarmSound(lines: readonly AlarmLine[], silencedUntil: number | undefined) {
  const asked = askedSound(lines, useSilenced(lines, silencedUntil))
  const [sound, enable] = useSoundState()
  useReport(sound)
  const name = asked?.name
  const everyMs = asked?.everyMs
  useEffect(() => {
    if (name === undefined || everyMs === undefined) return
    // The first press on the page asks again and begins at once.
    if (sound === 'blocked') return
    // Also where no device is named: the list may be wrong, and trying costs nothing.
    const ring = () => void play(name)
    ring()
    const timer = setInterval(ring, everyMs)
    return () => {
      clearInterval(timer)
      stopSounds()
    }
  }, [name, everyMs, sound])
  return { sound, enable }
}
