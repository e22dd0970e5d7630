import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { BreakGlassForm } from './BreakGlassForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { PersonPicker } from './PersonPicker.tsx'
import styles from './SignInScreen.module.css'

/** 登录: people by roster first, then the password; the sealed code as the last road. */
export function SignInScreen() {
  const state = useQuery(queries.people.state.queryOptions())
  const [picked, setPicked] = useState<string>()
  const [breakGlass, setBreakGlass] = useState(false)
  const people = state.data?.roster ?? []
  const person = people.find(({ id }) => id === picked) ?? people[0]
  return (
    <div className={styles.place}>
      <PersonPicker
        people={people}
        picked={person?.id}
        onPick={(id) => {
          setPicked(id)
          setBreakGlass(false)
        }}
      />
      {breakGlass || person === undefined ? (
        <BreakGlassForm onBack={() => setBreakGlass(false)} />
      ) : (
        <PasswordForm key={person.id} person={person} onBreakGlass={() => setBreakGlass(true)} />
      )}
    </div>
  )
}
