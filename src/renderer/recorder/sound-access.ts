/** Whether this page may hear anything at all, and what it could hear. */

export type Permission = 'granted' | 'denied' | 'prompt' | 'unsupported'

export interface SoundAccess {
  readonly permission: Permission
  readonly devices: { readonly id: string; readonly label: string }[]
}

async function inputs(): Promise<SoundAccess['devices']> {
  const all = await navigator.mediaDevices.enumerateDevices()
  return all
    .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label: label || deviceId.slice(0, 8) }))
}

/** Names of devices are only given to a page that was allowed to listen once. */
async function askOnce(): Promise<Permission> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    for (const track of stream.getTracks()) track.stop()
    return 'granted'
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    // No device is no refusal: one may be plugged in later.
    return name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : 'granted'
  }
}

let asked: Promise<Permission> | undefined

export async function soundAccess(): Promise<SoundAccess> {
  // Absent where the page is not on a secure address.
  if (!('mediaDevices' in navigator) || typeof MediaRecorder === 'undefined')
    return { permission: 'unsupported', devices: [] }
  asked ??= askOnce()
  const permission = await asked
  return { permission, devices: permission === 'granted' ? await inputs() : [] }
}
