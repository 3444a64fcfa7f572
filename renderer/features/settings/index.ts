// The settings page and the sections that belong to no other feature.
export { AboutSection } from './about-section'
export { GeneralSection } from './general-section'
export { ProjectSection } from './project-section'
export { SettingsPage, type SettingsGroup, type SettingsSection } from './settings-page'
