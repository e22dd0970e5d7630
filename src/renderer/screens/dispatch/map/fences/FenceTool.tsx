import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { FailingState } from '../../../../ui/states.tsx'
import { useMapDesk } from '../desk.ts'
import { FenceForm } from './FenceForm.tsx'
import { FenceRow } from './FenceRow.tsx'
import map from '../MapPanel.module.css'
import styles from '../time/Time.module.css'

/** Fences: who is inside now; a new one around what is selected or drawn here; one that is changed. */
export function FenceTool() {
  const { openTool } = useMapDesk()
  const fences = useQuery(queries.fences.list.queryOptions())
  const [changing, change] = useState<string>()
  const changed = fences.data?.find(({ id }) => id === changing)
  return (
    <div className={classes(map.box, styles.panel)} role="group" aria-label="电子围栏">
      <div className={styles.head}>
        <strong>电子围栏 {fences.data?.length ?? ''}</strong>
        <span className={styles.grow} />
        <ActionButton kind="quiet" hotkey="Escape" onPress={() => openTool(undefined)}>
          收起
        </ActionButton>
      </div>
      {fences.error && (
        <FailingState
          title="读不到围栏"
          error={fences.error}
          onRetry={() => void fences.refetch()}
        />
      )}
      {changed ? (
        <FenceForm key={changed.id} fence={changed} onDone={() => change(undefined)} />
      ) : (
        <>
          {fences.data?.map((fence) => (
            <FenceRow key={fence.id} fence={fence} onChange={() => change(fence.id)} />
          ))}
          {fences.data?.length === 0 && (
            <p className={styles.note}>还没有围栏。选中一个面，或自己画一块，在下面设围栏。</p>
          )}
          <FenceForm />
        </>
      )}
    </div>
  )
}
