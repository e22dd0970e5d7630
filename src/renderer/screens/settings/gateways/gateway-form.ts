/** The gateway form's values, and the settings they stand for. */
import type { Gateway, NewGateway } from '../../../../core/modules/gateways/contract.ts'
import type { VendorProfileRow } from '../../../../core/modules/vendors/contract.ts'
import { parsePorts, portsText, type Link, type LinkKind } from './link-words.ts'

export interface DriverShown {
  readonly id: string
  readonly title: string
  readonly links: readonly LinkKind[]
  readonly defaultBaud: number | null
  readonly purpose: GatewayForm['purpose']
}

export type VendorFileShown = Pick<VendorProfileRow, 'id' | 'transport'>

export interface GatewayForm {
  readonly name: string
  readonly driver: string
  readonly purpose: 'radio' | 'gps' | 'phone' | 'sensor' | 'vehicle'
  readonly kind: LinkKind
  readonly path: string
  readonly identity: string | undefined
  readonly baud: number
  readonly host: string
  readonly port: string
  readonly localPorts: string
  readonly remotePorts: string
  readonly bindAddress: string
  readonly maxPeers: string
  readonly datum: 'wgs84' | 'unknown'
  /** Id of the vendor's file that the gateway speaks by; empty where none is chosen. */
  readonly profile: string
  /** The driver's other settings as JSON; empty is its defaults. */
  readonly more: string
}

const usualPorts = '30001-30010'

export const newForm: GatewayForm = {
  name: '',
  driver: '',
  purpose: 'radio',
  kind: 'serial',
  path: '',
  identity: undefined,
  baud: 115200,
  host: '',
  port: '',
  localPorts: usualPorts,
  remotePorts: usualPorts,
  bindAddress: '',
  maxPeers: '500',
  datum: 'wgs84',
  profile: '',
  more: '',
}

/** What follows from the driver: line, speed, purpose. What was typed stays. */
export function withDriver(form: GatewayForm, driver: DriverShown): GatewayForm {
  const offered: readonly LinkKind[] = driver.links.filter((kind) => kind !== 'memory')
  return {
    ...form,
    driver: driver.id,
    kind: offered.includes(form.kind) ? form.kind : (offered[0] ?? form.kind),
    baud: driver.defaultBaud ?? form.baud,
    purpose: driver.purpose,
  }
}

/** The driver whose protocol is a vendor's file. */
export const byVendorFile = 'vendor-profile'

/** What follows from the file: line, speed, port. What was typed stays. */
export function withVendorFile(form: GatewayForm, file: VendorFileShown): GatewayForm {
  const { links, baud, tcpPort } = file.transport
  return {
    ...form,
    profile: file.id,
    kind: links.some((link) => link === form.kind) ? form.kind : (links[0] ?? form.kind),
    baud: baud ?? form.baud,
    port: form.port === '' && tcpPort !== null ? String(tcpPort) : form.port,
  }
}

/** What a detection found; a name is still the person's to give. */
export function foundForm(
  found: Pick<GatewayForm, 'driver' | 'kind' | 'path' | 'identity' | 'host' | 'port'> & {
    readonly baud: number | null
  },
  drivers: readonly DriverShown[],
): GatewayForm {
  const driver = drivers.find(({ id }) => id === found.driver)
  const { baud, ...rest } = found
  const begun = driver ? withDriver({ ...newForm, ...rest }, driver) : { ...newForm, ...rest }
  return { ...begun, baud: baud ?? begun.baud }
}

function linkForm(link: Link): Partial<GatewayForm> {
  switch (link.kind) {
    case 'serial':
      return { kind: 'serial', path: link.path, identity: link.identity, baud: link.baud }
    case 'tcp':
      return { kind: 'tcp', host: link.host, port: String(link.port) }
    case 'udp':
      return {
        kind: 'udp',
        host: link.host,
        bindAddress: link.bindAddress ?? '',
        localPorts: portsText(link.channels.map(({ localPort }) => localPort)),
        remotePorts: portsText(link.channels.map(({ remotePort }) => remotePort)),
      }
    case 'tcp-listen':
      return {
        kind: 'tcp-listen',
        port: String(link.port),
        bindAddress: link.bindAddress ?? '',
        maxPeers: String(link.maxPeers),
      }
    case 'memory':
      return { kind: 'memory', path: link.name }
  }
}

export function formOf({ name, driver, purpose, link, driverSettings }: Gateway): GatewayForm {
  const { datum, profile, ...rest } = driverSettings ?? {}
  return {
    ...newForm,
    name,
    driver,
    purpose: purpose ?? 'radio',
    ...linkForm(link),
    datum: datum === 'unknown' ? 'unknown' : 'wgs84',
    profile: typeof profile === 'string' ? profile : '',
    more: Object.keys(rest).length === 0 ? '' : JSON.stringify(rest, null, 2),
  }
}

export type FormProblems = Partial<Record<keyof GatewayForm, string>>
export type FormReading =
  | { readonly ok: true; readonly settings: NewGateway }
  | { readonly ok: false; readonly problems: FormProblems }

function portProblem(text: string): string | undefined {
  const port = Number(text)
  return Number.isInteger(port) && port >= 1 && port <= 65_535
    ? undefined
    : '端口是 1 到 65535 的数。'
}

function readUdp(form: GatewayForm): { link?: Link; problems: FormProblems } {
  const local = parsePorts(form.localPorts)
  const remote = parsePorts(form.remotePorts)
  if (!local || local.length === 0)
    return { problems: { localPorts: '写成 30001-30010 或 30001,30002，最多 32 个。' } }
  if (!remote || (remote.length !== local.length && remote.length !== 0)) {
    return {
      problems: {
        remotePorts: `要与本地端口一样多（${local.length} 个）；空着按对方来信的端口回。`,
      },
    }
  }
  const channels = local.map((localPort, at) => ({ localPort, remotePort: remote[at] ?? 0 }))
  const bindAddress = form.bindAddress.trim()
  const link: Link = {
    kind: 'udp',
    host: form.host.trim(),
    channels,
    ...(bindAddress ? { bindAddress } : {}),
  }
  return { link, problems: {} }
}

function readListening(form: GatewayForm): { link: Link; problems: FormProblems } {
  const wrong = portProblem(form.port)
  const maxPeers = Number(form.maxPeers)
  const many = Number.isInteger(maxPeers) && maxPeers >= 1 && maxPeers <= 5000
  const bindAddress = form.bindAddress.trim()
  return {
    link: {
      kind: 'tcp-listen',
      port: Number(form.port),
      maxPeers,
      ...(bindAddress ? { bindAddress } : {}),
    },
    problems: {
      ...(wrong === undefined ? {} : { port: wrong }),
      ...(many ? {} : { maxPeers: '填 1 到 5000 的数。' }),
    },
  }
}

function readLink(form: GatewayForm): { link?: Link; problems: FormProblems } {
  const host = form.host.trim()
  const noHost: FormProblems = host === '' ? { host: '请填写地址。' } : {}
  switch (form.kind) {
    case 'serial': {
      const path = form.path.trim()
      if (path === '') return { problems: { path: '请选串口，或写路径。' } }
      const identity = form.identity === undefined ? {} : { identity: form.identity }
      return { link: { kind: 'serial', path, baud: form.baud, ...identity }, problems: {} }
    }
    case 'tcp': {
      const wrong = portProblem(form.port)
      const problems = { ...noHost, ...(wrong === undefined ? {} : { port: wrong }) }
      return { link: { kind: 'tcp', host, port: Number(form.port) }, problems }
    }
    case 'udp': {
      const { link, problems } = readUdp(form)
      return { ...(link === undefined ? {} : { link }), problems: { ...noHost, ...problems } }
    }
    case 'tcp-listen':
      return readListening(form)
    case 'memory':
      return { link: { kind: 'memory', name: form.path }, problems: {} }
  }
}

function readMore(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {}
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? { ...parsed }
      : undefined
  } catch {
    // Not JSON yet: said beside the field.
    return undefined
  }
}

/** The settings, or what is wrong with which field. */
export function readForm(form: GatewayForm, enabled: boolean): FormReading {
  const { link, problems: linkProblems } = readLink(form)
  const more = readMore(form.more)
  const problems: FormProblems = {
    ...linkProblems,
    ...(form.name.trim() === '' ? { name: '请填写网关名称。' } : {}),
    ...(form.driver === '' ? { driver: '请选驱动。' } : {}),
    ...(more === undefined ? { more: '要写成 JSON，例如 {"maxTextLength": 100}。' } : {}),
  }
  if (!link || more === undefined || Object.keys(problems).length > 0)
    return { ok: false, problems }
  const { name, driver, purpose, profile } = form
  const driverSettings = {
    ...more,
    ...(form.datum === 'unknown' ? { datum: 'unknown' } : {}),
    ...(driver === byVendorFile && profile !== '' ? { profile } : {}),
  }
  return {
    ok: true,
    settings: { name: name.trim(), driver, purpose, link, driverSettings, enabled },
  }
}
