type Colour = { default: string; subtle: string };
const colour = (strong: string, subtle = strong): Colour => ({ default: strong, subtle });

/** Colours of the Teams client; both pass 4.5:1 on their card. */
const colours = {
  light: {
    default: colour('#242424', '#616161'),
    accent: colour('#444791', '#5b5fc7'),
    good: colour('#0e700e', '#107c10'),
    warning: colour('#835c00', '#8a6100'),
    attention: colour('#b10e1c', '#c50f1f'),
    dark: colour('#242424'),
    light: colour('#ffffff'),
  },
  dark: {
    default: colour('#ffffff', '#adadad'),
    accent: colour('#a4a6f0', '#9299f7'),
    good: colour('#9fd89f', '#9fd89f'),
    warning: colour('#fde300', '#fde300'),
    attention: colour('#f1707b', '#f1707b'),
    dark: colour('#ffffff'),
    light: colour('#242424'),
  },
};

const backgrounds = {
  light: {
    default: '#ffffff',
    emphasis: '#f5f5f5',
    good: '#f1faf1',
    attention: '#fdf3f4',
    warning: '#fff9f5',
    accent: '#f5f5ff',
  },
  dark: {
    default: '#292929',
    emphasis: '#1f1f1f',
    good: '#052505',
    attention: '#3b0509',
    warning: '#411200',
    accent: '#2f2f4a',
  },
};

/** How the Teams client sets text, space and colour (Adaptive Cards host config). */
export function hostConfigOf(theme: 'light' | 'dark') {
  const foregroundColors = colours[theme];
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: '"Segoe UI", system-ui, -apple-system, sans-serif',
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: theme === 'dark' ? '#3d3d3d' : '#e0e0e0' },
    supportsInteractivity: true,
    textBlock: { headingLevel: 4 },
    containerStyles: Object.fromEntries(
      Object.entries(backgrounds[theme]).map(([name, background]) => [name, style(background)]),
    ),
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline', inlineTopMargin: 8 },
    },
    factSet: {
      title: { weight: 'bolder', size: 'default', wrap: true, maxWidth: 150 },
      value: { size: 'default', wrap: true },
      spacing: 12,
    },
    inputs: { label: { inputSpacing: 4, requiredInputs: { suffix: ' *', suffixColor: 'attention' } } },
  };
}
