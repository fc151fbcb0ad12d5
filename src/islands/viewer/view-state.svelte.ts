import type { LayerName, ViewerContent } from '../../core/view/viewer.ts';

/** What is on show in a viewer: one picture or two parted by a line, marks and a map over them. Plain state and its rules. */
export class ViewState {
  readonly #content: () => ViewerContent;
  shown = $state<LayerName>('yours');
  split = $state(false);
  /** Of the dividing line, in per cent of the width. */
  at = $state(50);
  held = $state(false);
  marksOn = $state(true);
  /** The criterion whose marks and maps alone are shown. */
  chip = $state<string | null>(null);
  overlay = $state<string | null>(null);
  /** `data-place` of the sentence that is pointed at: `3` of a mark, `pin-3` of a pin. */
  lit = $state<string | null>(null);
  /** Where a remark is about to be pinned, in shares. */
  chosen = $state<{ x: number; y: number } | null>(null);

  readonly right: LayerName = $derived(this.held ? 'before' : this.shown);
  readonly left: LayerName = $derived(this.#partner(this.shown));
  readonly parted: boolean = $derived(this.split && !this.held);

  constructor(content: () => ViewerContent) {
    this.#content = content;
  }

  get content(): ViewerContent {
    return this.#content();
  }

  get marks(): ViewerContent['marks'] {
    return this.content.marks.filter((mark) => (this.chip ? mark.criterion === this.chip : mark.first));
  }

  get maps(): ViewerContent['overlays'] {
    return this.content.overlays.filter((one) => !this.chip || one.criterion === this.chip);
  }

  get laid(): ViewerContent['overlays'][number] | null {
    return this.content.overlays.find((one) => one.src === this.overlay) ?? null;
  }

  has(name: LayerName): boolean {
    return this.content.layers.some((layer) => layer.name === name);
  }

  label(name: LayerName): string | undefined {
    return this.content.layers.find((layer) => layer.name === name)?.label;
  }

  /** What is seen of a layer, as CSS `clip-path`. */
  clip(name: LayerName): string {
    if (this.parted && name === this.left) return `inset(0 ${100 - this.at}% 0 0)`;
    if (this.parted && name === this.right) return `inset(0 0 0 ${this.at}%)`;
    return name === this.right ? 'none' : 'inset(100%)';
  }

  show(name: LayerName): void {
    if (this.has(name)) this.shown = name;
  }

  choose(id: string): void {
    this.chip = this.chip === id ? null : id;
    this.marksOn = true;
    this.overlay = this.chip
      ? (this.content.overlays.find((one) => one.criterion === this.chip)?.src ?? null)
      : null;
    if (this.chip) this.show('yours');
  }

  lay(src: string): void {
    this.overlay = this.overlay === src ? null : src;
  }

  move(by: number): void {
    this.split = true;
    this.place(this.at + by);
  }

  place(at: number): void {
    this.at = Math.min(100, Math.max(0, at));
  }

  /** Whether the key does something here. */
  press(key: string): boolean {
    const act = this.#keys[key];
    act?.();
    return act !== undefined;
  }

  readonly #keys: Record<string, () => void> = {
    '1': () => this.show('before'),
    '2': () => this.show('yours'),
    '3': () => this.show('reference'),
    s: () => (this.split = !this.split),
    m: () => (this.marksOn = !this.marksOn),
    ArrowLeft: () => this.move(-2),
    ArrowRight: () => this.move(2),
  };

  /** The picture at the left of the dividing line: what the chosen one is compared with. */
  #partner(name: LayerName): LayerName {
    if (name === 'yours') return 'before';
    return name === 'before' && this.has('reference') ? 'reference' : 'yours';
  }
}
