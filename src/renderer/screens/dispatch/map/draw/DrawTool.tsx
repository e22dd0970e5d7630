import { classes } from '../../../../ui/classes.ts'
import { useMapDesk } from '../desk.ts'
import { DrawEditor } from './DrawEditor.tsx'
import { DrawingList } from './DrawingList.tsx'
import { InsidePanel } from './InsidePanel.tsx'
import { showDrawing } from './show-drawing.ts'
import { useDrawings, useDrawView } from './use-drawings.ts'
import panel from '../MapPanel.module.css'
import styles from './Draw.module.css'

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
    <section
      className={classes(panel.box, styles.panel, view.kind === 'edit' && !gone && styles.narrow)}
      aria-label="标绘"
    >
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
    </section>
  )
}
