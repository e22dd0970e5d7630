/** What is typed and drawn of one drawing, kept by the core after every pause, and how it is recorded. */
import { useState } from 'react'
import { App } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { isDefinedError } from '@orpc/client'
import {
  meaningWord,
  shapesOf,
  type DrawingShown,
  type Meaning,
  type Outline,
  type Shape,
} from '../../../../../core/modules/drawings/contract.ts'
import { queries } from '../../../../client.ts'
import { useFormDraft } from '../../../../log/use-form-draft.ts'
import { describeError } from '../../../../ui/describe-error.ts'
import { carriedOver, outlineOf, pointsOf, pointsText, readPoints } from './outline-draft.ts'

export interface DrawingForm {
  readonly [name: string]: string
  readonly meaning: string
  readonly shape: string
  /** `pointsText` */
  readonly points: string
  /** Empty: the county's. */
  readonly incident: string
  readonly name: string
  readonly note: string
}

function startOf(drawing: DrawingShown | undefined, incident: string | undefined): DrawingForm {
  if (!drawing) {
    const first = { meaning: 'fire-line', shape: 'line', points: '', name: '', note: '' }
    return { ...first, incident: incident ?? '' }
  }
  const { meaning, outline, name, note } = drawing
  const points = pointsText(pointsOf(outline) ?? [])
  return { meaning, shape: outline.shape, points, name, note, incident: drawing.incident ?? '' }
}

function missing(shape: Shape): string {
  const least = { point: 1, line: 2, area: 3, circle: 2, sector: 3 }[shape]
  return `还没有画好：至少要定 ${least} 个点。`
}

export function useDrawingForm({
  drawing,
  incident,
  onStored,
}: {
  readonly drawing: DrawingShown | undefined
  /** Whose drawing a new one is, unless it is chosen otherwise. */
  readonly incident: string | undefined
  readonly onStored: (id: string) => void
}) {
  const { message } = App.useApp()
  const [start] = useState(() => startOf(drawing, incident))
  const [seen, setSeen] = useState(drawing?.seen ?? [])
  const [isBlank] = useState(
    () => (form: DrawingForm) =>
      (['points', 'name', 'note'] as const).every((field) => form[field] === start[field]) &&
      (drawing === undefined || form.meaning === start.meaning),
  )
  const draft = useFormDraft(`drawing:${drawing?.id ?? 'new'}`, start, isBlank)
  const [problem, setProblem] = useState<string>()
  const { form } = draft
  const [meaning, shape] = [form.meaning as Meaning, form.shape as Shape]
  const points = readPoints(form.points)
  // Several parts or holes: the shape stays as it is, the words can be changed.
  const whole = drawing && pointsOf(drawing.outline) === undefined ? drawing.outline : undefined
  const outline: Outline | undefined = whole ?? outlineOf(shape, points)

  const stored = ({ id }: { readonly id: string }) => {
    void message.success(`已存：${meaningWord(meaning)}${form.name.trim()}`)
    draft.clear({ ...start, points: '', name: '', note: '' })
    onStored(id)
  }
  const failed = (error: Error) => setProblem(describeError(error))
  const add = useMutation(
    queries.drawings.draw.mutationOptions({ onSuccess: stored, onError: failed }),
  )
  const change = useMutation(
    queries.drawings.change.mutationOptions({ onSuccess: stored, onError: failed }),
  )
  const set = (some: Partial<DrawingForm>) => {
    setProblem(undefined)
    draft.set(some)
  }
  const save = (seenNow = seen) => {
    if (add.isPending || change.isPending) return
    if (!outline) return setProblem(missing(shape))
    const sketch = {
      meaning,
      outline,
      name: form.name,
      note: form.note,
      incident: form.incident === '' ? null : form.incident,
    }
    if (drawing) change.mutate({ ...sketch, drawing: drawing.id, seen: seenNow })
    else add.mutate(sketch)
  }
  return {
    draft,
    form,
    meaning,
    shape,
    points,
    outline,
    whole: whole !== undefined,
    problem,
    busy: add.isPending || change.isPending,
    /** Somebody changed it meanwhile: what they did is on the map now. */
    elsewhere: isDefinedError(change.error) && change.error.code === 'CHANGED_ELSEWHERE',
    set,
    setMeaning: (next: Meaning) => {
      const fits = shapesOf(next)
      // Points that are set keep their shape where it fits.
      if (form.points !== '' && fits.includes(shape)) return set({ meaning: next })
      const to = fits[0] ?? 'point'
      set({ meaning: next, shape: to, points: pointsText(carriedOver(shape, to, points)) })
    },
    setShape: (to: Shape) => set({ shape: to, points: pointsText(carriedOver(shape, to, points)) }),
    save: () => save(),
    saveAnyway: () => {
      const now = drawing?.seen ?? []
      setSeen(now)
      save(now)
    },
    giveUp: () => draft.clear({ ...start, points: '', name: '', note: '' }),
  }
}
