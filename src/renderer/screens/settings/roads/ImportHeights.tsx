import { useRef, useState, type SyntheticEvent } from 'react'
import { App, Input } from 'antd'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ORPCError } from '@orpc/client'
import { api, queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fileProblem, putFile } from '../../../ui/put-file.ts'
import { heightWords } from './height-words.ts'
import section from '../Section.module.css'

function problemOf(error: Error): string {
  if (!(error instanceof ORPCError) || error.code !== 'NOT_TERRAIN') return fileProblem(error)
  const { sentence } = error.data as { sentence?: string }
  return sentence ?? error.message
}

/** A file is read and shown first; nothing is taken over before somebody says so. */
export function ImportHeights({ onDone }: { readonly onDone: () => void }) {
  const chooser = useRef<HTMLInputElement>(null)
  const client = useQueryClient()
  const { message } = App.useApp()
  const [fileName, setFileName] = useState('')
  const [name, setName] = useState('')
  /** What the file's name suggested; a name that was typed is kept when another file is chosen. */
  const [suggested, setSuggested] = useState('')
  const [source, setSource] = useState('')
  const read = useMutation({
    mutationFn: async (file: File) => {
      const { path } = await api.terrain.upload()
      const { sha256 } = await putFile<{ readonly sha256: string }>(path, file)
      return api.terrain.preview({ sha256, fileName: file.name.slice(0, 200) })
    },
  })
  const adopt = useMutation(
    queries.terrain.adopt.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: queries.terrain.key() })
        void message.success('高程已存，在用')
        onDone()
      },
    }),
  )
  const error = read.error ?? adopt.error
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (read.data) adopt.mutate({ token: read.data.token, name, source })
  }
  return (
    <form className={section.form} aria-label="导入高程" onSubmit={submit}>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".tif,.tiff,.hgt"
        aria-label="选择高程文件"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file may be chosen again after it was corrected.
          event.target.value = ''
          if (!file) return
          setFileName(file.name)
          const suggestion = file.name.replace(/\.[^.]+$/, '').slice(0, 40)
          if (name === suggested) setName(suggestion)
          setSuggested(suggestion)
          read.mutate(file)
        }}
      />
      <div className={section.buttons}>
        <ActionButton busy={read.isPending} onPress={() => chooser.current?.click()}>
          选文件…
        </ActionButton>
        <span className={section.note}>
          {fileName === '' ? 'GeoTIFF 或 .hgt，最大 250 MB' : fileName}
        </span>
      </div>
      {error && (
        <p className={section.bad} role="alert">
          {problemOf(error)}
        </p>
      )}
      {read.data && (
        <>
          <p role="status">读到 {heightWords(read.data)}</p>
          <Field label="名称" required>
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={40}
                onChange={({ target }) => setName(target.value)}
              />
            )}
          </Field>
          <Field label="来源和日期">
            {(control) => (
              <Input
                {...control}
                value={source}
                maxLength={200}
                placeholder="如：县自然资源局 12.5 米高程 2025"
                onChange={({ target }) => setSource(target.value)}
              />
            )}
          </Field>
        </>
      )}
      <div className={section.buttons}>
        <ActionButton
          kind="primary"
          submit
          busy={adopt.isPending}
          refusedBecause={read.data ? undefined : '先选文件'}
        >
          存为本机高程
        </ActionButton>
        <ActionButton kind="quiet" hotkey="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
    </form>
  )
}
