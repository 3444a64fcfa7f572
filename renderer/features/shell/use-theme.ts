// Puts the chosen theme on <html>. With "system" the style sheet follows the system by itself.
import { useEffect } from 'react'
import { useSettings } from '../../stores/app/settings'

export function useTheme(): void {
  const theme = useSettings((state) => state.settings.theme)
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
}
