/** The one elevation file of this console. */
import type { z } from 'zod'
import type { CoreContext } from '../../module.ts'
import { localFileTable, openLocalFile, type LocalFile } from '../local-files/index.ts'
import { keptTerrainSchema } from './contract.ts'

const table = 'terrain'

export const terrainMigrations: readonly string[] = [localFileTable(table)]

type Ground = LocalFile<z.infer<typeof keptTerrainSchema>>
const grounds = new WeakMap<CoreContext, Ground>()

export function ground(context: CoreContext): Ground {
  const known =
    grounds.get(context) ??
    openLocalFile(context, {
      table,
      about: keptTerrainSchema,
      topic: 'terrain',
      word: '高程',
      without: '算不出通视',
      use: (bytes) => context.terrain.use(bytes),
      drop: () => context.terrain.drop(),
    })
  grounds.set(context, known)
  return known
}
