// The settings page.
export { SettingsPage } from './settings-page'
