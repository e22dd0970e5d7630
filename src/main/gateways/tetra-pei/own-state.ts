/** What the terminal says of itself: number, group, net, signal, name. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { radioNumber, readIdentity, type Network } from './identity.ts'
import { signalDbm, type OwnLine } from './lines.ts'
import type { PeiSettings } from './settings.ts'

/** +CREG: home and visited net. */
const registeredStates: ReadonlySet<number> = new Set([1, 5])
const denied = 3
const directMode: ReadonlySet<number> = new Set([1, 5, 6])
const modeWords = [
  '集群',
  '直通',
  '集群（兼守直通）',
  '直通（兼守集群）',
  '集群与直通',
  '直通网关',
  '直通中继',
]
const netWords = ['正在搜索', '已登记', '未登记', '登记被拒绝', '不明', '已在外网登记']
const listedGroups = 30

export type NetState = 'registered' | 'searching' | 'denied' | 'not-needed'

export interface OwnState {
  onLine(line: OwnLine): void
  number(digits: string): string | undefined
  readonly ownNumber: string | undefined
  readonly group: string | undefined
  readonly net: NetState
  /** Maker and model, for people. */
  readonly name: string | undefined
  /** The console chose a group and the terminal took it. */
  chose(group: string): void
  /** Facts for the settings screen, told when they are new. */
  tell(): void
  note(name: string, value: string): void
  forget(): void
}

export function createOwnState(settings: PeiSettings, io: DriverIo): OwnState {
  let network: Network | undefined
  let ownNumber = settings.ownNumber
  let group: string | undefined
  let mode: number | undefined
  let registration: number | undefined
  let maker = ''
  let model = ''
  let facts: Record<string, string | number> = {}
  let told = ''
  const groups = new Map<string, string>()

  const number = (digits: string) => radioNumber(digits, network)
  function setGroup(chosen: string | undefined): void {
    if (chosen === group) return
    group = chosen
    io.emit({ kind: 'channel', group: chosen })
  }
  function onOwnNumber(digits: string): void {
    const identity = readIdentity(digits)
    if (identity?.mcc !== undefined && identity.mnc !== undefined) {
      network = { mcc: identity.mcc, mnc: identity.mnc }
      facts['网络号'] = `${identity.mcc}-${identity.mnc}`
    }
    ownNumber = settings.ownNumber ?? number(digits)
    if (ownNumber !== undefined) facts['本机号码'] = ownNumber
  }
  function onPosition(line: Extract<OwnLine, { kind: 'own-position' }>): void {
    // Three satellites make a place; the terminal repeats an old one when it has fewer.
    const valid = line.satellites >= 3
    const { lat, lon } = line
    io.emit({ kind: 'position', fix: { radio: 'own', lat, lon, valid, reason: 'own' } })
  }

  return {
    number,
    get ownNumber() {
      return ownNumber
    },
    get group() {
      return group
    },
    get net() {
      if (mode !== undefined && directMode.has(mode)) return 'not-needed'
      if (registration === undefined) return 'not-needed'
      if (registration === denied) return 'denied'
      return registeredStates.has(registration) ? 'registered' : 'searching'
    },
    get name() {
      const name = `${maker} ${model}`.trim()
      return name === '' ? undefined : name
    },
    onLine(line) {
      switch (line.kind) {
        case 'own-number':
          onOwnNumber(line.number)
          return
        case 'group': {
          const selected = line.type === 0 ? undefined : number(line.group)
          if (line.type <= 1) setGroup(selected)
          return
        }
        case 'group-name': {
          const of = number(line.group)
          if (of !== undefined && groups.size < listedGroups) groups.set(of, line.name)
          const listed = [...groups].map(([one, name]) => `${one} ${name}`.trim())
          facts['通话组'] = listed.join('、')
          return
        }
        case 'mode':
          mode = line.mode
          facts['工作方式'] = modeWords[line.mode] ?? `未知（${line.mode}）`
          return
        case 'registration':
          registration = line.state
          facts['登记'] = netWords[line.state] ?? `未知（${line.state}）`
          return
        case 'signal': {
          const level = signalDbm(line.code)
          if (level !== undefined) io.emit({ kind: 'rssi', level })
          return
        }
        case 'battery':
          facts['电量'] = `${line.percent}%`
          return
        case 'maker':
          maker = line.text
          facts['厂商'] = line.text
          return
        case 'model':
          model = line.model
          facts['型号'] = line.model
          if (line.firmware !== '') facts['固件'] = line.firmware
          return
        case 'own-position':
          onPosition(line)
          return
        case 'neighbour':
          facts['直通中继或网关'] = line.address
          return
        case 'group-range':
        case 'send-limits':
          return // asked for by the start, which uses them
      }
    },
    chose: setGroup,
    tell() {
      const now = JSON.stringify(facts)
      if (now === told || Object.keys(facts).length === 0) return
      told = now
      io.emit({ kind: 'device', facts: { ...facts } })
    },
    note(name, value) {
      facts[name] = value
    },
    forget() {
      registration = undefined
      mode = undefined
      told = ''
      facts = {}
      groups.clear()
    },
  }
}
