/** Where this console keeps its gateways: one row each in the local database. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { Database } from '../../kernel/database.ts'
import { gatewaySettings, type GatewaySettings } from '../../gateway/settings.ts'

export const gatewayMigrations: readonly string[] = [
  'create table gateway (id text primary key, place integer not null, settings text not null)',
]

interface Row {
  readonly id: string
  readonly settings: string
}

/** In the order they were added. A row an older version cannot read is left alone and not shown. */
export function storedGateways(local: Database): GatewaySettings[] {
  const rows = local.prepare<Row>('select id, settings from gateway order by place').all()
  return rows.flatMap(({ settings }) => {
    const parsed = gatewaySettings.safeParse(JSON.parse(settings))
    return parsed.success ? [parsed.data] : []
  })
}

export function storeGateway(local: Database, settings: GatewaySettings): void {
  local
    .prepare(
      `insert into gateway (id, place, settings)
       values (?, (select coalesce(max(place), 0) + 1 from gateway), ?)
       on conflict (id) do update set settings = excluded.settings`,
    )
    .run(settings.id, JSON.stringify(settings))
}

export function removeGateway(local: Database, id: string): Result<string, Refusal<'not-found'>> {
  const { changes } = local.prepare('delete from gateway where id = ?').run(id)
  return changes === 1 ? accept(id) : refuse('not-found')
}
