// What the settings use of this feature: one section a subject.
export { ExternalAgentsSection } from './external-agents-section'
export { HooksSection } from './hooks-section'
export { InstructionsSection } from './instructions-section'
export { MemoriesSection } from './memories-section'
export { PluginsSection } from './plugins-section'
export { PromptsSection } from './prompts-section'
export { SkillsSection } from './skills-section'
