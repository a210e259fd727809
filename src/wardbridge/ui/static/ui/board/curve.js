/* The run's curve: score rising, bound falling. The points come with each polled fragment as JSON in `data-curve`;
   the same figures stand in a table beside it, so the picture is an enhancement. */

let chart = null;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function series(name, points, key, tint) {
  return {
    name,
    type: "line",
    step: "end",
    showSymbol: points.length < 3,
    lineStyle: { width: 2, color: tint },
    itemStyle: { color: tint },
    data: points.filter((point) => point[key] !== null).map((point) => [point.seconds, point[key]]),
  };
}

function draw(holder, data) {
  const ink = colour("--ink");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  chart ??= window.echarts.init(holder, null, { renderer: "canvas" });
  chart.setOption({
    animation: !still,
    animationDuration: 200,
    textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 64, right: 24, top: 36, bottom: 40 },
    legend: { top: 0, textStyle: { color: ink } },
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: { type: "value", name: data.words.seconds, nameLocation: "middle", nameGap: 26, min: 0 },
    yAxis: { type: "value", scale: true, splitLine: { lineStyle: { opacity: 0.25 } } },
    series: [
      series(data.words.bound, data.points, "bound", colour("--warn")),
      series(data.words.objective, data.points, "objective", colour("--accent")),
    ],
  });
}

function refresh() {
  const source = document.querySelector("[data-curve]");
  const holder = document.querySelector("[data-curve-holder]");
  if (!source || !holder || !window.echarts) return;
  const data = JSON.parse(source.dataset.curve);
  holder.hidden = data.points.length === 0;
  if (!holder.hidden) draw(holder, data);
}

document.addEventListener("htmx:afterSettle", refresh);
window.addEventListener("resize", () => chart?.resize());
refresh();
