/* The run's curve: score rising, bound falling. The points come with each polled fragment as JSON in `data-curve`;
   the same figures stand in a table beside it, so the picture is an enhancement. */

let chart = null;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/* The first bounds lie far above any plan; drawn, they would flatten all that follows. The table keeps them. */
function near(points) {
  const last = (key) => points.map((point) => point[key]).filter((value) => value !== null).at(-1);
  const reach = 2 * Math.max(Math.abs(last("bound") ?? 0), Math.abs(last("objective") ?? 0));
  return points.map((point) => ({ ...point, bound: point.bound !== null && point.bound > reach ? null : point.bound }));
}

function series(name, points, key, tint) {
  return {
    name,
    type: "line",
    step: "end",
    symbolSize: 8,
    lineStyle: { width: 2, color: tint },
    itemStyle: { color: tint },
    data: points.filter((point) => point[key] !== null).map((point) => [point.seconds, point[key]]),
  };
}

function draw(holder, data) {
  const ink = colour("--ink");
  const points = near(data.points);
  const figures = new Intl.NumberFormat(document.documentElement.lang);
  const axisLabel = { color: ink, formatter: (value) => figures.format(value) };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  chart ??= window.echarts.init(holder, null, { renderer: "canvas" });
  chart.setOption({
    animation: !still,
    animationDuration: 200,
    textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 64, right: 24, top: 36, bottom: 40 },
    legend: { top: 0, textStyle: { color: ink } },
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: { type: "value", name: data.words.seconds, nameLocation: "middle", nameGap: 26, min: 0, axisLabel },
    yAxis: { type: "value", scale: true, axisLabel, splitLine: { lineStyle: { opacity: 0.25 } } },
    series: [
      series(data.words.bound, points, "bound", colour("--warn")),
      series(data.words.objective, points, "objective", colour("--accent")),
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
