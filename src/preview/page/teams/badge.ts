import * as AC from 'adaptivecards';

/** Teams' own badge, which the official renderer does not know; coloured by the host config. */
export class Badge extends AC.CardElement {
  static readonly textProperty = new AC.StringProperty(AC.Versions.v1_0, 'text');
  static readonly styleProperty = new AC.StringProperty(AC.Versions.v1_0, 'style');

  override getJsonTypeName(): string {
    return 'Badge';
  }

  protected override populateSchema(schema: AC.SerializableObjectSchema): void {
    super.populateSchema(schema);
    schema.add(Badge.textProperty, Badge.styleProperty);
  }

  protected override internalRender(): HTMLElement {
    const badge = document.createElement('span');
    badge.className = 'state-badge';
    badge.textContent = this.getValue(Badge.textProperty) ?? '';
    const style = String(this.getValue(Badge.styleProperty) ?? 'Default').toLowerCase();
    badge.style.color = colourOf(this.hostConfig, style);
    badge.style.backgroundColor = backgroundOf(this.hostConfig, style);
    return badge;
  }
}

const named = ['accent', 'good', 'warning', 'attention'] as const;
const nameOf = (style: string) => named.find((name) => name === style);

/** Returns the text colour of a style, such as "Attention"; the subtle one where it is none of the four. */
export function colourOf(hostConfig: AC.HostConfig, style: string): string {
  const { foregroundColors } = hostConfig.containerStyles.default;
  const name = nameOf(style);
  return name ? foregroundColors[name].default : foregroundColors.default.subtle;
}

const backgroundOf = ({ containerStyles }: AC.HostConfig, style: string): string =>
  containerStyles.getStyleByName(nameOf(style) ?? 'emphasis').backgroundColor ?? '';
