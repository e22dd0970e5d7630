import { useConnection } from '../../client.ts'
import styles from './FirstStartScreen.module.css'

const statusWords = { actual: '实战', exercise: '演练', test: '练习' } as const

/** What this console was installed as; a wrong county is another profile folder. */
export function CountyStep() {
  const connection = useConnection()
  if (connection.kind !== 'live') return <p>正在连接调度台。</p>
  const { county, site, seat, status, version } = connection.hello
  return (
    <>
      <dl className={styles.facts}>
        <dt>县</dt>
        <dd>
          {county.name}（{county.code}）
        </dd>
        <dt>台址字头</dt>
        <dd>
          {site}，编号写作 {site}-0001
        </dd>
        <dt>席位</dt>
        <dd>{seat.name}</dd>
        <dt>方式</dt>
        <dd>{statusWords[status]}</dd>
        <dt>版本</dt>
        <dd>{version}</dd>
      </dl>
      <p className={styles.note}>
        数据只存在本机，不需要联网，不上传任何内容。县名或台址不对，请退出后按安装说明更换县情资料再启动。
      </p>
    </>
  )
}
