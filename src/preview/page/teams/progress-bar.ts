import * as AC from 'adaptivecards';
import { colourOf } from './badge.ts';

/** Teams' own progress bar, which the official renderer does not know. */
export class ProgressBar extends AC.CardElement {
  static readonly valueProperty = new AC.NumProperty(AC.Versions.v1_0, 'value');
  static readonly maxProperty = new AC.NumProperty(AC.Versions.v1_0, 'max', 100);
  static readonly colorProperty = new AC.StringProperty(AC.Versions.v1_0, 'color');

  override getJsonTypeName(): string {
    return 'ProgressBar';
  }

  protected override populateSchema(schema: AC.SerializableObjectSchema): void {
    super.populateSchema(schema);
    schema.add(ProgressBar.valueProperty, ProgressBar.maxProperty, ProgressBar.colorProperty);
  }

  protected override internalRender(): HTMLElement {
    const bar = document.createElement('progress');
    bar.className = 'progress';
    bar.max = Number(this.getValue(ProgressBar.maxProperty) ?? 100);
    bar.value = Number(this.getValue(ProgressBar.valueProperty) ?? 0);
    const colour = this.getValue(ProgressBar.colorProperty) ?? 'Accent';
    bar.style.accentColor = colourOf(this.hostConfig, colour.toLowerCase());
    bar.setAttribute('aria-label', `${bar.value} of ${bar.max}`);
    return bar;
  }
}
