/** What a Teams message or card says, as text. */
export function renderFallback(message: { card?: Record<string, unknown>; text?: string }): string {
  const words = message.card?.fallbackText;
  return typeof words === 'string' ? words : (message.text ?? '');
}
