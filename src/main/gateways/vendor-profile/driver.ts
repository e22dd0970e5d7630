import type { Driver, DriverIo, DriverSession } from '../../../core/gateway/driver.ts'
import type { GatewayCommand } from '../../../core/gateway/events.ts'
import { vendorProfileDriver } from '../../../core/gateway/vendor-profile.ts'
import { hyteraHrnp } from '../hytera/index.ts'
import { tetraPei } from '../tetra-pei/index.ts'
import { vendorSettings, type VendorSettings } from './settings.ts'

/** Opens the line, sends nothing, and says what is missing: a guess could do anything to the device. */
function waitingSession(io: DriverIo): DriverSession {
  return {
    start() {
      io.emit({ kind: 'session', status: { kind: 'connecting', step: 'reading-file' } })
      io.emit({ kind: 'session', status: { kind: 'needs-vendor-file' } })
    },
    onBytes(bytes) {
      // Kept for whoever writes the file.
      for (let at = 0; at < bytes.length; at += longestPiece) {
        const piece = bytes.slice(at, at + longestPiece)
        io.record({ direction: 'in', bytes: piece, channel: 0, outcome: 'unknown', kind: 'unread' })
      }
    },
    command: (command) =>
      io.emit({
        kind: 'commandResult',
        command,
        result: { kind: 'refused', cause: 'no-vendor-file' },
      }),
    close() {},
  }
}

const longestPiece = 256

function vendorSession(settings: VendorSettings, io: DriverIo): DriverSession {
  switch (settings.kind) {
    case 'no-file':
      return waitingSession(io)
    case 'tetra-pei':
      return tetraPei.session(settings.settings, io)
    case 'hytera-hrnp':
      return hyteraHrnp.session(settings.settings, io)
  }
}

/** A dialect can only do what its file gives it the words for. */
function commandsOf(settings: VendorSettings): readonly GatewayCommand['kind'][] {
  switch (settings.kind) {
    case 'no-file':
      return []
    case 'hytera-hrnp':
      return hyteraHrnp.commands
    case 'tetra-pei': {
      const { commands, locateRequest } = settings.settings
      const cannot: Partial<Record<GatewayCommand['kind'], boolean>> = {
        selectGroup: commands.selectGroup === '',
        call: commands.dial === '',
        hangup: commands.hangup === '',
        ptt: commands.demand === '' || commands.cease === '',
        sendText: commands.send === '',
        sendStatus: commands.send === '',
        check: commands.send === '',
      }
      const able = tetraPei.commands.filter((kind) => cannot[kind] !== true)
      return locateRequest === undefined || commands.send === '' ? able : [...able, 'locate']
    }
  }
}

/** The base protocols with a vendor's words, numbers and times. */
export const vendorProfile: Driver<VendorSettings> = {
  id: vendorProfileDriver,
  title: '厂商协议（需要厂商协议文件）',
  links: ['serial', 'tcp', 'udp', 'memory'],
  defaultBaud: 115_200,
  purpose: 'radio',
  means: 'radio370',
  settings: vendorSettings,
  commands: [...new Set([...tetraPei.commands, ...hyteraHrnp.commands])],
  commandsOf,
  causes: {
    ...hyteraHrnp.causes,
    ...tetraPei.causes,
    'no-vendor-file': '需要厂商协议文件，请先导入并选定',
    'reading-file': '正在读取厂商协议文件',
  },
  deliveryMs: 60_000,
  session: vendorSession,
}
