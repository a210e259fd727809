// Charts on top of tables: each element with data-chart reads its figures from the JSON block that data-source names.

const style = getComputedStyle(document.documentElement);
const token = (name) => style.getPropertyValue(name).trim();
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

// A stacked area: hospitals by week. Colours are the department palette's, in its order.
function stackedArea(figures) {
  const text = { color: token("--ink"), fontFamily: token("--font") };
  return {
    animation: !calm,
    aria: { enabled: true },
    color: [7, 3, 5, 9, 1, 6, 8, 2].map((number) => token(`--dep-${number}`)),
    textStyle: text,
    legend: { top: 0, left: 0, type: "scroll", textStyle: text },
    grid: { left: 8, right: 16, top: 48, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", confine: true },
    xAxis: { type: "category", boundaryGap: false, data: figures.weeks, axisLabel: { color: token("--muted") } },
    yAxis: {
      type: "value",
      minInterval: 1,
      axisLabel: { color: token("--muted") },
      splitLine: { lineStyle: { color: token("--line") } },
    },
    series: figures.series.map((one) => ({
      name: one.name,
      data: one.data,
      type: "line",
      stack: "all",
      symbol: "circle",
      symbolSize: 5,
      areaStyle: { opacity: 0.75 },
    })),
  };
}

const KINDS = { "stacked-area": stackedArea };

for (const place of document.querySelectorAll("[data-chart]")) {
  const figures = JSON.parse(document.getElementById(place.dataset.source).textContent);
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  chart.setOption(KINDS[place.dataset.chart](figures));
  new ResizeObserver(() => chart.resize()).observe(place);
}
