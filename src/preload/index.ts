/** Hands one MessagePort from the shell to the page, and nothing else. It never grows. */
import { ipcRenderer } from 'electron'

const wanted = 'console:want-port'
const given = 'console:port'

window.addEventListener('message', (event) => {
  if (event.source === window && event.data === wanted) ipcRenderer.send(wanted)
})

ipcRenderer.on(given, (event) => {
  window.postMessage(given, location.origin, [...event.ports])
})
