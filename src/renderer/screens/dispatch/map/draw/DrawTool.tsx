import { useMapDesk } from '../desk.ts'
import { ToolPanel } from '../ToolPanel.tsx'
import { DrawEditor } from './DrawEditor.tsx'
import { DrawingList } from './DrawingList.tsx'
import { InsidePanel } from './InsidePanel.tsx'
import { showDrawing } from './show-drawing.ts'
import { useDrawings, useDrawView } from './use-drawings.ts'

const prefix = 'drawing:'

/** 标绘: the list of drawings, the one that is drawn, and what lies in an area. */
export function DrawTool() {
  const { map, selected, select } = useMapDesk()
  const { view, show } = useDrawView()
  const { all } = useDrawings()
  const chosen = selected?.startsWith(prefix) ? selected.slice(prefix.length) : undefined
  const of = view.kind === 'list' ? undefined : all.find(({ id }) => id === view.drawing)
  const back = () => show({ kind: 'list' })
  // It was removed elsewhere meanwhile: the list says what there is.
  const gone = view.kind !== 'list' && view.drawing !== undefined && !of
  return (
    <ToolPanel label="标绘" width={view.kind === 'edit' && !gone ? 'narrow' : 'wide'}>
      {(view.kind === 'list' || gone) && (
        <DrawingList
          selected={chosen}
          onSelect={(drawing) => {
            select(`${prefix}${drawing.id}`)
            showDrawing(map, drawing)
          }}
        />
      )}
      {view.kind === 'edit' && !gone && (
        <DrawEditor
          key={view.drawing ?? 'new'}
          drawing={of}
          onDone={(id) => {
            if (id !== undefined) select(`${prefix}${id}`)
            back()
          }}
        />
      )}
      {view.kind === 'inside' && of && <InsidePanel key={of.id} drawing={of} onBack={back} />}
    </ToolPanel>
  )
}
