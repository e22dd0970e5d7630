import { Segmented } from 'antd'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { useMapDesk } from '../desk.ts'
import { setMode, useExchange, type ExchangeMode } from './exchange-store.ts'
import { ExportForm } from './ExportForm.tsx'
import { ImportForm } from './ImportForm.tsx'
import map from '../MapPanel.module.css'
import styles from './Exchange.module.css'

/** Files of other programs onto the map, and what stands on the map into files. */
export function ExchangeTool() {
  const { openTool } = useMapDesk()
  const mode = useExchange((exchange) => exchange.mode)
  return (
    <section className={classes(map.box, styles.panel)} aria-label="导入导出">
      <div className={styles.head}>
        <Segmented<ExchangeMode>
          value={mode}
          options={[
            { value: 'in', label: '导入文件' },
            { value: 'out', label: '导出文件' },
          ]}
          onChange={setMode}
        />
        <ActionButton kind="quiet" hotkey="Escape" onPress={() => openTool(undefined)}>
          收起
        </ActionButton>
      </div>
      {mode === 'in' ? <ImportForm /> : <ExportForm />}
    </section>
  )
}
