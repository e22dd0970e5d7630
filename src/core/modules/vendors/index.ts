/** Vendors' protocol files: brought by somebody who may configure gateways, checked, kept here. */
import { implement, ORPCError } from '@orpc/server'
import {
  maxVendorProfileBytes,
  parseVendorProfile,
  problemSentence,
  vendorProfileDriver,
  type VendorProfile,
} from '../../gateway/vendor-profile.ts'
import type { GatewaySettings } from '../../gateway/settings.ts'
import type { Database } from '../../kernel/database.ts'
import { fromUtf8, toHexText } from '../../kernel/bytes-text.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Module, Seat, SeatContext } from '../../module.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { vendorsContract, type VendorProfileRow } from './contract.ts'
import {
  profileContent,
  profileWithHash,
  removeProfile,
  storedProfiles,
  storeProfile,
  vendorProfileMigrations,
  type StoredProfile,
} from './store.ts'

/** The settings as the driver takes them: with the chosen file in them. */
export function withVendorFile(local: Database, settings: GatewaySettings): GatewaySettings {
  const { profile } = settings.driverSettings
  if (settings.driver !== vendorProfileDriver || typeof profile !== 'string') return settings
  const file = profileContent(local, profile)
  return file ? { ...settings, driverSettings: { ...settings.driverSettings, file } } : settings
}

/** What the gateway speaks, in the operator's words; `undefined` where no file is chosen. */
export function vendorFileTitle(local: Database, settings: GatewaySettings): string | undefined {
  const { profile } = settings.driverSettings
  if (settings.driver !== vendorProfileDriver || typeof profile !== 'string') return undefined
  const file = profileContent(local, profile)
  return file && `厂商协议：${file.vendor} ${file.name} ${file.version}`
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes) ?? '')
  } catch {
    // No JSON, or no text at all: the same for whoever sent it, and said by the caller.
    return undefined
  }
}

const notImported = (why: string): string =>
  `厂商协议文件没有导入：${why.replace(/[。，；]$/, '')}。请联系厂商更正后重新导入。`

/** The envelope, then what the dialect's driver says of the rest. */
function readFile(
  context: CoreContext,
  bytes: Uint8Array,
): Result<VendorProfile, Refusal<'bad-file', string>> {
  const value = parsed(bytes)
  if (value === undefined) return refuse('bad-file', notImported('不是 JSON 文件'))
  const read = parseVendorProfile(value)
  if (!read.ok) {
    const [first] = read.data
    return refuse('bad-file', notImported(first ? problemSentence(first) : '内容不对'))
  }
  const trial = context.gateways.check({
    id: 'trial',
    name: 'trial',
    driver: vendorProfileDriver,
    link: { kind: 'memory', name: 'trial' },
    driverSettings: { file: value },
    enabled: false,
    purpose: 'radio',
  })
  if (!trial.ok) return refuse('bad-file', notImported(trial.data.detail))
  return accept(read.value)
}

function titleOf(content: string): string | undefined {
  const read = parseVendorProfile(JSON.parse(content))
  return read.ok ? `${read.value.vendor} ${read.value.name} ${read.value.version}` : undefined
}

function usedBy(context: CoreContext, id: string): string[] {
  return context.gateways
    .list()
    .filter(
      ({ driver, settings }) =>
        driver === vendorProfileDriver && settings.driverSettings['profile'] === id,
    )
    .map(({ name }) => name)
}

function rowOf(context: CoreContext, stored: StoredProfile): VendorProfileRow[] {
  const profile = profileContent(context.local, stored.id)
  if (!profile) return []
  const { name, vendor, version, dialect, note = '', transport } = profile
  const { id, sha256, fileName, importedAt, importedBy } = stored
  const { links, baud = null, tcpPort = null } = transport
  return [
    {
      id,
      name,
      vendor,
      version,
      note,
      dialect,
      transport: { links, baud, tcpPort },
      fileName,
      sha256,
      importedAt,
      importedBy,
      usedBy: usedBy(context, id),
    },
  ]
}

function vendorsRouter(context: CoreContext) {
  const os = implement(vendorsContract).$context<SeatContext>()
  const { clock, random, crypto } = context.world
  const note = (seat: Seat, text: string) => {
    const line = { kind: 'system', source: { kind: 'text', text: '系统' }, text } as const
    recordFor(context, seat, [logLines(context)({ ...line, heardAt: clock.nowMs() })])
  }
  return {
    list: os.list.handler(({ context: { seat } }) => {
      requireSession(seat)
      return storedProfiles(context.local).flatMap((stored) => rowOf(context, stored))
    }),
    bring: os.bring.handler(({ input, context: { seat } }) => {
      const { name: by } = requireRight(seat, 'gateway.configure')
      const path = context.files.expect(
        maxVendorProfileBytes,
        (sha256, bytes) => {
          const id = newId(clock, random)
          const content = fromUtf8(bytes) ?? ''
          const stored = {
            id,
            sha256,
            fileName: input.fileName,
            importedAt: clock.nowMs(),
            importedBy: by,
            content,
          }
          note(seat, `厂商协议文件「${titleOf(content) ?? input.fileName}」已导入（${by}）`)
          storeProfile(context.local, stored)
          const [row] = rowOf(context, stored)
          context.changed('vendors', [id])
          return row
        },
        (bytes) => {
          const read = readFile(context, bytes)
          if (!read.ok) return read.data
          const known = profileWithHash(context.local, toHexText(crypto.sha256(bytes)))
          return known && `这个厂商协议文件已经导入过（${known.importedBy}），没有重复导入。`
        },
      )
      return { path }
    }),
    remove: os.remove.handler(({ input, errors, context: { seat } }) => {
      const { name: by } = requireRight(seat, 'gateway.configure')
      const stored = storedProfiles(context.local).find(({ id }) => id === input.id)
      if (!stored) throw new ORPCError('NOT_FOUND')
      const gateways = usedBy(context, input.id)
      if (gateways.length > 0) throw errors.IN_USE({ data: { gateways } })
      const title = titleOf(stored.content) ?? stored.fileName
      note(seat, `厂商协议文件「${title}」已移除（${by}）`)
      removeProfile(context.local, input.id)
      context.changed('vendors', [input.id])
      return input
    }),
  }
}

export const vendorsModule: Module = {
  name: 'vendors',
  facts: [],
  projections: [],
  localMigrations: vendorProfileMigrations,
  router: vendorsRouter,
}
