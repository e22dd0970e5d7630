import { useDeferredValue, useEffect, useEffectEvent } from 'react'
import { App } from 'antd'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { Duplicate, IncidentPlace } from '../../core/modules/incidents/contract.ts'
import type { PendingAttachment } from '../../core/modules/attachments/contract.ts'
import { queries } from '../client.ts'
import { useFormDraft } from '../log/use-form-draft.ts'
import { coreNow } from '../ui/now.ts'
import {
  emptyIntake,
  filledIn,
  isBlankIntake,
  isOtherCall,
  listOf,
  missingOf,
  placeOf,
  receivedOf,
  tooLong,
  withId,
  type IntakeValues,
} from './intake-form.ts'
import { takePrefill, useIntake } from './intake-store.ts'
import { addressIn, knownFromHit } from './known-place.ts'
import { addressOf } from './place-from.ts'

/** The gazetteer's place for words that nobody chose from the list: only when it is the very name. */
function useFoundPlace(text: string) {
  const address = useDeferredValue(addressIn(text))
  const hits = useQuery(
    queries.places.search.queryOptions({
      input: { query: address ?? '', limit: 8 },
      enabled: address !== undefined,
    }),
  )
  const hit = hits.data?.find((one) => addressOf(one) === address)
  return hit && knownFromHit(hit, undefined)
}

interface Typed {
  readonly place?: IncidentPlace
  readonly category: string | null
  readonly receivedAt?: number
  readonly phone: string
}

function useDuplicates(form: IntakeValues, place: IncidentPlace, at: number | undefined) {
  const typed = useDeferredValue(
    JSON.stringify({
      ...(form.place.trim() === '' ? {} : { place: { ...place, text: place.text.slice(0, 120) } }),
      category: form.category === '' ? null : form.category,
      // Minutes: the clock must not ask anew each second.
      ...(at === undefined ? {} : { receivedAt: Math.floor(at / 60_000) * 60_000 }),
      phone: form.contact.slice(0, 200),
    }),
  )
  const asks = form.place.trim() !== '' || form.contact.trim() !== ''
  const found = useQuery(
    queries.incidents.duplicates.queryOptions({
      input: JSON.parse(typed) as Typed,
      enabled: asks,
      placeholderData: keepPreviousData,
    }),
  )
  return asks ? found.data : undefined
}

/** Everything the intake form knows: its draft, what is wrong, what may be the same. */
export function useIntakeForm(onDone: (incident: string) => void) {
  const { message } = App.useApp()
  const draft = useFormDraft('intake', emptyIntake, isBlankIntake)
  const { form } = draft
  const prefill = useIntake((intake) => intake.prefill)
  const received = receivedOf(form, Math.floor(coreNow()))
  const found = useFoundPlace(form.place)
  const read = placeOf(form, found)
  const limits = useDuplicates(form, read.place, received.ok ? received.at : undefined)
  const pending = useQuery(
    queries.attachments.pending.queryOptions({
      input: { ids: listOf(form.files) },
      enabled: form.files !== '',
      placeholderData: keepPreviousData,
    }),
  )

  const fill = useEffectEvent(() => {
    if (!prefill) return
    const some = filledIn(form, prefill)
    if (isOtherCall(form, prefill)) {
      void message.info(
        '表单里是另一个来电，没有改动。登记完这一起，再按“接听并登记”回到新的来电。',
      )
    }
    if (Object.keys(some).length > 0) draft.set(some)
    takePrefill()
  })
  useEffect(() => {
    if (draft.ready && prefill) fill()
  }, [draft.ready, prefill])

  const finish = (id: string) => {
    draft.clear()
    onDone(id)
  }
  const open = useMutation(
    queries.incidents.open.mutationOptions({ onSuccess: ({ id }) => finish(id) }),
  )
  const add = useMutation(queries.incidents.addCall.mutationOptions())
  const change = (some: Partial<IntakeValues>) => {
    if (open.isError) open.reset()
    if (add.isError) add.reset()
    draft.set(form.startedAt === 0 ? { startedAt: Math.floor(coreNow()), ...some } : some)
  }
  const problems = {
    received: received.ok ? undefined : received.problem,
    place: read.problem ?? tooLong(form, 'place'),
    source: tooLong(form, 'source'),
    contact: tooLong(form, 'contact'),
    narrative: tooLong(form, 'narrative'),
  }
  const missing = missingOf(form, read, received)
  const blocked = Object.values(problems).some((problem) => problem !== undefined)
  const told = () => ({
    ...(received.ok ? { receivedAt: received.at } : {}),
    source: form.source,
    channel: form.channel,
    attachments: listOf(form.files),
    ...(form.contact.trim() === '' ? {} : { contact: form.contact }),
    ...(form.phoneCall === '' ? {} : { phoneCall: form.phoneCall }),
  })
  const category = form.category === '' ? null : form.category
  return {
    draft,
    form,
    change,
    read,
    received,
    problems,
    missing,
    limits,
    pending: form.files === '' ? [] : (pending.data ?? []),
    error: open.error ?? add.error,
    busy: open.isPending || add.isPending,
    keepFile: ({ id }: Pick<PendingAttachment, 'id'>) => change({ files: withId(form.files, id) }),
    /** `false`: something is missing or wrong, and the form shows it. */
    register(): boolean {
      if (open.isPending) return true
      if (blocked || missing.needed.length > 0) return false
      open.mutate({
        ...told(),
        place: read.place,
        category,
        different: listOf(form.different),
        ...(form.narrative.trim() === '' ? {} : { narrative: form.narrative }),
      })
      return true
    },
    addTo({ id, number }: Pick<Duplicate, 'id' | 'number'>): boolean {
      if (add.isPending) return true
      if (blocked || form.source.trim() === '') return false
      const call = {
        ...told(),
        incident: id,
        text: form.narrative,
        category,
        ...(form.place.trim() === '' ? {} : { place: read.place }),
      }
      add.mutate(call, {
        onSuccess: ({ line }) => {
          void message.success(`已并入 ${number}，补充来电记为 ${line}`)
          finish(id)
        },
      })
      return true
    },
  }
}
export type IntakeForming = ReturnType<typeof useIntakeForm>
