import { useState } from 'react'
import { App, Checkbox } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Panel } from '../../ui/Panel.tsx'
import styles from './ResourcesScreen.module.css'

/** A file to take away; numbers of the 370 MHz net only where somebody ticks them. */
export function ExportNumbers({ onClose }: { readonly onClose: () => void }) {
  const { message } = App.useApp()
  const [netNumbers, setNetNumbers] = useState(false)
  const take = useMutation(
    queries.directory.export.mutationOptions({
      onSuccess: ({ path, name, rows }) => {
        const link = document.createElement('a')
        link.href = path
        link.download = name
        link.click()
        void message.success(`已导出 ${rows} 行：${name}`)
        onClose()
      },
    }),
  )
  return (
    <Panel title="导出号簿" className={styles.side}>
      <div className={styles.form}>
        <p>
          默认不含 370M 电台号、组号和用户号，呼号和持有人照常导出。导出会记下是谁、导出了什么。
        </p>
        <Checkbox checked={netNumbers} onChange={({ target }) => setNetNumbers(target.checked)}>
          含 370M 号码（仅供内部使用）
        </Checkbox>
        {take.error && (
          <div className={styles.problem} role="alert">
            {describeError(take.error)}
          </div>
        )}
        <div className={styles.actions}>
          <ActionButton
            kind="primary"
            hotkey="X"
            busy={take.isPending}
            onPress={() => take.mutate({ format: 'xlsx', netNumbers })}
          >
            导出 XLSX
          </ActionButton>
          <ActionButton
            hotkey="C"
            busy={take.isPending}
            onPress={() => take.mutate({ format: 'csv', netNumbers })}
          >
            导出 CSV
          </ActionButton>
          <ActionButton hotkey="Escape" onPress={onClose}>
            取消
          </ActionButton>
        </div>
      </div>
    </Panel>
  )
}
