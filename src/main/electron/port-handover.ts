/** The one message a page may send to the shell: "give me a port". */
import { ipcMain } from 'electron'
import type { CoreSupervisor } from './core-supervisor.ts'
import { isRecorderUrl, mayHavePort } from './page-url.ts'
import type { Refused } from './guards.ts'

const wanted = 'console:want-port'
const given = 'console:port'

/** Every window of the desktop is the same seat: who signs in, signs in everywhere on it. */
const deskSeat = { id: 'desk', name: '值班台' }
/** Records whether or not anybody is signed in. */
const recorderSeat = { id: 'recorder', name: '录音页' }

export function handOverPorts(core: CoreSupervisor, refused: Refused): void {
  ipcMain.on(wanted, (event) => {
    const frame = event.senderFrame
    if (!frame || !mayHavePort(frame)) return refused('port', frame?.url ?? '')
    core.connectSeat(isRecorderUrl(frame.url) ? recorderSeat : deskSeat, (port) => {
      // The page may have gone while the core was being restarted.
      if (frame.isDestroyed()) return port.close()
      frame.postMessage(given, null, [port])
    })
  })
}
