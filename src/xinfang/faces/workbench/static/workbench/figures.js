// Draws the two charts from the numbers of their table twins. Without this file the tables say everything.
(() => {
  if (!window.echarts) return;
  const COLOURS = { letter: "--c2", visit: "--c1", online: "--c3", phone: "--c4" };
  const locale = document.documentElement.lang.startsWith("en") ? "EN" : "ZH";
  const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  // Patterns beside colours, in the order of the series: hatched, plain, dotted, ruled.
  const decals = () => [
    { color: token("--paper"), dashArrayX: [1, 0], dashArrayY: [1.5, 5], rotation: -Math.PI / 4 },
    { color: "transparent" },
    { color: token("--paper"), symbol: "circle", symbolSize: .4, dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [6, 0] },
    { color: token("--paper"), dashArrayX: [1, 0], dashArrayY: [1.5, 5], rotation: Math.PI / 2 },
  ];
  const read = key => JSON.parse(document.getElementById(`${key}-data`).textContent);
  const text = () => ({ color: token("--quiet"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 });

  const frame = (data, saved) => ({
    animation: false,
    backgroundColor: saved ? token("--paper") : "transparent",
    textStyle: text(),
    aria: { enabled: true, decal: { show: true, decals: decals() }, label: { description: data.title } },
    title: saved ? { text: data.title, left: 16, top: 12, textStyle: { color: token("--ink"), fontSize: 16, fontWeight: 600 } } : undefined,
    tooltip: { renderMode: "richText", confine: true, backgroundColor: token("--paper"), borderColor: token("--line"), textStyle: { color: token("--ink"), fontSize: 13 } },
  });
  const axis = { axisLine: () => ({ lineStyle: { color: token("--edge") } }), splitLine: () => ({ lineStyle: { color: token("--line") } }) };
  const valueAxis = data => ({ type: "value", min: 0, minInterval: 1, name: data.unit, nameTextStyle: text(), axisLabel: text(), splitLine: axis.splitLine() });

  const months = (data, saved) => ({
    ...frame(data, saved),
    tooltip: { ...frame(data, saved).tooltip, trigger: "axis" },
    legend: { top: saved ? 40 : 2, right: 8, itemWidth: 14, itemHeight: 10, textStyle: { ...text(), color: token("--ink") } },
    grid: { top: saved ? 84 : 44, right: 14, bottom: 26, left: 40 },
    xAxis: { type: "category", data: data.names, axisLabel: { ...text(), hideOverlap: true }, axisLine: axis.axisLine(), axisTick: { show: false } },
    yAxis: valueAxis(data),
    series: [
      ...data.series.map(each => ({ type: "bar", stack: "now", name: each.name, data: each.data, barMaxWidth: 34, itemStyle: { color: token(COLOURS[each.key]), borderColor: token("--paper"), borderWidth: 1 } })),
      ...(!data.before ? [] : [{ type: "line", name: data.before.name, data: data.before.data, symbol: "circle", symbolSize: 5, lineStyle: { color: token("--edge"), width: 1.5, type: "dashed" }, itemStyle: { color: token("--edge") } }]),
    ],
  });

  const classes = (data, saved) => ({
    ...frame(data, saved),
    aria: { ...frame(data, saved).aria, decal: { show: false } }, // one series: nothing to tell apart
    tooltip: { ...frame(data, saved).tooltip, trigger: "item" },
    grid: { top: saved ? 56 : 22, right: 44, bottom: 24, left: 118 },
    xAxis: { ...valueAxis(data), nameLocation: "end", nameGap: 8 },
    yAxis: { type: "category", inverse: true, data: data.names, axisLabel: { ...text(), color: token("--ink"), width: 104, overflow: "truncate" }, axisLine: axis.axisLine(), axisTick: { show: false } },
    series: [{ type: "bar", name: data.unit, data: data.data, barMaxWidth: 18, itemStyle: { color: token("--c1") }, label: { show: true, position: "right", color: token("--ink"), fontSize: 12 } }],
  });

  const OPTIONS = { months, classes };
  const save = (name, address) => {
    const link = document.createElement("a");
    link.download = name;
    link.href = address;
    link.click();
  };

  document.querySelectorAll("[data-chart]").forEach(card => {
    const key = card.dataset.chart;
    const data = read(key);
    const place = card.querySelector(".canvas");
    place.hidden = false;
    const chart = window.echarts.init(place, null, { locale, renderer: "canvas" });
    const draw = () => chart.setOption(OPTIONS[key](data, false), true);
    draw();

    document.addEventListener("themechange", draw);
    new ResizeObserver(() => { chart.resize(); }).observe(place);
    const size = { width: 1000, height: 460 };
    card.querySelectorAll("[data-save]").forEach(button => {
      button.hidden = false;
      button.addEventListener("click", () => {
        if (button.dataset.save === "svg") {
          const drawn = window.echarts.init(null, null, { ...size, locale, renderer: "svg", ssr: true });
          drawn.setOption(OPTIONS[key](data, true));
          const blob = new Blob([drawn.renderToSVGString()], { type: "image/svg+xml" });
          save(`${data.title}.svg`, URL.createObjectURL(blob));
          drawn.dispose();
        } else {
          const drawn = window.echarts.init(document.createElement("div"), null, { ...size, locale, devicePixelRatio: 2 });
          drawn.setOption(OPTIONS[key](data, true));
          save(`${data.title}.png`, drawn.getDataURL({ type: "png", pixelRatio: 2 }));
          drawn.dispose();
        }
      });
    });
  });
})();
