// The command palette.
export { paletteCommands, type PaletteActs } from './commands'
export { Palette } from './palette'
