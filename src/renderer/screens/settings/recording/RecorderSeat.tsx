import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import section from '../Section.module.css'

/** The desktop opens its recorder page itself; a browser seat is told to be one. */
export function RecorderSeat({
  seats,
}: {
  readonly seats: readonly { readonly id: string; readonly name: string; readonly own: boolean }[]
}) {
  const allow = useMutation(queries.recordings.allowSeat.mutationOptions())
  if (location.host === 'console') return <span>桌面程序自带录音页，自动运行</span>
  const own = seats.some((seat) => seat.own)
  const others = seats.filter((seat) => !seat.own).map(({ name }) => name)
  return (
    <>
      <span>{own ? '本浏览器是录音席位' : '本浏览器不是录音席位'}</span>
      {others.length > 0 && <span className={section.note}>还有 {others.join('、')}</span>}
      <ActionButton busy={allow.isPending} onPress={() => allow.mutate({ allow: !own })}>
        {own ? '取消指定' : '指定本浏览器为录音席位'}
      </ActionButton>
      {own && (
        <a href="/recorder" target="_blank" rel="noopener">
          打开录音页
        </a>
      )}
      <span className={allow.error === null ? section.note : section.bad}>
        {allow.error === null
          ? '声卡插在控制台主机上，就在主机的浏览器里打开，并保持打开'
          : describeError(allow.error)}
      </span>
    </>
  )
}
