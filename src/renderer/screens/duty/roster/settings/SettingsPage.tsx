import { useState } from 'react'
import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { Panel } from '../../../../ui/Panel.tsx'
import { FailingState, LoadingState } from '../../../../ui/states.tsx'
import { CalendarSettings } from './CalendarSettings.tsx'
import { MemberSettings } from './MemberSettings.tsx'
import { PatternSettings } from './PatternSettings.tsx'
import { isChanged, type PostsDraft } from './post-draft.ts'
import { PostSettings } from './PostSettings.tsx'
import { RuleSettings } from './RuleSettings.tsx'

type Section = 'members' | 'posts' | 'patterns' | 'rules' | 'calendar'
const sections = [
  { value: 'members' as const, label: '人员和岗位' },
  { value: 'posts' as const, label: '岗位' },
  { value: 'patterns' as const, label: '班制' },
  { value: 'rules' as const, label: '规则' },
  { value: 'calendar' as const, label: '节假日和调休' },
]

/** 排班设置: who serves, by which hours, under which rules, on which calendar. */
export function SettingsPage({ onClose }: { readonly onClose: () => void }) {
  const [section, setSection] = useState<Section>('members')
  const [posts, setPosts] = useState<PostsDraft>()
  const [leaving, setLeaving] = useState(false)
  const unsaved = posts !== undefined && isChanged(posts)
  const settings = useQuery(queries.rosters.settings.queryOptions())
  return (
    <Panel
      label="排班设置"
      title={
        <Segmented<Section>
          aria-label="设置什么"
          value={section}
          options={sections}
          onChange={setSection}
        />
      }
      extra={
        <ActionButton
          hotkey="Escape"
          onPress={() => {
            if (!unsaved) return onClose()
            setSection('posts')
            setLeaving(true)
          }}
        >
          返回值班表
        </ActionButton>
      }
    >
      {settings.isError && (
        <FailingState
          title="读不到排班设置"
          error={settings.error}
          onRetry={() => void settings.refetch()}
        />
      )}
      {settings.isPending && <LoadingState what="排班设置" />}
      {settings.data && section === 'members' && <MemberSettings settings={settings.data} />}
      {settings.data && section === 'posts' && (
        <PostSettings
          settings={settings.data}
          draft={posts}
          leaving={leaving && unsaved}
          onDraft={(draft) => {
            setLeaving(false)
            setPosts(draft)
          }}
        />
      )}
      {settings.data && section === 'patterns' && <PatternSettings settings={settings.data} />}
      {settings.data && section === 'rules' && <RuleSettings settings={settings.data} />}
      {settings.data && section === 'calendar' && <CalendarSettings settings={settings.data} />}
    </Panel>
  )
}
