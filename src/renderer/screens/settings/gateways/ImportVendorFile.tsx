import { useRef } from 'react'
import { ActionButton } from '../../../ui/ActionButton.tsx'

/** The button and the machine's own file dialog behind it. */
export function ImportVendorFile({
  busy,
  hotkey,
  onFile,
}: {
  readonly busy: boolean
  readonly hotkey?: string
  readonly onFile: (file: File) => void
}) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label="选择厂商协议文件"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file may be chosen again after it was corrected.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <ActionButton hotkey={hotkey} busy={busy} onPress={() => chooser.current?.click()}>
        导入协议文件…
      </ActionButton>
    </>
  )
}
