import { CheckOutlined, WarningOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import styles from './SignInScreen.module.css'

/** What this machine holds and what waits behind the sign-in. */
export function AfterSignIn() {
  const health = useQuery(queries.system.health.queryOptions())
  const alarms = useQuery(queries.alarms.open.queryOptions())
  const standing = alarms.data?.alarms ?? []
  return (
    <div className={styles.after}>
      {health.data && (
        <div>
          <CheckOutlined /> 本机已存 {health.data.log.ops} 条记录
        </div>
      )}
      {health.data?.diskLow && (
        <div className={styles.worry}>
          <WarningOutlined /> 磁盘不足 2 GB，请清理
        </div>
      )}
      {standing.length > 0 && (
        <div className={styles.worry}>
          <WarningOutlined /> {standing.length} 条告警未办结：{standing[0]?.title}
        </div>
      )}
    </div>
  )
}
