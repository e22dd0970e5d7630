import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { FailingState } from '../../../../ui/states.tsx'
import { ToolPanel } from '../ToolPanel.tsx'
import { FenceForm } from './FenceForm.tsx'
import { FenceRow } from './FenceRow.tsx'
import panel from '../ToolPanel.module.css'

/** Fences: who is inside now; a new one around what is selected or drawn here; one that is changed. */
export function FenceTool() {
  const fences = useQuery(queries.fences.list.queryOptions())
  const [changing, change] = useState<string>()
  const changed = fences.data?.find(({ id }) => id === changing)
  return (
    <ToolPanel label="电子围栏" head={<h2>电子围栏 {fences.data?.length ?? ''}</h2>}>
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
            <p className={panel.note}>还没有围栏。选中一个面，或自己画一块，在下面设围栏。</p>
          )}
          <FenceForm />
        </>
      )}
    </ToolPanel>
  )
}
