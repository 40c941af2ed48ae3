import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { clock } from './chart';
import { inTurn } from './turns';
import { figure } from './view';

const HEIGHT = 120;
const HALF_HOUR = 1800;

export interface DrawnCondition {
  points: [number, number][];
  /** What one step of a value is of its unit. */
  size: number;
  digits: number;
  unit: string;
  offsetMinutes: number;
}

/** One quantity over time, small. */
class ConditionChart extends HTMLElement {
  private plot: uPlot | undefined;
  private shown: DrawnCondition | undefined;
  private readonly scheme = window.matchMedia('(prefers-color-scheme: dark)');
  private readonly drawing = (): void => this.draw();
  private readonly redraw = (): void => inTurn(this.drawing);
  private readonly sizes = new ResizeObserver(() => this.plot?.setSize({ width: this.clientWidth, height: HEIGHT }));

  connectedCallback(): void {
    this.sizes.observe(this);
    this.scheme.addEventListener('change', this.redraw);
    this.redraw();
  }

  disconnectedCallback(): void {
    this.sizes.disconnect();
    this.scheme.removeEventListener('change', this.redraw);
    this.plot?.destroy();
    this.plot = undefined;
  }

  set drawn(value: DrawnCondition) {
    const same = this.shown !== undefined && this.shown.points.length === value.points.length && this.shown.points.at(-1)?.[0] === value.points.at(-1)?.[0];
    this.shown = value;
    if (!same) {
      this.redraw();
    }
  }

  private draw(): void {
    this.plot?.destroy();
    this.plot = undefined;
    if (this.shown === undefined || !this.isConnected) {
      return;
    }
    const { points, size, digits, unit, offsetMinutes } = this.shown;
    const colour = (name: string): string => getComputedStyle(this).getPropertyValue(name).trim();
    const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line') } };
    this.plot = new uPlot(
      {
        width: Math.max(this.clientWidth, 160),
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        tzDate: seconds => uPlot.tzDate(new Date((seconds + offsetMinutes * 60) * 1000), 'Etc/UTC'),
        scales: {
          // One point alone stands in the middle of an hour.
          x: { range: (_plot, first, last) => (first === last ? [first - HALF_HOUR, last + HALF_HOUR] : [first, last]) },
          y: { range: (_plot, low, high) => [Math.min(0, low), Math.max(high, 1) * 1.1] },
        },
        axes: [
          { ...axis, space: 90, values: (_plot, ticks) => ticks.map((tick, i) => clock(tick, ticks[i - 1], offsetMinutes)) },
          { ...axis, size: 56, values: (_plot, ticks) => ticks.map(tick => `${figure(tick, tick % 1 === 0 ? 0 : digits)} ${unit}`) },
        ],
        series: [{}, { stroke: colour('--accent'), width: 2, points: { show: points.length < 3, size: 6 } }],
      },
      [points.map(([time]) => time / 1000), points.map(([, value]) => value / size)],
      this,
    );
  }
}

customElements.define('condition-chart', ConditionChart);
