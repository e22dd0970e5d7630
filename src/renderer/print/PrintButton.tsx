import { useState } from 'react'
import { createPortal } from 'react-dom'
import { ActionButton } from '../ui/ActionButton.tsx'
import { PrintDialog, type PrintedIncident } from './PrintDialog.tsx'

/** `Ctrl+P` on any page that shows a log or an incident. */
export function PrintButton({ incident }: { readonly incident?: PrintedIncident | undefined }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <ActionButton hotkey="Ctrl+P" onPress={() => setOpen(true)}>
        打印
      </ActionButton>
      {open &&
        createPortal(
          <PrintDialog incident={incident} onClose={() => setOpen(false)} />,
          document.body,
        )}
    </>
  )
}
