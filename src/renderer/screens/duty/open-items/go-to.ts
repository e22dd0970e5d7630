import { useNavigation } from '../../../frame/navigation.ts'
import { useSelection } from '../../../frame/selection.ts'

export function useGoToIncident(): (incident: string) => void {
  const goTo = useNavigation((navigation) => navigation.goTo)
  const selectIncident = useSelection((selection) => selection.selectIncident)
  return (incident) => {
    selectIncident(incident)
    goTo('incidents')
  }
}
