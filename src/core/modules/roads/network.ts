/** The one road network of this console. */
import type { CoreContext } from '../../module.ts'
import { localFileTable, openLocalFile, type LocalFile } from '../local-files/index.ts'
import { keptNetworkSchema } from './contract.ts'
import type { z } from 'zod'

const table = 'road_file'

export const roadMigrations: readonly string[] = [
  `create table road_network (
    id integer primary key check (id = 1), name text not null, source text not null, file_name text not null,
    sha256 text not null, lines integer not null, km text not null, at integer not null, by text not null) strict`,
  `${localFileTable(table)};
   insert into ${table} select 1, sha256, json_object('name', name, 'source', source, 'fileName', file_name,
     'at', at, 'by', by, 'lines', lines, 'lengths', json('[]')) from road_network;
   drop table road_network`,
]

type Network = LocalFile<z.infer<typeof keptNetworkSchema>>
const networks = new WeakMap<CoreContext, Network>()

export function roadNetwork(context: CoreContext): Network {
  const known =
    networks.get(context) ??
    openLocalFile(context, {
      table,
      about: keptNetworkSchema,
      topic: 'roads',
      word: '路网',
      without: '只有直线距离',
      use: (bytes) => context.roads.use(bytes),
      drop: () => context.roads.drop(),
    })
  networks.set(context, known)
  return known
}
