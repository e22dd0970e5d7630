import { useRef, useState, type ReactNode, type SyntheticEvent } from 'react'
import { App, Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { ORPCError } from '@orpc/client'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fileProblem, putFile } from '../../../ui/put-file.ts'
import section from '../Section.module.css'

interface Described {
  readonly token: string
  readonly name: string
  readonly source: string
}

/** The core's own sentence about a file that cannot be used, where it sent one. */
function problemOf(error: Error): string {
  const data: unknown = error instanceof ORPCError ? error.data : undefined
  const said = data as { readonly sentence?: string } | undefined
  return said?.sentence ?? fileProblem(error)
}

/** A file is read and shown first; nothing is taken over before somebody says so. */
export function ImportLocalFile<Preview>({
  word,
  accept,
  hint,
  sourceExample,
  ticket,
  look,
  adopt,
  renderPreview,
  renderQuestion,
  onDone,
}: {
  /** `路网` */
  readonly word: string
  /** Of the machine's file dialog. */
  readonly accept: string
  readonly hint: string
  readonly sourceExample: string
  readonly ticket: (fileName: string) => Promise<{ readonly path: string }>
  readonly look: (token: string) => Promise<Preview>
  readonly adopt: (described: Described) => Promise<unknown>
  readonly renderPreview: (preview: Preview) => ReactNode
  /** What else must be answered; `again` reads the same file with the new answer. */
  readonly renderQuestion?: (again: () => void) => ReactNode
  readonly onDone: () => void
}) {
  const chooser = useRef<HTMLInputElement>(null)
  const { message } = App.useApp()
  const [file, setFile] = useState('')
  const [name, setName] = useState('')
  /** What the file's name suggested; a name that was typed is kept when another file is chosen. */
  const [suggested, setSuggested] = useState('')
  const [source, setSource] = useState('')
  const preview = useMutation({ mutationFn: look })
  const send = useMutation({
    mutationFn: async (picked: File) => {
      const { path } = await ticket(picked.name.slice(0, 200))
      return putFile<{ readonly token: string }>(path, picked)
    },
    onSuccess: ({ token }) => preview.mutate(token),
  })
  const save = useMutation({
    mutationFn: adopt,
    onSuccess: () => {
      void message.success(`${word}已存，在用`)
      onDone()
    },
  })
  const choose = (picked: File) => {
    const suggestion = picked.name.replace(/\.(osm\.pbf|[^.]+)$/i, '').slice(0, 40)
    if (name === suggested) setName(suggestion)
    setSuggested(suggestion)
    setFile(picked.name)
    preview.reset()
    send.mutate(picked)
  }
  const token = send.data?.token
  const read = preview.data
  const error = send.error ?? preview.error ?? save.error
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (read && token !== undefined) save.mutate({ token, name, source })
  }
  return (
    <form className={section.form} aria-label={`导入${word}`} onSubmit={submit}>
      <input
        ref={chooser}
        type="file"
        hidden
        accept={accept}
        aria-label={`选择${word}文件`}
        onChange={(event) => {
          const picked = event.target.files?.[0]
          // The same file may be chosen again after it was corrected.
          event.target.value = ''
          if (picked) choose(picked)
        }}
      />
      <div className={section.buttons}>
        <ActionButton
          busy={send.isPending || preview.isPending}
          onPress={() => chooser.current?.click()}
        >
          选文件…
        </ActionButton>
        <span className={section.note}>{file === '' ? hint : file}</span>
      </div>
      {renderQuestion?.(() => token !== undefined && preview.mutate(token))}
      {error && (
        <p className={section.bad} role="alert">
          {problemOf(error)}
        </p>
      )}
      {read && (
        <>
          {renderPreview(read)}
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
                placeholder={sourceExample}
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
          busy={save.isPending}
          refusedBecause={read ? undefined : '先选文件'}
        >
          {`存为本机${word}`}
        </ActionButton>
        <ActionButton kind="quiet" hotkey="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
    </form>
  )
}
