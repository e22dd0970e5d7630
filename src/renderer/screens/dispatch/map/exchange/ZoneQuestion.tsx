import { useState } from 'react'
import { Select } from 'antd'
import { ORPCError } from '@orpc/client'
import { datumWord, type MapDatum } from '../../../../../core/modules/map-files/contract.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { describeError } from '../../../../ui/describe-error.ts'
import { answer } from './exchange-store.ts'
import { zones } from './datum-choices.ts'
import panel from '../ToolPanel.module.css'

/** The core's own sentence about the file. */
export function previewProblem(error: Error): string {
  const isOwn =
    error instanceof ORPCError && (error.code === 'UNREADABLE' || error.code === 'DATUM_NEEDED')
  return isOwn ? error.message : describeError(error)
}

/** The file is sound, and nobody knows yet what its numbers mean. */
export function ZoneQuestion({ error }: { readonly error: Error }) {
  const [chosen, choose] = useState<MapDatum>()
  if (!(error instanceof ORPCError) || error.code !== 'DATUM_NEEDED') return null
  const { zone } = error.data as { readonly zone: number }
  const datum = chosen ?? (`cgcs2000-${zone}` as const)
  return (
    <div className={panel.row}>
      <Select<MapDatum>
        className={classes(panel.grow)}
        aria-label="坐标系"
        value={datum}
        options={[...zones(zone), 'wgs84' as const, 'gcj02' as const, 'bd09' as const].map(
          (one) => ({
            value: one,
            label: datumWord(one),
          }),
        )}
        onChange={choose}
      />
      <ActionButton kind="primary" onPress={() => answer({ datum })}>
        按此预览
      </ActionButton>
    </div>
  )
}
