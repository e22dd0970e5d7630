import { Segmented } from 'antd'
import { ToolPanel } from '../ToolPanel.tsx'
import { setMode, useExchange, type ExchangeMode } from './exchange-store.ts'
import { ExportForm } from './ExportForm.tsx'
import { ImportForm } from './ImportForm.tsx'

/** Files of other programs onto the map, and what stands on the map into files. */
export function ExchangeTool() {
  const mode = useExchange((exchange) => exchange.mode)
  return (
    <ToolPanel
      label="导入导出"
      width="wide"
      head={
        <Segmented<ExchangeMode>
          aria-label="导入还是导出"
          value={mode}
          options={[
            { value: 'in', label: '导入文件' },
            { value: 'out', label: '导出文件' },
          ]}
          onChange={setMode}
        />
      }
    >
      {mode === 'in' ? <ImportForm /> : <ExportForm />}
    </ToolPanel>
  )
}
