import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { BriefDetail } from '../../../../core/modules/briefs/contract.ts'
import { queries } from '../../../client.ts'
import { LeaderWord, useDecider } from '../../../decision/LeaderWord.tsx'
import { Form } from '../../../ui/Form.tsx'
import styles from './Briefs.module.css'

/** 签发: the leader's, or noted with the leader's name and how it was said. */
export function SignForm({
  detail,
  onClose,
}: {
  readonly detail: BriefDetail
  readonly onClose: () => void
}) {
  const { start } = useDecider('report.sign')
  const [authority, setAuthority] = useState(start)
  const sign = useMutation(queries.briefs.sign.mutationOptions({ onSuccess: onClose }))
  const save = () => {
    const seen = detail.sections.flatMap((section) => section.seen)
    sign.mutate({ brief: detail.id, authority: authority ?? null, seen })
  }
  return (
    <Form
      act="签发"
      hotkey="Y"
      busy={sign.isPending}
      error={sign.error}
      onAct={save}
      onClose={onClose}
    >
      <LeaderWord value={authority} onChange={setAuthority} />
      <p className={styles.note}>签发后文字定稿，不能再改；要改须由带班领导作废后重新起草。</p>
    </Form>
  )
}
